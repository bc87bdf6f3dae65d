"""A model's words for an answer that has been decided: asked, checked sentence by sentence, shown.

The literal answer stands first and stays the answer wherever the model fails: nothing here can make
an answer of a refusal, choose between differing amounts, or drop the figure that was asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.answer import Answer, Citation, ModelReport, Notice
from assistant.compose import quoted
from assistant.draft import DraftSentence, sentences
from assistant.draft_words import Statement, support
from assistant.model import WHY, FaultKind, ModelFault, PhrasingModel
from assistant.model_evidence import Evidence, about, evidence_of
from assistant.phrase_answer import keeps, worded
from assistant.prompts import Task, messages
from assistant.verify import MOST_WORDS, MOST_WORDS_LIST, violations, word_count
from assistant.verify_draft import judge
from corpus.document import Document

_MOST_FAILED = 0.5
"""A draft of which a larger share fails is not mended but left."""
_LEAST_LIKE = 0.5
"""Support from which a quote may stand in for a sentence that cites no usable key."""
_SHORTEST_WAIT = 0.2


@dataclass(slots=True)
class _Draft:
    """What may be shown so far; ``shown`` holds text and evidence keys."""

    shown: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    seen: int = 0
    passed: int = 0
    replaced: int = 0
    dropped: int = 0
    fault: FaultKind | None = None
    started: float = 0.0
    first_ms: float | None = None
    listed: bool = False

    def has(self, text: str) -> bool:
        return any(text == other for other, _ in self.shown)

    @property
    def words(self) -> int:
        return sum(word_count(text) for text, _ in self.shown)


class Phraser:
    """Lets a model phrase answers over some documents. Safe to use from several threads."""

    def __init__(self, model: PhrasingModel, documents: Mapping[str, Document]) -> None:
        self.model = model
        self._documents = documents

    def phrase(
        self, literal: Answer, task: Task = "answer", config: Any = None
    ) -> Iterator[Answer]:
        """The answer as it grows, then whole; the last one is the answer. Never raises.

        Args:
            literal: the decided answer. One without evidence is given back as it is.
            config: a LangChain run configuration for the call of the model.
        """
        if literal.status != "answered" or not literal.citations:
            yield literal
            return
        evidence = evidence_of(literal.citations, self._documents)
        draft = _Draft(started=time.perf_counter())
        room = MOST_WORDS_LIST if task == "summary" else MOST_WORDS
        draft.listed = task == "summary"
        for _ in self._sentences(literal, task, evidence, draft, room, config):
            yield self._answer(literal, evidence, draft, final=False)
        yield self._finished(literal, evidence, draft)

    def _sentences(
        self,
        literal: Answer,
        task: Task,
        evidence: Sequence[Evidence],
        draft: _Draft,
        room: int,
        config: Any,
    ) -> Iterator[None]:
        """Asks, as often as is allowed, and fills ``draft``; yields after each shown sentence."""
        asked = messages(task, literal.standalone_question, evidence)
        limits = self.model.limits
        until = time.monotonic() + limits.total
        tries = limits.retries + 1
        while tries:
            tries -= 1
            draft.fault = None
            try:
                for sentence in sentences(self.model.pieces(asked, until=until, config=config)):
                    if self._take(sentence, evidence, draft, room):
                        yield
                    if draft.words >= room:
                        return
                return
            except ModelFault as fault:
                draft.fault = fault.kind
                wait = max(_SHORTEST_WAIT, fault.retry_after or 0.0)
                can_wait = wait <= limits.longest_wait and time.monotonic() + wait < until
                if draft.seen or not fault.worth_a_retry or not can_wait or not tries:
                    return
                time.sleep(wait)

    def _take(
        self, sentence: DraftSentence, evidence: Sequence[Evidence], draft: _Draft, room: int
    ) -> bool:
        """Judge a sentence; whether something new may be shown."""
        draft.seen += 1
        quotes = {item.key: item.citation.quote for item in evidence}
        leads = {item.key: item.lead for item in evidence}
        places = [(self._documents[c.document_id], c.start) for c in _citations(evidence)]
        known = list({document.id: document for document, _ in places}.values())
        verdict = judge(sentence.text, sentence.keys, quotes, about(known, places), leads)
        if not verdict.faults:
            text, keys = verdict.text, sentence.keys
            draft.passed += 1
        else:
            if any(fault.kind == "form" for fault in verdict.faults):
                draft.dropped += 1
                return False
            key = _stand_in(sentence, quotes)
            if key is None:
                draft.dropped += 1
                return False
            draft.replaced += 1
            text, keys = quoted(quotes[key]), (key,)
        if draft.has(text) or draft.words + word_count(text) > room:
            return False
        draft.shown.append((text, keys))
        if draft.first_ms is None:
            draft.first_ms = _ms(draft.started)
        return True

    def _finished(self, literal: Answer, evidence: Sequence[Evidence], draft: _Draft) -> Answer:
        took = _ms(draft.started)
        failed = draft.replaced + draft.dropped
        if draft.fault is None and draft.seen == 0:
            draft.fault = "empty"
        if not draft.passed or failed > _MOST_FAILED * draft.seen:
            return self._literal(literal, draft.fault or "unsupported", draft, took)
        made = self._answer(literal, evidence, draft, final=True)
        kept = draft.listed or keeps(literal, made)
        if not kept or violations(made, self._documents):
            return self._literal(literal, "unsupported", draft, took)
        made.timings_ms.update(_timings(literal, draft, took))
        return made

    def _answer(
        self, literal: Answer, evidence: Sequence[Evidence], draft: _Draft, *, final: bool
    ) -> Answer:
        made = worded(literal, draft.shown, evidence, listed=draft.listed)
        notices = [*made.notices, *([self._notice(draft)] if final else [])]
        return replace(made, notices=notices, model=self._report(draft))

    def _literal(self, literal: Answer, fault: FaultKind, draft: _Draft, took: float) -> Answer:
        draft.fault = fault
        notice = Notice(
            "model",
            f"Dit antwoord is letterlijk: {WHY[fault]}. Het taalmodel ({self.model.name}) heeft "
            "niets aan dit antwoord gedaan.",
            [],
        )
        return replace(
            literal,
            notices=[*literal.notices, notice],
            mode="extractive",
            model=self._report(draft),
            timings_ms={**literal.timings_ms, **_timings(literal, draft, took)},
        )

    def _report(self, draft: _Draft) -> ModelReport:
        return ModelReport(
            self.model.name, draft.seen, draft.passed, draft.replaced, draft.dropped, draft.fault
        )

    def _notice(self, draft: _Draft) -> Notice:
        text = (
            f"Een taalmodel ({self.model.name}) heeft dit verwoord. Elke zin is nagekeken bij het "
            "citaat."
        )
        changed = draft.replaced + draft.dropped
        if changed:
            many = "1 zin klopte" if changed == 1 else f"{changed} zinnen klopten"
            were = "is weggelaten of vervangen" if changed == 1 else "zijn weggelaten of vervangen"
            text += f" {many} niet met de tekst en {were} door het citaat."
        if draft.fault:
            text += f" Het antwoord is korter dan bedoeld: {WHY[draft.fault]}."
        return Notice("model", text, [])


def _stand_in(sentence: DraftSentence, quotes: Mapping[str, str]) -> str | None:
    """The quote to show in the place of a sentence: the one cited, if it is about the same."""
    said = Statement.of(sentence.text)
    scored = [(support(said, [Statement.of(quotes[key])]), key) for key in quotes]
    best, key = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if sentence.keys and sentence.keys[0] in quotes:
        own = next(score for score, name in scored if name == sentence.keys[0])
        if own >= best or best < _LEAST_LIKE:
            return sentence.keys[0]
    return key if best >= _LEAST_LIKE else None


def _citations(evidence: Sequence[Evidence]) -> list[Citation]:
    return [item.citation for item in evidence]


def _timings(literal: Answer, draft: _Draft, took: float) -> dict[str, float]:
    own = {"model": took, "total": round(literal.timings_ms.get("total", 0.0) + took, 3)}
    if draft.first_ms is not None:
        own["first_sentence"] = round(literal.timings_ms.get("total", 0.0) + draft.first_ms, 3)
    return own


def _ms(since: float) -> float:
    return round((time.perf_counter() - since) * 1000, 3)
