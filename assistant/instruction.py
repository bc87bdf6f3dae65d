"""Orders to the program instead of a question about the documents; text, never obeyed.

A verb counts only as an imperative: at the start of a sentence or clause, and not followed by its
subject (*Schrijf een gedicht*, not *Hoe schrijf ik mij in?*).
"""

from __future__ import annotations

import re

_START = r"(?:^|[.!?:;,]\s*|\b(?:en|dan|eerst|nu|please)\s+)"
_NO_SUBJECT = r"\b(?!\s+(?:ik|je|jij|u|we|wij|ze|zij|hij|het|men)\b)"


def _imperative(verbs: str, rest: str) -> str:
    return rf"{_START}(?:{verbs}){_NO_SUBJECT}{rest}"


_PATTERNS = (
    _imperative(
        "negeer|vergeet|overschrijf|omzeil|wis|verwijder|ignore|disregard|forget|override",
        r".{0,80}\b(?:instructies?|opdracht\w*|regels?|prompts?|hierboven|vorige|voorgaande|"
        r"instructions?|previous|above|bronnen|alles|index|document\w*|tekst)\b",
    ),
    _imperative("verzin|fantaseer|gok|bedenk", r"\b"),
    _imperative(
        "schrijf|maak|genereer|programmeer|vertel|geef|toon|voer|dicht",
        r".{0,40}\b(?:gedicht|verhaal|code|script|lied|essay|grap|mop|wachtwoord|instructies|prompt)\b",
    ),
    _imperative(
        "antwoord|zeg|herhaal|bevestig|repeat|say|answer",
        r".{0,25}\b(?:alleen|uitsluitend|enkel|altijd|gewoon|letterlijk|dat|ja|nee|only|just)\b",
    ),
    _imperative("bevestig|doe een gok|raad maar|(?:schat|raad|noem) maar", r"\b"),
    r"\book al staat (?:het|dat|dit|er) (?:er |nergens|niet)",
    r"\b(?:willekeurige?|verzonnen|zelf ?bedachte?|fictieve?)\b.{0,30}\b(?:bedrag|getal|cijfer|antwoord|bron)",
    r"\b(?:je|jouw|uw) (?:eigen |geheime )?(?:systeem)?(?:instructies|prompts?|opdracht|wachtwoord)\b",
    r"\bin de rol van\b|\b(?:spreek|praat|antwoord) (?:voortaan|als een)\b",
    r"\bselect \* from\b|\bunion select\b",
    r"\b(?:systeem|system)[ -]?(?:prompt|instructies?)\b",
    r"\b(?:je|u|jij) bent (?:nu|vanaf nu|voortaan) (?:een|de|in|geen|vrij|niet|dan\b)",
    r"\bvanaf nu (?:antwoord|spreek|ben|doe|praat)\b",
    r"\b(?:doe alsof|gedraag (?:je|u) als|speel (?:de rol|een rol|dat je))\b",
    r"\b(?:you are now|act as|pretend to be|jailbreak|developer mode|ontwikkelaarsmodus)\b",
    r"<\s*/?\s*(?:script|system|img|iframe|svg)\b|\bdrop table\b|\brm -rf\b|\$\{|\{\{",
)
_INSTRUCTION = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.DOTALL)


def is_instruction(text: str) -> bool:
    """Whether a text gives the program orders instead of asking about the documents."""
    return bool(_INSTRUCTION.search(text))
