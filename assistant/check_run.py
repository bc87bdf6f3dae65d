"""The work of ``beleid check``: facts as typed in, outcomes out; needs no index."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from assistant.check import SCHEMA_VERSION, check
from assistant.check_facts import all_facts, read_facts
from assistant.check_terminal import check_text, facts_text
from corpus.errors import CorpusError, InputError, SettingsError
from corpus.library import BUILTIN
from corpus.rules import Fact, Rules
from corpus.rules_file import read_rules


def run_check(
    corpus: Path | None, facts: str | None, as_of: str | None, listed: bool
) -> tuple[Any, str]:
    """The result for programs and the same for people.

    Args:
        corpus: folder of documents with rules; None is the built-in one.
        facts: JSON as typed; ``-`` reads it from standard input.
        as_of: the day, ISO 8601; None leaves it to the facts, then to today.
        listed: name the facts instead of checking any.

    Raises:
        PolicyError: wrong usage, facts or rules.
    """
    if listed == (facts is not None) or (listed and as_of is not None):
        raise SettingsError(
            "Geef --facts '{...}', of alleen --list voor de namen. Uitleg: beleid check --help"
        )
    folder = corpus or BUILTIN
    rules = read_rules(folder) if folder.is_dir() else None
    if rules is None:
        raise CorpusError(
            f"De map {folder} bestaat niet. Verwacht: een map met documenten (--corpus MAP)."
        )
    if not rules.schemes:
        raise CorpusError(
            f"In {folder} staan geen regels. Verwacht: NAAM.rules.toml naast NAAM.txt of NAAM.md; "
            "docs/rules.md legt uit hoe u die maakt."
        )
    if listed:
        return list_json(rules), facts_text(rules)
    done = check(rules, *read_facts(rules, parse_facts(facts or ""), as_of))
    return done.to_json(), check_text(rules, done)


def parse_facts(text: str) -> object:
    """JSON of the facts. Raises: InputError."""
    raw = sys.stdin.buffer.read().decode("utf-8", "replace") if text == "-" else text
    try:
        return json.loads(raw, object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        at = f" (fout bij teken {error.pos + 1})" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(
            f"De gegevens zijn geen JSON{at}. Verwacht bijvoorbeeld: "
            '\'{"employee_age": 58, "situation": "hire"}\''
        ) from error


def list_json(rules: Rules) -> dict[str, Any]:
    """The facts as the machine interface lists them (``schema/check.schema.json``)."""
    return {
        "schema_version": SCHEMA_VERSION,
        "facts": [_fact_row(fact) for fact in all_facts(rules)],
        "left_out": [
            {"name": item.name, "document_id": item.document_id, "reason": item.reason}
            for item in rules.left_out
        ],
    }


def _fact_row(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "label": fact.label,
        "question": fact.question,
        "kind": fact.kind,
        "unit": fact.unit_label or None,
        "minimum": fact.minimum,
        "maximum": fact.maximum,
        "values": [{"value": choice.value, "label": choice.label} for choice in fact.choices],
    }


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"Het gegeven {name} staat er twee keer in. Geef er één.")
    return dict(pairs)
