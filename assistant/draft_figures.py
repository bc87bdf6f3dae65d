"""Figures of a draft sentence against its quotes: value, unit, comparator, and what they go with.

Every figure must stand in a quote with the same value and unit, however it is written
(*drie maanden*, *3 maanden*), and with the same comparison: *boven 55* is not *vanaf 55*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.draft_fault import Fault
from assistant.draft_words import Statement
from corpus.clauses import cases
from corpus.document import Span
from corpus.figures import Figure
from corpus.numbers import WORDS, find_numbers

_MONTHS = {"months": 1.0, "years": 12.0}
_ROUGH_SHARE = 1e-9

# Words of comparison that stand apart from the figure: *de maximale bijdrage bedraagt € 500*.
_APART = {
    "<=": re.compile(
        r"\b(?:maximaal|maximum|maximale|hoogstens|ten hoogste|hooguit|uiterlijk|plafond|bovengrens|"
        r"niet (?:meer|hoger|langer|later|ouder|groter) (?:\w+ ){0,3}dan|niet boven|tot en met|t/m|"
        r"niet (?:meer|hoger) (?:mag|mogen|zijn)|oplopen tot|binnen|eindigt|eindigen|loopt af|liep af)\b"
    ),
    ">=": re.compile(
        r"\b(?:minimaal|minimum|minimale|minstens|ten minste|tenminste|ondergrens|vanaf|"
        r"met ingang van|per|sinds|ingaande|"
        r"niet (?:minder|lager|korter|jonger|eerder|kleiner) (?:\w+ ){0,3}dan|of (?:ouder|meer|langer|hoger)|"
        r"en (?:ouder|meer|langer|hoger)|treedt|treden|in werking|gaat in|begint|start)\b"
    ),
    ">": re.compile(
        r"\b(?:meer|hoger|langer|ouder|groter|later) (?:\w+ ){0,3}dan\b|\bboven\b|\bna\b|"
        r"\bover(?:stijg|schrijd)\w*|\bruim\b"
    ),
    "<": re.compile(
        r"\b(?:minder|lager|korter|jonger|kleiner|eerder) (?:\w+ ){0,3}dan\b|\bonder\b|\bvóór\b|\bvoor\b|\btot\b|"
        r"\bbijna\b"
    ),
    "~": re.compile(
        r"\b(?:circa|ca|ongeveer|ruim|bijna|plusminus|rond|naar schatting|om en nabij|zo[’']n|zon)\b"
    ),
}  # fmt: skip
# Approximations that lean to one side: each with the comparisons that say the same.
_LEANING = {"ruim": {">", "~ruim"}, "bijna": {"<", "~bijna"}}
_WIDE = 60
_NEAR = 4
"""Words on either side of a figure that tell what it is of."""
_CLEARLY = 2.0
_NOTHING = frozenset("de het een en is zijn wordt worden er die dat euro procent jaar".split())
_UPWARD = frozenset("meer hoger langer later ouder groter".split())
_NOT_MORE = re.compile(
    r"\bn(?:iet|ooit) (meer|hoger|langer|later|ouder|groter|minder|lager|korter|jonger|eerder|kleiner)"
    r"(?: \w+){0,4} dan\b"
)
_BORDER = re.compile(r"[;:]|,\s|\.\s| (?:en|maar) (?=\D{0,40}\d)")


def figure_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """What is wrong with the figures of a sentence; nothing when each stands in a quote so."""
    there = [(figure, quote) for quote in quotes for figure in quote.figures]
    for figure in sentence.figures:
        same = [(f, quote) for f, quote in there if same_value(figure, f)]
        if not same:
            if _AT_ONCE.search(sentence.text[: figure.start].lower()) and figure.value == 1:
                continue
            if figure.value == 1 and any(_ONCE.search(quote.text.lower()) for quote in quotes):
                continue
            if figure.unit == "count" and _plain_number(figure, quotes):
                continue
            if any(_edge(figure, f) for f, _ in there):
                continue
            kind = "date" if figure.unit in ("date", "period") else "figure"
            yield Fault(kind, figure.text)
        elif not any(_compares_alike(figure, sentence, f, quote) for f, quote in same):
            if not any(_edge(figure, f) for f, _ in there):
                yield Fault("comparator", figure.text)
    yield from _numbers_outside(sentence, quotes)


def swapped(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Figures that the sentence says together and the quotes say of different cases.

    *€ 3500 voor een werknemer boven 50 jaar* where the quote gives € 3500 for those over 55 and
    another bonus for those over 50. Only where a rival is passed over can there be a mix-up: the
    figure of the same unit that does stand in that case, and that the sentence leaves out.
    """
    for quote in quotes:
        spans = cases(quote.text, quote.figures)
        if len(spans) > 1:
            for together in _by_case(sentence):
                for first, second in combinations(together, 2):
                    if _mixed(first, second, sentence, quote, spans):
                        yield Fault("swap", f"{first.text} / {second.text}")
                        return
    for figure in sentence.figures:
        if any(_rival_fits(figure, sentence, quote) for quote in quotes):
            yield Fault("swap", figure.text)
            return


def _by_case(sentence: Statement) -> Iterator[list[Figure]]:
    for start, end in cases(sentence.text, sentence.figures):
        together = [f for f in sentence.figures if start <= f.start < end]
        if len(together) > 1:
            yield together


def _mixed(
    first: Figure, second: Figure, sentence: Statement, quote: Statement, spans: Sequence[Span]
) -> bool:
    homes = [
        {n for n, (a, b) in enumerate(spans) for g in quote.figures if a <= g.start < b and same_value(f, g)}
        for f in (first, second)
    ]  # fmt: skip
    if not homes[0] or not homes[1] or homes[0] & homes[1]:
        return False
    return any(
        _has_rival(one, sentence, quote, [spans[n] for n in home])
        for one, other, home in ((first, second, homes[1]), (second, first, homes[0]))
        # A moment at the head of a sentence goes for all that follows.
        if not (other.unit in ("date", "period") and one.unit not in ("date", "period"))
    )


def _has_rival(
    figure: Figure, sentence: Statement, quote: Statement, spans: Sequence[Span]
) -> bool:
    """Whether those cases of the quote have another figure of the unit, unsaid in the sentence."""
    return any(
        a <= g.start < b
        and g.unit == figure.unit
        and not any(same_value(f, g) for f in sentence.figures)
        for g in quote.figures
        for a, b in spans
    )


def _rival_fits(figure: Figure, sentence: Statement, quote: Statement) -> bool:
    """Whether the words around a figure are those of another figure of the quote."""
    own = [g for g in quote.figures if same_value(figure, g)]
    rivals = [g for g in quote.figures if g.unit == figure.unit and g not in own]
    if not own or not rivals:
        return False
    said = _beside(figure, sentence)
    best = max(_overlap(said, _beside(g, quote)) for g in own)
    return max(_overlap(said, _beside(g, quote)) for g in rivals) >= best + _CLEARLY


def _beside(figure: Figure, statement: Statement) -> list[set[str]]:
    """What stands before and after a figure: stems of a few words, and values of figures."""
    tokens = statement.tokens
    before = [t for t in tokens if t.end <= figure.start][-_NEAR:]
    after = [t for t in tokens if t.start >= figure.end][:_NEAR]
    return [{t.stem for t in part if t.norm not in _NOTHING} for part in (before, after)]


def _overlap(left: list[set[str]], right: list[set[str]]) -> float:
    """Words at the same side count whole, words at the other side half."""
    same = sum(len(a & b) for a, b in zip(left, right, strict=True))
    crossed = len(left[0] & right[1]) + len(left[1] & right[0])
    return same + 0.5 * crossed


def same_value(figure: Figure, other: Figure) -> bool:
    """Whether two figures give the same value, comparison apart: *een half jaar*, *zes maanden*."""
    if figure.unit == other.unit:
        return figure.value == other.value or _iso_alike(figure, other)
    ours, theirs = _in_months(figure), _in_months(other)
    if ours is not None and ours == theirs:
        return True
    if {figure.unit, other.unit} == {"EUR", "count"}:
        # *Een bedrag oplopend tot 6 miljoen*: the currency is left to the reader.
        return figure.value == other.value and all(_LARGE.search(f.text) for f in (figure, other))
    if {figure.unit, other.unit} == {"%", "share"}:
        return _close(figure, other)
    if {figure.unit, other.unit} <= {"age", "years"}:
        return figure.value == other.value
    if {figure.unit, other.unit} <= {"date", "period"}:
        return figure.value == other.value
    return False


def _iso_alike(figure: Figure, other: Figure) -> bool:
    """A date without its year is the day of a date with one."""
    ours, theirs = str(figure.value), str(other.value)
    return figure.unit == "date" and ours.startswith("--") and theirs[4:] == ours[1:]


def _edge(figure: Figure, period: Figure) -> bool:
    """*Tot en met 30 november* is an end of a period that is given whole."""
    ends = str(period.value).split("/")
    if period.unit != "period" or len(ends) != 2 or figure.unit not in ("date", "period"):
        return False
    start, end = ends
    if figure.comparator in ("<=", "<"):
        return figure.value == end and ("met" in figure.text) == ("met" in period.text)
    return figure.value == start and figure.comparator == ">="


def _in_months(figure: Figure) -> float | None:
    if isinstance(figure.value, (int, float)) and figure.unit in _MONTHS:
        return figure.value * _MONTHS[figure.unit]
    return None


def _close(figure: Figure, other: Figure) -> bool:
    values = []
    for each in (figure, other):
        if not isinstance(each.value, (int, float)):
            return False
        values.append(each.value * 100 if each.unit == "share" else each.value)
    return abs(values[0] - values[1]) < _ROUGH_SHARE * 100


def _plain_number(figure: Figure, quotes: Sequence[Statement]) -> bool:
    """A count whose number stands in a quote with a noun that the figure reader did not see."""
    return figure.value in {n for quote in quotes for n in _values(quote)} and not any(
        f.value == figure.value for quote in quotes for f in quote.figures if f.unit != "count"
    )


def _values(statement: Statement) -> set[int | float]:
    return {number.value for number in find_numbers(statement.text.lower())}


def _compares_alike(
    figure: Figure, sentence: Statement, other: Figure, quote: Statement
) -> bool:
    if isinstance(figure.value, tuple) or "/" in str(figure.value):
        return True  # a range says its own bounds
    ours, theirs = _signs(figure, sentence), _signs(other, quote)
    return bool(ours & theirs)


def _signs(figure: Figure, statement: Statement) -> set[str | None]:
    """All comparisons that a figure may be read with: its own, or those that stand apart from it.

    None stands for no comparison at all.
    """
    text = statement.text
    own = figure.comparator
    words = figure.text.lower()
    if own == "~":
        for word, same in _LEANING.items():
            if words.startswith(word):
                return set(same)
        return {"~"}
    dated = figure.unit in ("date", "period")
    if own is not None:
        signs: set[str | None] = {own}
        if own == "<" and words.startswith("tot ") and figure.unit not in ("age", "date", "period"):
            signs = {"<="}
        return signs
    start, end = _piece(text, figure, statement.figures)
    before, after = text[start : figure.start].lower(), text[figure.end : end].lower()
    apart: set[str | None] = set()
    if negated := _NOT_MORE.search(before):
        # *Niet ouder dan* must not be read as *ouder dan*.
        apart.add("<=" if negated[1] in _UPWARD else ">=")
        before = _NOT_MORE.sub(" ", before)
    for sign, pattern in _APART.items():
        # *Langer dan* after a figure is about what follows; *of ouder* and *maximaal* are about it.
        place = f"{before} | {after}" if sign in (">=", "<=") else before
        if sign in (">", "<") and not dated:
            # *na*, *voor*, *onder* and *tot* are mostly plain prepositions when they stand apart.
            place = re.sub(r"\b(?:na|voor|onder|tot|boven)\b", " ", place)
        elif sign in (">", "<") and dated:
            place = before[-12:]
        if not dated:
            place = re.sub(
                r"\b(?:per|sinds|binnen|treedt|treden|in werking|gaat in|begint|start|eindigt|eindigen|loopt af|liep af)\b",
                " ", place,
            )  # fmt: skip
        if pattern.search(place):
            apart.add(sign)
    if dated:
        # *per*, *op* and *met ingang van* a day name that day as a start; so does the bare day.
        return {*apart, None} if apart <= {">=", "<="} else apart
    return apart or {None}


def _piece(text: str, figure: Figure, figures: Sequence[Figure]) -> tuple[int, int]:
    """The words around a figure that may hold its comparison: up to a mark or the next figure."""
    low = max([0, figure.start - _WIDE, *(f.end for f in figures if f.end <= figure.start)])
    high = min([len(text), figure.end + _WIDE // 2, *(f.start for f in figures if f.start >= figure.end)])
    for mark in _BORDER.finditer(text, low, figure.start):
        low = mark.end()
    mark = _BORDER.search(text, figure.end, high)
    return low, mark.start() if mark else high


_LARGE = re.compile(r"miljoen|miljard|mln|mld")
_ONCE = re.compile(r"\b(?:eenmalig\w*|eenmaal|[eé][eé]n keer|[eé][eé]nmaal)\b")
_AT_ONCE = re.compile(r"\bin\s*\Z")
_ORDINAL = {"1": "eerste", "2": "tweede", "3": "derde", "4": "vierde", "5": "vijfde"}
_RATE = re.compile(
    r"\bper (?:kalender)?(uur|dag|week|maand|kwartaal|halfjaar|jaar|persoon|kind|leerling|werknemer|gebouw|plaats)\b|"
    r"\b(?:elke?|iedere?) (uur|dag|week|maand|kwartaal|jaar)\b|\b(dag|week|wekel|maand|jaar)(?:elijks|ijks|lijks)e?\b"
)


def rate_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """*Per maand* is not *per jaar*; and an amount gets no *per* that the quotes do not give it."""
    there = {rate for quote in quotes for rate, _ in _rates(quote.text)}
    for rate, at in _rates(sentence.text):
        money = any(f.unit == "EUR" and 0 <= at - f.end <= 2 for f in sentence.figures)
        if rate not in there and (there or money):
            yield Fault("figure", rate)


def _rates(text: str) -> Iterator[tuple[str, int]]:
    for match in _RATE.finditer(text.lower()):
        rate = next(group for group in match.groups() if group)
        yield "week" if rate == "wekel" else rate, match.start()


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _numbers_outside(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Digits and number words that are part of no figure must stand in a quote as they are."""
    inside = [(f.start, f.end) for f in sentence.figures]
    text = sentence.text
    for match in _DIGITS.finditer(text):
        if any(a <= match.start() < b for a, b in inside):
            continue
        whole = re.compile(rf"(?<!\d)(?<!\d[.,]){re.escape(match.group())}(?!\d)(?![.,]\d)")
        nth = _ORDINAL.get(match.group()) if re.match(r"(?:e|ste|de)\b", text[match.end() :]) else None
        if nth and any(nth in quote.norms for quote in quotes):
            continue
        if not any(whole.search(quote.text) for quote in quotes):
            yield Fault("figure", match.group())
    known = {value for quote in quotes for value in _values(quote)}
    for match in re.finditer(r"[a-zéë]{3,40}", text.lower()):
        value = WORDS.get(match.group())
        if value is None or match.group() in ("een", "één", "eén", "half", "halve", "elf"):
            continue
        if any(a <= match.start() < b for a, b in inside) or value in known:
            continue
        yield Fault("figure", match.group())
