"""From a conversation to one question that can be understood on its own.

One step back: what the last turn leaves out is filled in from the question before it. Earlier
turns are completed first, so that a chain of short turns keeps its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from index.analysis import STOPWORDS, tokenize

Weigh = Callable[[str], float]
"""How specific a folded word is; higher is more specific."""

_LEAD = re.compile(r"^(?:en|maar|ok[eé]|dus|goed|dank\w*)[,.]?\s+", re.IGNORECASE)
_SLOT = re.compile(
    r"^(?P<preposition>voor|in|bij|van|over|met|naar|tot|op|aan|door|vanaf|per|onder|boven|als)\s+"
    r"(?P<rest>[^?]+?)\W*$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|krijg\w*|mag|kan|kun\w*|moet\w*|geld\w*|heeft|hebben|"
    r"heb|komt|gaat|staat|zal|wil|doet|treedt|bedraagt|blijft|ontvang\w*|betaal\w*|duurt|loopt)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*)\b|^(?:noem|geef|som)\b", re.IGNORECASE
)
_COMPOUND_PRONOUN = re.compile(
    r"\b(?:daar|hier|er)(voor|van|mee|bij|in|op|over|aan|naar|door|toe|uit|tegen)\b", re.IGNORECASE
)
_STRANDED = re.compile(
    r"\b(?:daar|er|hier)\s+(?P<middle>.*?)\s*\b(?P<preposition>over|voor|van|mee|bij|in|op|aan|naar|"
    r"uit|tegen)\W*$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:dat|dit|die|deze|hij|het|ze|zij|hem|hun|hen)\b(?!\s+(?!(?:dan|ook|nog|in|voor|op|per|"
    r"precies|eigenlijk|nu|er|aan|bij|van|af|uit|geregeld|bedoeld|gedaan|betaald|ingaan|gelden)\b)\w)",
    re.IGNORECASE,
)
_PREPOSITION_OF = {"mee": "met", "toe": "tot"}
_JOINS = frozenset({"van", "voor"})
_ARTICLES = frozenset({"de", "het", "een", "deze", "dit", "die", "dat"})


def standalone(turns: Sequence[str], weigh: Weigh) -> str:
    """The last turn as a complete question; unchanged when it is one already."""
    question = turns[0]
    for turn in turns[1:]:
        question = _complete(turn, question, weigh)
    return question


def topic(question: str, weigh: Weigh) -> str:
    """The noun phrase that a question is about, as it stands there; "" when there is none."""
    best, phrase = 0.0, ""
    for start, end in _phrases(question):
        words = [t for t in tokenize(question[start:end]) if t.norm not in STOPWORDS]
        # The heaviest word decides; more words of the same phrase only break ties.
        heaviest = max((weigh(t.norm) for t in words), default=0.0)
        score = heaviest + 0.05 * len(words)
        if words and score > best:
            best, phrase = score, question[start:end].strip()
    return phrase


def _complete(turn: str, before: str, weigh: Weigh) -> str:
    rest = _LEAD.sub("", turn).strip()
    led = rest != turn.strip()
    asks = bool(_ASKS.search(rest))
    if (slot := _SLOT.match(rest)) and not asks and (led or not _VERB.search(rest)):
        return _fill_slot(before, slot["preposition"], slot["rest"])
    about = topic(before, weigh)
    if not about:
        return turn
    if compound := _COMPOUND_PRONOUN.search(rest):
        preposition = compound.group(1).lower()
        phrase = f"{_PREPOSITION_OF.get(preposition, preposition)} {about}"
        return _question(rest[: compound.start()] + phrase + rest[compound.end() :])
    if stranded := _STRANDED.search(rest):
        middle = stranded["middle"]
        return _question(f"{rest[: stranded.start()]}{middle} {stranded['preposition']} {about}")
    carrying = [t for t in tokenize(rest) if t.norm not in STOPWORDS]
    if len(carrying) <= 4 and (pronoun := _PRONOUN.search(rest)):
        return _question(rest[: pronoun.start()] + about + rest[pronoun.end() :])
    if asks and not carrying:
        return _question(f"{rest.rstrip('?!. ')} wat betreft {about}")
    if led and not asks and not _VERB.search(rest):
        return _swap_topic(before, about, rest)
    return turn if not led else _question(rest)


def _fill_slot(before: str, preposition: str, filler: str) -> str:
    """Put *voor werkgevers* in the place of *voor werknemers*, or at the end."""
    stem = before.rstrip("?!. ")
    phrase = f"{preposition.lower()} {filler}"
    if preposition.lower() == "als":
        return _question(f"{stem}, {phrase}")
    same = list(
        re.finditer(
            rf"\b{preposition}\s+(?:(?:de|het|een)\s+)?[\w'’-]+(?:\s+[\w'’-]+)?$", stem, re.I
        )
    ) or list(re.finditer(rf"\b{preposition}\s+(?:(?:de|het|een)\s+)?[\w'’-]+", stem, re.I))
    if same:
        at = same[-1]
        return _question(stem[: at.start()] + phrase + stem[at.end() :])
    return _question(f"{stem} {phrase}")


def _swap_topic(before: str, about: str, phrase: str) -> str:
    """*Hoe hoog is de mobiliteitsbonus?* and *En de dubbele?* or *En de werkbonus?*"""
    phrase = phrase.rstrip("?!. ")
    words = phrase.split()
    head = about.split()[-1]
    adjective = len(words) <= 2 and words[-1].endswith("e") and words[0].lower() in _ARTICLES
    if adjective and words[-1].lower() not in _ARTICLES:
        phrase = f"{phrase} {head}"
    return _question(before.replace(about, phrase, 1))


def _question(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip().rstrip("?!. ")
    return f"{text[:1].upper()}{text[1:]}?"


def _joins(word: str, rest: str) -> bool:
    """Whether a preposition goes on with the noun phrase: *aftrek van kosten*, *Kijk op Keuze*."""
    after = re.match(r"\s+([\w'’-]+)", rest)
    if after is None:
        return False
    following = after.group(1)
    if word in _JOINS:
        return (
            following.lower() in _ARTICLES
            or following.endswith(("en", "s"))
            or (following[0].isupper())
        )
    return word in ("op", "in", "en", "met", "bij", "aan") and following[0].isupper()


def _phrases(question: str) -> list[tuple[int, int]]:
    """Runs of words between verbs, question words and other prepositions than *van* and *voor*."""
    spans: list[tuple[int, int]] = []
    start: int | None = None
    end = 0
    pending = False
    for match in re.finditer(r"[\w'’&-]+|[^\w\s]", question):
        word = match.group().lower()
        norm = word.replace("’", "").replace("'", "")
        if start is not None and _joins(word, question[match.end() :]):
            pending = True
            continue
        breaks = (norm in STOPWORDS and word not in _ARTICLES) or not word[0].isalnum()
        breaks = breaks or bool(_VERB.fullmatch(word))
        if breaks:
            if start is not None:
                spans.append((start, end))
            start, pending = None, False
            continue
        if start is None or (word in _ARTICLES and not pending and end != 0 and start is not None):
            if start is not None:
                spans.append((start, end))
            start = match.start()
        pending = False
        end = match.end()
    if start is not None:
        spans.append((start, end))
    return spans
