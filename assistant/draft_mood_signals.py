"""Signals of ways of speaking: what may, must, is planned or is done in a sentence and in its quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft_clauses import counterparts, said_of_words
from assistant.draft_moods import ALREADY, AS_GOOD, MOOD_NAMES, MOODS, Mood, moods
from assistant.draft_words import Statement, is_content


def mood_signals(sentence: Statement, whole: Statement) -> dict[str, float]:
    """Signals by name; ``whole`` is all quotes together."""
    ours, theirs = moods(sentence.text), moods(whole.text)
    said, there = sentence.text.lower(), whole.text.lower()
    found: dict[str, float] = {}
    for mood in MOOD_NAMES:
        found[f"{mood}+"] = float(mood in ours and mood not in theirs)
        found[f"{mood}-"] = float(mood in theirs and mood not in ours)
        if mood not in MOODS:
            continue
        count = len(MOODS[mood].findall(said)) - len(MOODS[mood].findall(there))
        found[f"{mood}#+"] = float(count > 0)
        found[f"{mood}#-"] = float(count < 0)
    found["must+can-"] = found["must+"] * found["can-"]
    found["can+must-"] = found["can+"] * found["must-"]
    found["must#+can#-"] = found["must#+"] * found["can#-"]
    found["can#+must#-"] = found["can#+"] * found["must#-"]
    found["must+good"] = found["must+"] * bool(AS_GOOD["must"].search(there))
    found["can+good"] = found["can+"] * bool(AS_GOOD["can"].search(there))
    found["must-good"] = found["must-"] * bool(AS_GOOD["must"].search(said))
    found["can-good"] = found["can-"] * bool(AS_GOOD["can"].search(said))
    found["must+can good"] = found["must+"] * bool(AS_GOOD["can"].search(there))
    found["can+must good"] = found["can+"] * bool(_DEMANDS.search(there))
    found["can+bare"] = found["can+must good"] * (not AS_GOOD["can"].search(there))
    found["done+plan-"] = found["done+"] * max(found["plan-"], found["study-"])
    found["done+pending"] = found["done+"] * bool({"wordt", "worden"} & _words(whole))
    found["already+"] = float(bool(ALREADY.search(said)) and not ALREADY.search(there))
    clauses = whole.clauses
    flips: dict[Mood, float] = dict.fromkeys(MOOD_NAMES, 0.0)
    lost = dict(flips)
    for clause in sentence.clauses:
        others = counterparts(clause, clauses)
        if not others:
            continue
        mine = moods(clause.text)
        for mood in flips:
            if mood in mine and not any(mood in moods(o.text) for o in others):
                flips[mood] = 1.0
            if mood not in mine and all(mood in moods(o.text) for o in others):
                lost[mood] = 1.0
    found |= {f"clause:{mood}+": value for mood, value in flips.items()}
    found |= {f"clause:{mood}-": value for mood, value in lost.items()}
    found["clause:must+can-"] = flips["must"] * lost["can"]
    found["clause:can+must-"] = flips["can"] * lost["must"]
    found |= _modal_verbs(sentence, whole)
    return found


_DEMANDS = re.compile(
    r"\b(?:nodig|\w*voorwaarde\w*|eis|eisen|vereis\w*|mits|alleen|uitsluitend|dien\w*|verplicht\w*|\w*plicht|"
    r"uiterlijk|ten minste|minimaal|minstens|pas|eerst|daarna|verantwoordelijk)\b"
)
"""What a quote asks; that it must be done is left to the reader."""


def _words(statement: Statement) -> set[str]:
    return {t.norm for t in statement.tokens}


_MODAL = {
    "must": frozenset(("moet", "moeten", "dient", "dienen")),
    "can": frozenset(("kan", "kunt", "kunnen", "kun", "mag", "mogen")),
}


def _modal_verbs(sentence: Statement, whole: Statement) -> dict[str, float]:
    """For modal verbs that came: whether their place in the words is that of the other modal."""
    found: dict[str, float] = {}
    for name, rival in (("must", "can"), ("can", "must")):
        places = [n for n, t in enumerate(sentence.tokens) if t.norm in _MODAL[name]]
        there = [n for n, t in enumerate(whole.tokens) if t.norm in _MODAL[rival]]
        same = [n for n, t in enumerate(whole.tokens) if t.norm in _MODAL[name]]
        if places and there:
            found[f"{name}:rival"] = max(
                _alike_place(sentence, a, whole, b) for a in places for b in there
            )
        if places and same:
            found[f"{name}:same"] = max(
                _alike_place(sentence, a, whole, b) for a in places for b in same
            )
        if places:
            found[f"{name}:bare"] = float(not there and not same)
            found |= _governed(name, sentence, places, whole)
    return found


def _governed(
    name: str, sentence: Statement, places: Sequence[int], whole: Statement
) -> dict[str, float]:
    """Whether the quotes say what a modal verb governs: its last verb, and the rest of its clause."""
    found = {f"{name}:verb": 0.0, f"{name}:clause": 0.0}
    modals = {sentence.tokens[n].norm for n in places}
    for clause in sentence.clauses:
        if modals & _words(clause) and clause.content:
            verbs = [t for t in clause.content if t.norm.endswith("n")]
            if verbs:
                found[f"{name}:verb"] = max(
                    found[f"{name}:verb"], 1.0 + whole.says_form(verbs[-1]) - 0.5
                )
            found[f"{name}:clause"] = max(
                found[f"{name}:clause"], said_of_words(clause.content, whole)
            )
    return found


def _alike_place(one: Statement, a: int, other: Statement, b: int, wide: int = 4) -> float:
    mine = [t for t in one.tokens[max(0, a - wide) : a + wide + 1] if is_content(t)]
    near = Statement(" ".join(t.text for t in other.tokens[max(0, b - wide) : b + wide + 1]))
    return said_of_words(mine, near)
