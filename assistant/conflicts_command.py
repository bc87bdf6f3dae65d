"""``beleid conflicts``: statements that give different figures for the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant import options
from assistant.console import print_json, shown
from assistant.dutch_help import examples

if TYPE_CHECKING:
    from corpus.document import Document
    from index.conflicts import Conflict
    from index.statements import Statement

EXAMPLES = examples(
    "beleid conflicts",
    "beleid conflicts --json",
    "beleid conflicts --corpus notities --index notities-index",
)


def conflicts(
    json: options.Json = False,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Toont waar de teksten verschillende getallen noemen.

    Elk paar zinnen lijkt over hetzelfde te gaan en noemt een ander bedrag, percentage, aantal of een
    andere termijn. Of het een fout is, staat er niet bij: het kunnen ook bedragen van verschillende
    jaren zijn. Lees beide zinnen na. Niet elk verschil wordt gevonden.
    """
    from assistant.console import say
    from assistant.ready import ready_index
    from assistant.settings import load_settings
    from index.conflicts import find_conflicts

    opened = ready_index(load_settings(corpus=corpus, index=index), say)
    found = find_conflicts(opened.documents.values(), opened.idf)
    rows = [conflict_row(conflict, opened.documents) for conflict in found]
    if json:
        print_json(rows)
    else:
        print(to_text(rows), end="")


def conflict_row(conflict: Conflict, documents: dict[str, Document]) -> dict[str, Any]:
    """One pair as JSON: the unit, both statements in reading order, how surely they are a pair."""
    return {
        "unit": conflict.first.figure.unit,
        "score": conflict.score,
        "statements": [_statement(s, documents) for s in (conflict.first, conflict.second)],
    }


def _statement(statement: Statement, documents: dict[str, Document]) -> dict[str, Any]:
    document = documents[statement.document_id]
    block = document.block_at(statement.start)
    figure = statement.figure
    return {
        "document_id": document.id,
        "document_title": document.title,
        "section_path": list(document.sections[block.section].path) if block else [],
        "quote": document.text[statement.start : statement.end],
        "start": statement.start,
        "end": statement.end,
        "lines": list(document.lines_of(statement.start, statement.end)),
        "figure": {"text": figure.text, "value": figure.value, "comparator": figure.comparator},
    }


def to_text(rows: list[dict[str, Any]]) -> str:
    """The pairs as a person reads them."""
    if not rows:
        return "Geen verschillende getallen voor hetzelfde gevonden. Niet elk verschil wordt gevonden.\n"
    head = "1 verschil gevonden." if len(rows) == 1 else f"{len(rows)} verschillen gevonden."
    parts = [head]
    for number, row in enumerate(rows, start=1):
        one, two = (_flat(s["figure"]["text"]) for s in row["statements"])
        lines = [f"{number}. {one} tegenover {two}"]
        for told in row["statements"]:
            where = " › ".join(told["section_path"]) or told["document_title"]
            lines.append(f"   „{_flat(told['quote'])}”")
            lines.append(shown(f"   {told['document_title']}, {where}, regel {told['lines'][0]}"))
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _flat(text: str) -> str:
    return shown(" ".join(text.split()))
