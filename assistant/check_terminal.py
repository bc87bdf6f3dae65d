"""The check and its facts as a person reads them in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from assistant.check import OUTCOMES, Check, SchemeOutcome
from assistant.check_facts import all_facts
from assistant.check_form import describe, next_facts
from corpus.rules import Condition, Fact, Quote, Rules, comparisons

WIDTH = 88
_KINDS = {"integer": "geheel getal", "amount": "getal", "date": "datum, zoals 2013-06-01"}
_HEADS = {outcome: outcome[:1].upper() + outcome[1:] for outcome in OUTCOMES}
_NO_RIGHT = (
    "Dit is geen beslissing. Of een regeling voor u geldt, bepaalt de instantie die haar uitvoert."
)


def check_text(rules: Rules, check: Check) -> str:
    """The outcomes, the likeliest first: those that may apply in full, the others in brief."""
    lines = [f"Regelingcheck op {check.as_of.isoformat()}"]
    for label, value in describe(rules, check.facts):
        lines += _filled(f"{label}: {value}", "  ")
    told: dict[str, str] = {}
    for outcome in OUTCOMES:
        rows = [row for row in check.schemes if row.outcome == outcome]
        if rows:
            lines += ["", f"{_HEADS[outcome]} ({len(rows)})"]
        failing = [row for row in rows if outcome == OUTCOMES[2] and _failed(row)]
        for row in rows:
            if row not in failing:
                lines += _full(row, told) if outcome == OUTCOMES[0] else _brief(rules, row, told)
        lines += _excluded(rules, check, failing)
    asked = next_facts(rules, check.facts, check.as_of)
    if asked:
        lines += ["", "Nog te weten"]
        for fact in asked:
            lines += _filled(f"{fact.question} ({fact.name})", "- ")
    lines += ["", *_filled(_NO_RIGHT)]
    return "\n".join(lines) + "\n"


def facts_text(rules: Rules) -> str:
    """The facts that ``--facts`` takes, with units and allowed values."""
    lines = ["Gegevens voor beleid check --facts"]
    for fact in all_facts(rules):
        lines += ["", *_filled(f"{fact.name}: {fact.question}")]
        if fact.choices:
            for choice in fact.choices:
                value = str(choice.value).lower() if fact.kind == "boolean" else choice.value
                lines += _filled(f"{value}: {choice.label}", "  - ")
        else:
            lines += _filled(_expected(fact), "  ")
    return "\n".join(lines) + "\n"


def _expected(fact: Fact) -> str:
    unit = f" ({fact.unit_label})" if fact.unit_label else ""
    low = f", ten minste {fact.minimum:.0f}" if fact.minimum is not None else ""
    high = f", ten hoogste {fact.maximum:.0f}" if fact.maximum is not None else ""
    return f"{_KINDS[fact.kind]}{unit}{low}{high}"


def _full(row: SchemeOutcome, told: dict[str, str]) -> Iterator[str]:
    shown: set[Quote] = set()
    yield from _name(row)
    yield from _filled(f"{row.gives_text}.", "  ")
    yield from _quote(row.scheme.gives.quotes, shown)
    for part in row.conditions:
        yield from _filled(f"+ {part.condition.text}: {part.outcome}", "  ")
        yield from _quote(part.condition.quotes, shown)
    yield from _filled(f"Periode: {row.period_text}.", "  ")
    yield from _quote(row.scheme.period.quotes if row.scheme.period else (), shown)
    yield from _notices(row, ("status", "announced", "elsewhere", "not_stated"), shown)
    yield from _conflicts(row, shown, told)


def _brief(rules: Rules, row: SchemeOutcome, told: dict[str, str]) -> Iterator[str]:
    """The name and why; quotes only where something is still to be found out."""
    shown: set[Quote] = set()
    yield from _name(row)
    if row.outcome == "te weinig bekend":
        for part in row.conditions:
            if part.outcome == "onbekend":
                yield from _filled(f"? {part.condition.text}: {part.outcome}", "  ")
                yield from _quote(part.condition.quotes, shown)
        if row.missing:
            yield from _filled(f"Nodig: {', '.join(_labels(rules, row.missing))}", "  ")
        yield from _conflicts(row, shown, told)
        yield from _notices(row, ("before",), shown)
    else:
        yield from _notices(row, ("dated", "not_yet"), shown)


def _excluded(rules: Rules, check: Check, rows: list[SchemeOutcome]) -> Iterator[str]:
    """Schemes that fail on one fact, in one line with that fact; others with what they ask."""
    groups: dict[tuple[str, ...], list[SchemeOutcome]] = {}
    for row in rows:
        used = {part.fact for part in comparisons(_failed(row)[0].test)} & set(check.facts)
        groups.setdefault(tuple(f.name for f in rules.facts if f.name in used), []).append(row)
    for names, group in groups.items():
        if len(names) == 1 and len(group) > 1 and (fact := rules.fact(names[0])):
            value = fact.label_of(check.facts[fact.name])
            schemes = "; ".join(row.scheme.name for row in group)
            yield from _filled(f"Bij „{fact.label}: {value}” horen niet: {schemes}", "- ")
            continue
        for row in group:
            asked = "” en „".join(condition.text for condition in _failed(row))
            yield from _filled(f"{row.scheme.name}: voldoet niet aan „{asked}”", "- ")


def _failed(row: SchemeOutcome) -> list[Condition]:
    return [part.condition for part in row.conditions if part.outcome == "voldoet niet"]


def _name(row: SchemeOutcome) -> list[str]:
    return _filled(f"{row.scheme.name}, voor: {row.scheme.recipient}", "- ")


def _notices(row: SchemeOutcome, kinds: tuple[str, ...], shown: set[Quote]) -> Iterator[str]:
    for note in row.notices:
        if note.kind in kinds:
            yield from _filled(note.text, "  ")
            yield from _quote(note.quotes, shown)


def _conflicts(row: SchemeOutcome, shown: set[Quote], told: dict[str, str]) -> Iterator[str]:
    """Two figures for one thing: told with the first scheme (``told``), named with the next."""
    for note in row.notices:
        if note.kind != "conflict":
            continue
        if note.text in told:
            yield from _filled(f"Verschillende bedragen: zie bij „{told[note.text]}”.", "  ")
        else:
            told[note.text] = row.scheme.name
            yield from _filled(note.text, "  ")
        yield from _quote(note.quotes, shown)


def _labels(rules: Rules, names: tuple[str, ...]) -> list[str]:
    return [fact.label.lower() for name in names if (fact := rules.fact(name))]


def _quote(quotes: tuple[Quote, ...], shown: set[Quote]) -> Iterator[str]:
    """Each quote once in a scheme."""
    for quote in quotes:
        if quote not in shown:
            shown.add(quote)
            yield from _filled(f"„{quote.text}”", "      ")


def _filled(text: str, lead: str = "") -> list[str]:
    """``text`` in lines, an amount never split; later lines are indented below the lead."""
    lines = textwrap.wrap(
        " ".join(text.split()).replace("€ ", "€\u00a0"),
        WIDTH,
        initial_indent=lead,
        subsequent_indent=" " * len(lead),
        break_on_hyphens=False,
    )
    return [line.replace("€\u00a0", "€ ") for line in lines]
