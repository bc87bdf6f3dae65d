"""What always holds of an answer, checked in one place before any answer leaves the house."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.answer import Answer
from corpus.document import Document
from corpus.figures import find_figures

MOST_WORDS = 80
MOST_WORDS_LIST = 150

_MARK = re.compile(r"\[(\d+)\]")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def violations(answer: Answer, documents: Mapping[str, Document]) -> list[str]:
    """Every invariant of the machine interface that an answer breaks; empty when sound."""
    broken: list[str] = []
    for citation in answer.citations:
        text = documents[citation.document_id].text
        if text[citation.start : citation.end] != citation.quote:
            broken.append(f"quote {citation.n} is not literal")
    if answer.status != "answered":
        if answer.figures or answer.citations:
            broken.append("an unanswered question has figures or citations")
        if re.search(r"\d", answer.answer):
            broken.append("an unanswered question has digits in its answer")
    else:
        broken.extend(_answered(answer))
    return broken


def _answered(answer: Answer) -> list[str]:
    broken = []
    numbers = {citation.n for citation in answer.citations}
    marks = {int(mark) for mark in _MARK.findall(answer.answer)}
    if not numbers:
        broken.append("an answer without a citation")
    if marks != numbers:
        broken.append(f"marks {sorted(marks)} are not the citations {sorted(numbers)}")
    limit = MOST_WORDS_LIST if "\n- " in f"\n{answer.answer}" else MOST_WORDS
    if word_count(answer.answer) > limit:
        broken.append(f"{word_count(answer.answer)} words, at most {limit}")
    quotes = [citation.quote for citation in answer.citations]
    plain = _plain(answer.answer)
    if answer.mode == "model":  # its own words: a figure may stand there with other words around it
        from assistant.draft_literal import unsupported  # not needed without a model

        broken.extend(f"{text!r} stands in no cited quote" for text in unsupported(plain, quotes))
    else:
        for text in [f.text for f in find_figures(plain)] + _DIGITS.findall(plain):
            if not any(_stands_in(text, quote) for quote in quotes):
                broken.append(f"{text!r} stands in no cited quote")
    by_number = {citation.n: citation.quote for citation in answer.citations}
    for figure in answer.figures:
        if not _stands_in(figure.text, by_number.get(figure.citation, "")):
            broken.append(f"figure {figure.text!r} is not in its citation")
    return broken


def word_count(markdown: str) -> int:
    """Words a reader sees: marks and Markdown signs do not count."""
    return len(re.findall(r"\w[\w.,'’&/-]*", _plain(markdown)))


def _plain(markdown: str) -> str:
    return _MARK.sub(" ", markdown).replace("**", "")


def _stands_in(text: str, quote: str) -> bool:
    """Literally, and not as a part of a longer number."""
    return bool(re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(text)}(?!\d)(?![.,]\d)", quote))
