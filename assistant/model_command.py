"""``beleid model`` on the command line; what it does stands in ``assistant/model_check.py``."""

from __future__ import annotations

import typer

from assistant.dutch_help import DutchCommand, DutchGroup, examples

app = typer.Typer(
    cls=DutchGroup,
    rich_markup_mode=None,
    epilog=examples("BELEID_MODEL=ollama:qwen3:8b beleid model check"),
)


@app.callback()
def model() -> None:
    """Controleert het taalmodel, als u dat gebruikt."""


@app.command(cls=DutchCommand, epilog=examples("BELEID_MODEL=ollama:qwen3:8b beleid model check"))
def check() -> None:
    """Probeert het ingestelde taalmodel.

    Maakt verbinding, stelt één vraag met bewijs erbij en zegt in gewone woorden wat er mis is.
    """
    from assistant.model_check import check_model
    from assistant.settings import load_settings

    for line in check_model(load_settings()):
        print(line)
