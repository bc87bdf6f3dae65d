"""A turn on its way to an answer, as it is handed from step to step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer
from assistant.judge import Verdict
from assistant.personal import Kind
from assistant.question import Question
from index.hit import Hit


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn on its way through the steps: ``retrieve``, ``read``, ``decide``.

    Attributes:
        text: as it was asked, or with a word in the place of personal data.
        private: what personal data was left out.
        task: what is to be made of the evidence; without a model every task is answered literally.
        question: as understood; None where ``answer`` is there already.
        verdict: what was read in ``hits``, judged.
        retrieved: when the passages were there (``time.perf_counter``).
        answer: an answer that needs no reading: to no question, or a section's key statements.
    """

    id: str | None
    text: str
    started: float
    task: Literal["answer", "summary", "plain"] = "answer"
    question: Question | None = None
    hits: tuple[Hit, ...] = ()
    verdict: Verdict | None = None
    retrieved: float = 0.0
    answer: Answer | None = None
    private: tuple[Kind, ...] = ()
