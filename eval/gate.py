"""Floors: what a run must reach. ``eval/floors.toml`` holds them, one table ``[[floor]]`` each.

A share or mean passes when the near end of its 95% interval does (the lower end for a minimum, the
upper for a maximum): luck does not pass a release. A floor of exactly 1 or 0 asks that nothing fails,
which no interval can show; there the share itself must be 1 or 0, and so it is with counts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import InputError, SettingsError
from eval.summary import BY_NAME, Value

FLOORS = Path(__file__).with_name("floors.toml")
_KEYS = {"metric", "minimum", "maximum", "group", "split"}


@dataclass(frozen=True, slots=True)
class Floor:
    """A bound on one measure. Exactly one of ``minimum`` and ``maximum`` is set.

    Attributes:
        group: ``all``, ``slice:<name>`` or ``kind:<name>``.
    """

    metric: str
    split: str
    group: str = "all"
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A floor with what was measured; ``value`` is None when nothing was, which is a miss.

    Attributes:
        judged: what was held against the bound: an end of the interval, or the value itself.
    """

    floor: Floor
    value: float | None
    passed: bool
    judged: float | None = None


def read_floors(path: Path = FLOORS) -> list[Floor]:
    """The floors in a file.

    Raises:
        InputError: absent, no TOML, an unknown metric or key, or not exactly one bound.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("floor", [])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} kan niet worden gelezen: {error}.") from error
    floors = []
    for number, table in enumerate(tables, start=1):
        where = f"{path}, ondergrens {number}"
        if unknown := sorted(set(table) - _KEYS):
            raise InputError(f"{where}: onbekend veld {', '.join(unknown)}.")
        if table.get("metric") not in BY_NAME or "split" not in table:
            raise InputError(f"{where}: verwacht een bekende metric en een split.")
        if ("minimum" in table) == ("maximum" in table):
            raise InputError(f"{where}: verwacht minimum of maximum, een van beide.")
        floors.append(Floor(**table))
    return floors


def check_floors(
    floors: Sequence[Floor], values: Sequence[Value], splits: Sequence[str]
) -> list[Check]:
    """Checks the floors of the splits that were run.

    Raises:
        SettingsError: no floor is about any of these splits: a gate that checks nothing.
    """
    measured = {(value.measure, value.split, value.group): value for value in values}
    checks = []
    for floor in floors:
        if floor.split in splits:
            found = measured.get((floor.metric, floor.split, floor.group))
            if found is None:
                checks.append(Check(floor, None, False))
                continue
            judged = _judged(floor, found)
            checks.append(Check(floor, found.value, _holds(floor, judged), judged))
    if not checks:
        raise SettingsError(
            f"Geen enkele ondergrens geldt voor {', '.join(splits)}. "
            "Kies een andere --split of vul eval/floors.toml aan."
        )
    return checks


def _judged(floor: Floor, found: Value) -> float:
    if floor.minimum is not None:
        end, whole = found.low, floor.minimum >= 1
    else:
        end, whole = found.high, floor.maximum == 0
    return found.value if end is None or whole else end


def _holds(floor: Floor, value: float) -> bool:
    if floor.minimum is not None and value < floor.minimum:
        return False
    return floor.maximum is None or value <= floor.maximum
