"""``beleid settings``: every setting with its value and where that comes from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant import options
from assistant.console import print_json, shown
from assistant.dutch_help import examples

EXAMPLES = examples("beleid settings", "beleid settings --json")

_UNSET = {
    "corpus": "meegeleverd",
    "encoder": "meegeleverd",
    "model": "geen",
    "model_url": "van de aanbieder",
    "concurrency": "1, met een taalmodel 4",
    "mcp": "aan als de extra mcp is geïnstalleerd",
    "contact": "geen",
}


def show_settings(
    corpus: options.Corpus = None,
    index: options.Index = None,
    host: options.Host = None,
    port: options.Port = None,
    json: options.Json = False,
) -> None:
    """Toont de instellingen en waar ze vandaan komen.

    Een argument gaat voor een omgevingsvariabele, die gaat voor beleid.toml in de werkmap.
    """
    from assistant.settings import load_settings, origins

    given = {"corpus": corpus, "index": index, "host": host, "port": port}
    settings = load_settings(**given)
    values: dict[str, Any] = {
        name: str(value) if isinstance(value, Path) else value
        for name, value in ((name, getattr(settings, name)) for name in type(settings).model_fields)
    }
    whence = origins(**given)
    if json:
        rows = [
            {"name": name, "value": value, "origin": whence[name]} for name, value in values.items()
        ]
        print_json(rows)
        return
    texts = {
        name: f"{settings.index_dir}"
        if name == "index"
        else _UNSET[name]
        if value is None
        else _text(value)
        for name, value in values.items()
    }
    widths = max(map(len, texts)), max(len(shown(text)) for text in texts.values())
    for name, text in texts.items():
        print(f"{name:{widths[0]}}  {shown(text):{widths[1]}}  {whence[name]}")


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return '""' if value == "" else str(value)
