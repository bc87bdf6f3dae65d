"""An answer in the words of a model: marks, bold lead, figures and what must not get lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, CitedFigure, Notice
from assistant.model_evidence import Evidence
from corpus.figures import find_figures


def worded(
    literal: Answer,
    shown: Sequence[tuple[str, tuple[str, ...]]],
    evidence: Sequence[Evidence],
    *,
    listed: bool,
) -> Answer:
    """The literal answer with these sentences for its words, cited by number in their order.

    Args:
        shown: sentences with the keys of their evidence.
        listed: each sentence is an item of a list.
    """
    cited: list[str] = []
    for _, keys in shown:
        cited.extend(key for key in keys if key not in cited)
    marks = {key: n for n, key in enumerate(cited, start=1)}
    by_key = {item.key: item.citation for item in evidence}
    renumbered = {by_key[key].n: mark for key, mark in marks.items()}
    citations = [replace(by_key[key], n=mark) for key, mark in marks.items()]
    lines = [_marked(text, [marks[key] for key in keys]) for text, keys in shown]
    joined = "\n".join(f"- {line}" for line in lines) if listed else " ".join(lines)
    text = _with_bold_lead(joined, literal)
    return replace(
        literal,
        answer=text,
        citations=citations,
        figures=_figures(text, citations),
        notices=_renumbered(literal.notices, renumbered),
        mode="model",
        timings_ms=dict(literal.timings_ms),
    )


def _marked(text: str, marks: Sequence[int]) -> str:
    shown = " ".join(f"[{mark}]" for mark in marks)
    if text.endswith("”"):
        return f"{text} {shown}"
    stop = text[-1] if text[-1:] in ".!?" else "."
    return f"{text.rstrip('.!?')} {shown}{stop}"


def _with_bold_lead(text: str, literal: Answer) -> str:
    """The asked figure in bold, where the literal answer has it so."""
    for bold in re.findall(r"\*\*(.+?)\*\*", literal.answer):
        at = text.find(bold)
        if at >= 0 and not text[at - 1 : at].isdigit() and f"**{bold}**" not in text:
            text = f"{text[:at]}**{bold}**{text[at + len(bold) :]}"
    return text


def keeps(literal: Answer, made: Answer) -> bool:
    """Whether the answer still has all that was decided.

    That is the figures that the literal answer leads with, and every item of a list or side of a
    difference.
    """
    whole = "\n- " in f"\n{literal.answer}" or any(n.kind == "conflict" for n in literal.notices)
    places = {(c.document_id, c.start, c.end) for c in made.citations}
    if whole and any((c.document_id, c.start, c.end) not in places for c in literal.citations):
        return False
    leads = re.findall(r"\*\*(.+?)\*\*", literal.answer)
    said = find_figures(re.sub(r"\*\*", "", made.answer))
    values = {(f.value, f.unit) for f in said}
    return all(
        lead in made.answer.replace("**", "")
        or any((f.value, f.unit) in values for f in find_figures(lead))
        for lead in leads
    )


def _figures(text: str, citations: Sequence[Citation]) -> list[CitedFigure]:
    """Figures of the quotes that the words repeat, each once for a quote."""
    plain = text.replace("**", "")
    said = {(str(f.value), f.unit) for f in find_figures(plain)}
    out = []
    for citation in citations:
        seen: set[str] = set()
        for figure in find_figures(citation.quote):
            if figure.text in seen:
                continue
            if figure.text in plain or (str(figure.value), figure.unit) in said:
                seen.add(figure.text)
                value = list(figure.value) if isinstance(figure.value, tuple) else figure.value
                out.append(
                    CitedFigure(figure.text, value, figure.unit, figure.comparator, citation.n)
                )
    return out


def _renumbered(notices: Sequence[Notice], marks: Mapping[int, int]) -> list[Notice]:
    """Notices with the new numbers of their citations; one about nothing cited any more goes."""
    out = []
    for notice in notices:
        numbers = sorted(marks[n] for n in notice.citations if n in marks)
        if numbers or not notice.citations:
            out.append(replace(notice, citations=numbers))
    return out
