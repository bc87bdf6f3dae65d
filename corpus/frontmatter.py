"""YAML or TOML front matter: metadata at the head of a text file."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import yaml

_FENCED = re.compile(
    r"\A\ufeff?(?P<fence>---|\+\+\+)[ ]*\n(?P<body>.*?)\n(?P=fence)[ ]*(?:\n|\Z)", re.S
)


def take_out_front_matter(source: str) -> tuple[dict[str, Any], str, int]:
    """Values, the text after the front matter, and the number of that text's first line.

    What does not parse as a mapping is text, and stays.
    """
    found = _FENCED.match(source)
    if not found:
        return {}, source, 1
    try:
        if found["fence"] == "---":
            values = yaml.safe_load(found["body"])
        else:
            values = tomllib.loads(found["body"])
    except (yaml.YAMLError, ValueError):
        return {}, source, 1
    if not isinstance(values, dict):
        return {}, source, 1
    return values, source[found.end() :], 1 + source[: found.end()].count("\n")
