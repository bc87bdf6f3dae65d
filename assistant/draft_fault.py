"""What can be wrong with a draft sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FaultKind = Literal[
    "key", "figure", "date", "comparator", "swap", "name", "opposite", "negation", "modality",
    "support", "form",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason not to show a sentence.

    Attributes:
        detail: the words it is about, as they stand in the sentence.
    """

    kind: FaultKind
    detail: str
