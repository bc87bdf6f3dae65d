"""Is ``58 jaar`` an age or a duration? Decided by the words around it.

``werknemers van 61 jaar``, ``boven 55 jaar`` and ``65 jaar en ouder`` are ages; ``in 7 jaar``,
``een contract van 20 jaar`` and ``een heel jaar de tijd`` are durations.
"""

from __future__ import annotations

import re

_PERSON = (
    r"(?:werknemer|medewerker|werkende|werkzoekende|werkloze|werkneemster|personen|persoon|mensen|mens"
    r"|iemand|degene|jongere|oudere|kind|kinderen|inwoner|burger|student|leerling|deelnemer"
    r"|vrouw|vrouwen|man|mannen|migrant|vakman|vakmensen|partner|ouder|jeugdige|jeugd|volwassene"
    r"|minderjarige|cliënt|patiënt|gerechtigde|sollicitant|kandidaat|aanvrager|collega|zoon|dochter"
    r"|moeder|vader|bewoner|gepensioneerde|leraar|leraren|docent|jongen|meisje|verzekerde"
    r"|afgestudeerde|ambtenaar|ambtenaren|vreemdeling|vluchteling|nederlander|talent)(?:s|n|en)?"
)
_PRONOUN = r"(?:ik|hij|zij|ze|je|jij|u|wij|we|die|wie|iedereen)"
_NAMED_AGE = re.compile(r"leeftijd[^.;:?!\n]{0,50}\Z")
_PERSON_BEFORE = re.compile(
    rf"(?:{_PERSON}|(?<!\w){_PRONOUN}(?: (?:is|zijn|bent|ben|was|wordt|word))?)"
    r"(?:[ \u00a0]\(?(?:van|tussen|tot|vanaf|met|die|is|zijn|ben|was|wordt|al|nu|pas|net|de|nog|boven"
    r"|onder|in|leeftijd)){0,3}[ \u00a0]\(?\Z"
)
_SUBJECT_BEFORE = re.compile(
    rf"(?:{_PERSON}|(?<!\w){_PRONOUN})(?:[ \u00a0](?:is|zijn|ben|bent|was|wordt|word|al|nu|pas|net)){{1,3}}"
    r"[ \u00a0]\Z|(?<!\w)(?:ben|word)(?: (?:ik|je|jij|al|nu|pas|net)){0,3} \Z"
)
_DURATION_BEFORE = re.compile(
    r"(?:straf|hechtenis|duur|looptijd|termijn|periode|contract|overeenkomst|ervaring|verlof"
    r"|dienstverband|vergunning|opleiding|contracten|termijnen|verlengd|verlenging|bewaard|geldig|garantie|gedurende"
    r"|binnen|afgelopen|komende|eerste|laatste|volgende|elke|iedere|over|sinds|al)"
    r"(?:[ \u00a0](?:van|met|voor|tot|maximaal|minimaal|ten minste|ten hoogste|minstens|vanaf"
    r"|de|is|bedraagt|wordt)){0,3}[ \u00a0]\Z|(?<!\w)(?:in|na|per|voor|elke)[ \u00a0]\Z"
)
_DURATION_AFTER = re.compile(
    r"[ \u00a0](?:lang|de tijd|geldig|in dienst|werkloos|bezig|ziek|getrouwd|werkzaam|ervaring|later"
    r"|geleden|duren|duurt|verlengd|verhoogd|verlaagd|verschoven|gevangenis\w*|celstraf|looptijd"
    r"|na|voor|vóór|bestaan|bestaat|eerder|werkervaring|zoektijd|garantie|bewaard|bewaren|achtereen)(?!\w)"
)
_OLD_AFTER = re.compile(r"[ \u00a0](?:oud|van leeftijd)(?!\w)")
_MET = re.compile(r"(?<!\w)(?:met|op|bij)[ \u00a0]\Z")
_YEARLONG_NOUN = re.compile(
    r"\)?[ \u00a0](?:[a-zé-]{2,20}[ \u00a0])?(?:[a-z]*(?:opleiding|studie|master|bachelor|contract|plan"
    r"|programma|periode|termijn|bestaan|jubileum|cursus|traject|overeenkomst|experiment|pilot"
    r"|regeling|fase|lening|obligatie|cyclus|project|onderzoek|looptijd|tijdvak|verdrag|hypotheek"
    r"|evaluatie|route|leerweg))(?:s|en|e)?(?!\w)"
)
_PERSON_AFTER = re.compile(rf"[ \u00a0](?:[a-zé-]*){_PERSON}(?!\w)")
_CLAUSE_END = re.compile(r"[ \u00a0]*(?:[.,;:?!)\n]|\Z)|[ \u00a0](?:en|of|maar|die|met|dan)(?!\w)")
_AFTER_BARE_AGE = re.compile(
    r"[ \u00a0]*(?:[.,;:?!)](?![0-9])|\Z)|[ \u00a0](?:en|of|maar|die|met|dan|aan|in|is|heeft|krijgt|kan|mag"
    r"|ben|bent|word|wil|werk|werkt|heb|wordt|aanneem|aannemen)(?!\w)"
)
_OLDER = ("ouder dan", "jonger dan", "niet ouder dan", "niet jonger dan")
_BOUNDS = ("boven", "onder", "vanaf", "tot", "tot en met", "t/m")
OLDEST = 115


def _left(text: str, start: int) -> str:
    return text[max(0, start - 70) : start]


def years_are_age(text: str, start: int, end: int, value: float, words: str, ranged: bool) -> bool:
    """Whether ``N jaar`` at ``start:end`` of lower-case ``text`` is somebody's age.

    Args:
        text: in lower case.
        start: of the number or of the comparator before it.
        end: after ``jaar``.
        value: in years; the upper one of a range.
        words: the comparator's words, ``ouder`` or ``boven`` for instance, or "".
        ranged: whether it is a range.
    """
    left = _left(text, start)
    if not 0 <= value <= OLDEST or value != int(value):
        return False
    if words in ("ouder", "jonger") or words in _OLDER or _OLD_AFTER.match(text, end):
        return True
    if words in ("korter dan", "langer dan", "binnen") or _DURATION_AFTER.match(text, end):
        return False
    if _NAMED_AGE.search(left) and not _MET.search(left):
        return True
    if words in ("boven", "onder"):
        return True
    if _DURATION_BEFORE.search(left):
        return False
    if _PERSON_BEFORE.search(left):
        return True
    if value < 12:
        return False
    if 40 <= value <= 75 and not words:  # rarely a duration, where nothing says that it is one
        return True
    alone = not left.strip() and not text[end:].strip(" ?.!\n")
    return words in _BOUNDS or bool(_MET.search(left)) or alone or (ranged and value >= 18)


def jarige_is_age(text: str, start: int, end: int, value: float) -> bool:
    """Whether ``N-jarige`` is a person's age and not the length of a thing."""
    if text[:end].endswith("jarigen"):
        return True
    if _YEARLONG_NOUN.match(text, end):
        return False
    if _PERSON_AFTER.match(text, end):
        return True
    before = re.search(r"(?<!\w)(?:een|de|elke|iedere|geen)[ \u00a0]\Z", _left(text, start))
    if value < 12:
        return bool(before and _CLAUSE_END.match(text, end))
    return value <= OLDEST


def bare_is_age(text: str, start: int, end: int, value: float, words: str) -> bool:
    """Whether a number without a unit is an age: ``ik ben 58``, ``ouder dan 55``, ``iemand van 56``."""
    if not 10 <= value <= OLDEST or value != int(value) or not _AFTER_BARE_AGE.match(text, end):
        return False
    left = _left(text, start)
    if words in _OLDER or words in ("ouder", "jonger"):
        return True
    if words in ("boven", "onder"):
        return text[start:end].split()[1:2] == ["de"] or bool(_PERSON_BEFORE.search(left))
    if re.match(r"[ \u00a0](?:bent|ben|wordt|word|is)(?!\w)", text[end : end + 8]):
        return bool(
            re.search(rf"(?:{_PERSON}|(?<!\w){_PRONOUN})[ \u00a0]\Z", left)
        )  # "als je 62 bent"
    return bool(
        _SUBJECT_BEFORE.search(left)
        or re.search(rf"(?:{_PERSON})[ \u00a0](?:van|vanaf|tot)[ \u00a0]\Z", left)
        or re.search(r"leeftijd(?: van| is| boven| onder)?[ \u00a0]\Z", left)
    )
