"""Numbers that name something and measure nothing: ``artikel 5``, ``nr. 71``, ``[2]``, URLs.

They are blanked before figures are looked for. The blanked text is as long as the text, so that
offsets stay valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

BLANK = "\x00"

_UNIT = (
    r"(?:%|€|euro|procent|jaar|jaren|jarige|maand|week|weken|dag|uur|keer|maal|miljoen|miljard|mln"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
_ID = (
    rf"[0-9]{{1,7}}(?:[.:][0-9]{{1,4}}){{0,4}}[a-z]{{0,2}}(?![\w%€+]|[.,][0-9]|-?plus)(?! ?{_UNIT})"
)
_NAMES = (
    r"artikel(?:en)?|artt?\.|lid|leden|onderdeel|onderdelen|paragraaf|paragrafen|par\.|§+|hoofdstuk"
    r"|bijlagen?|tabel|tabellen|figuur|figuren|noot|voetnoot|pagina|pag\.|p\.|blz\.|nrs?\.?|nummers?"
    r"|no\.|niveaus?|niveau[’']s|fase|speerpunt|actie|actielijn|maatregel|stap|deel|versie|spoor"
    r"|groep|klas|schaal|categorie|prioriteit|punt|zaaknummer|kenmerk|dossier|aanbeveling|thema"
    r"|doelstelling|vraag|vragen|lijst|box|salarisnummer|stuknummer|variant|scenario|optie|kamerstuk(?:nummer)?"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.)\S+",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}",
        r"(?<!\w)(?:ecli|celex|urn):\S+",
        r"(?<!\w)\+[0-9]{1,3}[0-9 ()-]{6,16}",
        r"(?<![\w.,€-])0[89]00[ -]?[0-9]{4}(?:[0-9]{3})?(?!\w)",
        r"(?<!\w)kamerstuk(?:ken)?(?: (?:i|ii|i/ii|tk|ek))?,? [0-9][0-9 /,–-]{0,40}(?:[a-z]?,? ?nrs?\. ?[0-9]{1,5})?",
        r"(?<!\w)(?:stb|stcrt|trb|pb|pbeu)\.? [0-9]{4}(?:, ?(?:nr\. ?)?[0-9]{1,6})?",
        r"(?<!\w)(?:iso|nen|iec|nta|rfc)(?:[-/ ](?:iso|en|iec)){0,3}[ -]?[0-9]{2,6}(?:[-:][0-9]{1,4}){0,2}",
        rf"(?<!\w)(?:{_NAMES})[ \u00a0]?{_ID}"
        rf"(?:(?:, ?| en | of | tot en met | tot | t/m |[-–]){_ID}){{0,8}}",
        r"\[[0-9]{1,3} ?\]|\([0-9]{1,2}\)",
        rf"(?:(?<=\n)|\A)[ \t]{{0,8}}[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{0,4}}(?:[.)](?=[ \t]\S|\s*\Z)|(?<=[0-9]\.[0-9])(?=[ \t][^\W\d])(?![ \t]{_UNIT}))",
        r"(?<![\w.,:])[0-9]{1,2}[.:][0-9]{2}(?=[ \u00a0]?(?:uur|tot|en|-|–)[^\n]{0,12}?(?<!\w)uur(?!\w)|[ \u00a0]?uur(?!\w))",
        r"(?<![\w.,:])[0-9]{1,2}:[0-9]{2}(?![\w:])(?: uur)?",
        r"(?<!\w)om [0-9]{1,2} uur(?!\w)",
    )
)
_PHONE = re.compile(r"(?<![\w.,€-])\(?0[0-9]{1,3}\)?(?:[ -]?[0-9]{2,8}){1,4}(?![\w])")
_POSTCODE = re.compile(r"(?<![\w€.,-])(?!19|20)[1-9][0-9]{3} ?[A-Z]{2}(?![\w-])")


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with every span overwritten; same length."""
    parts: list[str] = []
    at = 0
    for start, end in sorted(spans):
        start = max(start, at)
        if end > start:
            parts += (text[at:start], BLANK * (end - start))
            at = end
    parts.append(text[at:])
    return "".join(parts)


def identifier_spans(text: str, lowered: str) -> list[tuple[int, int]]:
    """Spans of numbers that are names. ``lowered`` is ``text`` in lower case, as long as it."""
    spans = [match.span() for pattern in _PATTERNS for match in pattern.finditer(lowered)]
    spans += [match.span() for match in _POSTCODE.finditer(text)]
    spans += [
        match.span()
        for match in _PHONE.finditer(lowered)
        if sum(char.isdigit() for char in match[0]) == 10
    ]
    return spans
