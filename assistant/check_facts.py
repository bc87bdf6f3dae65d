"""Facts from outside: known, possible, of the right kind; else a clear Dutch refusal."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from corpus.errors import InputError
from corpus.rules import Fact, FactValue, Rules

AS_OF = Fact(
    name="as_of",
    label="Peildatum",
    question="Op welke datum wilt u het weten?",
    kind="date",
)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LIST = "Alle gegevens: beleid check --list"


def all_facts(rules: Rules) -> tuple[Fact, ...]:
    """The facts of the rules and the day of the check, which every check has."""
    return (*rules.facts, AS_OF)


def read_facts(
    rules: Rules, given: object, as_of: str | None = None, *, today: date | None = None
) -> tuple[dict[str, FactValue], date]:
    """Facts as given from outside, checked, and the day to check for.

    Args:
        given: a mapping of names to values; None and "" are unknown and left out.
        as_of: the day, ISO 8601; wins from nothing: it may not differ from ``as_of`` in ``given``.
        today: the day where neither gives one.

    Raises:
        InputError: a fact that is not known, of another kind or impossible.
    """
    if not isinstance(given, Mapping):
        raise InputError(
            f'De gegevens zijn {_shown(given)}; verwacht: {{"naam": waarde, ...}}. {_LIST}'
        )
    facts: dict[str, FactValue] = {}
    for name, value in given.items():
        fact = next((fact for fact in all_facts(rules) if fact.name == name), None)
        if fact is None:
            known = ", ".join(fact.name for fact in all_facts(rules))
            raise InputError(f"Onbekend gegeven {_shown(name)}. Bekend zijn: {known}. {_LIST}")
        if value is not None and value != "":
            facts[fact.name] = read_value(fact, value)
    day = facts.pop(AS_OF.name, None)
    if as_of is not None:
        asked = read_value(AS_OF, as_of)
        if day is not None and day != asked:
            raise InputError(f"Er zijn twee peildata: {day} en {asked}. Geef er één.")
        day = asked
    return facts, day if isinstance(day, date) else today or date.today()


def read_value(fact: Fact, value: Any) -> FactValue:
    """One value, checked. Raises: InputError."""
    match fact.kind:
        case "integer" | "amount":
            return _number(fact, value)
        case "date":
            return _date(fact, value)
        case _:
            for choice in fact.choices:
                if type(value) is type(choice.value) and value == choice.value:
                    return choice.value
            allowed = ", ".join(_shown(choice.value) for choice in fact.choices)
            raise _refused(fact, value, f"één van {allowed}")


def _number(fact: Fact, value: Any) -> int | float:
    whole = fact.kind == "integer"
    usual = (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )
    low, high = fact.minimum, fact.maximum
    if (
        not usual
        or (whole and value != int(value))
        or (low is not None and value < low)
        or (high is not None and value > high)
    ):
        raise _refused(fact, value, _range(fact))
    return int(value) if value == int(value) else float(value)


def _range(fact: Fact) -> str:
    words = "een geheel getal" if fact.kind == "integer" else "een getal"
    words += f" ({fact.unit_label})" if fact.unit_label else ""
    words += f" van ten minste {fact.minimum:g}" if fact.minimum is not None else ""
    joint = " en" if fact.minimum is not None else " van"
    if fact.maximum is not None:
        words += f"{joint} ten hoogste {fact.maximum:.0f}"
    return words


def _date(fact: Fact, value: Any) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise _refused(fact, value, "een datum als 2013-06-01") from None


def _refused(fact: Fact, value: object, wanted: str) -> InputError:
    return InputError(f"{fact.name} ({fact.label}) is {_shown(value)}; verwacht: {wanted}.")


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]} ..."
