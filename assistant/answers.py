"""Decisions as values of ``Answer``: what is said, cited, noticed, and said of the next step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from assistant import compose, notices, refuse
from assistant.answer import Answer, Nearest, Notice
from assistant.decide import Decision, Reason, by_support
from assistant.question import Question
from assistant.reader import Reading
from assistant.summary import Part, literal_summary
from corpus.document import Document, Span
from index.conflicts import Conflict, find_conflicts, touching
from index.hit import Hit
from index.store import PolicyIndex

_NEAREST = 3


class Answers:
    """Makes answers over one index.

    Args:
        today: the day from which a document counts as old.
    """

    def __init__(self, index: PolicyIndex, today: date) -> None:
        self.index = index
        self._today = today

    @cached_property
    def _conflicts(self) -> list[Conflict]:
        return find_conflicts(self.index.documents.values(), self.index.idf)

    def answered(
        self,
        asked: str,
        question: Question,
        readings: list[Reading],
        decision: Decision,
        id: str | None,
    ) -> Answer:
        made, extra = answer_words(question, readings, self.index, self._conflicts)
        cited = {c.document_id: self.index.documents[c.document_id] for c in made.citations}
        return self._given(
            asked,
            question.text,
            made,
            id,
            extra=extra,
            cited=list(cited.values()),
            confidence=round(decision.trust, 6),
        )

    def summed_up(
        self,
        asked: str,
        standalone: str,
        part: Part,
        spans: Sequence[Span],
        id: str | None,
        started: float,
    ) -> Answer:
        """The key statements of a part of the documents, literally."""
        composer = compose.Composer(self.index.documents)
        made = literal_summary(composer, part, spans)
        answer = self._given(
            asked,
            standalone,
            made,
            id,
            extra=[],
            cited=[part.document],
            confidence=1.0,
        )
        done = time.perf_counter()
        answer.timings_ms.update(
            retrieve=0.0, read=milliseconds(started, done), total=milliseconds(started, done)
        )
        return answer

    def _given(
        self,
        asked: str,
        standalone: str,
        made: compose.Composed,
        id: str | None,
        *,
        extra: list[Notice],
        cited: list[Document],
        confidence: float,
    ) -> Answer:
        return Answer(
            id=id,
            question=asked,
            standalone_question=standalone,
            status="answered",
            answer=made.text,
            citations=made.citations,
            figures=made.figures,
            notices=[
                *extra,
                *notices.of_quotes(made.citations, made.leads),
                *notices.dated(cited, self._today),
            ],
            nearest=[],
            choices=[],
            next_step=None,
            confidence=confidence,
            timings_ms={},
        )

    def refused(
        self,
        asked: str,
        question: Question,
        readings: list[Reading],
        hits: list[Hit],
        reason: Reason,
        decision: Decision,
        id: str | None,
    ) -> Answer:
        publisher = next(
            (self.index.documents[h.passage.document_id].metadata.publisher for h in hits), None
        )
        order = reason == "instruction"  # nothing in the text is near to an order
        near = [] if order else nearest(by_support(readings) if question.units else readings)
        extra = (
            [Notice("elsewhere", "De tekst verwijst hiervoor naar een ander stuk.", [])]
            if reason == "elsewhere"
            else []
        )
        return Answer(
            id=id,
            question=asked,
            standalone_question=question.text,
            status="out_of_scope" if reason in ("instruction", "off_subject") else "not_found",
            answer=refuse.explain(reason, question.kind),
            citations=[],
            figures=[],
            notices=extra,
            nearest=near,
            choices=[],
            next_step=refuse.next_step(reason, publisher),
            confidence=round(1.0 - decision.trust, 6),
            timings_ms={},
        )

    def invalid(self, asked: str, message: str, id: str | None, started: float) -> Answer:
        took = milliseconds(started, time.perf_counter())
        return Answer(
            id=id, question=asked, standalone_question=asked, status="invalid", answer=message,
            citations=[], figures=[], notices=[], nearest=[], choices=[],
            next_step="Stel een vraag van hooguit enkele zinnen over de tekst.", confidence=1.0,
            timings_ms={"retrieve": 0.0, "read": 0.0, "total": took},
        )  # fmt: skip


def answer_words(
    question: Question, readings: list[Reading], index: PolicyIndex, conflicts: list[Conflict]
) -> tuple[compose.Composed, list[Notice]]:
    """The words of the answer to a question that is to be answered, and the notices they need."""
    best = readings[0]
    candidate = best.candidate
    composer = compose.Composer(index.documents)
    if candidate.kind == "list":
        return composer.finish(compose.list_answer(composer, best)), []
    if not best.picks:
        return composer.finish(compose.plain_answer(composer, best)), []
    differ = touching(
        conflicts,
        candidate.document_id,
        candidate.start,
        candidate.end,
        best.picks[0].figure.text,
    )
    if differ:
        made = composer.finish(compose.differing_answer(composer, best, differ[0]))
        return made, [notices.differing([c.n for c in made.citations])]
    return composer.finish(compose.figure_answer(composer, best, best.picks[:1])), []


def nearest(readings: list[Reading]) -> list[Nearest]:
    """The statements nearest to an unanswered question, one from each passage."""
    seen: set[str] = set()
    out: list[Nearest] = []
    for reading in readings:
        candidate = reading.candidate
        if candidate.passage_id in seen or candidate.kind == "list":
            continue
        seen.add(candidate.passage_id)
        out.append(
            Nearest(
                candidate.document_id,
                list(candidate.section_path),
                candidate.body.text,
                candidate.start,
                candidate.end,
                round(candidate.hit_score, 6),
            )
        )
        if len(out) == _NEAREST:
            break
    return out


def milliseconds(start: float, end: float) -> float:
    """Between two moments of ``time.perf_counter``, in three places."""
    return round((end - start) * 1000, 3)
