"""The report of a run: one value, written as JSON and as Markdown that can be compared by diff."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from eval.ablation import Ablated
from eval.ablation import to_lines as ablation_lines
from eval.calibration import Calibration, calibration, to_lines
from eval.compare import Difference
from eval.gate import Check
from eval.model_mode import ModelOutcome, to_table
from eval.score import Score
from eval.summary import BY_NAME, Value
from eval.tables import machine_table, table

MACHINE_MARK = "<!-- Hieronder staan tijden van deze machine; niet bedoeld om te vergelijken. -->"
HEADLINE = (
    "hit@1", "hit@5", "mrr", "accuracy", "first_line", "citation_precision", "refusal",
    "false_refusals", "unsupported_figures", "unfaithful_quotes", "overlong",
)  # fmt: skip
COLUMNS = (
    "hit@1", "hit@5", "accuracy", "first_line", "citation_precision", "refusal", "false_refusals",
)  # fmt: skip
SIDES = ("hit@1", "hit@4", "mrr", "read_1000", "read_median")


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run brought to light.

    Attributes:
        name: of the set of questions.
        config: of the run, see `eval.command`.
        model: the same questions with a language model, or why that was not measured.
        verifier: the table of the mutation test, where it was run.
        ablated: the same questions without one part at a time, where that was measured.
        latencies: milliseconds of every answer, for the plot.
        machine: times and memory; the only part that differs between two equal runs.
    """

    name: str
    config: Mapping[str, Any]
    values: Sequence[Value]
    scores: Sequence[Score]
    checks: Sequence[Check] = ()
    differences: Sequence[Difference] = ()
    machine: Mapping[str, Any] = field(default_factory=dict)
    model: ModelOutcome = field(default_factory=ModelOutcome)
    verifier: Sequence[str] = ()
    latencies: Sequence[float] = ()
    ablated: Sequence[Ablated] = ()

    @property
    def splits(self) -> list[str]:
        return list(dict.fromkeys(value.split for value in self.values))

    def value(self, measure: str, split: str, group: str = "all") -> Value | None:
        wanted = (measure, split, group)
        found = (v for v in self.values if (v.measure, v.split, v.group) == wanted)
        return next(found, None)

    def calibration(self, split: str) -> Calibration | None:
        return calibration([s for s in self.scores if split in ("all", s.split)])

    def groups(self, split: str, kind: str) -> list[str]:
        """Groups of a split that start with ``slice:`` or ``kind:``, in order."""
        names = (v.group for v in self.values if v.split == split)
        return list(dict.fromkeys(name for name in names if name.startswith(kind)))


def to_json(report: Report) -> str:
    """The whole report; infinite becomes null, since JSON has no such number."""
    row = asdict(report)
    row["model"].pop("times")  # they stand under ``machine``
    row.pop("latencies")
    found = {split: report.calibration(split) for split in report.splits}
    row["calibration"] = {split: asdict(sure) for split, sure in found.items() if sure is not None}
    return json.dumps(_finite(row), ensure_ascii=False, indent=1) + "\n"


def to_markdown(report: Report) -> str:
    """Dutch Markdown: what belongs to the answers first, what belongs to the machine last."""
    lines = [f"# Meetrapport: {report.name}", "", *_about(report)]
    for split in report.splits:
        lines += ["", f"## Uitkomst: {split_name(split)}", "", *_headline(report, split)]
        for kind, title in (("slice:", "onderdeel"), ("kind:", "soort vraag")):
            names = report.groups(split, kind)
            if names:
                lines += ["", f"### Per {title}: {split_name(split)}", ""]
                lines += _by_group(report, split, names, title)
        if (sure := report.calibration(split)) is not None:
            lines += ["", f"### Zekerheid: {split_name(split)}", "", *to_lines(sure)]
        if report.ablated:
            lines += ["", f"### Wat elk deel bijdraagt: {split_name(split)}", ""]
            lines += ablation_lines(report.values, report.ablated, split)
        if report.value("quick_start_hit@1", split):
            lines += ["", f"### Zoeken naast de snelle start: {split_name(split)}", ""]
            lines += _beside(report, split)
    if report.checks:
        lines += ["", "## Ondergrenzen", "", *_checks(report.checks)]
    if report.differences:
        lines += ["", "## Verschil met de vorige meting", "", *_differences(report)]
    lines += ["", "## Met een taalmodel", "", *to_table(report.model)]
    if report.verifier:
        lines += ["", "### Hoe goed leugens worden gevonden", "", *report.verifier]
    wrong = [score for score in report.scores if not score.passed]
    lines += ["", f"## Niet goed: {len(wrong)} van {len(report.scores)}", ""]
    lines += [
        f"- `{s.id}` ({s.slice}) {_cell(s.question)}: {_cell('; '.join(s.faults))}" for s in wrong
    ]
    if report.machine:
        lines += ["", MACHINE_MARK, "", "## Tijd en geheugen", "", *machine_table(report.machine)]
    return "\n".join(lines) + "\n"


def write_report(report: Report, folder: Path) -> list[Path]:
    """Writes ``report.md`` and ``report.json``; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    markdown, data = folder / "report.md", folder / "report.json"
    markdown.write_text(to_markdown(report), encoding="utf-8")
    data.write_text(to_json(report), encoding="utf-8")
    return [markdown, data]


def format_value(value: Value | None) -> str:
    """A value as a table shows it: shares with two decimals, counts and characters whole."""
    if value is None:
        return ""
    if math.isinf(value.value):
        return "niet gevonden"
    whole = BY_NAME[value.measure].sort in ("count", "median")
    return f"{value.value:.0f}" if whole else f"{value.value:.2f}"


def format_interval(value: Value | None) -> str:
    if value is None or value.low is None or value.high is None:
        return ""
    return f"{value.low:.2f} tot {value.high:.2f}"


def _about(report: Report) -> list[str]:
    lines = [f"- vragen: {len(report.scores)}"]
    if encoder := report.config.get("encoder"):
        lines.append(f"- encoder: {encoder}")
    lines += [f"- document: {name}" for name in report.config.get("documents", {})]
    return lines


def _headline(report: Report, split: str) -> list[str]:
    bounds = {
        check.floor.metric: check
        for check in report.checks
        if (check.floor.split, check.floor.group) == (split, "all")
    }
    rows = []
    for name in HEADLINE:
        value = report.value(name, split)
        if value is not None:
            bound = _bound(bounds[name]) if name in bounds else ""
            label = BY_NAME[name].label
            rows.append([label, format_value(value), format_interval(value), str(value.n), bound])
    return table(["maat", "waarde", "95%-interval", "n", "grens"], rows)


def _by_group(report: Report, split: str, names: Sequence[str], title: str) -> list[str]:
    rows = []
    for name in names:
        values = [report.value(column, split, name) for column in COLUMNS]
        size = report.value("overlong", split, name)  # applies to every question
        rows.append(
            [name.partition(":")[2], str(size.n if size else 0), *map(_with_interval, values)]
        )
    return table([title, "n", *(BY_NAME[column].label for column in COLUMNS)], rows)


def _with_interval(value: Value | None) -> str:
    if value is None or value.low is None or value.high is None:
        return format_value(value)
    return f"{format_value(value)} ({value.low:.2f}-{value.high:.2f})"


def _beside(report: Report, split: str) -> list[str]:
    rows = [
        [
            BY_NAME[name].label,
            _with_interval(report.value(name, split)),
            _with_interval(report.value(f"quick_start_{name}", split)),
        ]
        for name in SIDES
    ]
    return table(["maat", "beleidsassistent", "snelle start"], rows)


def _checks(checks: Sequence[Check]) -> list[str]:
    rows = []
    for check in checks:
        floor = check.floor
        found = "niet gemeten" if check.value is None else f"{check.value:.2f}"
        verdict = "gehaald" if check.passed else "**niet gehaald**"
        judged = "" if check.judged is None else f"{check.judged:.2f}"
        rows.append([floor.metric, floor.split, floor.group, _bound(check), found, judged, verdict])
    head = ["maat", "split", "groep", "grens", "gemeten", "beoordeeld (rand van het interval)"]
    return table([*head, "oordeel"], rows)


def _bound(check: Check) -> str:
    low, high = check.floor.minimum, check.floor.maximum
    return f"≥ {low:.2f}" if low is not None else f"≤ {high:.2f}"


def _differences(report: Report) -> list[str]:
    rows = [
        [
            d.measure,
            f"{d.old:.2f}",
            f"{d.new:.2f}",
            f"{d.difference:+.3f} ({d.low:+.3f} tot {d.high:+.3f})",
            str(d.n),
            " ".join(d.better),
            " ".join(d.worse),
        ]
        for d in report.differences
    ]
    head = ["maat", "eerst", "nu", "verschil (95%)", "n", "beter", "slechter"]
    return table(head, rows)


def split_name(name: str) -> str:
    words = {"all": "alle vragen", "dev": "ontwikkeldeel", "test": "testdeel"}
    return words.get(name.removeprefix("other-"), name)


def _cell(text: str) -> str:
    return " ".join(text.split())


def _finite(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
