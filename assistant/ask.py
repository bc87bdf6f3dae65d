"""One question in, one verified answer out: the way through the house.

turns → clean → standalone question → hits → candidates → readings → verdict → decision
      → composed answer | refusal → verification → Answer
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from assistant import notices, rerank
from assistant.answer import Answer
from assistant.answers import Answers, milliseconds
from assistant.asked import Asked
from assistant.clean import MOST_CHARACTERS, Unusable, clean
from assistant.close_reading import CloseReader
from assistant.decide import Decision, decide
from assistant.evidence import Candidate, EvidenceReader
from assistant.judge import Judge, Verdict
from assistant.match import Matcher
from assistant.personal import kinds_in, redacted, without_personal
from assistant.question import Question, analyse
from assistant.reader import Reader, Reading
from assistant.summary import find_part, key_statements
from assistant.task import request_of
from assistant.understanding import Understanding
from assistant.verify import violations
from assistant.words import Words
from index.hit import Encoder, Hit
from index.retriever import PolicyRetriever
from index.store import PolicyIndex
from index.thesaurus import Thesaurus

PASSAGES = 12
"""Passages to read for a question."""
CLOSE = CloseReader()
"""One for the process: its networks are loaded when the first question is asked."""


class Assistant:
    """Answers questions over one index. Safe to use from several threads.

    Args:
        word_encoder: compares single words; the index's own encoder unless given. A static one is
            wanted here, since every word of every candidate is compared.
        k: passages to read for a question.
        close: reads the best readings again; None judges without it, which is quicker and errs more.
        today: the day from which a document counts as old.
    """

    def __init__(
        self,
        index: PolicyIndex,
        *,
        word_encoder: Encoder | None = None,
        k: int = PASSAGES,
        close: CloseReader | None = CLOSE,
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
        self.judge = Judge(words, close)
        self._most_characters = most_characters
        self._answers = Answers(index, today or date.today())

    def ask(self, turns: Sequence[str], *, id: str | None = None) -> Answer:
        """Answer the last turn; earlier turns are the conversation. Never raises on any text.

        Personal data is left out before anything is done with it, and not echoed.
        """
        return self.decide(self.read(self.retrieve(turns, id=id)))

    def retrieve(self, turns: Sequence[str], *, id: str | None = None) -> Asked:
        """The first step: what is asked, and the passages that bear on it.

        From here on there is no personal data in it, whatever the next steps are.
        """
        asked = self._asked([without_personal(turn) for turn in turns], id)
        private = kinds_in(turns[-1]) if turns else []
        return (
            replace(asked, text=redacted(turns[-1]), private=tuple(private)) if private else asked
        )

    def _asked(self, turns: Sequence[str], id: str | None) -> Asked:
        started = time.perf_counter()
        asked = turns[-1] if turns else ""
        try:
            cleaned = [clean(turn, self._most_characters) for turn in turns[-1:]]
        except Unusable as error:
            return Asked(
                id, asked, started, answer=self._answers.invalid(asked, str(error), id, started)
            )
        if not cleaned:
            message = "Er staat geen vraag. Typ een vraag over de tekst."
            return Asked(id, asked, started, answer=self._answers.invalid("", message, id, started))
        before = self._usable(turns[:-1])
        request = request_of(cleaned[0])
        if request is not None:
            part = find_part(request.subject, self.index.documents)
            spans = key_statements(part, self.index) if part is not None else []
            if part is not None and spans:
                answer = self._answers.summed_up(asked, cleaned[0], part, spans, id, started)
                return Asked(id, asked, started, task=request.task, answer=answer)
            if request.task == "plain":
                # The same answer as to the question, only in other words.
                cleaned, before = (
                    (before[-1:], before[:-1]) if request.again else ([request.subject], before)
                )
                cleaned = cleaned or [request.subject]
        question = self._understand([*before, *cleaned])
        return Asked(
            id,
            asked,
            started,
            task=request.task if request and request.task == "plain" else "answer",
            question=question,
            hits=tuple(self._retrieve(question.text)),
            retrieved=time.perf_counter(),
        )

    def read(self, asked: Asked) -> Asked:
        """The second step: what the passages say about it, and whether they answer it."""
        if asked.question is None:
            return asked
        return replace(asked, verdict=self._verdict(asked.question, list(asked.hits)))

    def decide(self, asked: Asked) -> Answer:
        """The third step: a literal answer, checked, or a refusal."""
        answer = asked.answer or self._decided(asked)
        if not asked.private:
            return answer
        told = [*answer.notices, notices.personal_data(asked.private)]
        return replace(answer, question=asked.text, notices=told)

    def _decided(self, asked: Asked) -> Answer:
        assert asked.question is not None
        assert asked.verdict is not None
        question, readings, hits = asked.question, asked.verdict.readings, list(asked.hits)
        decision = decide(question, asked.verdict)
        if decision.reason is None:
            answer = self._answers.answered(asked.text, question, readings, decision, asked.id)
            if violations(answer, self.index.documents):
                decision = Decision(decision.trust, "weak")
        if decision.reason is not None:
            answer = self._answers.refused(
                asked.text, question, readings, hits, decision.reason, decision, asked.id
            )
        done = time.perf_counter()
        answer.timings_ms.update(
            retrieve=milliseconds(asked.started, asked.retrieved),
            read=milliseconds(asked.retrieved, done),
            total=milliseconds(asked.started, done),
        )
        return answer

    def understood_after(self, turns: Sequence[str]) -> Callable[[str], str]:
        """How one more question would be understood after these turns."""
        return self._understanding.after(self._usable(turns))

    def readings(self, turns: Sequence[str]) -> tuple[Question, list[Reading]]:
        """The question as understood and its readings as the reader ranks them, not yet judged."""
        question = self._understand(self._usable(turns))
        hits = self._retrieve(question.text)
        return question, self.readings_of(question, self.candidates(question, hits))

    def candidates(self, question: Question, hits: list[Hit]) -> list[Candidate]:
        """What in some passages may answer, the best passage first."""
        return self._evidence.candidates(hits, lists=not question.units)

    def readings_of(self, question: Question, candidates: Sequence[Candidate]) -> list[Reading]:
        """Some candidates as the reader ranks them."""
        return self._reader.read(question, candidates)

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
        readings = self.readings_of(question, self.candidates(question, hits))
        return self.judge.verdict(question, readings)

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
