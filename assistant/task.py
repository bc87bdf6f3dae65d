"""Requests for a summary or a plainer text, told apart from questions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_POLITE = r"(?:(?:kunt u|kun je|wilt u|wil je|graag|alstublieft|svp|a\.?u\.?b\.?)\s+)*"
_SUMMARY = (
    rf"^{_POLITE}vat (?P<a>.{{2,160}}?) (?:(?:kort|even|voor mij|eens|in het kort) )*samen\b",
    rf"^{_POLITE}(?:mij )?(?P<b>.{{2,160}}?) (?:kort )?samenvatten\b",
    rf"^{_POLITE}(?:geef|maak|schrijf|ik wil|mag ik)?\s*(?:mij )?(?:een |de )?(?:korte )?samenvatting (?:van|over) (?P<c>.{{2,160}})",
)  # fmt: skip
_SIMPLE = (
    r"(?:in (?:eenvoudige|gewone|begrijpelijke|simpele|makkelijke) (?:taal|woorden|nederlands)|eenvoudig|simpel|"
    r"op (?:taal)?niveau b1|in (?:b1|jip-en-janneke-?taal))"
)
_PLAIN = (
    rf"^{_POLITE}leg (?:mij )?(?:eens )?(?P<a>.{{2,160}}?)(?: eens)? {_SIMPLE} uit\b",
    rf"^{_POLITE}leg (?:mij )?(?:eens )?(?P<b>.{{2,160}}?) uit,? {_SIMPLE}\b",
    rf"^{_POLITE}leg (?:mij )?{_SIMPLE} uit,? (?P<c>.{{2,160}})",
)
_AGAIN = re.compile(r"^(?:dit|dat|het|deze|die|dit alles|het antwoord|dat antwoord|dat nog eens)$")


@dataclass(frozen=True, slots=True)
class Request:
    """A task with its subject; ``again`` when the subject is the answer before it."""

    task: Literal["summary", "plain"]
    subject: str

    @property
    def again(self) -> bool:
        return bool(_AGAIN.match(self.subject.lower()))


def request_of(text: str) -> Request | None:
    """The task that a turn asks for, or None: then it is a question."""
    flat = " ".join(text.split()).rstrip(" .!?")
    for task, patterns in (("plain", _PLAIN), ("summary", _SUMMARY)):
        for pattern in patterns:
            match = re.search(pattern, flat, re.IGNORECASE)
            if match:
                subject = next(group for group in match.groups() if group).strip(" .,:;?!\"'“”„")
                return Request("plain" if task == "plain" else "summary", subject)
    return None
