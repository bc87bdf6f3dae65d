"""What a form needs: which facts to ask, in which order, and how they read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from assistant.check import check
from corpus.rules import Fact, FactValue, Rules


def relevant_facts(rules: Rules, facts: Mapping[str, FactValue], as_of: date) -> list[Fact]:
    """Every unknown fact that may still change an outcome, the one to ask first in front.

    First come facts that a scheme needs next (in its first condition that is not known), those of
    most schemes before others; then the order of the rules.
    """
    first, later = _wanted(rules, facts, as_of)
    order = {fact.name: at for at, fact in enumerate(rules.facts)}
    wanted = [fact for fact in rules.facts if fact.name in later]
    return sorted(
        wanted, key=lambda f: (f.name not in first, -first[f.name], -later[f.name], order[f.name])
    )


def next_facts(rules: Rules, facts: Mapping[str, FactValue], as_of: date) -> list[Fact]:
    """Of the relevant facts only those to ask now: others may prove needless by their answers."""
    first, _ = _wanted(rules, facts, as_of)
    return [fact for fact in relevant_facts(rules, facts, as_of) if fact.name in first]


def describe(rules: Rules, facts: Mapping[str, FactValue]) -> list[tuple[str, str]]:
    """Filled-in facts as a person reads them, in the order of the rules: label and value."""
    return [
        (fact.label, fact.label_of(facts[fact.name])) for fact in rules.facts if fact.name in facts
    ]


def _wanted(
    rules: Rules, facts: Mapping[str, FactValue], as_of: date
) -> tuple[Counter[str], Counter[str]]:
    """In how many schemes a fact is needed next, and in how many at all."""
    first: Counter[str] = Counter()
    later: Counter[str] = Counter()
    for scheme in check(rules, facts, as_of).schemes:
        if not scheme.missing:
            continue
        later.update(scheme.missing)
        first[scheme.missing[0]] += 1
    return first, later
