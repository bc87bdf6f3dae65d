"""Markdown tables of the report, and the one of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_MACHINE_LABELS = {
    "answer_p50_ms": "antwoord warm, p50 (ms)",
    "answer_p95_ms": "antwoord warm, p95 (ms)",
    "retrieve_p50_ms": "waarvan zoeken, p50 (ms)",
    "quick_start_p50_ms": "snelle start, alleen zoeken, p50 (ms)",
    "answer_to_quick_start": "antwoord gedeeld door snelle start",
    "cold_ask_s": "koude start: `beleid ask` (s)",
    "cold_import_s": "koude start: alleen de zware bibliotheken laden (s)",
    "cold_ratio": "koude start gedeeld door alleen laden",
    "peak_memory_mb": "hoogste geheugengebruik van `beleid ask` (MB)",
    "index_s": "index maken, bibliotheken al geladen (s)",
    "index_unchanged_s": "index nalopen zonder wijziging (s)",
    "first_sentence_p50_ms": "taalmodel: eerste zin getoond, p50 (ms)",
    "first_sentence_p95_ms": "taalmodel: eerste zin getoond, p95 (ms)",
    "model_p50_ms": "taalmodel: hele antwoord, p50 (ms)",
    "model_p95_ms": "taalmodel: hele antwoord, p95 (ms)",
    "error": "koude start mislukt",
}


def machine_table(machine: Mapping[str, Any]) -> list[str]:
    rows = [
        [_MACHINE_LABELS[name], str(value)]
        for name, value in machine.items()
        if name in _MACHINE_LABELS and value is not None
    ]
    return table(["wat", "waarde"], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(line) + " |" for line in lines]
