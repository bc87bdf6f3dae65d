"""One small lie at a time: functions from a true sentence to sentences with one thing changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from corpus.dates import MONTHS
from corpus.figures import Figure, find_figures
from corpus.numbers import WORDS

Mutate = Callable[[str, random.Random, Sequence[str]], Iterator[str]]

_WORDS_BY_VALUE = {int(v): w for w, v in reversed(WORDS.items()) if v == int(v) and 2 <= v <= 20}
_INVENTED = (
    "Techniekpas", "Startersfonds", "Vakmanschapsraad", "Rijksdienst Delta", "NVTW", "Kansenbureau",
)  # fmt: skip
_INVENTED_LOWER = ("doorstroombonus", "kansentoeslag", "opstapregeling", "herstelfonds")
_SCHEME = re.compile(
    r"\b[a-z]{4,}(?:bonus|regeling|fonds|subsidie|toeslag|toelage|budget|plan|korting|lening|cheque)\b"
)
_BODIES = (
    "minister", "staatssecretaris", "kabinet", "gemeente", "college", "bestuur", "provincie",
)  # fmt: skip


def figures(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Another value in the same notation."""
    for figure in find_figures(text):
        if figure.unit in ("date", "period"):
            continue
        for at, end, other in _other_numbers(figure, rng):
            yield text[: figure.start + at] + other + text[figure.start + end :]


def _other_numbers(figure: Figure, rng: random.Random) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"\d+(?:[.,]\d+)*", figure.text):
        digits = match.group()
        places = [n for n, c in enumerate(digits) if c.isdigit() and not (n == 0 and c == "0")] or [
            0
        ]
        at = rng.choice(places)
        new = rng.choice([d for d in "123456789" if d != digits[at]])
        yield match.start(), match.end(), digits[:at] + new + digits[at + 1 :]
        if digits.isdigit():
            yield match.start(), match.end(), str(int(digits) * 10)
    for match in re.finditer(r"[a-zéë]{3,}", figure.text.lower()):
        value = WORDS.get(match.group())
        if value is not None and value == int(value) and match.group() not in ("een", "één"):
            other = rng.choice([w for v, w in _WORDS_BY_VALUE.items() if v != value])
            yield match.start(), match.end(), other


_UNITS = (
    (r"€ ?(\d[\d.,]*\d|\d)(?! (?:miljoen|miljard))", (r"\1%", r"\1 uur")),
    (r"(\d[\d.,]*) euro\b", (r"\1 procent",)),
    (r"(\d[\d,]*) ?(?:%|procent)(?!punt)", (r"\1 procentpunt", r"€ \1")),
    (r"\bjaar\b(?= *(?!en ouder|of ouder))", ("maanden", "weken")),
    (r"\bmaanden\b", ("jaar", "weken")),
    (r"\bweken\b", ("maanden", "dagen")),
    (r"\bdagen\b", ("weken", "maanden")),
    (r"\b(?:uur|uren)\b", ("dagen", "weken")),
    (r"\bmiljoen\b", ("miljard", "duizend")),
    (r"\bmiljard\b", ("miljoen",)),
    (r"\bmln\.?", ("mld",)),
)


def units(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Another unit for the same value."""
    for figure in find_figures(text):
        if figure.unit in ("date", "period", "count", "share", "times"):
            continue
        for pattern, others in _UNITS:
            for match in re.finditer(pattern, text):
                if match.start() < figure.end and figure.start < match.end():
                    for other in others:
                        yield text[: match.start()] + match.expand(other) + text[match.end() :]


def dates(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Another day, month or year."""
    for figure in find_figures(text):
        if figure.unit not in ("date", "period"):
            continue
        for match in re.finditer(rf"\d{{4}}|\b\d{{1,2}}\b|{'|'.join(MONTHS)}", figure.text):
            found = match.group()
            if found in MONTHS:
                other = rng.choice([m for m in MONTHS if m != found])
            elif len(found) == 4:
                other = str(int(found) + rng.choice([-10, -2, -1, 1, 2, 3]))
            else:
                other = str(rng.choice([n for n in range(1, 29) if n != int(found)]))
            at = figure.start
            yield text[: at + match.start()] + other + text[at + match.end() :]


_COMPARISONS = {
    ">=": ("minimaal", "ten minste", "minstens"),
    ">": ("meer dan",),
    "<=": ("maximaal", "ten hoogste", "niet meer dan"),
    "<": ("minder dan",),
    "~": ("ongeveer",),
}
_BEFORE_AGE = {">": "ouder dan", "<": "jonger dan", ">=": "vanaf", "<=": "tot en met"}
_BEFORE_DATE = {">=": "vanaf", "<": "vóór", "<=": "uiterlijk", ">": "na"}
_AFTER = re.compile(r" (?:of|en) (?:meer|ouder|langer|hoger)\b")
_LEAD = re.compile(
    r"^(?:minimaal|ten minste|minstens|vanaf|met ingang van|maximaal|hoogstens|ten hoogste|tot en met|tot maximaal|"
    r"uiterlijk|binnen|meer dan|hoger dan|langer dan|ouder dan|boven|na|minder dan|lager dan|jonger dan|onder|tot|"
    r"vóór|voor|circa|ongeveer|ruim|bijna|niet (?:meer|hoger|langer|later|ouder) dan|een (?:maximum|minimum) van)"
    r" (?:de |het |een (?=\d))?",  # *een* jaar is the figure itself
    re.IGNORECASE,
)


_TWICE = re.compile(
    r"(?:uiterlijk|tot|ten hoogste) (?:binnen|ten hoogste|maximaal|uiterlijk)\b", re.IGNORECASE
)


def comparators(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Another comparison, none where there was one, or one where there was none."""
    for figure in find_figures(text):
        if isinstance(figure.value, tuple) or figure.unit in ("share", "times", "period"):
            continue
        lead = _LEAD.match(figure.text)
        bare = figure.text[lead.end() :] if lead else figure.text
        bare = _AFTER.sub("", bare)
        if not re.match(r"[\d€]|[a-zéë]+\b", bare):
            continue
        head, tail = text[: figure.start], text[figure.end :]
        if re.search(r"\b(?:tot|binnen|uiterlijk) $", head) or _TWICE.match(figure.text):
            continue  # two words of comparison: one of them may go without harm
        if figure.comparator is not None:
            yield head + bare + tail
        elif re.search(
            r"\b(?:maxim\w+|minim\w+|plafond|uiterlijk|hoogstens|minstens|vanaf|per|met ingang van|tot|van|dan|boven|binnen|na|voor|vóór|grens)\W+(?:\w+\W+){0,4}$",
            head.lower(),
        ):
            continue
        if figure.unit == "date":
            table = _BEFORE_DATE
            if not re.search(r"\d{1,2} [a-z]+", bare):
                continue
            head = re.sub(r"\b(?:op|per) $", "", head)
        elif figure.unit == "age":
            table = _BEFORE_AGE
        else:
            table = {sign: rng.choice(words) for sign, words in _COMPARISONS.items()}
        for sign, words in table.items():
            if sign != figure.comparator and not (figure.comparator is None and sign == ">="
                                                  and figure.unit == "date"):  # fmt: skip
                yield head + words + " " + bare + tail


def name_changes(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """A scheme, body or person that the quote does not name."""
    for match in re.finditer(r"(?<=[a-zé,] )[A-Z][\w’'.-]*\w(?: [A-Z][\w’'-]*\w)*", text):
        pool = [n for n in (*names, *_INVENTED) if n.lower() not in text.lower()]
        yield text[: match.start()] + rng.choice(pool) + text[match.end() :]
    for match in _SCHEME.finditer(text):
        yield text[: match.start()] + rng.choice(_INVENTED_LOWER) + text[match.end() :]
    for match in re.finditer(r"\b[a-z]+\b", text):
        if match.group() in _BODIES:
            other = rng.choice([b for b in _BODIES if b not in text.lower()] or ["waterschap"])
            yield text[: match.start()] + other + text[match.end() :]


_FINITE = (
    r"\b(?:is|zijn|wordt|worden|krijgt|krijgen|kan|kunt|kunnen|mag|mogen|moet|moeten|heeft|hebben|geldt|gelden|"
    r"betaalt|betalen|komt|komen|blijft|blijven|loopt|telt|geeft|wil|willen|zal|zullen)\b"
)


def negations(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """A denial taken out, or one put in."""
    for match in re.finditer(r"\bniet (?!alleen|slechts|enkel)", text):
        yield text[: match.start()] + text[match.end() :]
    for match in re.finditer(r" niet(?=[.,;])", text):
        yield text[: match.start()] + text[match.end() :]
    for match in re.finditer(r"\b[Gg]een\b", text):
        yield (
            text[: match.start()]
            + ("Een" if match.group()[0] == "G" else "een")
            + text[match.end() :]
        )
    if not re.search(r"\b(?:niet|geen|nooit|zonder)\b", text.lower()):
        for match in re.finditer(_FINITE + r"(?: (?:u|ik|wij|het kabinet|de minister)\b)?", text):
            yield text[: match.end()] + " niet" + text[match.end() :]
        for match in re.finditer(r"(?<=[a-z] )een\b(?! (?:keer|maal|op|van))", text):
            yield text[: match.start()] + "geen" + text[match.end() :]


_MODAL: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\bkan\b", ("moet",)),
    (r"\b(?:kunt|kunnen|mogen)\b", ("moeten",)),
    (r"\bmag\b", ("moet",)),
    (r"\bmoet\b", ("kan", "mag")),
    (r"\bmoeten\b", ("kunnen", "mogen")),
    (r"\bdient\b(?=.* te )", ("hoeft niet",)),
    (r"\b(?:wil|zal)\b", ("onderzoekt of hij", "kan misschien")),
    (r"\bwordt\b(?=[^.,;]*\b(?:ge\w+|be\w+|ver\w+|her\w+|ont\w+)(?:d|t|en)\b)", ("is inmiddels", "werd")),
    (r"\bworden\b(?=[^.,;]*\b(?:ge\w+|be\w+|ver\w+|her\w+|ont\w+)(?:d|t|en)\b)", ("zijn inmiddels", "werden")),
    (r"\b(?:wordt|is)\b(?=[^.,;]*\bge\w+(?:d|t|en)\b)", ("wordt misschien", "wordt mogelijk")),
    (r"\bEr komt\b", ("Er is inmiddels", "Onderzocht wordt of er komt")),
    (r"\bhoeft niet\b", ("mag niet",)),
    (r"\bverplicht\b", ("vrijwillig",)),
)  # fmt: skip


def modalities(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """What may becomes what must, what is planned becomes what is done, and the other way."""
    for pattern, others in _MODAL:
        for match in re.finditer(pattern, text):
            if match.group() in ("kan", "kunt", "kunnen", "mag", "mogen") and re.search(
                r"\b(?:niet|geen)\b", text
            ):
                continue  # what may not be is not what need not be: no clean flip
            for other in others:
                yield text[: match.start()] + other + text[match.end() :]


def swaps(text: str, rng: random.Random, names: Sequence[str]) -> Iterator[str]:
    """Two figures of one unit changed places: each stands in the quote, but of something else."""
    found = [f for f in find_figures(text) if not isinstance(f.value, tuple)]
    for n, first in enumerate(found):
        for second in found[n + 1 :]:
            if first.unit == second.unit and first.value != second.value:
                yield (
                    text[: first.start] + second.text + text[first.end : second.start]
                    + first.text + text[second.end :]
                )  # fmt: skip


MUTATIONS: Mapping[str, Mutate] = {
    "figure": figures,
    "unit": units,
    "date": dates,
    "comparator": comparators,
    "name": name_changes,
    "negation": negations,
    "modality": modalities,
    "swap": swaps,
}
