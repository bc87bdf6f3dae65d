"""Turns without a verb: *En voor werkgevers?*, *En de dubbele?* and *En de kosten?* of before."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.anaphora import ATTRIBUTE, headless, joint, noun_for
from assistant.phrases import Phrase, phrases
from assistant.question_words import opens_with_question_word, question
from assistant.wordforms import (
    ARTICLES,
    PLURAL_OF,
    PREPOSITIONS,
    SINGULAR_OF,
    is_content,
    is_finite,
    words_of,
)

_SLOT = re.compile(
    r"^(?:(?:alleen|ook|pas|zelfs|juist|dan)\s+)*(?P<preposition>voor|in|bij|van|over|met|naar|tot|op|aan|"
    r"door|vanaf|per|onder|boven|zonder|tijdens|buiten|binnen|na|sinds|tussen|tegen|als|wanneer|wat als|"
    r"indien)\s+(?P<rest>\S.*)$",
    re.IGNORECASE,
)
_CLAUSES = ("als", "wanneer", "wat als", "indien")
_TAIL = re.compile(
    r",?\s+(?:als|indien|wanneer|omdat|nadat|voordat|zodra|tenzij)\s+.*$", re.IGNORECASE
)
_PLACES = frozenset(["in", "op", "bij", "aan", "buiten"])
_TIMES = frozenset(["in", "vanaf", "tot", "na", "sinds", "per", "voor"])


def is_slot(text: str) -> bool:
    """A preposition or *als* with what follows."""
    if text.lower().startswith("wat als "):
        return True
    return bool(_SLOT.match(text)) and not opens_with_question_word(text)


def fill_slot(before: str, turn: str) -> str:
    """Put *voor werkgevers* in the place of *voor werknemers*, or at the end."""
    found = _SLOT.match(turn.rstrip("?!. "))
    if found is None:
        return question(before)
    preposition, filler = found["preposition"].lower(), found["rest"]
    stem = before.rstrip("?!. ")
    tail = _TAIL.search(stem)
    if preposition in _CLAUSES:
        word = "als" if preposition == "wat als" else preposition
        comma = "" if tail and not tail.group().startswith(",") else ","
        return question(f"{stem[: tail.start()] if tail else stem}{comma} {word} {filler}")
    body, tail_text = (stem[: tail.start()], tail.group()) if tail else (stem, "")
    place = _like_slot(body, preposition, filler)
    phrase = f"{preposition} {filler}"
    if place is None:
        return question(f"{body} {phrase}{tail_text}")
    start, old = place
    if adjective := headless(f"{phrase}?"):
        phrase = noun_for(adjective, phrase, old)
    end = old.end
    inner = re.search(rf"\b{re.escape(old.head)} (\w+) ", f"{filler} ", re.IGNORECASE)
    if inner and inner.group(1).lower() in PREPOSITIONS:
        more = re.match(rf"\s+{inner.group(1)}\s+[\w'’-]+", body[end:], re.IGNORECASE)
        end += more.end() if more else 0
    return question(f"{body[:start]}{phrase}{body[end:]}{tail_text}")


def _like_slot(body: str, preposition: str, filler: str) -> tuple[int, Phrase] | None:
    """Where a phrase of the same kind stands with the same or a like preposition."""
    dated = bool(re.search(r"\d", filler))
    like = {preposition}
    if dated and preposition in _TIMES:
        like |= _TIMES
    elif preposition in _PLACES and not dated:
        like |= _PLACES
    found = []
    with_or_without = {"met", "zonder"} if preposition in ("met", "zonder") else set()
    head = filler.split()[-1].lower()
    for phrase in phrases(body, joined=False):
        if phrase.after in with_or_without and phrase.head.endswith(head):
            like = like | with_or_without
        if phrase.after not in like or bool(re.search(r"\d", phrase.text)) != dated:
            continue
        start = body.lower().rindex(phrase.after, 0, phrase.start)
        if start == 0:
            continue
        same_article = (phrase.determiner in ARTICLES) == (filler.split()[0].lower() in ARTICLES)
        found.append((phrase.after == preposition, same_article, start, phrase))
    if not found:
        return None
    best = max(found, key=lambda one: one[:3])
    return best[2], best[3]


def is_noun_phrase(text: str, led: bool) -> bool:
    """*de dubbele*, *een rijbewijs*; a bare noun only after *en*."""
    words = words_of(text)
    if not words or len(words) > 7 or any(w.sign for w in words):
        return False
    first = words[0].lower
    if first in ARTICLES or first in ("mijn", "uw", "onze"):
        return (led or len(words) <= 3) and not any(is_finite(w.lower) for w in words[2:])
    named = bool(ATTRIBUTE.match(first)) and len(words) == 1
    return named or (led and is_content(first) and not is_finite(first))


def attribute(new: str, noun: str, before: str, subject: Phrase) -> str:
    """*En de kosten?*: what is asked of the subject before."""
    plural = bool(re.search(r"en$|regels$|sancties$|criteria$", noun))
    old = [p for p in phrases(before, joined=False) if ATTRIBUTE.match(p.head) and p.head != noun]
    if old and old[0].determiner and re.match(r"\s+(?:van|voor)\b", before[old[0].end :]):
        return _agree(before, old[0], new, plural)
    if old and old[0].text == subject.text:
        return exchange(new, before, subject, lambda phrase: 0.0)
    article = "" if new.split()[0].lower() in ARTICLES else ("de " if plural else "")
    verb = "zijn" if plural else "is"
    return question(f"Wat {verb} {article}{new} {joint(noun)} {subject.text}")


def exchange(new: str, before: str, subject: Phrase, weight: Callable[[Phrase], float]) -> str:
    """The like phrase of the question before makes room: same article, number, kind of word."""
    if adjective := headless(f"{new}?"):
        whole = noun_for(adjective, new, subject)
        return question(before[: subject.start] + whole + before[subject.end :])
    words = [w.lower for w in words_of(new)]
    found = phrases(before, joined=" van " in new or " voor " in new)
    fresh = phrases(f"Wat is {new}?")
    if not fresh or not found:
        return question(before)

    article = _article(words[0])

    def likeness(old: Phrase) -> float:
        score = weight(old)
        score += (0.6 if article else 0.3) * (_article(old.words[0]) == article)
        score += 0.4 * (old.after not in PREPOSITIONS)
        score += 0.8 * (old.head[-4:] == fresh[0].head[-4:]) + 0.3 * (old.plural == fresh[0].plural)
        score += 0.9 * (old.person == fresh[0].person)
        score += 0.3 * (old.text[-1:].isdigit() == new[-1:].isdigit())
        return score - 0.8 * (old.after in ("hoeveel", "welke", "welk"))

    old = max(found, key=likeness)
    return _agree(before, old, new, fresh[0].plural)


def _article(word: str) -> str:
    """*de* and *het* count as one, *een* apart, no article as a third."""
    return "de" if word in ("de", "het") else "een" if word == "een" else ""


def _agree(before: str, old: Phrase, new: str, plural: bool) -> str:
    """Replace a phrase; a subject right after its verb takes the verb along in number."""
    start = before[: old.start]
    verb = re.search(r"(\w+)\s+$", start)
    if verb and old.plural != plural:
        forms = PLURAL_OF if plural else SINGULAR_OF
        name = verb.group(1)
        if form := forms.get(name.lower()):
            cased = form.capitalize() if name[0].isupper() else form
            start = start[: verb.start()] + cased + start[verb.end(1) :]
    return question(start + new + before[old.end :])
