"""Dutch dates, years and periods in running text.

Values are ISO text, as exact as the words are: ``2013-01-01``, ``2011-10``, ``2012``, and
``--03-20`` without a year. Periods are intervals (``2013/2014``, ``2024-05-01/2024-07-01``), or a
year with its season (``2012-spring``), because no calendar says when *het voorjaar* begins.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import NamedTuple

MONTHS = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "mei": 5, "juni": 6, "juli": 7,
    "augustus": 8, "september": 9, "oktober": 10, "november": 11, "december": 12,
}  # fmt: skip
_MONTHS = {
    **MONTHS,
    "jan.": 1, "feb.": 2, "febr.": 2, "mrt.": 3, "apr.": 4, "jun.": 6, "jul.": 7, "aug.": 8,
    "sep.": 9, "sept.": 9, "okt.": 10, "nov.": 11, "dec.": 12,
}  # fmt: skip
_SEASONS = {
    "voorjaar": "spring", "lente": "spring", "zomer": "summer", "najaar": "autumn",
    "herfst": "autumn", "winter": "winter",
}  # fmt: skip
_ORDINALS = {
    "eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4,
    "1ste": 1, "2de": 2, "3de": 3, "4de": 4,
}  # fmt: skip

_S = r"[ \u00a0]{1,3}"
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)[0-9]{2}"
_OPEN = r"(?<![\w/€$£.,-])(?<!€[ \u00a0])"
_CLOSE = r"(?![\w/]|[.,:][0-9]|-[\w])"
_DASH = r"[ \u00a0]{0,2}[-–—][ \u00a0]{0,2}"
_TO = rf"(?:{_DASH}|{_S}(?:tot en met|tot|t/m){_S})"
_ORDINAL = "|".join(_ORDINALS)

_NUMERIC = re.compile(
    rf"{_OPEN}(?:(?P<y>{_YEAR})-(?P<m>[0-9]{{2}})-(?P<d>[0-9]{{2}})"
    rf"|(?P<d2>[0-9]{{1,2}})(?P<sep>[-/.])(?P<m2>[0-9]{{1,2}})(?P=sep)(?P<y2>{_YEAR})){_CLOSE}"
)
MONTH_AFTER = re.compile(rf"[ \u00a0]{{1,3}}(?:{_MONTH})(?!\w)")
_NAMED = re.compile(
    rf"(?<![\w/€$£.,])(?:(?P<d>[0-9]{{1,2}}){_S})?(?P<m>{_MONTH})(?!\w)(?:{_S}(?P<y>{_YEAR}){_CLOSE})?"
)
_DAY_BEFORE = re.compile(
    rf"(?<![\w/€$£.,-])(?P<d>[0-9]{{1,2}})(?={_TO}(?P<d2>[0-9]{{1,2}}){_S}(?:{_MONTH})(?!\w))"
)
_TO_PATTERN = re.compile(_TO)
_AND_PATTERN = re.compile(rf"{_S}en{_S}")
_BETWEEN = re.compile(r"(?<!\w)(tussen|van)[ \u00a0]{1,3}\Z")
_SCHOOL = r"(?:schooljaar|schooljaren|studiejaar|collegejaar|cursusjaar|academisch jaar|seizoen|vergaderjaar)"
_PERIOD = re.compile(
    rf"(?:(?<!\w)(?P<school>{_SCHOOL}){_S})?{_OPEN}"
    rf"(?P<a>{_YEAR})(?P<sep>{_TO}|/)(?P<b>{_YEAR}|[’'‘]?[0-9]{{2}}){_CLOSE}"
)
_YEAR_MONTH = re.compile(rf"{_OPEN}{_YEAR}-(?:0[1-9]|1[0-2]){_CLOSE}")
_PART = re.compile(
    rf"(?<!\w)(?:(?P<season>{'|'.join(_SEASONS)})(?:{_S}van)?"
    rf"|(?P<nth>{_ORDINAL}){_S}(?P<kind>helft|kwartaal|halfjaar)(?:{_S}van)?"
    rf"|(?P<q>[qk][1-4]))(?:{_S}het jaar)?{_S}(?P<y>{_YEAR}){_CLOSE}"
)
_SINGLE_YEAR = re.compile(rf"{_OPEN}{_YEAR}{_CLOSE}(?!-|–[0-9])")
_VAGUE = re.compile(r"(?<!\w)(?:begin|eind|medio|half|ultimo)[ \u00a0]{1,3}\Z")
# A bare number that looks like a year is a count when a word beside it says so.
_COUNT_AFTER = re.compile(
    r"[ \u00a0]{0,2}(?:€(?! ?[0-9])|%|(?:euro|eur|procent|keer|maal|personen|mensen|werknemers|medewerkers"
    r"|inwoners|studenten|leerlingen|bedrijven|werkgevers|banen|woningen|plaatsen|uur|uren|dagen"
    r"|fte|kilometer|km|hectare)(?!\w))"
)
_COUNT_BEFORE = re.compile(
    r"(?<!\w)(?:ruim|bijna|circa|ca\.|ongeveer|zo'n|meer dan|minder dan|minstens|minimaal|maximaal"
    r"|ten minste|hoogstens|totaal|gemiddeld)[ \u00a0]{1,2}\Z"
)
_BETWEEN_COUNT = re.compile(rf"{_TO}|{_S}en{_S}")


class DateSpan(NamedTuple):
    """A date or period: half-open span, ISO value, unit ``date`` or ``period``."""

    start: int
    end: int
    value: str
    unit: str


def find_dates(text: str) -> list[DateSpan]:
    """Dates and periods in lower-case ``text``, in order, not overlapping."""
    days = _joined(text, sorted([*_numeric(text), *_named(text)]))
    found = list(days)
    for more in (_parts(text), _periods(text), _years(text)):
        taken = _Taken(found)
        found += [span for span in more if taken.free(span.start, span.end)]
    return sorted(found)


class _Taken:
    """Which characters are in a span already."""

    def __init__(self, spans: list[DateSpan]) -> None:
        self._used = {at for span in spans for at in range(span.start, span.end)}

    def free(self, start: int, end: int) -> bool:
        return start not in self._used and end - 1 not in self._used


def _iso(year: str | None, month: int, day: int | None) -> str | None:
    """ISO text, or None for a day or month that the calendar does not have."""
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02}" if year else None
    if not 1 <= day <= monthrange(int(year) if year else 2000, month)[1]:
        return None
    return f"{year}-{month:02}-{day:02}" if year else f"--{month:02}-{day:02}"


def _numeric(text: str) -> list[DateSpan]:
    found = []
    for match in _NUMERIC.finditer(text):
        year, month, day = (match[name] or match[name + "2"] for name in "ymd")
        value = _iso(year, int(month), int(day))
        if value:
            found.append(DateSpan(*match.span(), value, "date"))
    return found


def _named(text: str) -> list[DateSpan]:
    found = []
    for match in _NAMED.finditer(text):
        start, end = match.span()
        if match["d"] is None and text[start - 1 : start].isalnum():
            continue
        month = _MONTHS[match["m"]]
        value = _iso(match["y"], month, int(match["d"]) if match["d"] else None)
        if value is None:
            continue
        if match["d"] is None and (vague := _VAGUE.search(text[max(0, start - 12) : start])):
            start -= len(vague[0])
        found.append(DateSpan(start, end, value, "date"))
    by_start = {span.start: span for span in found}
    for match in _DAY_BEFORE.finditer(text):  # "1 tot 15 maart 2012": the first day lacks its month
        last = by_start.get(match.start("d2"))
        if last is not None and len(last.value) in (7, 10) and match["d"].strip("0"):
            first = f"{last.value[:-2]}{int(match['d']):02}"
            if first <= last.value:
                value = f"{first}/{last.value}"
                by_start[last.start] = DateSpan(match.start(), last.end, value, "period")
    return list(by_start.values())


def _joined(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Two dates that bound one period become that period: ``tussen 1 mei en 1 juli 2024``."""
    found: list[DateSpan] = []
    for span in spans:
        last = found[-1] if found else None
        period = _period(text, last, span) if last else None
        if period:
            found[-1] = period
        elif last is None or span.start >= last.end:
            found.append(span)
    return found


def _period(text: str, first: DateSpan, last: DateSpan) -> DateSpan | None:
    if first.unit != "date" or last.unit != "date" or last.start < first.end:
        return None
    between = _BETWEEN.search(text[max(0, first.start - 10) : first.start])
    gap = text[first.end : last.start]
    word = between[1] if between else ""
    joined = _TO_PATTERN.fullmatch(gap) or (word == "tussen" and _AND_PATTERN.fullmatch(gap))
    if not joined:
        return None
    low, high = first.value, last.value
    if low.startswith("--") and not high.startswith("--"):
        low = high[:4] + low[1:]
    if low.startswith("--") != high.startswith("--") or low > high:
        return None
    start = first.start - len(between[0]) if between else first.start
    return DateSpan(start, last.end, f"{low}/{high}", "period")


def _parts(text: str) -> list[DateSpan]:
    found = []
    for match in _PART.finditer(text):
        year = match["y"]
        if match["season"]:
            value = f"{year}-{_SEASONS[match['season']]}"
        else:
            number = int(match["q"][1]) if match["q"] else _ORDINALS[match["nth"]]
            length = 3 if match["q"] or match["kind"] == "kwartaal" else 6
            if number * length > 12:
                continue
            first = (number - 1) * length + 1
            value = f"{year}-{first:02}/{year}-{first + length - 1:02}"
        found.append(DateSpan(*match.span(), value, "period"))
    return found


def _periods(text: str) -> list[DateSpan]:
    found = []
    for match in _PERIOD.finditer(text):
        first, last = match["a"], match["b"].lstrip("’'‘")
        if len(last) == 2:
            short_month = match["sep"] == "-" and not match["school"] and match["b"] == last
            if short_month and 1 <= int(last) <= 12:
                continue  # 2011-10 is a month
            last = first[:2] + last
        if first < last and not _COUNT_AFTER.match(text, match.end()):
            start = match.start()
            between = _BETWEEN.search(text[max(0, start - 10) : start])
            if between and not match["school"] and not _TO_DASH.fullmatch(match["sep"]):
                start -= len(between[0])
            found.append(DateSpan(start, match.end(), f"{first}/{last}", "period"))
    for match in _TUSSEN.finditer(text):
        if match["a"] < match["b"] and not _COUNT_AFTER.match(text, match.end()):
            found.append(DateSpan(*match.span(), f"{match['a']}/{match['b']}", "period"))
    return sorted(found)


_TO_DASH = re.compile(rf"{_DASH}|/")
_TUSSEN = re.compile(rf"(?<!\w)tussen{_S}(?P<a>{_YEAR}){_S}en{_S}(?P<b>{_YEAR}){_CLOSE}")


def _years(text: str) -> list[DateSpan]:
    found = [DateSpan(*m.span(), m[0], "date") for m in _YEAR_MONTH.finditer(text)]
    for match in _SINGLE_YEAR.finditer(text):
        start, end = match.span()
        left = text[max(0, start - 16) : start]
        if _COUNT_AFTER.match(text, end) or _COUNT_BEFORE.search(left):
            continue
        if vague := _VAGUE.search(left):
            start -= len(vague[0])
        found.append(DateSpan(start, end, match[0], "date"))
    return sorted(found)
