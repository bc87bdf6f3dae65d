"""Words that point back: *die*, *dat bedrag*, *daarvoor*, *daar ... over*, *de eerste*."""

from __future__ import annotations

import re

from assistant.phrases import Phrase, phrases
from assistant.wordforms import (
    ARTICLES,
    CLAUSE,
    FINITE,
    MODALS,
    PREPOSITIONS,
    Word,
    closes_predicate,
    is_adjective,
    is_content,
    verb_place,
    words_of,
)
from index.analysis import STOPWORDS, fold

ATTRIBUTE = re.compile(
    r"^(?:\w*kosten|hoogte|\w*bedrag(?:en)?|\w*termijn(?:en)?|duur|looptijd|voorwaarden?|eis(?:en)?|"
    r"criteria|regels|uitzondering(?:en)?|gevolgen|doel(?:en)?|doelgroep|reden(?:en)?|\w*datum|norm|"
    r"\w*leeftijd|\w*leeftijdsgrens|\w*grens|procedure|prijs|tarief|tarieven|sancties?|percentage|"
    r"maximum|minimum|omvang|deadline|uitvoering|financiering|voordelen|nadelen|resultaten|planning|"
    r"status|stand|budget|aanvraag|start|begin|einde|betekenis|verschil|oorzaak|effect(?:en)?)$"
)
"""Nouns of what a scheme or rule has: alone they leave open of what."""
_THING = re.compile(
    r"^(?:regeling|maatregel|voorziening|plan|programma|project|wet|fonds|subsidie|vergunning|"
    r"organisatie|instelling|stichting|uitkering|toeslag|toelage|bijdrage|vergoeding|lening|premie|"
    r"bonus|aanpak|beleid|verbod|verplichting|pas|dienst|besluit|afspraak|pakket|regel|instantie|"
    r"overeenkomst|verordening)$"
)
_PRONOUNS = frozenset(["dat", "dit", "die", "deze", "het", "hij", "ze", "zij", "hem", "hun", "hen"])
_NOUN_STOPWORDS = frozenset(["vraag", "vragen", "dag", "andere", "ander", "alle"])
_SUBJECTS = frozenset(
    ["ik", "je", "jij", "u", "we", "wij", "er", "de", "het", "een", "ze", "zij", "hij", "men"]
)
_SAYING = frozenset(
    ["klopt", "zegt", "betekent", "vindt", "staat", "zorgt", "waar", "bekend", "zeker", "zodanig"]
)
_BEFORE_DAT = FINITE | frozenset(["ik", "u", "je", "we", "wij", "men", "jullie"])
_PREPOSITION_OF = {"mee": "met", "toe": "tot"}
_ADVERB = re.compile(
    r"\b(?:daar|hier|er)(voor|van|mee|bij|in|op|over|aan|naar|door|toe|uit|tegen|onder|tussen)\b"
    r"(?!\s*,?\s+(?:dat|om|of|wie|wat|hoe|als)\b)",
    re.IGNORECASE,
)
_STRANDED = re.compile(
    r"\b(?P<place>daar|er|hier)\s+(?P<middle>(?:[\w'’-]+\s+){0,5}?)"
    r"(?P<preposition>over|voor|van|mee|bij|in|op|aan|naar|uit|tegen)"
    r"(?P<tail>(?:\s+[\w-]+){0,2}?)[\s?!.]*$",
    re.IGNORECASE,
)
_THERE = re.compile(r"\b(?:daar|hier)\W*$", re.IGNORECASE)
_MANNER = re.compile(
    r"^(?:online|digitaal|telefonisch|direct|achteraf|vooraf|opnieuw|later|eerder|samen|zomaar|"
    r"altijd|\w+(?:lijks?|isch))$"
)
"""Adverbs that follow a pronoun more often than they start its noun phrase."""
_DEMONSTRATIVE = re.compile(
    r"\b(die|deze|dat|dit|zo['’]n|zulke)\s+([\w-]{3,})(?!\s+(?:van|voor|die|dat)\b)", re.IGNORECASE
)
_EXPLETIVE = re.compile(
    r"\bhet\b.*\b(?:om|dat|als|wanneer)\b|\bhoe laat is het\b|\bhoe zit het\b|\bgaat het om\b",
    re.IGNORECASE,
)


def adverb(text: str, about: str) -> str | None:
    """*Wie zit daarin?* to *Wie zit in de jeugdraad?*; None when nothing points back so."""
    if (found := _ADVERB.search(text)) and not _said_before(text, found.start()):
        preposition = found.group(1).lower()
        phrase = f"{_PREPOSITION_OF.get(preposition, preposition)} {about}"
        return text[: found.start()] + phrase + text[found.end() :]
    if (there := _THERE.search(text)) and not _said_before(text, there.start()):
        return f"{text[: there.start()]}bij {about}"
    found = _STRANDED.search(text)
    if found is None or _said_before(text, found.start()):
        return None
    before = [word.lower for word in words_of(text[: found.start()])]
    tail = found["tail"].split()
    if found["place"].lower() == "er":
        moving = before[-1:] and re.match(r"kom|ga|treed", before[-1])
        if moving or any(w in PREPOSITIONS for w in found["middle"].lower().split()):
            return None
    if any(w.lower() in PREPOSITIONS | ARTICLES for w in tail) or (tail and not _ends(text, tail)):
        return None
    exists = found["place"].lower() == "er" and len(before) == 1 and bool(found["middle"])
    preposition = found["preposition"].lower()
    phrase = f"{_PREPOSITION_OF.get(preposition, preposition)} {about}"
    middle = found["middle"].strip()
    kept = f"er {middle}" if exists else middle
    return f"{text[: found.start()]}{kept} {phrase} {' '.join(tail)}"


def _ends(text: str, tail: list[str]) -> bool:
    """Whether the words after a stranded preposition are verbs: *verbonden*, *te doen*."""
    earlier = {w.lower for w in words_of(text)} & (MODALS | FINITE)
    return bool(earlier) and all(
        w.lower() == "te" or re.search(r"(?:n|d|t|baar|lijk|ig)$", w.lower()) for w in tail
    )


def pronoun(text: str) -> Word | None:
    """The first word such as *die* that stands for a thing not named in the turn itself."""
    words = words_of(text)
    for at, word in enumerate(words):
        if word.lower in _PRONOUNS and _stands_alone(words, at):
            expletive = word.lower == "het" and _EXPLETIVE.search(text)
            if not expletive and not _said_before(text, word.start):
                return word
    return None


def _stands_alone(words: list[Word], at: int) -> bool:
    """*die* in *wie krijgt die ook?*; not in *die regeling* or *ouders die werken*."""
    lower = words[at].lower
    before = words[at - 1].lower if at else ""
    after = words[at + 1].lower if at + 1 < len(words) else "?"
    rest = [word.lower for word in words[at + 1 :] if not word.sign]
    if before and is_content(before) and lower in ("die", "dat") and rest and at > 1:
        said = [w for w in rest if is_content(w)]
        owned = {w.lower for w in words[:at]} & (MODALS | {"heeft", "hebben", "wordt", "worden"})
        if (said and not (owned and said == rest[-1:])) or (not said and rest[0] in FINITE):
            return False  # a relative clause
    if not after[0].isalnum():
        return True
    if after[0].isdigit() or after in _NOUN_STOPWORDS:
        return False
    if lower == "dat" and after in _SUBJECTS and (before in _SAYING or before not in _BEFORE_DAT):
        return False  # a conjunction
    if fold(after) in STOPWORDS or after in PREPOSITIONS or after in FINITE:
        return True
    if not is_content(after) or (_MANNER.match(after) and len(rest) < 3):
        return True
    return closes_predicate(words, at + 1, pointed=True)


def _said_before(text: str, at: int) -> bool:
    """Whether a clause before that place names something it can point at."""
    words = [word for word in words_of(text) if word.start < at]
    borders = [
        i for i, w in enumerate(words)
        if w.lower in (",", ":", ";", ".", "of", "maar", "en") or (w.lower in CLAUSE and i)
        or (w.lower == "dat" and i and words[i - 1].lower in _SAYING)
    ]  # fmt: skip
    return bool(borders) and bool(phrases(text[: words[borders[-1]].start]))


def demonstrative(text: str, about: str, head: str) -> str | None:
    """*Geldt die regeling ook hier?*, *Klopt dat bedrag?*: the general noun gets its subject."""
    for found in _DEMONSTRATIVE.finditer(text):
        noun = found.group(2).lower()
        if _said_before(text, found.start()):
            continue
        if ATTRIBUTE.match(noun) and not head.endswith(noun):
            article = "het" if found.group(1).lower() in ("dat", "dit") else "de"
            return f"{text[: found.start()]}{article} {noun} van {about}{text[found.end() :]}"
        if _THING.match(noun) or head.endswith(noun):
            return text[: found.start()] + about + text[found.end() :]
    return None


def headless(text: str) -> Word | None:
    """The adjective of *wanneer begint de eerste?*, whose noun was said before."""
    words = words_of(text)
    for at, word in enumerate(words[1:], start=1):
        after = words[at + 1].lower if at + 1 < len(words) else "?"
        ends = not after[0].isalnum() or not (is_content(after) or after in ("en", "of"))
        bare = words[at - 1].lower in ("de", "het") and ends
        if bare and (is_adjective(word.lower)) and not closes_predicate(words, at):
            return word
    return None


def noun_for(adjective: Word, text: str, about: Phrase) -> str:
    """*de dubbele* to *de dubbele bonus*; of several: *de eerste van de aanvraagrondes*."""
    before = text[: adjective.end]
    noun = about.text.split()[list(about.words).index(about.head)]
    singular = f"{before} {noun}{text[adjective.end :]}"
    if not about.plural or about.determiner == "de":
        return singular
    return f"{before} van de {noun}{text[adjective.end :]}"


def owner(text: str, about: str) -> str | None:
    """The same with its owner: *Wat zijn de voorwaarden voor de energietoelage?*, when it lacks."""
    words = words_of(text)
    carrying = [w for w in words if is_content(w.lower)]
    nouns = [w for w in carrying if ATTRIBUTE.match(w.lower)]
    verbs = [w for w in carrying if w not in nouns and _general_verb(w.lower)]
    if not nouns or len(nouns) + len(verbs) < len(carrying) or verb_place(words) is None:
        return None
    noun = nouns[-1]
    at = words.index(noun)
    if at + 1 < len(words) and words[at + 1].lower in ("van", "voor"):
        return None
    if at and words[at - 1].lower in ("de", "het"):
        return f"{text[: noun.end]} {joint(noun.lower)} {about}{text[noun.end :]}"
    return f"{text.rstrip('?!. ')} bij {about}"


def joint(noun: str) -> str:
    """*voorwaarden voor*, *hoogte van*."""
    return "voor" if re.match(r"voorwaard|eis|criteri|regels|reden", noun) else "van"


def _general_verb(word: str) -> bool:
    return bool(
        re.match(
            r"(?:ge|be|vast|aan|om)\w{2,}(?:d|t|en|eld)$|gelden$|geldt$|verbonden$|maximale?$|precies",
            word,
        )
    )
