"""Answer or Refusal: what leaves the house, and its JSON form (``schema_version`` 1)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

SCHEMA_VERSION = "1"

Status = Literal["answered", "not_found", "out_of_scope", "needs_clarification", "invalid"]
NoticeKind = Literal["dated", "conflict", "announced", "elsewhere", "personal_data", "model"]
FigureValue = float | int | str | list[float] | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A literal quote: ``document.text[start:end] == quote``. ``n`` is its mark in the answer."""

    n: int
    document_id: str
    document_title: str
    section_path: list[str]
    quote: str
    start: int
    end: int
    page: int | None
    lines: list[int]
    score: float


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure in the answer, as it stands in the quote of citation ``citation``."""

    text: str
    value: FigureValue
    unit: str
    comparator: str | None
    citation: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader must know beside the answer; ``citations`` are marks."""

    kind: NoticeKind
    text: str
    citations: list[int]


@dataclass(frozen=True, slots=True)
class Nearest:
    """A passage near an unanswered question; not evidence for anything."""

    document_id: str
    section_path: list[str]
    quote: str
    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class ModelReport:
    """What came of the draft of a language model; counts are sentences.

    Attributes:
        name: of the model, as configured.
        sentences: that it wrote before it ended or was stopped.
        passed: shown in its own words.
        replaced: shown as the literal quote instead.
        dropped: not shown at all.
        fault: why the draft is not, or not wholly, the answer; None when nothing went wrong.
    """

    name: str
    sentences: int
    passed: int
    replaced: int
    dropped: int
    fault: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer or refusal, exactly as the machine interface describes it.

    Attributes:
        answer: Dutch Markdown; at most 80 words, a list at most 150.
        confidence: in [0, 1], how sure it is that the question is rightly answered or refused.
        timings_ms: milliseconds for ``retrieve``, ``read`` and ``total``; the only part that may
            differ between two runs. With a model also ``model`` and ``first_sentence``.
        model: only where a language model was asked; absent from the JSON elsewhere.
    """

    id: str | None
    question: str
    standalone_question: str
    status: Status
    answer: str
    citations: list[Citation]
    figures: list[CitedFigure]
    notices: list[Notice]
    nearest: list[Nearest]
    choices: list[str]
    next_step: str | None
    confidence: float
    timings_ms: dict[str, float]
    mode: Literal["extractive", "model"] = "extractive"
    language: str = "nl"
    schema_version: str = SCHEMA_VERSION
    model: ModelReport | None = None

    def to_json(self) -> dict[str, Any]:
        """The answer as a JSON-ready dict, keys in the order of the interface."""
        row = asdict(self)
        known = {key: row[key] for key in _ORDER}
        if self.model is not None:
            known["model"] = row["model"]
        return known


_ORDER = (
    "schema_version", "id", "question", "standalone_question", "language", "status", "answer",
    "citations", "figures", "notices", "nearest", "choices", "next_step", "confidence", "mode",
    "timings_ms",
)  # fmt: skip
