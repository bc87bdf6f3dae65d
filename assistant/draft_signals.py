"""What tells a lie from a paraphrase in a draft sentence, as numbers: for ``draft_odds`` to weigh.

Two families: what is denied and how it is put (may, must, is planned, is done). Each signal is a
difference between a sentence and its quotes; none decides by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.draft_clauses import counterparts, said_of
from assistant.draft_denials import (
    BOUNDS,
    denial_spans,
    need_nots,
    outright_words,
    softer_words,
)
from assistant.draft_figures import rounds_on_denial
from assistant.draft_moods import ALREADY, AS_GOOD, MOOD_NAMES, MOODS, Mood, moods
from assistant.draft_polarity import acts, denying_words, opposites_of
from assistant.draft_words import Statement, is_content
from index.analysis import Token

_BESIDE = 2
_COVERED = 0.6
"""Share of a clause's words from which a sentence is taken to say it."""


def signals(sentence: Statement, quotes: Sequence[Statement]) -> dict[str, float]:
    """Signals by name, those that are 0 left out."""
    whole = quotes[0] if len(quotes) == 1 else Statement(" ".join(q.text for q in quotes))
    found = {
        **_likeness(sentence, whole),
        **_denied(sentence, whole),
        **_put(sentence, whole),
        "turned": float(rounds_on_denial(sentence, quotes)),
    }
    return {name: value for name, value in found.items() if value}


_EXCEPTS = re.compile(r"\b(?:tenzij|behalve|mits|alleen|uitsluitend|slechts)\b")
_HALF = 0.5


def excepted(sentence: Statement, quotes: Sequence[Statement]) -> bool:
    """Whether a denial tells what a text excepts: *niet bij ziekte* for *tenzij u ziek bent*."""
    if not denial_spans(sentence) or _EXCEPTS.search(sentence.text.lower()):
        return False
    return any(
        _EXCEPTS.search(clause.text.lower()) and said_of(sentence, clause) >= _HALF
        for quote in quotes
        for clause in quote.clauses
    )


def _likeness(sentence: Statement, whole: Statement) -> dict[str, float]:
    """How much of either text stands in the other, and in the same order."""
    ours, theirs = ([t.norm for t in each.tokens if not _denial(t)] for each in (sentence, whole))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    blocks = [b.size for b in matcher.get_matching_blocks()]
    size = max(1, len(ours))
    content = sentence.content
    return {
        "in_order": sum(blocks) / size,
        "longest": max(blocks) / size,
        "new": sum(not whole.says(t) for t in content) / max(1, len(content)),
        "left_out": 1 - said_of(sentence, whole),
        "length": min(2.0, len(ours) / 20),
    }


def _denial(token: Token) -> bool:
    return token.norm in ("niet", "geen", "nooit", "zonder", "niets", "niemand", "een")


def _denied(sentence: Statement, whole: Statement) -> dict[str, float]:
    ours, theirs = denial_spans(sentence), denial_spans(whole)
    covered = sum(len(denial_spans(c)) for c in whole.clauses if said_of(sentence, c) >= _COVERED)
    out_s, out_q = outright_words(sentence), outright_words(whole)
    soft_s, soft_q = softer_words(sentence), softer_words(whole)
    only_s = len([w for w in soft_s if w not in soft_q])
    only_q = len([w for w in soft_q if w not in soft_s])
    outs = len([w for w in out_s if w not in out_q])
    outq = len([w for w in out_q if w not in out_s])
    more, less = max(0, len(ours) - len(theirs)), max(0, len(theirs) - len(ours))
    dropped = max(0, min(less, covered - len(ours)))
    found = {
        "more": min(2.0, more),
        "less": min(2.0, less),
        "dropped": min(2.0, dropped),
        "odd": float((len(ours) + len(theirs)) % 2),
        "odd_outright": float((len(ours) + len(out_s) + len(theirs) + len(out_q)) % 2),
        "soft_s": min(2.0, only_s),
        "soft_q": min(2.0, only_q),
        "out_s": min(2.0, outs),
        "out_q": min(2.0, outq),
    }
    words_s, words_q = acts(sentence), acts(whole)
    deny_s, deny_q = denying_words(sentence), denying_words(whole)
    new_s, new_q = deny_s - words_q, deny_q - words_s
    rivals = sum(bool(opposites_of(w) & (words_q - words_s)) for w in words_s - words_q)
    found |= {
        "deny_s": min(2.0, len(new_s)),
        "deny_q": min(2.0, len(new_q)),
        "rivals": min(2.0, rivals),
        "rivals_even": float(rivals > 0 and not more and not less),
        "parity": float((len(ours) + len(new_s) + len(theirs) + len(new_q)) % 2),
    }
    if more:
        found["more:rivals"] = float(rivals > 0)
        found["more:deny_q"] = float(bool(new_q))
        found["more:deny_s"] = float(bool(new_s))
        found["more:unexplained"] = float(not rivals and not new_q and not only_q)
    if less:
        found["less:rivals"] = float(rivals > 0)
        found["less:deny_s"] = float(bool(new_s))
        found["less:deny_q"] = float(bool(new_q))
        found["less:unexplained"] = float(not rivals and not new_s and not only_s)
    if more:
        found |= {f"more:{k}": v for k, v in _around(sentence, ours, whole, theirs).items()}
        found["more:soft_q"] = float(only_q > 0)
        found["more:out_q"] = float(outq > 0)
        found["more:soft_s"] = float(only_s > 0)
        found["more:need_not"] = float(need_nots(sentence) > need_nots(whole))
        found["more:free"] = float(bool(AS_GOOD["can"].search(whole.text.lower())))
        found["more:none_there"] = float(not theirs)
        found["more:bounds"] = float(bool(BOUNDS.search(whole.text.lower())))
    if less:
        found |= {f"less:{k}": v for k, v in _around(whole, theirs, sentence, ours).items()}
        found["less:soft_s"] = float(only_s > 0)
        found["less:out_s"] = float(outs > 0)
        found["less:soft_q"] = float(only_q > 0)
        found["less:need_not"] = float(need_nots(whole) > need_nots(sentence))
        found["less:none_here"] = float(not ours)
        found["less:bounds"] = float(bool(BOUNDS.search(sentence.text.lower())))
    return found


def _around(
    one: Statement,
    spans: Sequence[tuple[int, int]],
    other: Statement,
    others: Sequence[tuple[int, int]],
) -> dict[str, float]:
    """For the denial of ``one`` that is least like any of ``other``: whether ``other`` affirms it."""
    kept = [_context(other, at) for at in others]
    best: dict[str, float] = {}
    worst = -1.0
    for at in spans:
        context = _context(one, at)
        paired = max((_overlap(context, k, other) for k in kept), default=0.0)
        said = _share(context, other)
        near = _share(_context(one, at, 1), other)
        joined = _joined(one, at, other)
        home = max(
            (said_of_words(context, c) for c in other.clauses if not denial_spans(c)), default=0.0
        )
        clause = next(
            (c for c in one.clauses if one.text[at[0] : at[1]].lower() in c.text.lower()), one
        )
        beside = counterparts(clause, other.clauses)
        suspicious = said + joined + home - paired
        if suspicious > worst:
            worst = suspicious
            rival = {w for t in context for w in opposites_of(t.stem)}
            best = {
                "rival": float(bool(rival & acts(other))),
                "said": said,
                "near": near,
                "joined": joined,
                "home": home,
                "paired": paired,
                "aligned": float(bool(beside)),
                "verbatim": _verbatim(one, at, other),
                "geen": float(one.text[at[0] : at[1]].lower() == "geen"),
                "zonder": float(one.text[at[0] : at[1]].lower() == "zonder"),
            }
    return best


def said_of_words(words: Sequence[Token], clause: Statement) -> float:
    return sum(map(clause.says, words)) / len(words) if words else 0.0


def _context(statement: Statement, at: tuple[int, int], wide: int = _BESIDE) -> list[Token]:
    before = [t for t in statement.content if t.end <= at[0]][-wide:]
    after = [t for t in statement.content if t.start >= at[1]][:wide]
    return [*before, *after]


def _share(words: Sequence[Token], other: Statement) -> float:
    return sum(map(other.says, words)) / len(words) if words else 0.0


def _overlap(words: Sequence[Token], others: Sequence[Token], other: Statement) -> float:
    if not words or not others:
        return 0.0
    there = Statement(" ".join(t.text for t in others))
    return sum(map(there.says, words)) / len(words)


def _joined(one: Statement, at: tuple[int, int], other: Statement) -> float:
    """Whether the words on both sides of a denial stand side by side without it in the other text."""
    before = [t.norm for t in one.tokens if t.end <= at[0]][-1:]
    after = [t.norm for t in one.tokens if t.start >= at[1]][:1]
    if not before or not after:
        return 0.0
    norms = [t.norm for t in other.tokens]
    for n, norm in enumerate(norms):
        if norm == before[0]:
            rest = norms[n + 1 : n + 3]
            if rest[:1] == after or (rest[:1] == ["een"] and rest[1:] == after):
                return 1.0
    return 0.0


def _verbatim(one: Statement, at: tuple[int, int], other: Statement, wide: int = 3) -> float:
    """Share of the words right around a denial that stand in a row, in the other text."""
    before = [t.norm for t in one.tokens if t.end <= at[0]][-wide:]
    after = [t.norm for t in one.tokens if t.start >= at[1]][:wide]
    norms = [t.norm for t in other.tokens]
    run = before + after
    longest = SequenceMatcher(None, run, norms, autojunk=False).find_longest_match().size
    return longest / max(1, len(run))


def _put(sentence: Statement, whole: Statement) -> dict[str, float]:
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
    found["done+plan-"] = found["done+"] * max(found["plan-"], found["study-"])
    found["done+pending"] = found["done+"] * bool({"wordt", "worden"} & _words(whole))
    found["already+"] = float(bool(ALREADY.search(said)) and not ALREADY.search(there))
    for name, group in _WORDS.items():
        here_n, there_n = len(group & _words(sentence)), len(group & _words(whole))
        found[f"{name}+"] = float(here_n > 0 and there_n == 0)
        found[f"{name}-"] = float(there_n > 0 and here_n == 0)
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


_WORDS = {
    "was": frozenset(("werd", "werden")),
    "becomes": frozenset(("wordt", "worden")),
    "is": frozenset(("is", "zijn")),
    "hoeft": frozenset(("hoeft", "hoeven", "hoef")),
    "mag": frozenset(("mag", "mogen")),
    "kan": frozenset(("kan", "kunt", "kunnen", "kun")),
    "moet": frozenset(("moet", "moeten")),
    "voluntary": frozenset(("vrijwillig", "vrijwillige")),
    "bound": frozenset(("verplicht", "verplichte", "verplichting")),
    "perhaps": frozenset(("misschien", "wellicht", "mogelijk", "waarschijnlijk")),
}


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
    return found


def _alike_place(one: Statement, a: int, other: Statement, b: int, wide: int = 4) -> float:
    mine = [t for t in one.tokens[max(0, a - wide) : a + wide + 1] if is_content(t)]
    near = Statement(" ".join(t.text for t in other.tokens[max(0, b - wide) : b + wide + 1]))
    return _share(mine, near)
