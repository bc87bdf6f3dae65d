"""Questions to go on with: made from the text around an answer, and asked before they are shown.

A question is shown only when the assistant answers it, surely enough, from the very sentence that
it was made from. Which questions are tried depends on the text alone and their number is bounded,
so the same answer always gets the same ones.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.question import Kind, kind_of
from assistant.suggest_made import made_from
from corpus.document import Document, Passage, Span
from index.analysis import STOPWORDS, fold

MOST = 3
"""Questions shown with an answer."""
TRIED = 4
"""Questions asked in order to find them; each takes as long as one answer, once."""
SURE = 0.55
"""The least confidence of an answer that is worth pointing at."""
AROUND = 8
"""Passages on either side of the answer that questions are made from."""

_WRITTEN = Path(__file__).with_name("follow_ups.toml")

# A thing with its article: *de werkbonus*, *een enkele mobiliteitsbonus*, *Het Zoekjaar Studenten*.
_NAMED = re.compile(
    r"\b(?P<article>[Dd]e|[Hh]et|[Ee]en)\s+"
    r"(?P<noun>(?:[a-zà-ÿ]{3,}e\s+)?[^\W\d_][\w&-]{4,}(?:\s+[A-Z][\w&-]+)*)"
)
_PLURAL = re.compile(r"(?:en|ers|els|ens|ars|ies|aars|'s)$")
# Says nothing to who does not see the sentence.
_VAGUE = frozenset(["bedrag", "maximum", "minimum", "totaal", "inkomen", "percentage", "aantal"])
_SINGULAR = re.compile(r"(?:teken|leven|inkomen|vermogen|examen)$")
# What must follow the thing, so that the sentence says this of it and of nothing else.
_AMOUNTS_TO = re.compile(r"\s+(?:van|tussen|bedraagt|is|wordt|blijft)\s+(?=€|[\d.,]+ euro)")
_DEFINES = re.compile(r"\s+(?:is een|is het|betekent|houdt in|omvat|gaat over|is gericht op)\b")
_IN_FORCE = re.compile(r"\s+treedt\b.*\bin werking\b")
_LED_IN = re.compile(
    r"\b(?:volgende|twee|drie|vier|vijf|zes|zeven)\s+(?P<noun>[a-zà-ÿ-]{4,}(?:en|s))\b"
)


@dataclass(frozen=True, slots=True)
class _Try:
    """A question with what must hold of its answer.

    Attributes:
        kinds: the kinds it may be read as; none is any.
        span: where the answer must come from.
        says: what the answer's words must hold, or "".
    """

    question: str
    kinds: tuple[Kind, ...]
    document_id: str
    span: Span
    says: str = ""


class Suggestions:
    """Makes and checks the questions; what was checked once is remembered."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._checked = lru_cache(maxsize=4096)(self._check)
        self._tries_at = lru_cache(maxsize=1024)(self._tries)

    def after(self, answer: Answer, asked: Sequence[str]) -> list[str]:
        """At most ``MOST`` questions near an answer, or near what a refusal shows instead.

        Args:
            asked: the questions of the conversation so far; they are not proposed again.
        """
        seen = {_folded(text) for text in (*asked, answer.standalone_question)}
        places = [(c.document_id, c.start, c.end) for c in answer.citations]
        if not places:
            places = [(n.document_id, n.start, n.end) for n in answer.nearest[:1]]
        shown = set(places)
        found: list[str] = []
        understood: Callable[[str], str] | None = None
        for tried in self._tries_at(*places[0])[:TRIED] if places else ():
            if _folded(tried.question) in seen or len(found) == MOST:
                continue
            seen.add(_folded(tried.question))
            proof = self._checked(tried)
            if proof is None or any(_touch(proof, place) for place in shown):
                continue
            understood = understood or self._assistant.understood_after(asked)
            if understood(tried.question) != tried.question:
                continue  # after this conversation it would be read as another question
            shown.add(proof)
            found.append(tried.question)
        return found

    def _tries(self, document_id: str, start: int, end: int) -> list[_Try]:
        """Questions to try; those about the nearest passages first, written before made."""
        document = self._assistant.index.documents[document_id]
        passages = [p for p in document.passages if p.kind != "footnote"]
        at = min(
            range(len(passages)),
            key=lambda n: (max(passages[n].start - end, start - passages[n].end), n),
            default=0,
        )
        near = passages[max(at - AROUND, 0) : at + AROUND + 1]
        near.sort(key=lambda p: (p.section_path != passages[at].section_path, abs(p.start - start)))
        written = _written(document)
        by_question: dict[str, _Try] = {}
        for passage in near:
            for row, offset in written:
                if passage.start <= offset < passage.end:
                    span = (passage.start, passage.end)
                    tried = _Try(row["question"], (), document.id, span, row.get("says", ""))
                    by_question.setdefault(_folded(tried.question), tried)
        for passage in near:
            for tried in _made(document, passage):
                by_question.setdefault(_folded(tried.question), tried)
        return list(by_question.values())

    def _check(self, tried: _Try) -> tuple[str, int, int] | None:
        """Where the answer stands, or None when the question is not to be shown."""
        if tried.kinds and kind_of(tried.question) not in tried.kinds:
            return None
        answer = self._assistant.ask([tried.question])
        if answer.status != "answered" or answer.confidence < SURE or not answer.citations:
            return None
        if tried.says not in answer.answer.partition("\n\n")[0].replace("**", ""):
            return None  # the sentence is right, but it is another figure of it that leads
        first = answer.citations[0]
        start, end = tried.span
        inside = first.document_id == tried.document_id and first.start < end and start < first.end
        return (first.document_id, first.start, first.end) if inside else None


@cache
def _table() -> dict[str, list[dict[str, str]]]:
    return tomllib.loads(_WRITTEN.read_text(encoding="utf-8"))


def _written(document: Document) -> list[tuple[dict[str, str], int]]:
    """The rows written for this document, each with the offset it is about."""
    rows = [(row, document.text.find(row["near"])) for row in _table().get(document.id, [])]
    return [(row, offset) for row, offset in rows if offset >= 0]


def _made(document: Document, passage: Passage) -> Iterator[_Try]:
    """Questions made from what a passage plainly says of a thing."""
    if passage.lead_in and (led := _LED_IN.search(passage.lead_in.lower())):
        start = max(document.text.rfind(passage.lead_in, 0, passage.start), 0)
        question = f"Welke {led['noun']} noemt de tekst?"
        yield _Try(question, ("list",), document.id, (start, passage.end))
    for start, end in passage.sentences:
        sentence = document.text[start:end]
        for match in _NAMED.finditer(sentence):
            named = _phrase(match, document.text)
            if named is None:
                continue
            rest = sentence[match.end() :]
            span = (start, end)
            if _AMOUNTS_TO.match(rest):
                yield _Try(f"Hoe hoog is {named}?", ("amount",), document.id, span)
            if _IN_FORCE.match(rest):
                yield _Try(f"Wanneer treedt {named} in werking?", ("date",), document.id, span)
            if match.start() == 0 and _DEFINES.match(rest):
                yield _Try(f"Wat is {named}?", ("definition",), document.id, span)
        for made in made_from(sentence):
            yield _Try(made.question, made.kinds, document.id, (start, end), made.says)


def _phrase(match: re.Match[str], text: str) -> str | None:
    """The thing with its article as one asks for it, or None when it is not plainly one thing."""
    noun = match["noun"]
    words = noun.split()
    head = words[-1]
    if any(fold(word) in STOPWORDS for word in words):
        return None
    if noun in _VAGUE:
        return None
    if _PLURAL.search(head) and not _SINGULAR.search(head):
        return None
    article = match["article"].lower()
    if article == "een":  # of which one may ask only when the text speaks of it as known
        known = re.search(rf"\b(de|het)\s+{re.escape(noun)}\b", text, re.IGNORECASE)
        if known is None:
            return None
        article = known.group(1).lower()
    return f"{article} {noun}"


def _touch(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def _folded(question: str) -> str:
    return re.sub(r"\W+", " ", question).strip().casefold()
