"""What the reader must know beside an answer: age, announcement, reference elsewhere, differences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation, Notice
from assistant.decide import ELSEWHERE
from assistant.personal import NAMES, Kind
from corpus.document import Document

_YEARS_BEFORE_OLD = 2

_ANNOUNCED = re.compile(
    r"\b(?:er komt|er komen|kondigt\b.{0,60}\baan|aangekondigd\w*|is voornemens|nog op te stellen|"
    r"treedt\b.{0,40}\bin werking|wordt voorgesteld|beoogde?|"
    r"(?:kabinet|minister|staatssecretaris|regering|rijk|college)\b.{0,40}\b(?:zal|wil|onderzoekt|bekijkt)|"
    r"(?:zal|zullen)\b.{0,60}\bworden|"
    r"wordt\b(?:(?!jaar).){0,80}\b(?:ingevoerd|opengesteld|gehalveerd|afgeschaft|verhoogd|verlaagd))\b",
    re.IGNORECASE,
)


def dated(documents: Sequence[Document], today: date) -> list[Notice]:
    """A notice for each document that is known to be older than two years."""
    out = []
    for document in documents:
        year = (document.metadata.date or "")[:4]
        if year.isdigit() and today.year - int(year) >= _YEARS_BEFORE_OLD:
            out.append(
                Notice(
                    "dated",
                    f"„{document.title}” is van {year}. Bedragen en regelingen kunnen sindsdien "
                    "zijn veranderd. Kijk bij de overheid wat nu geldt.",
                    [],
                )
            )
    return out


def of_quotes(citations: Sequence[Citation], leads: Sequence[str]) -> list[Notice]:
    """Notices that the wording of the quotes (and of their lead-ins) asks for."""
    announced = [
        c.n
        for c, lead in zip(citations, leads, strict=True)
        if _ANNOUNCED.search(c.quote) or _ANNOUNCED.search(lead)
    ]
    elsewhere = [c.n for c in citations if ELSEWHERE.search(c.quote)]
    out = []
    if announced:
        out.append(
            Notice(
                "announced",
                "De tekst kondigt dit aan of stelt het voor. Of het zo is ingevoerd, staat er niet.",
                announced,
            )
        )
    if elsewhere:
        out.append(
            Notice(
                "elsewhere",
                "De tekst verwijst hierbij naar een ander stuk. Daar kan meer over staan.",
                elsewhere,
            )
        )
    return out


def differing(numbers: list[int]) -> Notice:
    """Two places give different figures for the same thing."""
    return Notice(
        "conflict",
        "De tekst geeft verschillende bedragen of getallen voor hetzelfde. Ik kies er geen.",
        numbers,
    )


def personal_data(kinds: Sequence[Kind]) -> Notice:
    """What was left out of the question, by kind; the data itself is named nowhere."""
    names = [f"een {NAMES[kind]}" for kind in kinds]
    shown = " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return Notice(
        "personal_data",
        f"In uw vraag staat {shown}. Dat is weggelaten: de assistent heeft het niet nodig. "
        "Vul geen persoonsgegevens in.",
        [],
    )
