"""Words by which a statement shows what kind of question it answers."""

from __future__ import annotations

import re

from assistant.evidence import Candidate
from assistant.match import MatchTable
from assistant.question import Kind, Question

_CUES: dict[Kind, re.Pattern[str]] = {
    "reason": re.compile(
        r"\b(?:omdat|doordat|want|aangezien|daarom|vanwege|wegens|reden|oorzaak|waardoor|zodat|"
        r"opdat|dankzij|gevolg|belang(?:rijk)?|doel|bedoel\w*|om\b.*\bte|met het oog op|"
        r"risico|leidt? tot|moet leiden|noodzaak|nodig)\b",
        re.IGNORECASE,
    ),
    "definition": re.compile(
        r"\b(?:is|zijn|was) (?:een|de|het|gericht|bedoeld)\b|\bbetekent\b|\bgaat (?:over|om)\b|"
        r"\bwordt verstaan\b|\bhoudt in\b|\bbestaat uit\b|\bheeft (?:als|tot) doel\b|^[^.]{3,60}:\s|"
        r"\bgericht op\b",
        re.IGNORECASE,
    ),
    "way": re.compile(
        r"\b(?:door|via|met behulp|langs|aan de hand|middels|op grond|digitaal|schriftelijk|"
        r"formulier|aanvragen|aanmelden)\b",
        re.IGNORECASE,
    ),
    "where": re.compile(r"\b(?:bij|via|op|aan|loket|website|portaal)\b", re.IGNORECASE),
    "list": re.compile(r":\s|,\s[^,]+(?:,\s[^,]+)*\sen\s", re.IGNORECASE),
}

_NAME = re.compile(
    r"(?<![.!?:]\s)(?<!^)\b[A-ZÀ-Þ][\w&’'-]*[A-Za-zÀ-ÿ]|\b[A-Z]{2,}\b|\bminister\w*|\bstaatssecretaris\w*|"
    r"\b(?:het )?kabinet|\bwerkgevers?|\bbedrij(?:f|ven)|\bgemeenten?|\bcollege|\bscholen|\bcommissie",
)

_BACK = re.compile(
    r"^[„‘\"']?(?:dit|deze|dat|die|daar\w*|hier\w*|zij|ze|hij|het gaat|ook|bovendien|zo)\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"[”’\"')]*\s*(?:,\s+(?:een|het|de|waarin|dat|die|kortweg)\b|\((?!\d)|\s*:\s|"
    r"(?:is|zijn|was|betekent|omvat|gaat over|gaat om|heeft (?:als|tot) doel|bestaat uit|houdt in|"
    r"wordt verstaan)\b)",
    re.IGNORECASE,
)


def points_back(sentence: str) -> bool:
    """Whether a sentence starts with a word whose meaning stands in the sentence before it."""
    return bool(_BACK.match(sentence))


def defines(candidate: Candidate, table: MatchTable) -> bool:
    """Whether words that say what something is follow directly on a term of the question."""
    body = candidate.body
    strong = table.of(body).max(axis=1, initial=0.0) >= 0.9
    return any(
        _DEFINES.match(body.text, token.end)
        for token, matched in zip(body.tokens, strong, strict=True)
        if matched
    )


def has_cue(question: Question, candidate: Candidate) -> float:
    """Whether a statement has words that answer this kind of question."""
    if question.kind == "who":
        return float(bool(_NAME.search(candidate.body.text)))
    pattern = _CUES.get(question.kind)
    return float(bool(pattern and pattern.search(candidate.body.text)))
