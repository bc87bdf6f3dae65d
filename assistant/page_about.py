"""The tab *Over*: what this is, on which text, what it cannot do, how well it does, who to ask."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.page_template import macro
from corpus.document import Document

_TEMPLATE = "page_about.html"
SCORES = Path(__file__).with_name("scores.json")
"""Written by ``make readme`` from the last evaluation of the test questions."""

_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-z]{2,}")
_WEB = re.compile(r"https?://\S+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{7,}")

# What is shown of the scores: measure, group of questions, what the share counts.
_SHARES = (
    ("accuracy", "all", "Vragen die de tekst beantwoordt: het antwoord klopt en het bewijs is geciteerd"),
    ("false_refusals", "all", "Vragen die de tekst beantwoordt, maar waarop de assistent ten onrechte geen antwoord gaf"),
    ("hit@5", "all", "De zin met het bewijs staat bij de eerste vijf gevonden stukken"),
    ("citation_precision", "all", "Citaten bij een antwoord die echt het bewijs zijn"),
    ("refusal", "slice:unanswerable_near", "Terecht geen antwoord op een vraag dicht bij het onderwerp die de tekst niet beantwoordt"),
    ("refusal", "slice:unanswerable_far", "Terecht geen antwoord op een vraag over iets heel anders"),
    ("refusal", "slice:hostile", "Terecht geen antwoord op een opdracht of misleidende vraag"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A share in whole percents, with its 95% interval, over ``n`` questions or quotes."""

    label: str
    value: int
    low: int
    high: int
    n: int


@dataclass(frozen=True, slots=True)
class Scores:
    """What was measured.

    Attributes:
        unsupported: answers with a figure that no quote contains, and how many were looked at.
        same_text: measured on exactly the documents that are served here.
    """

    rows: tuple[ScoreRow, ...]
    unsupported: tuple[int, int]
    same_text: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach a human; ``link`` is "" when the text is no address that a browser knows."""

    text: str
    link: str


def render_about(
    documents: Mapping[str, Document],
    contact: str | None,
    stored: bool,
    model: str | None = None,
) -> str:
    """The tab.

    Args:
        contact: an e-mail address, a web address, a telephone number or a sentence, as set.
        stored: whether the operator has switched feedback on.
        model: the language model that phrases answers, or None.
    """
    return macro(
        _TEMPLATE, "about", list(documents.values()), read_scores(documents),
        contact_of(contact) if contact else None, stored, model,
    )  # fmt: skip


def contact_of(text: str) -> Contact:
    """A link for what is an address and nothing else; never for another scheme."""
    text = text.strip()
    if _EMAIL.fullmatch(text):
        return Contact(text, f"mailto:{text}")
    if _WEB.fullmatch(text):
        return Contact(text, text)
    if _PHONE.fullmatch(text):
        return Contact(text, "tel:" + re.sub(r"[^+0-9]", "", text))
    return Contact(text, "")


def read_scores(documents: Mapping[str, Document]) -> Scores:
    """The scores of the last evaluation that this version was released with."""
    table: dict[str, Any] = json.loads(SCORES.read_text(encoding="utf-8"))
    found = {(row["measure"], row["group"]): row for row in table["rows"]}
    rows = []
    for measure, group, label in _SHARES:
        row = found[measure, group]
        value, low, high = (round(100 * row[name]) for name in ("value", "low", "high"))
        rows.append(ScoreRow(label, value, low, high, row["n"]))
    figures = found["unsupported_figures", "all"]
    served = {document.id: document.metadata.sha256 for document in documents.values()}
    return Scores(
        tuple(rows), (round(figures["value"]), figures["n"]), served == table["documents"]
    )
