"""The outcome on one screen, and progress while it is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Column, Table

from eval.model_mode import to_table
from eval.report import COLUMNS, HEADLINE, Report, format_interval, format_value
from eval.summary import BY_NAME

WIDTH = 110


def out() -> Console:
    """Standard output; a fixed width where it is no terminal, so that logs are alike."""
    console = Console(highlight=False, markup=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=WIDTH)


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error; the function it gives moves it one step on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def print_report(report: Report, files: Sequence[Path], console: Console | None = None) -> None:
    """Measures, the same by slice, the gate's verdict, and where to read on."""
    console = console or out()
    for split in report.splits:
        table = Table("maat", "waarde", "95%-interval", "n", title=f"{report.name}: {split}")
        for name in HEADLINE:
            value = report.value(name, split)
            if value is not None:
                interval = format_interval(value)
                table.add_row(BY_NAME[name].label, format_value(value), interval, str(value.n))
        console.print(table)
        slices = Table(
            Column("onderdeel", no_wrap=True), "n", *(BY_NAME[name].label for name in COLUMNS)
        )
        for group in report.groups(split, "slice:"):
            cells = [format_value(report.value(name, split, group)) for name in COLUMNS]
            size = report.value("overlong", split, group)
            slices.add_row(group.partition(":")[2], str(size.n if size else 0), *cells)
        console.print(slices)
    for line in to_table(report.model):
        if line and not line.startswith("| ---"):
            told = line.strip("| ").replace(" | ", ": ", 1).replace(" | ", " letterlijk, ")
            console.print(f"Met een taalmodel: {told}" if report.model.absent else told)
    for check in report.checks:
        if not check.passed:
            floor = check.floor
            bound = f"≥ {floor.minimum}" if floor.minimum is not None else f"≤ {floor.maximum}"
            found = "niet gemeten" if check.value is None else f"{check.value:.3f}"
            if check.judged is not None and check.judged != check.value:
                found += f", beoordeeld op de rand van het interval: {check.judged:.3f}"
            console.print(f"Niet gehaald: {floor.metric} ({floor.group}) {bound}, gemeten: {found}")
    if report.checks and all(check.passed for check in report.checks):
        console.print(f"Alle {len(report.checks)} ondergrenzen zijn gehaald.")
    for difference in report.differences:
        if difference.better or difference.worse:
            console.print(
                f"{difference.measure}: {difference.old:.3f} → {difference.new:.3f}; "
                f"beter: {' '.join(difference.better) or 'geen'}; "
                f"slechter: {' '.join(difference.worse) or 'geen'}",
                soft_wrap=True,
            )
    for path in files:
        console.print(str(path), soft_wrap=True)
