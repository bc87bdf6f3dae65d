"""The shape of a rules file in TOML, before its quotes are located (docs/rules.md)."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import CorpusError
from corpus.rules import FactKind, NoticeKind

Quoted = str | list[str]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=False)


class ChoiceTable(_Table):
    label: str = Field(min_length=1)
    cues: list[str] = []


class FactTable(_Table):
    label: str = Field(min_length=1)
    question: str = Field(min_length=1)
    kind: FactKind
    unit: str = ""
    unit_label: str = ""
    minimum: float | None = None
    maximum: float | None = None
    cues: list[str] = []
    values: dict[str, ChoiceTable] = {}


class TestTable(_Table):
    """One test: a comparison of a fact, or ``all``, ``any`` or ``not`` of others."""

    fact: str | None = None
    is_: Any = Field(None, alias="is")
    one_of: list[Any] | None = None
    at_least: Any = None
    at_most: Any = None
    above: Any = None
    below: Any = None
    all: list[TestTable] | None = None
    any: list[TestTable] | None = None
    not_: TestTable | None = Field(None, alias="not")


class StatementTable(_Table):
    text: str = Field(min_length=1)
    quote: Quoted


class ConditionTable(TestTable):
    text: str = Field(min_length=1)
    quote: Quoted


class PeriodTable(_Table):
    text: str = Field(min_length=1)
    quote: Quoted
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="until")


class RemarkTable(_Table):
    kind: NoticeKind
    text: str = Field(min_length=1)
    quote: Quoted = []


class SchemeTable(_Table):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    recipient: str = Field(min_length=1)
    gives: StatementTable
    status: StatementTable
    period: PeriodTable | None = None
    conditions: list[ConditionTable] = Field(min_length=1)
    notices: list[RemarkTable] = []


class LeftOutTable(_Table):
    name: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    quote: Quoted


class RulesTable(_Table):
    source: str | None = None
    facts: dict[str, FactTable] = {}
    schemes: list[SchemeTable] = []
    left_out: list[LeftOutTable] = []


def read_shape(path: Path) -> RulesTable:
    """A rules file as tables.

    Raises:
        CorpusError: it cannot be read, is no TOML, or has a key that is absent, unknown or of
            another kind; in one Dutch line that says where.
    """
    try:
        return RulesTable.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        raise CorpusError(f"{path.name}: {_dutch(error)}") from error
    except (ValueError, OSError) as error:
        raise CorpusError(f"{path.name} is niet te lezen: {error}.") from error


_EXPECTED = {
    "missing": "ontbreekt",
    "extra_forbidden": "is hier onbekend",
    "string_type": "moet tekst zijn",
    "string_too_short": "mag niet leeg zijn",
    "string_pattern_mismatch": "mag alleen kleine letters, cijfers en streepjes bevatten",
    "too_short": "mag niet leeg zijn",
    "list_type": "moet een lijst zijn",
    "float_type": "moet een getal zijn",
    "float_parsing": "moet een getal zijn",
}


def _dutch(error: ValidationError) -> str:
    first = error.errors()[0]
    parts = [f"{part + 1}" if isinstance(part, int) else str(part) for part in first["loc"]]
    where = ".".join(part for part in parts if part not in ("str", "list[str]")) or "het bestand"
    allowed = (first.get("ctx") or {}).get("expected")
    said = _EXPECTED.get(first["type"])
    if said is None:
        wanted = str(allowed).replace(" or ", " of ") if allowed else "een andere soort waarde"
        said = f"is {first['input']!r}; verwacht: {wanted}"
    return f"{where} {said}. Zie docs/rules.md."
