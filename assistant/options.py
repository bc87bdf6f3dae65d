"""Arguments and options of the command line, each with its explanation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", metavar="MAP", help="Map met documenten; anders de meegeleverde."),
]
Index = Annotated[
    Path | None,
    typer.Option("--index", metavar="MAP", help="Map van de index; anders onder .beleid."),
]
Json = Annotated[bool, typer.Option("--json", help="Schrijft JSON in plaats van tekst.")]

# serve
Host = Annotated[
    str | None,
    typer.Option("--host", metavar="ADRES", help="Netwerkadres; anders alleen deze computer."),
]
Port = Annotated[
    int | None, typer.Option("--port", metavar="N", min=1, max=65535, help="Poort; anders 7860.")
]

# ask, batch, search
Asked = Annotated[
    str, typer.Argument(metavar="VRAAG", help="De vraag, of - om hem van de invoer te lezen.")
]
Source = Annotated[Path, typer.Argument(metavar="IN", help="JSONL met de vragen.")]
Target = Annotated[Path, typer.Argument(metavar="UIT", help="JSONL met de antwoorden.")]
Sought = Annotated[str | None, typer.Argument(metavar="VRAAG", help="De vraag.")]
K = Annotated[int, typer.Option("-k", min=1, metavar="N", help="Hoeveel passages.")]
Many = Annotated[
    tuple[Path, Path] | None,
    typer.Option("--batch", metavar="IN UIT", help="JSONL met vragen, JSONL met passages."),
]

# check
Facts = Annotated[
    str | None,
    typer.Option(
        "--facts", metavar="JSON", help="Wat bekend is, of - om het van de invoer te lezen."
    ),
]
Listed = Annotated[bool, typer.Option("--list", help="Noemt de gegevens en hun waarden.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATUM", help="Peildatum, zoals 2013-06-01; anders vandaag."),
]

# bench
Beir = Annotated[
    Path, typer.Argument(metavar="MAP", help="Map met corpus.jsonl, queries.jsonl en qrels.tsv.")
]

# eval
Split = Annotated[
    Literal["dev", "test", "all"],
    typer.Option("--split", metavar="dev|test|all", help="Welke helft van de vragen."),
]
Questions = Annotated[
    Path | None, typer.Option("--questions", metavar="BESTAND", help="Eigen vragen, JSONL.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="MAP", help="Voor antwoorden en rapporten.")
]
ScoreOnly = Annotated[
    Path | None,
    typer.Option("--score-only", metavar="BESTAND", help="Scoort antwoorden die er al zijn."),
]
Against = Annotated[
    Path | None,
    typer.Option("--against", metavar="BESTAND", help="Vergelijkt met eerdere antwoorden."),
]
Feedback = Annotated[
    Path | None,
    typer.Option(
        "--feedback", metavar="BESTAND", help="Maakt vragen van oordelen van lezers; meet niet."
    ),
]
Gate = Annotated[bool, typer.Option("--gate", help="Eindcode 1 onder een ondergrens.")]
Floors = Annotated[
    Path | None, typer.Option("--floors", metavar="BESTAND", help="Eigen ondergrenzen, TOML.")
]
Other = Annotated[bool, typer.Option("--other", help="Ook de vragen over andere teksten.")]
Twice = Annotated[
    bool, typer.Option("--twice", help="Vraagt alles twee keer: komt er hetzelfde uit?")
]
NoQuickStart = Annotated[
    bool, typer.Option("--no-quick-start", help="Meet het gangbare ijkpunt niet mee.")
]
NoMachine = Annotated[bool, typer.Option("--no-machine", help="Meet tijd en geheugen niet.")]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAAM", help="Meet ook met dit taalmodel, zoals ollama:qwen3:8b."
    ),
]
