"""The command line: wires the parts together, and imports only what a command needs.

Exit codes: 0 the work was done (a refusal is work done), 1 a gate failed, 2 wrong usage or input
that cannot be read, 130 stopped by the user.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant import check_command, conflicts_command, options, settings_command
from assistant.console import print_json, readable, run, say
from assistant.dutch_help import DutchCommand, DutchGroup, examples
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.batch import Row
    from assistant.model_assistant import ModelAssistant
    from assistant.settings import Settings
    from index.store import PolicyIndex

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
    answer = _assistant(settings).ask([text])
    if json:
        print_json(answer.to_json())
    else:
        from assistant.terminal import print_answer

        print_answer(answer)


@app.command(cls=DutchCommand, epilog=examples("beleid batch vragen.jsonl antwoorden.jsonl"))
def batch(
    source: options.Source,
    target: options.Target,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Beantwoordt veel vragen uit een bestand.

    Elke regel van IN is {"id": "...", "turns": ["..."]}: de laatste van "turns" wordt beantwoord,
    wat ervoor staat is het gesprek. Elke regel geeft een regel in UIT.
    """
    settings = _settings(corpus=corpus, index=index)
    from assistant.batch import invalid_answer

    def worker() -> Callable[[Row], dict[str, Any]]:
        assistant = _assistant(settings)
        return lambda row: (
            invalid_answer(row) if row.fault else assistant.ask(row.turns, id=row.id)
        ).to_json()

    _run_batch(source, target, worker)


@app.command(
    cls=DutchCommand,
    epilog=examples(
        'beleid search "mobiliteitsbonus" -k 3',
        "beleid search --batch vragen.jsonl passages.jsonl -k 20",
    ),
)
def search(
    question: options.Sought = None,
    k: options.K = 10,
    json: options.Json = False,
    many: options.Many = None,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Toont de passages bij een vraag.

    De beste staat bovenaan. Er wordt geen antwoord gemaakt.
    """
    settings = _settings(corpus=corpus, index=index)
    if (question is None) == (many is None):
        raise SettingsError("Geef een vraag, of --batch IN UIT. Uitleg: beleid search --help")
    from assistant.batch import hit_row

    if many is not None:

        def worker() -> Callable[[Row], dict[str, Any]]:
            assistant = _literal(settings)

            def work(row: Row) -> dict[str, Any]:
                hits = assistant.search(row.turns, k)
                return {"id": row.id, "hits": [hit_row(hit) for hit in hits]}

            return work

        _run_batch(*many, worker)
        return
    hits = _literal(settings).search([readable(os.fsencode(question or ""))], k)
    if json:
        print_json([hit_row(hit) for hit in hits])
    else:
        from assistant.terminal import print_hits

        print_hits(hits)


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


def _index(settings: Settings) -> PolicyIndex:
    from assistant.ready import ready_index

    return ready_index(settings, say)


def _literal(settings: Settings) -> Assistant:
    """For what no model has a part in."""
    from assistant.ready import ready_assistant

    return ready_assistant(settings, say)


def _assistant(settings: Settings) -> Assistant | ModelAssistant:
    from assistant.ready import answering_assistant

    return answering_assistant(settings, say)


def _run_batch(
    source: Path, target: Path, worker: Callable[[], Callable[[Row], dict[str, Any]]]
) -> None:
    """Rows through what ``worker`` makes; on a terminal with a count of how far it is."""
    from rich.console import Console

    from assistant.batch import run_batch

    def report(row: Row) -> None:
        say(f"{source}, regel {row.line}: {row.fault}.")

    with Console(stderr=True, highlight=False, markup=False).status("Bezig ...") as status:
        count = run_batch(
            source,
            target,
            worker,
            on_fault=report,
            on_row=lambda done: status.update(f"{done} rijen klaar"),
        )
    faults = f", waarvan {count.faults} ongeldig" if count.faults else ""
    rows = "1 rij" if count.rows == 1 else f"{count.rows} rijen"
    say(f"{rows} in {target}{faults}.")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit; without arguments it explains itself."""
    sys.exit(run(app, (sys.argv[1:] if arguments is None else arguments) or ["--help"]))


if __name__ == "__main__":
    main()
