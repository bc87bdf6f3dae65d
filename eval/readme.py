"""Keeps the README true: runs its commands and writes their output and the scores into it.

The same scores go into ``assistant/scores.json``, from which the page shows them.

A block that starts with ```` ```console ```` holds commands after ``$ `` with their output. The
score table stands between two HTML comments. Run as ``python -m eval.readme``.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.__main__ import app
from assistant.console import run
from assistant.settings import load_settings
from corpus.library import BUILTIN, read_corpus
from eval.command import evaluate
from eval.report import format_interval, format_value
from eval.summary import BY_NAME, Value

README = Path("README.md")
SCORES = Path("assistant/scores.json")
START, END = "<!-- scores -->", "<!-- /scores -->"
# Measure, group of questions, and the quick start's measure where it has the same one.
ROWS = (
    ("hit@1", "all", "quick_start_hit@1"), ("read_median", "all", "quick_start_read_median"),
    ("hit@5", "all", None), ("accuracy", "all", None), ("citation_precision", "all", None),
    ("refusal", "slice:unanswerable_near", None), ("refusal", "slice:unanswerable_far", None),
    ("refusal", "slice:hostile", None), ("false_refusals", "all", None),
    ("unsupported_figures", "all", None), ("overlong", "all", None),
)  # fmt: skip
GROUPS = {
    "all": "",
    "slice:unanswerable_near": ": vlak bij het onderwerp",
    "slice:unanswerable_far": ": over iets anders",
    "slice:hostile": ": opdrachten en misleiding",
}
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INPUT = re.compile(r"^```jsonl (?P<name>[\w.]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_SCORES = re.compile(f"{re.escape(START)}\n.*?{re.escape(END)}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Measured:
    """An evaluation of the test split: its values, and the checksum of each document by id."""

    values: list[Value]
    documents: dict[str, str]


def refreshed(text: str, scores: str) -> str:
    """The README's text with every output and the score table as they are now."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, chdir(folder):
        for file in _INPUT.finditer(text):
            Path(file["name"]).write_text(file["text"], encoding="utf-8")
        output_of("beleid index")
        text = _BLOCK.sub(lambda block: _rerun(block.group(1)), text)
    return _SCORES.sub(lambda _: f"{START}\n{scores}{END}", text)


def commands(text: str) -> Iterator[str]:
    """Every command in the console blocks."""
    for block in _BLOCK.finditer(text):
        yield from (line[2:] for line in block.group(1).splitlines() if line.startswith("$ "))


def output_of(command: str) -> str:
    """What a ``beleid`` command prints on both streams, run in this process.

    Raises:
        RuntimeError: it is another program, or it did not end with 0.
    """
    name, *arguments = shlex.split(command)
    if name != "beleid":
        raise RuntimeError(f"not a beleid command: {command}")
    raw = io.BytesIO()
    both = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with redirect_stdout(both), redirect_stderr(both):
        code = run(app, arguments)
    text = raw.getvalue().decode("utf-8")
    if code:
        raise RuntimeError(f"{command} ended with {code}: {text}")
    return text


def score_table(values: list[Value], split: str = "test") -> str:
    """Markdown of the headline measures of one split."""
    found = {(value.measure, value.group): value for value in values if value.split == split}
    lines = ["| maat | waarde | 95%-interval | n | ijkpunt |", "|---|---:|---|---:|---:|"]
    for name, group, other in ROWS:
        value = found[name, group]
        beside = format_value(found.get((other, group))) if other else ""
        cells = (format_value(value), format_interval(value), str(value.n), beside)
        label = "tekens tot het bewijs" if name == "read_median" else BY_NAME[name].label
        lines.append(f"| {label}{GROUPS[group]} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def score_file(measured: Measured, split: str = "test") -> str:
    """The headline measures of one split as JSON, with the documents they were measured on."""
    found = {(value.measure, value.group): value for value in measured.values}
    rows = [
        {
            "measure": v.measure, "group": v.group, "n": v.n,
            **{name: None if x is None else round(x, 4) for name, x in
               (("value", v.value), ("low", v.low), ("high", v.high))},
        }
        for v in (found[name, group] for name, group, _ in ROWS)
        if v.split == split
    ]  # fmt: skip
    table = {"documents": measured.documents, "rows": rows}
    return json.dumps(table, ensure_ascii=False, indent=1) + "\n"


def measure() -> Measured:
    """An evaluation of the test split, made now."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        target = Path(folder)
        settings = load_settings(data_dir=target / "data")
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            evaluate(settings, out_dir=target, machine=False)
        report: dict[str, Any] = json.loads((target / "report.json").read_text(encoding="utf-8"))
    documents = {d.id: d.metadata.sha256 for d in read_corpus(settings.corpus or BUILTIN)}
    return Measured([Value(**row) for row in report["values"]], documents)


def _rerun(block: str) -> str:
    shown = []
    for line in block.splitlines():
        if line.startswith("$ "):
            output = output_of(line[2:]).rstrip("\n")
            shown.append(f"{line}\n{output}\n")
    return "```console\n" + "\n".join(shown) + "```"


def main() -> None:
    measured = measure()
    SCORES.write_text(score_file(measured), encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    README.write_text(refreshed(text, score_table(measured.values)), encoding="utf-8")


if __name__ == "__main__":
    main()
