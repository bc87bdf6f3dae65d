"""One row of a JSONL file: checked access to its fields, with complaints a person can act on."""

from __future__ import annotations

import json
import re
from typing import Any, get_args

from corpus.errors import InputError


class Row:
    """One row with its place in the file, so that every complaint can name both.

    Attributes:
        where: file, row number and, where there is one, id: how every message begins.
    """

    def __init__(self, where: str, line: str, allowed: set[str], required: set[str]) -> None:
        values = self.values = _parse(line, where)
        self.where = where
        if isinstance(values.get("id"), str):
            self.where += f" ({values['id']})"
        if absent := sorted(required - values.keys()):
            raise InputError(f"{self.where}: verplicht veld ontbreekt: {', '.join(absent)}.")
        if unknown := sorted(values.keys() - allowed):
            raise InputError(
                f"{self.where}: onbekend veld {', '.join(unknown)}. Verwacht: "
                f"{', '.join(sorted(allowed))}."
            )

    def error(self, key: str, found: object, expected: str) -> InputError:
        return InputError(f"{self.where}: veld {key} is {found!r}; verwacht: {expected}.")

    def text(self, key: str) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.error(key, value, "een tekst")
        return value

    def truth(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, value, "true of false")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.error(key, value, "een lijst van teksten")
        return tuple(value)

    def one_of(self, key: str, allowed: Any) -> Any:
        value = self.text(key)
        if value not in get_args(allowed):
            raise self.error(key, value, "een van " + ", ".join(get_args(allowed)))
        return value

    def some_of(self, key: str, allowed: Any) -> tuple[Any, ...]:
        values = self.texts(key)
        for value in values:
            if value not in get_args(allowed):
                raise self.error(key, value, "alleen " + ", ".join(get_args(allowed)))
        return values

    def patterns(self, key: str) -> tuple[str, ...]:
        values = self.texts(key)
        for value in values:
            try:
                re.compile(value, re.IGNORECASE)
            except re.error as error:
                raise self.error(key, value, f"een reguliere expressie ({error})") from error
        return values


def _parse(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"{where}: geen geldige JSON ({error}).") from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: gevonden {type(row).__name__}, verwacht een JSON-object.")
    return row
