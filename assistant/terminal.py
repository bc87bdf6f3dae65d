"""Answers and passages as a person reads them in a terminal."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation, Nearest
from assistant.page_answer import Inline, Source, view_answer
from index.hit import Hit

if TYPE_CHECKING:
    from index.bench import BenchReport

WIDTH = 88


def console(most: int = WIDTH) -> Console:
    """Bold only on a terminal; no colours, no wider than reads well."""
    plain = Console(file=sys.stdout)
    width = min(plain.width, most) if plain.is_terminal else most
    return Console(file=sys.stdout, width=width, color_system=None, highlight=False, markup=False)


def print_answer(answer: Answer) -> None:
    view = view_answer(answer)
    blocks: list[RenderableType] = []
    if answer.status != "answered":
        blocks.append(Text(view.title, style="bold"))
    if view.understood:
        blocks.append(_text(f"Vraag: {view.understood}"))
    for part in view.parts:
        lines = [_inline(line) for line in part.lines]
        blocks.append(_listed(lines) if part.kind == "list" else lines[0])
    if answer.choices:
        blocks.append(_listed([_text(choice) for choice in answer.choices]))
    if view.sources:
        blocks.append(_titled("Bronnen", map(_source, view.sources)))
    if view.notices:
        notices = [
            _text(f"{title}: {text}{''.join(f' [{c.n}]' for c in marks)}")
            for _, title, text, marks in view.notices
        ]
        blocks.append(_listed(notices))
    if view.nearest:
        blocks.append(_titled("Dichtstbij", [_listed(map(_near, view.nearest))]))
    if answer.next_step:
        blocks.append(_text(f"Volgende stap: {answer.next_step}"))
    _print(blocks)


def print_hits(hits: Sequence[Hit]) -> None:
    if not hits:
        _print([Text("Geen passages gevonden.")])
        return
    _print(
        [
            Group(
                _text(f"{n}. {place(hit.passage.section_path)}  ({hit.score:.3f})"),
                _indented(hit.passage.text),
            )
            for n, hit in enumerate(hits, start=1)
        ]
    )


def print_bench(report: BenchReport) -> None:
    table = Table(title=f"{report.documents} documenten, {report.queries} vragen, {report.encoder}")
    names = list(report.rows[0].measures)
    for column in ("deel", *names, "ms per vraag"):
        table.add_column(column)
    for row in report.rows:
        means = [row.measures[name] for name in names]
        cells = [f"{m.value:.3f} ({m.low:.3f}-{m.high:.3f})" for m in means]
        table.add_row(row.name, *cells, f"{row.query_ms:.1f}")
    _print([table], width=120)


def place(path: Iterable[str]) -> str:
    return " › ".join(path)


def line_numbers(lines: Sequence[int]) -> str:
    first, last = lines[0], lines[-1]
    return f"regel {first}" if first == last else f"regels {first}-{last}"


def _source(source: Source) -> RenderableType:
    rows: list[RenderableType]
    if len(source.quotes) == 1:
        citation = source.quotes[0].citation
        rows = [
            _text(f"[{citation.n}] {source.title}"),
            _indented(f"{place(source.path)}, {_where(citation)}"),
        ]
        if not source.quotes[0].shown:
            rows.append(_indented(f"“{citation.quote}”"))
        return Group(*rows)
    rows = [_text(source.title), _indented(place(source.path))]
    for quote in source.quotes:
        rows.append(_indented(f"[{quote.citation.n}] {_where(quote.citation)}"))
        if not quote.shown:
            rows.append(_indented(f"“{quote.citation.quote}”", 8))
    return Group(*rows)


def _where(citation: Citation) -> str:
    page = f"bladzijde {citation.page}, " if citation.page is not None else ""
    return f"{page}{line_numbers(citation.lines)}"


def _near(section: Sequence[Nearest]) -> RenderableType:
    quotes = (_indented(f"“{near.quote}”", 0) for near in section)
    return Group(_text(place(section[0].section_path)), *quotes)


def _titled(title: str, rows: Iterable[RenderableType]) -> Group:
    return Group(Text(title, style="bold"), *rows)


def _listed(rows: Iterable[RenderableType]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    for row in rows:
        table.add_row("-", row)
    return table


def _inline(parts: Iterable[Inline]) -> Text:
    text = Text()
    for part in parts:
        shown = f"[{part.mark.n}]" if part.mark else _clean(part.text)
        text.append(shown, style="bold" if part.bold else None)
    return text


def _indented(text: str, by: int = 4) -> Padding:
    return Padding(_text(" ".join(text.split())), (0, 0, 0, by), expand=False)


def _text(text: str) -> Text:
    return Text(_clean(text))


def _clean(text: str) -> str:
    """Without characters that steer a terminal or cannot be written."""
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _print(blocks: Sequence[RenderableType], width: int = WIDTH) -> None:
    out = console(width)
    with out.capture() as written:
        for number, block in enumerate(blocks):
            if number:
                out.print()
            out.print(block)
    for line in written.get().splitlines():
        print(line.rstrip())
