"""A question word alone: *Vanaf wanneer?*, *Welk bedrag?*, *Waarom?* asked of what went before."""

from __future__ import annotations

import re

from assistant.phrases import Phrase
from assistant.wordforms import (
    PREPOSITIONS,
    SINGULAR_OF,
    is_content,
    is_finite,
    verb_place,
    words_of,
)

_FRAGMENT = re.compile(
    r"^(?:(?:[\w]+ en met|\w+) )?(?:wie|wat|waar\w*|wanneer|hoezo|welke?|hoeveel|hoe)\b",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(
    r"^(?:(?:tot en met|voor|in|bij|van|over|met|naar|tot|op|aan|door|vanaf|per|onder|boven|sinds|"
    r"binnen|na|tegen|uit|om) (?:wie|wat|wanneer|waar|welke?|hoeveel|hoe lang)|wanneer|waar(?!over\b)\w*|hoezo|"
    r"hoe(?: (?:lang|vaak|snel|laat|ver))?$|hoe (?:lang|vaak|snel|laat|ver)\b|"
    r"hoe (?!hoog|groot|oud|duur|zwaar|veel|diep|breed))",
    re.IGNORECASE,
)
_PERSONS = frozenset(
    [
        "ik",
        "u",
        "je",
        "we",
        "wij",
        "men",
        "er",
        "hij",
        "zij",
        "ze",
        "hem",
        "hen",
        "het",
        "die",
        "dat",
        "dit",
        "deze",
    ]
)
_DEGREE = re.compile(r"^hoe (?:hoog|groot|oud|duur|zwaar|diep|breed|klein|laag)$", re.IGNORECASE)
_EXISTS = re.compile(
    r"^(?P<verb>is|zijn|was|waren|komt|komen|bestaat|bestaan|gelden|geldt) er (?:ook |nog )?"
    r"(?:(?:een|geen) )?(?P<noun>[\w'’-]+)(?P<rest>.*)$",
    re.IGNORECASE,
)


def question(text: str) -> str:
    """One sentence with a capital and a question mark."""
    text = re.sub(r"\s+", " ", text).strip().rstrip("?!. ")
    text = re.sub(r"\s+,", ",", text)
    return f"{text[:1].upper()}{text[1:]}?"


def yes_no(text: str) -> bool:
    return verb_place(words_of(text)) == 0


def opens_with_question_word(text: str) -> bool:
    """*Vanaf wanneer*, *door wie*, *hoe*."""
    return bool(_FRAGMENT.match(text))


def fragment(text: str) -> bool:
    """A question word without a verb: *vanaf wanneer*, *welk bedrag*, *hoe hoog*."""
    words = words_of(text)
    if not _FRAGMENT.match(text) or len(words) > 6 or text.lower().startswith("wat als "):
        return False
    if words[0].lower not in PREPOSITIONS and not re.match(r"w|h", words[0].lower):
        return False
    content = [w for w in words if is_content(w.lower)]
    if any(w.lower in _PERSONS for w in words):
        return False
    if words[0].lower in ("wie", "wat") and len(words) == 2 and content:
        return False  # a verb: *wie ontslaat*
    verb = any(is_finite(w.lower) for w in words) or bare_verb(text) is not None
    return not verb and len(content) <= 1 + bool(_DEGREE.match(text))


def bare_verb(text: str) -> tuple[str, str] | None:
    """*Waar aanvragen?*: the question word and the infinitive."""
    found = re.match(r"^(waar|hoe|wanneer|waarom) ([a-zë]{4,}en)$", text, re.IGNORECASE)
    return (found.group(1), found.group(2)) if found else None


def ask_anew(asked: str, before: str) -> str | None:
    """The question before with another question word; None where it does not fit."""
    before = before.rstrip("?!. ")
    words = words_of(before)
    at = verb_place(words)
    if at is None or not asked:
        return None
    verb, rest = words[at], before[words[at].end :].strip()
    if not _ADVERBIAL.match(asked):
        return _other_argument(asked, before, at)
    if at == 0:
        return question(f"{asked} {before[0].lower()}{before[1:]}")
    wh = before[: verb.start].strip()
    if _ADVERBIAL.match(wh) and not re.match(r"waar\w+", wh, re.IGNORECASE):
        return question(f"{asked} {verb.lower} {rest}")
    counted = re.match(r"^(?:hoeveel|welke)\s+(.+)$", wh, re.IGNORECASE)
    if counted and re.match(r"er\b", rest, re.IGNORECASE):
        return question(f"{asked} {verb.lower} er {counted.group(1)}{rest[2:]}")
    if wh.lower() == "wie" and not verb.lower.startswith(("is", "zijn", "wa")):
        singular = SINGULAR_OF.get(verb.lower, verb.lower)
        return question(f"{asked} {singular} men {rest}")
    return None


def _other_argument(asked: str, before: str, at: int) -> str | None:
    """*Welke?* after *Zijn er uitzonderingen?* or after *Hoeveel rondes zijn er?*, asked in full."""
    single = asked.lower() in ("welke", "hoeveel", "welk")
    if single and (exists := _EXISTS.match(before)) and is_content(exists["noun"].lower()):
        return question(f"{asked} {exists['noun']} {exists['verb'].lower()} er{exists['rest']}")
    if single and (other := re.match(r"^(?:welke?|hoeveel)(?=\s+\w)", before, re.IGNORECASE)):
        return question(asked + before[other.end() :]) if at > 1 else None
    noun = re.match(r"^(?:welke|hoeveel) ([\w'’-]+)$", asked, re.IGNORECASE)
    if noun and at == 0:
        taken = re.match(rf"^(\w+) {re.escape(noun.group(1))}\b(.*)$", before, re.IGNORECASE)
        if taken:
            return question(f"{asked} {taken.group(1).lower()}{taken.group(2)}")
    return None


def about(asked: str, subject: Phrase) -> str:
    """*Welk bedrag is dat bij de toelage?*, when the question before cannot be asked anew."""
    if _DEGREE.match(asked):
        return question(f"{asked} {'zijn' if subject.plural else 'is'} {subject.text}")
    several = re.match(r"^(?:welke|hoeveel) \w+en$", asked, re.IGNORECASE)
    return question(f"{asked} {'zijn' if several else 'is'} dat bij {subject.text}")
