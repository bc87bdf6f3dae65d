"""The JSON Schemas (draft 2020-12) of what the commands write, one file each in ``schema/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).with_name("schema")

Name = Literal["answer", "bench", "check", "conflicts", "search"]


def load_schema(name: Name) -> dict[str, Any]:
    """The schema of one kind of output, as a dict for any validator."""
    schema: dict[str, Any] = json.loads(
        (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    )
    return schema
