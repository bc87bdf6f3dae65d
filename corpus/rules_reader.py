"""Turns the tables of one rules file into rules with located quotes."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.rules import (
    AllOf,
    AnyOf,
    Choice,
    Compare,
    Condition,
    Fact,
    FactValue,
    LeftOut,
    Not,
    Operator,
    Period,
    Quote,
    Remark,
    Rules,
    Scheme,
    Statement,
    Test,
    comparisons,
)  # fmt: skip
from corpus.rules_evidence import locate, require_bounds, require_days, require_figures
from corpus.rules_shape import (
    ConditionTable,
    FactTable,
    PeriodTable,
    Quoted,
    RulesTable,
    SchemeTable,
    StatementTable,
    TestTable,
)  # fmt: skip

_OPERATORS: tuple[Operator, ...] = ("is", "one_of", "at_least", "at_most", "above", "below")
_OF_KIND: dict[str, tuple[type, ...]] = {
    "integer": (int,), "amount": (int, float), "choice": (str,), "boolean": (bool,), "date": (date,),
}  # fmt: skip
_ORDERED = ("is", "at_least", "at_most", "above", "below")
_FOR_KIND: dict[str, tuple[str, ...]] = {
    "integer": _ORDERED, "amount": _ORDERED, "date": _ORDERED, "choice": ("is", "one_of"), "boolean": ("is",),
}  # fmt: skip
_YES_NO = {"true": "ja", "false": "nee"}


class RulesReader:
    """What the tables of one file say of one document. Every method raises CorpusError."""

    def __init__(self, name: str, table: RulesTable, document: Document) -> None:
        self.name, self.table, self.document = name, table, document
        year = document.metadata.date
        self.source = table.source or (f"de tekst uit {year[:4]}" if year else "de tekst")
        self.dated = date.fromisoformat(f"{year}-01-01"[:10]) if year else None
        self.facts = {key: self._fact(key, fact) for key, fact in table.facts.items()}

    def rules(self) -> Rules:
        schemes = tuple(self._scheme(scheme) for scheme in self.table.schemes)
        ids = [scheme.id for scheme in schemes]
        if doubled := next((id for id in ids if ids.count(id) > 1), None):
            raise CorpusError(f"{self.name}: de regeling {doubled} staat er twee keer in.")
        used = {
            part.fact
            for scheme in schemes
            for condition in scheme.conditions
            for part in comparisons(condition.test)
        }
        if idle := next((key for key in self.facts if key not in used), None):
            raise CorpusError(
                f"{self.name}: geen voorwaarde gebruikt het gegeven {idle}. Haal het weg."
            )
        left_out = tuple(
            LeftOut(
                item.name,
                self.document.id,
                item.reason,
                self._quotes(item.quote, f"{self.name}, left_out '{item.name}'"),
            )
            for item in self.table.left_out
        )
        return Rules(tuple(self.facts.values()), schemes, left_out)

    def _fact(self, key: str, fact: FactTable) -> Fact:
        where = f"{self.name}, gegeven {key}"
        if not key.isidentifier() or key == "as_of":
            raise CorpusError(f"{where}: deze naam kan niet. Verwacht: een naam als employee_age.")
        if fact.kind == "choice" and len(fact.values) < 2:
            raise CorpusError(f"{where}: een keuze heeft minstens twee waarden onder values nodig.")
        if fact.kind != "choice" and set(fact.values) - (set(_YES_NO) if fact.kind == "boolean" else set()):  # fmt: skip
            raise CorpusError(f"{where}: deze waarden passen niet bij kind = '{fact.kind}'.")
        choices = tuple(
            Choice(value, table.label, tuple(table.cues)) for value, table in fact.values.items()
        )
        if fact.kind == "boolean":
            choices = tuple(
                Choice(text == "true", table.label, tuple(table.cues))
                if (table := fact.values.get(text))
                else Choice(text == "true", label)
                for text, label in _YES_NO.items()
            )
        return Fact(
            key, fact.label, fact.question, fact.kind, fact.unit, fact.unit_label,
            fact.minimum, fact.maximum, choices, tuple(fact.cues),
        )  # fmt: skip

    def _scheme(self, table: SchemeTable) -> Scheme:
        where = f"{self.name}, regeling {table.id}"
        scheme = Scheme(
            id=table.id,
            name=table.name,
            document_id=self.document.id,
            source=self.source,
            dated=self.dated,
            recipient=table.recipient,
            gives=self._statement(table.gives, f"{where}, gives"),
            status=self._statement(table.status, f"{where}, status"),
            period=self._period(table.period, f"{where}, period") if table.period else None,
            conditions=tuple(
                self._condition(condition, f"{where}, voorwaarde {number}")
                for number, condition in enumerate(table.conditions, start=1)
            ),
            remarks=tuple(
                Remark(r.kind, *self._grounded(r.text, r.quote, f"{where}, notices"))
                for r in table.notices
            ),
        )
        require_figures(scheme.name, scheme.quotes, f"{where}, name")
        return scheme

    def _quotes(self, quoted: Quoted, where: str) -> tuple[Quote, ...]:
        return locate([quoted] if isinstance(quoted, str) else quoted, self.document, where)

    def _grounded(self, text: str, quoted: Quoted, where: str) -> tuple[str, tuple[Quote, ...]]:
        quotes = self._quotes(quoted, where)
        require_figures(text, quotes, where)
        return text, quotes

    def _statement(self, table: StatementTable, where: str) -> Statement:
        text, quotes = self._grounded(table.text, table.quote, where)
        return Statement(text, _some(quotes, where))

    def _period(self, table: PeriodTable, where: str) -> Period:
        text, quotes = self._grounded(table.text, table.quote, where)
        require_days(table.start, table.end, _some(quotes, where), self.document, where)
        return Period(text, quotes, table.start, table.end)

    def _condition(self, table: ConditionTable, where: str) -> Condition:
        text, quotes = self._grounded(table.text, table.quote, where)
        test = self._test(table, where)
        bounds = [
            require_bounds(part, self.facts[part.fact], _some(quotes, where), where)
            for part in comparisons(test)
        ]
        return Condition(text, quotes, test, tuple(b for b in bounds if len(b) > 1))

    def _test(self, table: TestTable, where: str) -> Test:
        given = [
            (operator, value)
            for operator in _OPERATORS
            if (value := getattr(table, "is_" if operator == "is" else operator)) is not None
        ]
        joined = [part for part in (table.all, table.any, table.not_) if part is not None]
        if len(joined) + bool(given) != 1 or len(given) > 1 or bool(given) != bool(table.fact):
            raise CorpusError(
                f"{where}: verwacht een gegeven (fact) met één van {', '.join(_OPERATORS)}, of "
                "één van all, any en not."
            )
        if table.not_ is not None:
            return Not(self._test(table.not_, where))
        if not given:
            tests = tuple(self._test(part, where) for part in table.all or table.any or ())
            if not tests:
                raise CorpusError(f"{where}: all of any is leeg.")
            return AllOf(tests) if table.all else AnyOf(tests)
        operator, value = given[0]
        fact = self.facts.get(table.fact or "")
        if fact is None:
            raise CorpusError(
                f"{where}: onbekend gegeven '{table.fact}'. Bekend zijn: {', '.join(self.facts)}."
            )
        return Compare(fact.name, operator, tuple(self._values(fact, operator, value, where)))

    def _values(self, fact: Fact, operator: Operator, value: Any, where: str) -> list[FactValue]:
        if operator not in _FOR_KIND[fact.kind]:
            raise CorpusError(f"{where}: {operator} past niet bij {fact.name} ({fact.kind}).")
        values: list[FactValue] = []
        for item in value if isinstance(value, list) and operator != "is" else [value]:
            known = not fact.choices or item in [choice.value for choice in fact.choices]
            if type(item) not in _OF_KIND[fact.kind] or not known:
                allowed = ", ".join(str(choice.value) for choice in fact.choices) or fact.kind
                raise CorpusError(
                    f"{where}: {item!r} is geen waarde van {fact.name}. Verwacht: {allowed}."
                )
            values.append(item)
        if not values:
            raise CorpusError(f"{where}: {operator} is leeg.")
        return values


def _some(quotes: tuple[Quote, ...], where: str) -> tuple[Quote, ...]:
    if not quotes:
        raise CorpusError(f"{where}: er is een citaat nodig.")
    return quotes
