"""Logic of three values (Kleene, strong): True, False, and None for unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from corpus.rules import AllOf, AnyOf, Compare, FactValue, Not, Test


def verdict(test: Test, facts: Mapping[str, FactValue]) -> bool | None:
    """Whether the facts meet a test; None where that is not known."""
    match test:
        case AllOf():
            return all_of([verdict(part, facts) for part in test.tests])
        case AnyOf():
            return negated(all_of([negated(verdict(part, facts)) for part in test.tests]))
        case Not():
            return negated(verdict(test.test, facts))
        case Compare():
            return _compare(test, facts[test.fact]) if test.fact in facts else None


def missing(test: Test, facts: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The unknown facts that may still decide a test, in the order of the rules."""
    if verdict(test, facts) is not None:
        return ()
    match test:
        case Compare():
            return () if test.fact in facts else (test.fact,)
        case Not():
            return missing(test.test, facts)
        case _:
            return once(name for part in test.tests for name in missing(part, facts))


def _compare(test: Compare, value: FactValue) -> bool | None:
    """Where the document gives several bounds for one thing, they must all agree."""
    if test.operator in ("is", "one_of"):
        return value in test.values
    found = {_meets(test.operator, value, bound) for bound in test.values}
    return found.pop() if len(found) == 1 else None


def _meets(operator: str, value: Any, bound: Any) -> bool:
    match operator:
        case "at_least":
            return bool(value >= bound)
        case "at_most":
            return bool(value <= bound)
        case "above":
            return bool(value > bound)
        case _:
            return bool(value < bound)


def all_of(values: list[bool | None]) -> bool | None:
    if False in values:
        return False
    return None if None in values else True


def negated(value: bool | None) -> bool | None:
    return None if value is None else not value


def once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
