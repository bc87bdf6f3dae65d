"""The command line: wires the parts together, and imports only what a command needs.

Exit codes: 0 the work was done (a refusal is work done), 1 a gate failed, 2 wrong usage or input
that cannot be read, 130 stopped by the user.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from assistant import (
    batch_command,
    check_command,
    conflicts_command,
    options,
    search_command,
    settings_command,
)
from assistant.console import print_json, readable, run, say
from assistant.dutch_help import DutchCommand, DutchGroup, examples

if TYPE_CHECKING:
    from assistant.settings import Settings

app = typer.Typer(
    cls=DutchGroup,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Beantwoordt vragen over beleidsstukken met letterlijke citaten.",
    epilog=examples('beleid ask "Hoe hoog is de mobiliteitsbonus?"', "beleid serve"),
)

benches = typer.Typer(
    cls=DutchGroup, rich_markup_mode=None, epilog=examples("beleid bench beir mijn-vragen")
)
app.add_typer(benches, name="bench", help="Meet het zoeken op andere verzamelingen.")

_MODEL_EXAMPLE = examples("beleid model check")
models = typer.Typer(cls=DutchGroup, rich_markup_mode=None, epilog=_MODEL_EXAMPLE)
app.add_typer(models, name="model", help="Controleert het taalmodel, als u dat gebruikt.")


@app.command(
    cls=DutchCommand,
    epilog=examples("beleid serve", "beleid serve --corpus notities --port 8000"),
)
def serve(
    corpus: options.Corpus = None,
    index: options.Index = None,
    host: options.Host = None,
    port: options.Port = None,
) -> None:
    """Start de webpagina."""
    settings = _settings(corpus=corpus, index=index, host=host, port=port)
    from app import serve as serve_page

    serve_page(settings)


@app.command(
    "index",
    cls=DutchCommand,
    epilog=examples("beleid index", "beleid index --corpus notities --index notities-index"),
)
def build(corpus: options.Corpus = None, index: options.Index = None) -> None:
    """Bouwt de index of werkt hem bij.

    Alleen wat is veranderd, wordt opnieuw gedaan.
    """
    settings = _settings(corpus=corpus, index=index)
    from assistant.ready import refresh_index

    report = refresh_index(settings, say)
    for name, reason in report.skipped:
        say(f"Overgeslagen: {name} ({reason})")
    documents = "1 document" if report.documents == 1 else f"{report.documents} documenten"
    print(f"{documents}, {report.passages} passages in {settings.index_dir}.")


@app.command(
    cls=DutchCommand,
    epilog=examples(
        'beleid ask "Hoe hoog is de mobiliteitsbonus?"',
        'beleid ask "Wie voert de regeling uit?" --corpus notities',
        'echo "Wat is een speerpunt?" | beleid ask - --json',
    ),
)
def ask(
    question: options.Asked,
    json: options.Json = False,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Beantwoordt één vraag, met bron.

    Het antwoord bevat de letterlijke zin en de plaats waar die staat. Staat het antwoord niet in
    de tekst, dan zegt de assistent dat.
    """
    settings = _settings(corpus=corpus, index=index)
    text = readable(sys.stdin.buffer.read() if question == "-" else os.fsencode(question))
    from assistant.ready import answering_assistant

    answer = answering_assistant(settings, say).ask([text])
    if json:
        print_json(answer.to_json())
    else:
        from assistant.terminal import print_answer

        print_answer(answer)


@models.command("check", cls=DutchCommand, epilog=_MODEL_EXAMPLE)
def try_model() -> None:
    """Probeert het ingestelde taalmodel.

    Maakt verbinding, stelt één vraag met bewijs erbij en zegt in gewone woorden wat er mis is.
    """
    settings = _settings()
    from assistant.model_check import check_model

    for line in check_model(settings):
        print(line)


@benches.command(cls=DutchCommand, epilog=examples("beleid bench beir mijn-vragen --json"))
def beir(folder: options.Beir, json: options.Json = False) -> None:
    """Meet het zoeken in een map in BEIR-formaat."""
    settings = _settings()
    from index.bench import bench_beir
    from index.encoder import DEFAULT_ENCODER

    report = bench_beir(folder, encoder=settings.encoder or DEFAULT_ENCODER)
    if json:
        print_json(asdict(report))
    else:
        from assistant.terminal import print_bench

        print_bench(report)


app.command("batch", cls=DutchCommand, epilog=batch_command.EXAMPLES)(batch_command.batch)
app.command("search", cls=DutchCommand, epilog=search_command.EXAMPLES)(search_command.search)
app.command("settings", cls=DutchCommand, epilog=settings_command.EXAMPLES)(
    settings_command.show_settings
)
app.command("conflicts", cls=DutchCommand, epilog=conflicts_command.EXAMPLES)(
    conflicts_command.conflicts
)
app.command("check", cls=DutchCommand, epilog=check_command.EXAMPLES)(check_command.check)


@app.command(
    "eval",
    cls=DutchCommand,
    epilog=examples(
        "beleid eval",
        "beleid eval --gate",
        "beleid eval --score-only antwoorden.jsonl",
        "beleid eval --model ollama:qwen3:8b",
    ),
)
def evaluate(
    split: options.Split = "test",
    questions: options.Questions = None,
    out: options.Out = None,
    score_only: options.ScoreOnly = None,
    against: options.Against = None,
    feedback: options.Feedback = None,
    gate: options.Gate = False,
    floors: options.Floors = None,
    other: options.Other = False,
    twice: options.Twice = False,
    no_quick_start: options.NoQuickStart = False,
    no_machine: options.NoMachine = False,
    model: options.Model = None,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> int:
    """Meet hoe goed de antwoorden zijn."""
    settings = _settings(corpus=corpus, index=index, model=model)
    if feedback is not None:
        from eval.feedback import questions_from_feedback

        return questions_from_feedback(settings, feedback, out or settings.data_dir / "eval")
    files: dict[str, Any] = {"questions": questions, "floors": floors}
    from eval.command import evaluate as run_evaluation

    return run_evaluation(
        settings,
        split=split,
        out_dir=out,
        score_only=score_only,
        against=against,
        gate=gate,
        other=other,
        twice=twice,
        quick_start=not no_quick_start,
        machine=not no_machine,
        **{name: path for name, path in files.items() if path is not None},
    )


def _settings(**arguments: Any) -> Settings:
    from assistant.settings import load_settings

    return load_settings(**arguments)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; without arguments it explains itself."""
    sys.exit(run(app, (sys.argv[1:] if arguments is None else arguments) or ["--help"]))


if __name__ == "__main__":
    main()
