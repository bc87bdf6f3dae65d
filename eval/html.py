"""The report as one HTML file with its plots in it: opens without a network."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.report import Report, split_name, to_markdown
from eval.summary import BY_NAME

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TEMPLATE = "report.html"
_INK, _SOFT = "#154273", "#8fa8c2"


def write_html(report: Report, folder: Path) -> list[Path]:
    """Writes ``report.html``; nothing where matplotlib (extra ``plots``) is not installed."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return []
    path = folder / "report.html"
    path.write_text(to_html(report), encoding="utf-8")
    return [path]


def to_html(report: Report) -> str:
    """The plots, each with a title and a text in its place for who cannot see it, and the tables."""
    from jinja2 import Environment, FileSystemLoader
    from markdown_it import MarkdownIt

    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    plots = [
        {"title": f"{title}: {split_name(split)}", "told": told, "svg": svg}
        for split in report.splits
        for title, told, svg in _plots(report, split)
    ]
    if report.latencies:
        plots.append({"title": "Tijd per antwoord", "told": _TOLD_TIME, "svg": _times(report)})
    # Questions and answers are text of others: no HTML of theirs comes through.
    body = MarkdownIt("commonmark", {"html": False}).enable("table").render(_visible(report))
    return environment.get_template(_TEMPLATE).render(name=report.name, plots=plots, body=body)


def _visible(report: Report) -> str:
    lines = to_markdown(report).splitlines()[1:]  # the page has a title of its own
    return "\n".join(line for line in lines if not line.startswith("<!--"))


_TOLD_TIME = "Hoe vaak een antwoord zo lang duurde, in milliseconden."


def _plots(report: Report, split: str) -> list[tuple[str, str, str]]:
    made = []
    values = [
        (group.partition(":")[2], value)
        for group in report.groups(split, "kind:")
        if (value := report.value("accuracy", split, group)) is not None
    ]
    if values:

        def accuracy(axes: Axes) -> None:
            for at, (_, v) in enumerate(values):
                low, high = v.low or 0.0, 1.0 if v.high is None else v.high
                axes.plot([low, high], [at, at], color=_SOFT, linewidth=3)
                axes.plot([v.value], [at], "o", color=_INK)
            axes.set_yticks(range(len(values)), [f"{name} (n = {v.n})" for name, v in values])
            axes.set_xlim(0, 1.02)
            axes.invert_yaxis()
            axes.set_xlabel(f"{BY_NAME['accuracy'].label}, met 95%-interval (Wilson)")

        told = "Per soort vraag het deel juiste antwoorden; de streep is het 95%-interval."
        made.append(("Juist per soort vraag", told, _svg(accuracy, 1.2 + 0.3 * len(values))))
    sure = report.calibration(split)
    if sure is not None and sure.bins:

        def reliability(axes: Axes) -> None:
            axes.plot([0, 1], [0, 1], "--", color=_SOFT)
            for b in sure.bins:
                axes.plot([b.confidence] * 2, [b.low, b.high], color=_SOFT, linewidth=3)
            axes.plot(
                [b.confidence for b in sure.bins], [b.right for b in sure.bins], "o-", color=_INK
            )
            axes.set(xlim=(0, 1.02), ylim=(0, 1.02), xlabel="zekerheid", ylabel="deel juist")

        told = "Gegeven antwoorden: op de stippellijn is de zekerheid zo groot als het deel dat juist is."
        made.append(("Klopt de zekerheid", told, _svg(reliability, 3.4)))

        def abstention(axes: Axes) -> None:
            axes.plot([x for x, _ in sure.curve], [y for _, y in sure.curve], color=_INK)
            axes.set(xlim=(0, 1), ylim=(0, 1.02))
            axes.set(
                xlabel="deel van alle vragen dat wordt beantwoord", ylabel="deel daarvan juist"
            )

        told = "Van de zekerste antwoorden af: hoe juist ze zijn als er meer worden gegeven."
        made.append(("Juist tegenover beantwoord", told, _svg(abstention, 3.4)))
    return made


def _times(report: Report) -> str:
    def histogram(axes: Axes) -> None:
        axes.hist(list(report.latencies), bins=30, color=_INK)
        axes.set(xlabel="milliseconden", ylabel="antwoorden")

    return _svg(histogram, 2.8)


def _svg(draw: Any, height: float) -> str:
    """One plot as an ``<svg>`` element; equal input gives equal bytes."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context({"svg.hashsalt": "beleid", "svg.fonttype": "none", "font.size": 10}):
        figure = Figure(figsize=(7, height), layout="constrained")
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        draw(axes)
        axes.spines[["top", "right"]].set_visible(False)
        out = io.StringIO()
        figure.savefig(
            out, format="svg", transparent=True, metadata={"Date": None, "Creator": None}
        )
    text = out.getvalue()
    return text[text.index("<svg") :]
