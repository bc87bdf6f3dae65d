"""Noun phrases of a Dutch question: runs of words between verbs, question words, prepositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.wordforms import (
    CLAUSE,
    DETERMINERS,
    PREPOSITIONS,
    Word,
    closes_predicate,
    is_content,
    verb_place,
    words_of,
)

_PERSON = re.compile(
    r"^(?!jaar|voor|over|onder|papier|nummer|water|kamer|cijfer|winter|zomer)(?:\w{2,}(?:ent|e[er]|aar|ling|"
    r"ist|eur|or|ouder|kind|burger|staande|eerde|[^aeiou]ere)|man|vrouw|gezin|mens|ouder|kind|"
    r"ouderen|jongeren)n?(?:en|s|eren|nen)?$"
)
_SINGULAR = re.compile(r"(?:teken|leven|inkomen|vermogen|examen|keten|res|ces|[aiou]s)$")
_ASIDE = frozenset(["vindt", "vinden", "denkt", "denken", "zegt", "weet"])
"""Verbs that take *van* themselves: *wat vindt het kabinet van het advies*."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its place, its words in lower case, and the word before it."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    after: str
    late: bool
    """Whether it stands in a subordinate clause that follows."""

    @property
    def determiner(self) -> str:
        return self.words[0] if self.words[0] in DETERMINERS else ""

    @property
    def plural(self) -> bool:
        """By its form; never after *het* and *een*."""
        return self.determiner not in ("het", "een") and bool(
            re.search(r"(?:en|s)$", self.head) and not _SINGULAR.search(self.head)
        )

    @property
    def person(self) -> bool:
        """Whether the head looks like people by its ending: *student*, *huurders*, *ouderen*."""
        return bool(_PERSON.match(self.head))

    @property
    def head(self) -> str:
        """Last word before a *van* or *voor* inside the phrase."""
        at = next((i for i, w in enumerate(self.words) if i and w in PREPOSITIONS), len(self.words))
        return self.words[at - 1]


def phrases(question: str, *, joined: bool = True) -> list[Phrase]:
    """Noun phrases in order; ``joined`` keeps *van ...* and *voor ...* with what they belong to."""
    words = words_of(question)
    verb = verb_place(words)
    asked_noun = bool(re.match(r"(?:\w+ )?(?:welke?|hoeveel) (?!\w+ er\b)", question.lower()))
    asked_noun = asked_noun and verb is not None and verb > 1
    return list(_runs(question, words, verb, joined, asked_noun))


def _runs(
    question: str, words: list[Word], verb: int | None, joined: bool, asked_noun: bool
) -> Iterator[Phrase]:
    run: list[int] = []
    late = False
    aside = verb is not None and words[verb].lower in _ASIDE

    def phrase() -> Phrase:
        first, last = words[run[0]], words[run[-1]]
        return Phrase(
            first.start, last.end, question[first.start : last.end],
            tuple(words[i].lower for i in run), words[run[0] - 1].lower if run[0] else "", late,
        )  # fmt: skip

    for at, word in enumerate(words):
        lower = word.lower
        if run and joined and lower in ("van", "voor") and at != verb:
            after_verb = verb is not None and run[0] > verb
            attached = not (asked_noun and after_verb) if lower == "voor" else not aside
            if attached and _goes_on(question, words, at):
                run.append(at)
                continue
        elif (
            run and lower in ("op", "in", "en", "met", "bij", "aan") and _named(question, words, at)
        ):
            run.append(at)
            continue
        starts = lower in DETERMINERS and at + 1 < len(words)
        inside = starts or is_content(lower)
        if inside and not starts:
            closing = closes_predicate(words, at) and (bool(run) or at > 0)
            inside = at != verb and not (closing and (_lone(words, run, at)))
        second = inside and verb is not None and _subject_ends(words, run, verb)
        if (starts and run and words[run[-1]].lower not in PREPOSITIONS) or second or not inside:
            if any(is_content(words[i].lower) for i in run):
                yield phrase()
            run = []
        if inside:
            run.append(at)
        late = late or (lower in CLAUSE and at > 0)
    if any(is_content(words[i].lower) for i in run):
        yield phrase()


def _subject_ends(words: list[Word], run: list[int], verb: int) -> bool:
    """*Krijgt een student | huurtoeslag*: a person right after the verb is a phrase of its own."""
    return bool(run) and run[0] == verb + 1 and bool(_PERSON.match(words[run[-1]].lower))


def _lone(words: list[Word], run: list[int], at: int) -> bool:
    """A predicate needs a noun before it in its run, or no run at all: not *de open* (plek)."""
    return not run or any(is_content(words[i].lower) for i in run)


def _goes_on(question: str, words: list[Word], at: int) -> bool:
    """Whether *van* or *voor* is followed by a noun phrase: *aftrek van kosten*."""
    if at + 1 >= len(words):
        return False
    after = words[at + 1]
    return (
        after.lower in DETERMINERS
        or (is_content(after.lower) and after.lower.endswith(("en", "s")))
        or question[after.start].isupper()
    )


def _named(question: str, words: list[Word], at: int) -> bool:
    """A name goes on over small words: *Kijk op Keuzegedrag*, *Bètawetenschap en Techniek*."""
    return (
        at + 1 < len(words)
        and question[words[at + 1].start].isupper()
        and question[words[at - 1].start].isupper()
    )
