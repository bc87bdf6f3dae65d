"""``beleid batch``: many questions from a file, and the running of rows that it shares with search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant import options
from assistant.console import say
from assistant.dutch_help import examples

if TYPE_CHECKING:
    from assistant.batch import Row

EXAMPLES = examples("beleid batch vragen.jsonl antwoorden.jsonl")


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
    from assistant.settings import load_settings

    settings = load_settings(corpus=corpus, index=index)
    from assistant.batch import invalid_answer
    from assistant.ready import answering_assistant

    def worker() -> Callable[[Row], dict[str, Any]]:
        assistant = answering_assistant(settings, say)
        return lambda row: (
            invalid_answer(row) if row.fault else assistant.ask(row.turns, id=row.id)
        ).to_json()

    run_rows(source, target, worker)


def run_rows(
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
