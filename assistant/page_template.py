"""The page's templates. Every text goes through Jinja's autoescape."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip


def macro(template: str, name: str, *arguments: Any) -> str:
    """The HTML that a macro of a template makes of its arguments."""
    return str(getattr(_templates().get_template(template).module, name)(*arguments))


def dutch_date(date: str) -> str:
    """``2012-03-20`` as *20 maart 2012*; what is no ISO date stays as it is."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date)
    if not match or not 1 <= int(match[2] or 1) <= 12:
        return date
    month = _MONTHS[int(match[2]) - 1] if match[2] else ""
    day = str(int(match[3])) if match[3] else ""
    return " ".join(part for part in (day, month, match[1]) if part)


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # else the file is looked at with every macro
    )
    environment.filters["dutch_date"] = dutch_date
    return environment
