"""Which texts the encoder learns from, cleaned; and which are kept apart to measure on."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TRAINING_SHARE = 65  # per cent; the promise is "at most 70"
_LAW_TRAINING_SHARE = 96
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*_#|`•]+|:?-{3,}:?|<[^>]{1,200}>")
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+(?=[A-Z0-9(‘“\"'])")
_NUMBERED = re.compile(
    r"\b(artikel(en)?|hoofdstuk|paragraaf|afdeling|titel|deel|bijlage|lid|onderdeel)\b|[\W\d]+",
    re.I,
)


def _bucket(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big") % 100


def is_training_query(query_id: str) -> bool:
    """Whether a parliamentary question may be trained on; the others are for measuring.

    The rule is a hash of the id, so that anyone can repeat the split: about 65% is true.
    """
    return _bucket(query_id) < _TRAINING_SHARE


def is_training_law(law_id: str) -> bool:
    """Whether a law's passages may be trained on (about 96%); the others are for measuring."""
    return _bucket(law_id) < _LAW_TRAINING_SHARE


def clean(text: str) -> str:
    """Text without Markdown and HTML marks, white space collapsed."""
    return " ".join(_MARKS.sub(" ", _LINK.sub(r"\1", text)).split())


def sentences(text: str) -> list[str]:
    """A rough split, good enough to make pairs of."""
    return [part for part in _SENTENCE_END.split(text) if part]


@dataclass(frozen=True, slots=True)
class LawPassage:
    """A passage of a law with its title and the path of headings above it."""

    law: str
    title: str
    heading: str
    text: str


def read_laws(path: Path) -> Iterator[LawPassage]:
    """Passages of ``dutch-law-passages.jsonl.gz``, cleaned; those under 40 characters left out."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = clean(row["text"])
            if len(text) >= 40:
                yield LawPassage(row["law"], clean(row["title"]), clean(row["heading"]), text)


def says_something(heading: str) -> bool:
    """Whether a heading has words of its own (``Artikel 2.2`` has none)."""
    return len(_NUMBERED.sub(" ", heading).split()) >= 1


def read_questions(folder: Path) -> list[tuple[str, str, str]]:
    """(query id, question, answer) of a folder in BEIR format, every judged pair."""
    texts: dict[str, str] = {}
    for name in ("queries.jsonl", "corpus.jsonl"):
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            texts[row["_id"]] = clean(row["text"])
    with (folder / "qrels.tsv").open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))[1:]
    return [(query, texts[query], texts[answer]) for query, answer, _ in rows]


def read_columns(path: Path, *columns: int) -> list[tuple[str, ...]]:
    """The given columns of a tab-separated file, rows that have them all."""
    with path.open(encoding="utf-8") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        cells = [tuple(clean(row[i]) for i in columns) for row in rows if len(row) > max(columns)]
    return [row for row in cells if all(row)]
