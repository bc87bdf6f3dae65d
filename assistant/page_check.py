"""The Regelingcheck on the page: which fields, with what in them, and the outcomes in groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.check import OUTCOMES, SchemeOutcome, check
from assistant.check_facts import AS_OF, read_facts
from assistant.check_form import describe, next_facts
from assistant.facts import facts_in
from assistant.page_template import macro
from corpus.errors import InputError
from corpus.rules import Fact, FactValue, Rules
from corpus.rules_file import read_rules
from index.store import PolicyIndex

_TEMPLATE = "page_check.html"
_NO_RULES = Rules((), (), ())
_MOST_CHARACTERS = 40


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of the form.

    Attributes:
        value: what is typed or chosen, "" for nothing.
        error: what was refused and what was expected, or "".
    """

    id: str
    name: str
    question: str
    kind: str
    unit: str
    value: str
    choices: tuple[tuple[str, str], ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class CheckView:
    """The form and what came of it.

    Attributes:
        said: the outcome in a sentence, for a screen reader.
        labels: of the facts, by name.
    """

    fields: tuple[FieldView, ...]
    known: bool
    groups: tuple[tuple[str, tuple[SchemeOutcome, ...]], ...]
    said: str
    labels: Mapping[str, str]


def rules_of(index: PolicyIndex) -> Rules:
    """The rules beside the documents of an index; empty when there are none.

    Raises: CorpusError when a rules file is wrong.
    """
    folder = Path(index.manifest.corpus_dir)
    return read_rules(folder, index.documents.values()) if folder.is_dir() else _NO_RULES


def render_check(rules: Rules, given: Mapping[str, Any], *, today: date | None = None) -> str:
    """The tab for what is filled in, as the form sends it: texts by the name of a fact."""
    return macro(_TEMPLATE, "check", view_check(rules, given, today or date.today()))


def render_offer(rules: Rules, question: str) -> str:
    """The check offered below an answer, for a question that describes a case; else "".

    One fact alone is no case: *Hoe hoog is de bonus voor wie ouder is?*
    """
    facts = facts_in(question, rules)
    if len(facts) < _A_CASE:
        return ""
    values = {name: _typed(value) for name, value in facts.items()}
    return macro(_TEMPLATE, "offer", describe(rules, facts), values)


_A_CASE = 2


def view_check(rules: Rules, given: Mapping[str, Any], today: date) -> CheckView:
    """What the tab shows. A value that is refused stays in its field, and counts as unknown."""
    values: dict[str, object] = {}
    typed: dict[str, str] = {}
    errors: dict[str, str] = {}
    facts = (*rules.facts, AS_OF)
    for fact in facts:
        text = str(given.get(fact.name, "") or "").strip()[:_MOST_CHARACTERS]
        if not text:
            continue
        typed[fact.name] = text
        value = _value(fact, text)
        try:
            read_facts(rules, {fact.name: value})
        except InputError:
            errors[fact.name] = f"{fact.label}: „{text}” kan niet. Vul in: {_wanted(fact)}."
        else:
            values[fact.name] = value
    known, day = read_facts(rules, values, today=today)
    asked = {fact.name for fact in next_facts(rules, known, day)} | typed.keys()
    shown = {AS_OF.name: day.isoformat(), **typed}
    fields = [
        _field(f, shown.get(f.name, ""), errors.get(f.name, ""))
        for f in (AS_OF, *rules.facts)
        if f is AS_OF or f.name in asked
    ]
    outcomes = check(rules, known, day).schemes
    groups = tuple(
        (outcome, tuple(row for row in outcomes if row.outcome == outcome)) for outcome in OUTCOMES
    )
    groups = tuple((outcome, rows) for outcome, rows in groups if rows)
    said = "; ".join(f"{outcome}: {len(rows)}" for outcome, rows in groups)
    labels = {fact.name: fact.label for fact in rules.facts}
    return CheckView(tuple(fields), bool(typed), groups, said, labels)


def _field(fact: Fact, value: str, error: str) -> FieldView:
    return FieldView(
        id=f"check-{fact.name}",
        name=fact.name,
        question=fact.question,
        kind=fact.kind,
        unit=fact.unit_label,
        value=value,
        choices=tuple((_typed(choice.value), choice.label) for choice in fact.choices),
        error=error,
    )


def _typed(value: FactValue) -> str:
    """A value as a form sends it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def _value(fact: Fact, text: str) -> object:
    """What a field's text stands for; text that stands for nothing is left to be refused."""
    if fact.kind == "date" and (day := _DUTCH_DAY.fullmatch(text)):
        return f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
    if fact.kind == "boolean":
        return {"true": True, "false": False}.get(text, text)
    if fact.kind in ("integer", "amount"):
        plain = _AROUND.sub("", text).replace(" ", "")
        if not _NUMBER.fullmatch(plain):
            return text
        if fact.kind == "amount":
            plain = _dutch(plain)
        try:
            return float(plain)
        except ValueError:
            return text
    return text


_AROUND = re.compile(r"^\s*(?:€|euro)\s*|(?:,-+|,=)?\s*(?:euro|€|jaar)?\s*$", re.IGNORECASE)
_NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)*")
_DUTCH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")


def _dutch(number: str) -> str:
    """``26.605,50`` and ``26605`` as Python reads them; a point before three digits is no comma."""
    if "," in number:
        return number.replace(".", "").replace(",", ".")
    head, *groups = number.split(".")
    return head + "".join(groups) if groups and all(len(g) == 3 for g in groups) else number


def _wanted(fact: Fact) -> str:
    if fact.kind == "date":
        return "een datum, bijvoorbeeld 2013-06-01"
    low = f" van {fact.minimum:g}" if fact.minimum is not None else ""
    high = (
        f" tot en met {fact.maximum:g}" if fact.maximum is not None and fact.maximum < 1e6 else ""
    )
    if fact.choices:
        return "een van de keuzes in de lijst"
    return f"een getal{low or ' van 0'}{high or ' of meer'}, in {'jaren' if fact.unit_label == 'jaar' else fact.unit_label}"
