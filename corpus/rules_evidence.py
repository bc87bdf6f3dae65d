"""Rules cannot drift from the text: every quote is located, every figure stands in its quote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.figures import Figure, find_figures
from corpus.intervals import Day, bounds
from corpus.quotes import find_quote
from corpus.rules import Compare, Fact, Quote

_SIGNS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}
_OPPOSITE = {">=": "<", "<": ">=", ">": "<=", "<=": ">"}
_SHOWN = 70  # characters of a quote in a message


def locate(quotes: Sequence[str], document: Document, where: str) -> tuple[Quote, ...]:
    """The quotes with their offsets, each as it stands in the document.

    Raises:
        CorpusError: a quote that the document does not hold, or holds at more than one place.
    """
    return tuple(_locate(quote, document, where) for quote in quotes)


def _locate(quote: str, document: Document, where: str) -> Quote:
    places = find_quote(quote, document.text)
    if len(places) == 1:
        start, end = places[0]
        return Quote(document.text[start:end], start, end)
    found = "staat niet letterlijk" if not places else f"staat {len(places)} keer"
    advice = "Neem de woorden van de tekst over" if not places else "Maak het citaat langer"
    raise CorpusError(
        f"{where}: het citaat „{_short(quote)}” {found} in {document.metadata.source}. {advice}."
    )


def figures_in(quotes: Sequence[Quote]) -> list[Figure]:
    return [figure for quote in quotes for figure in find_figures(quote.text)]


def require_figures(text: str, quotes: Sequence[Quote], where: str) -> None:
    """Raises CorpusError when ``text`` holds a figure that none of its quotes holds."""
    known = figures_in(quotes)
    for figure in find_figures(text):
        if not any(_same(figure, other) for other in known):
            raise CorpusError(
                f"{where}: „{figure.text}” staat niet in het citaat „{_quoted(quotes)}”. "
                "Elk bedrag, elke leeftijd en elke periode moet in het citaat staan."
            )


def require_bounds(
    compare: Compare, fact: Fact, quotes: Sequence[Quote], where: str
) -> tuple[str, ...]:
    """The figures of a comparison, as the quotes write them.

    A comparator in the quote (*boven 55 jaar*) must be the operator, or its opposite for a test
    under ``not``.

    Raises:
        CorpusError: a bound that stands in no quote, or stands there with another comparator.
    """
    if fact.kind not in ("integer", "amount", "date"):
        return ()
    texts = []
    for value in compare.values:
        alike = [figure for figure in figures_in(quotes) if _bound(value, fact, figure)]
        sign = _SIGNS.get(compare.operator)
        fitting = [
            figure
            for figure in alike
            if sign is None or figure.comparator in (None, sign, _OPPOSITE[sign])
        ]
        if not fitting:
            found = f"daar staat „{alike[0].text}”" if alike else "dat staat daar niet"
            raise CorpusError(
                f"{where}: {compare.operator} = {value} voor {fact.name} moet in het citaat "
                f"„{_quoted(quotes)}” staan; {found}."
            )
        texts.append(fitting[0].text)
    return tuple(texts)


def require_days(
    start: date | None,
    end: date | None,
    quotes: Sequence[Quote],
    document: Document,
    where: str,
) -> None:
    """Raises CorpusError unless ``start`` and ``end`` are edges of dates or periods in a quote.

    A day without a year (*20 maart*) is of the document's own year.
    """
    if start and end and start > end:
        raise CorpusError(f"{where}: from = {start} is later dan until = {end}.")
    year = (document.metadata.date or "")[:4]
    spans = [
        (_in_year(span[0], year), _in_year(span[1], year))
        for figure in figures_in(quotes)
        if figure.unit in ("date", "period")
        and isinstance(figure.value, str)
        and (span := bounds(figure.value)) is not None
    ]
    for name, day, edge in (("from", start, 0), ("until", end, 1)):
        if day is not None and not any(_same_day(span[edge], day) for span in spans):
            raise CorpusError(
                f"{where}: {name} = {day} staat niet in het citaat „{_quoted(quotes)}”."
            )


def _in_year(day: Day, year: str) -> Day:
    return (int(year), *day[1:]) if day[0] == 0 and year else day


def _same_day(found: Day, wanted: date) -> bool:
    """The last day of a month is 31 in ``bounds``, whichever month it is."""
    if found[2] == 31 and wanted.month == found[1]:
        return wanted.year == found[0] and wanted.day >= 28 and _month_ends(wanted)
    return found == (wanted.year, wanted.month, wanted.day)


def _month_ends(day: date) -> bool:
    return date.fromordinal(day.toordinal() + 1).month != day.month


_YEARS = {"age", "years"}  # whether "58 jaar" is an age depends on the words around it


def _same(said: Figure, quoted: Figure) -> bool:
    """The same value and no other comparison; for days also the first or last of a period."""
    if None not in (said.comparator, quoted.comparator) and said.comparator != quoted.comparator:
        return False
    if {said.unit, quoted.unit} <= {"date", "period"}:
        return said.value in (quoted.value, *str(quoted.value).split("/"))
    units = {said.unit, quoted.unit}
    return said.value == quoted.value and (len(units) == 1 or units <= _YEARS)


def _bound(value: object, fact: Fact, figure: Figure) -> bool:
    if isinstance(value, date):
        span = bounds(figure.value) if isinstance(figure.value, str) else None
        return span is not None and any(_same_day(day, value) for day in span)
    units = _YEARS if fact.unit in _YEARS else {fact.unit or "count"}
    values = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    return figure.unit in units and value in values


def _quoted(quotes: Sequence[Quote]) -> str:
    return " … ".join(_short(quote.text) for quote in quotes)


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()} …"
