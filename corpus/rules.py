"""The words of the rules: Rules, Scheme, Condition, Test, Fact.

Rules are data: a file ``NAME.rules.toml`` beside ``NAME.txt``, read by ``corpus.rules_file``. Each
statement in them carries the literal quotes it rests on. What the rules come to for some facts is
decided in ``assistant/check.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

FactKind = Literal["integer", "amount", "choice", "boolean", "date"]
FactValue = int | float | str | bool | date
Operator = Literal["is", "one_of", "at_least", "at_most", "above", "below"]
NoticeKind = Literal["announced", "elsewhere", "not_stated"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal quote: ``document.text[start:end] == text``, in the scheme's document."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a fact: what programs write, what people read, words that give it away."""

    value: str | bool
    label: str
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that may be known of a case.

    Attributes:
        question: what to ask a person, in plain Dutch.
        unit: as in ``corpus.figures.Figure`` (``age``, ``EUR``, ...), or "" where it has none.
        unit_label: the unit as a person reads it: ``jaar``, ``euro per jaar``.
        minimum, maximum: of a number, included; None where there is no bound.
        choices: of a choice all its values; of a boolean ``True`` and ``False``; else empty.
        cues: words near which a number in a question is this fact.
    """

    name: str
    label: str
    question: str
    kind: FactKind
    unit: str = ""
    unit_label: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    cues: tuple[str, ...] = ()

    def label_of(self, value: FactValue) -> str:
        """A value as a person reads it: *Iemand aannemen*, *58 jaar*, *€ 26.605*."""
        for choice in self.choices:
            if choice.value == value and type(choice.value) is type(value):
                return choice.label
        if isinstance(value, date):
            return value.isoformat()
        if not isinstance(value, int | float):
            return str(value)
        number = f"{value:,}".translate(str.maketrans(",.", ".,"))
        if self.unit == "EUR":
            per = self.unit_label.removeprefix("euro")
            return f"€ {number}{per}"
        return f"{number} {self.unit_label}".rstrip()


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact held against values.

    Attributes:
        values: what it must be one of (``is``, ``one_of``); for the other operators the bound, or
            several bounds where the document itself gives different ones for the same thing.
    """

    fact: str
    operator: Operator
    values: tuple[FactValue, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Not:
    test: Test


Test = Compare | AllOf | AnyOf | Not


def comparisons(test: Test) -> Iterator[Compare]:
    """Every comparison in a test, in the order of the file."""
    match test:
        case Compare():
            yield test
        case Not():
            yield from comparisons(test.test)
        case _:
            for part in test.tests:
                yield from comparisons(part)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the rules say in their own words, with the quotes it rests on."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition; ``differing`` are figures that the document gives for one and the same thing."""

    text: str
    quotes: tuple[Quote, ...]
    test: Test
    differing: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """When a scheme holds, both days included; None where the document does not say."""

    text: str
    quotes: tuple[Quote, ...]
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the reader must know beside the outcome."""

    kind: NoticeKind
    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme of one document.

    Attributes:
        source: how to name the document in a sentence: *de brief uit 2012*.
        dated: the first day that the document's own date allows, or None where it has no date.
        recipient: who receives it, in Dutch.
        gives: what it gives, as the text says it.
        status: how far it is: *aangekondigd*, *bestaat*.
    """

    id: str
    name: str
    document_id: str
    source: str
    dated: date | None
    recipient: str
    gives: Statement
    status: Statement
    period: Period | None
    conditions: tuple[Condition, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote of the scheme."""
        parts: list[Statement | Period | Condition | Remark] = [self.gives, self.status]
        parts += [self.period] if self.period else []
        parts += [*self.conditions, *self.remarks]
        return tuple(quote for part in parts for quote in part.quotes)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something named in the document that is no scheme to check, and why."""

    name: str
    document_id: str
    reason: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one document, or of all documents of a folder together."""

    facts: tuple[Fact, ...]
    schemes: tuple[Scheme, ...]
    left_out: tuple[LeftOut, ...] = ()

    def fact(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.name == name), None)
