"""One question in, one verified answer out: the way through the house.

turns → clean → standalone question → hits → candidates → readings → verdict → decision
      → composed answer | refusal → verification → Answer
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from assistant import compose, notices, refuse, rerank
from assistant.answer import Answer, Nearest, Notice
from assistant.clean import MOST_CHARACTERS, Unusable, clean
from assistant.decide import Decision, Reason, by_support, decide
from assistant.evidence import Candidate, EvidenceReader
from assistant.judge import Judge, Verdict
from assistant.match import Matcher
from assistant.question import Question, analyse
from assistant.reader import Reader, Reading
from assistant.understanding import Understanding
from assistant.verify import violations
from assistant.words import Words
from index.conflicts import Conflict, find_conflicts, touching
from index.hit import Encoder, Hit
from index.retriever import PolicyRetriever
from index.store import PolicyIndex
from index.thesaurus import Thesaurus

_NEAREST = 3


class Assistant:
    """Answers questions over one index. Safe to use from several threads.

    Args:
        word_encoder: compares single words; the index's own encoder unless given. A static one is
            wanted here, since every word of every candidate is compared.
        k: passages to read for a question.
        today: the day from which a document counts as old.
    """

    def __init__(
        self,
        index: PolicyIndex,
        *,
        word_encoder: Encoder | None = None,
        k: int = 12,
        most_characters: int = MOST_CHARACTERS,
        today: date | None = None,
    ) -> None:
        self.index = index
        self._retriever = PolicyRetriever(index=index, k=k)
        words = Words(word_encoder or index.encoder)
        self._matcher = Matcher(index, words, Thesaurus.load())
        self._understanding = Understanding(index)
        self._evidence = EvidenceReader(index, words)
        self._reader = Reader(self._matcher, index.encoder)
        self.judge = Judge(words)
        self._most_characters = most_characters
        self._today = today or date.today()

    def ask(self, turns: Sequence[str], *, id: str | None = None) -> Answer:
        """Answer the last turn; earlier turns are the conversation. Never raises on any text."""
        started = time.perf_counter()
        asked = turns[-1] if turns else ""
        try:
            cleaned = [clean(turn, self._most_characters) for turn in turns[-1:]]
        except Unusable as error:
            return self._invalid(asked, str(error), id, started)
        if not cleaned:
            return self._invalid(
                "", "Er staat geen vraag. Typ een vraag over de tekst.", id, started
            )
        question = self._understand([*self._usable(turns[:-1]), *cleaned])
        hits = self._retrieve(question.text)
        retrieved = time.perf_counter()
        verdict = self._verdict(question, hits)
        readings = verdict.readings
        decision = decide(question, verdict)
        if decision.reason is None:
            answer = self._answered(asked, question, readings, decision, id)
            if violations(answer, self.index.documents):
                decision = Decision(decision.trust, "weak")
        if decision.reason is not None:
            answer = self._refused(asked, question, readings, hits, decision.reason, decision, id)
        done = time.perf_counter()
        answer.timings_ms.update(
            retrieve=_ms(started, retrieved), read=_ms(retrieved, done), total=_ms(started, done)
        )
        return answer

    def readings(self, turns: Sequence[str]) -> tuple[Question, list[Reading]]:
        """The question as understood and its readings as the reader ranks them, not yet judged."""
        question = self._understand(self._usable(turns))
        candidates = self._candidates(question, self._retrieve(question.text))
        return question, self._reader.read(question, candidates)

    def search(self, turns: Sequence[str], k: int) -> list[Hit]:
        """The ``k`` passages that best bear on the last turn, best first; ties by passage id."""
        if k <= 0 or not self._usable(turns[-1:]):
            return []
        question = self._understand(self._usable(turns))
        hits = self.index.search(question.text, max(k, rerank.DEPTH))
        return rerank.rerank(hits, self._verdict(question, hits[: rerank.DEPTH]).readings)[:k]

    def _understand(self, turns: Sequence[str]) -> Question:
        return analyse(self._understanding.question(turns))

    def _verdict(self, question: Question, hits: list[Hit]) -> Verdict:
        readings = self._reader.read(question, self._candidates(question, hits))
        return self.judge.verdict(question, readings)

    def _candidates(self, question: Question, hits: list[Hit]) -> list[Candidate]:
        return self._evidence.candidates(hits, lists=not question.units)

    @cached_property
    def _conflicts(self) -> list[Conflict]:
        return find_conflicts(self.index.documents.values(), self.index.idf)

    def _retrieve(self, question: str) -> list[Hit]:
        passages = self.index.passages
        return [
            Hit(
                passages[found.metadata["passage_id"]],
                score=found.metadata["score"],
                lexical=found.metadata["lexical"],
                dense=found.metadata["dense"],
            )
            for found in self._retriever.invoke(question)
        ]

    def _usable(self, turns: Sequence[str]) -> list[str]:
        usable = []
        for turn in turns:
            try:
                usable.append(clean(turn, self._most_characters))
            except Unusable:
                continue
        return usable

    def _answered(
        self,
        asked: str,
        question: Question,
        readings: list[Reading],
        decision: Decision,
        id: str | None,
    ) -> Answer:
        made, extra = answer_words(question, readings, self.index, self._conflicts)
        cited = {c.document_id: self.index.documents[c.document_id] for c in made.citations}
        return Answer(
            id=id,
            question=asked,
            standalone_question=question.text,
            status="answered",
            answer=made.text,
            citations=made.citations,
            figures=made.figures,
            notices=[
                *extra,
                *notices.of_quotes(made.citations, made.leads),
                *notices.dated(list(cited.values()), self._today),
            ],
            nearest=[],
            choices=[],
            next_step=None,
            confidence=round(decision.trust, 6),
            timings_ms={},
        )

    def _refused(
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
        near = nearest(by_support(readings) if question.units else readings)
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

    def _invalid(self, asked: str, message: str, id: str | None, started: float) -> Answer:
        took = _ms(started, time.perf_counter())
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


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)
