"""Altered copies: documents in which one thing gets two different figures, made by rule.

Texts that contradict themselves are rare, so they are made. *Restated*: a statement of a document is
said again elsewhere, in the words of an honest paraphrase of it that a person wrote
(``eval/paraphrases.jsonl``), with one of the figures both give changed. Three times in four that
stands as a paragraph of its own at the end of another section of the document, chosen by a fixed
seed; else it is a short second document. *Twins*: a document says the same figure about the same
thing twice of its own accord (``eval/twins.jsonl``, pairs found by equal figures and then read by a
person); one of the two is changed.

Half of the changes are slips (one digit is another), half are amendments (2 to 25 in a hundred more
or less, in the same notation; at least 1). A figure in words becomes another of up to three more or
less. Documents are in one half or the other, so that nothing of a text that was tuned on is reported.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from corpus.document import Document
from corpus.figures import Figure, find_figures
from corpus.library import read_document
from corpus.numbers import WORDS
from corpus.text import decode

PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")
TWINS = Path(__file__).with_name("twins.jsonl")
UNITS = frozenset(
    {"EUR", "%", "procentpunt", "years", "months", "weeks", "days", "hours", "age", "count"}
)
"""What is altered. Dates, shares and *keer* are left alone: they are not compared."""

Half = Literal["tune", "report"]
Way = Literal["section", "document", "twin"]

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_WORDS_BY_VALUE = {int(v): w for w, v in reversed(WORDS.items()) if v == int(v) and 2 <= v <= 20}


@dataclass(frozen=True, slots=True)
class Altered:
    """A document with a contradiction in it.

    Attributes:
        documents: the altered copy, and the second document where there is one.
        quote: the statement as it stands in the copy.
        restated: the sentence with the changed figure, as it stands there.
        before, after: the figure in either.
        slip: one digit is another; False for an amendment.
    """

    documents: tuple[Document, ...]
    half: Half
    way: Way
    quote: str
    restated: str
    before: Figure
    after: Figure
    slip: bool


def half_of(document_id: str) -> Half:
    """By the document, so that no text is in both halves."""
    digest = hashlib.sha256(document_id.encode()).hexdigest()
    return "tune" if int(digest, 16) % 2 else "report"


def restated(paths: Mapping[str, Path], rows: Path = PARAPHRASES) -> Iterator[Altered]:
    """One altered copy for each paraphrase that shares a figure with its quote.

    Args:
        paths: files by document id.
    """
    for row in _rows(rows):
        path = paths.get(row["document"])
        if path is None:
            continue
        rng = random.Random(f"{row['document']}\n{row['quote']}\n{row['text']}")
        changed = change_one(row["text"], row["quote"], rng)
        if changed is None:
            continue
        text, before, after, slip = changed
        document = read_document(path)
        way: Way = "section" if rng.random() < 0.75 else "document"
        documents = (
            _with_paragraph(path, document, row["quote"], text, rng)
            if way == "section"
            else (document, _beside(document, text))
        )
        yield Altered(documents, half_of(document.id), way, row["quote"], text, before, after, slip)


def twins(paths: Mapping[str, Path], rows: Path = TWINS) -> Iterator[Altered]:
    """Two altered copies for each pair of statements: either of the two is changed."""
    for row in _rows(rows):
        path = paths.get(row["document"])
        if path is None:
            continue
        for kept, other in ((row["first"], row["second"]), (row["second"], row["first"])):
            rng = random.Random(f"{row['document']}\n{kept}\n{other}")
            changed = change_one(other, kept, rng, wanted=(row["unit"], row["value"]))
            if changed is None:
                continue
            text, before, after, slip = changed
            source = decode(path.read_bytes())
            if source.count(other) != 1:
                continue
            document = _read(path, source.replace(other, text))
            yield Altered(
                (document,), half_of(document.id), "twin", kept, text, before, after, slip
            )


def change_one(
    text: str, quote: str, rng: random.Random, wanted: tuple[str, object] | None = None
) -> tuple[str, Figure, Figure, bool] | None:
    """``text`` with one figure changed that ``quote`` gives too, and the figure before and after.

    None where there is none to change, or where no change gives another figure of that unit that
    the quote does not give.
    """
    given = {(f.unit, f.value) for f in find_figures(quote)}
    shared = [
        f
        for f in find_figures(text)
        if f.unit in UNITS
        and isinstance(f.value, int | float)
        and (f.unit, f.value) in given
        and wanted in (None, (f.unit, f.value))
    ]
    rng.shuffle(shared)
    slip = rng.random() < 0.5
    for figure in shared:
        for _ in range(8):
            new = _other(figure.text, slip, rng)
            if new is None:
                break
            made = text[: figure.start] + new + text[figure.end :]
            after = next((f for f in find_figures(made) if f.start == figure.start), None)
            if (
                after is not None
                and after.unit == figure.unit
                and isinstance(after.value, int | float)
                and (after.unit, after.value) not in given
            ):
                before = next(
                    f
                    for f in find_figures(quote)
                    if (f.unit, f.value) == (figure.unit, figure.value)
                )
                return made, before, after, slip
    return None


def _other(text: str, slip: bool, rng: random.Random) -> str | None:
    found = _NUMBER.search(text)
    if found is not None:
        new = _slip(found[0], rng) if slip else _amend(found[0], rng)
        return text[: found.start()] + new + text[found.end() :]
    for word in _WORD.finditer(text.lower()):
        value = WORDS.get(word[0])
        if value is not None and value == int(value) and word[0] not in ("een", "één"):
            near = [w for v, w in _WORDS_BY_VALUE.items() if 0 < abs(v - value) <= 3]
            if near:
                return text[: word.start()] + rng.choice(near) + text[word.end() :]
    return None


def _slip(digits: str, rng: random.Random) -> str:
    places = [n for n, c in enumerate(digits) if c.isdigit() and not (n == 0 and c == "0")]
    at = rng.choice(places)
    new = rng.choice([d for d in "123456789" if d != digits[at]])
    return digits[:at] + new + digits[at + 1 :]


def _amend(digits: str, rng: random.Random) -> str:
    """2 to 25 in a hundred more or less, with as many decimals, and as round as it was."""
    whole, _, decimals = digits.partition(",")
    plain = int(whole.replace(".", "") + decimals)
    step = 1
    while plain and plain % (step * 10) == 0 and step * 20 <= plain:
        step *= 10
    share = rng.uniform(0.02, 0.25) * rng.choice((-1, 1))
    steps = round(plain * share / step) or (1 if share > 0 else -1)
    made = str(max(1, plain + steps * step)).zfill(len(decimals) + 1)
    whole, decimals = (made[: -len(decimals)], made[-len(decimals) :]) if decimals else (made, "")
    if "." in digits:
        whole = f"{int(whole):,}".replace(",", ".")
    return f"{whole},{decimals}" if decimals else whole


def _with_paragraph(
    path: Path, document: Document, quote: str, text: str, rng: random.Random
) -> tuple[Document, ...]:
    at = document.text.find(quote)
    block = document.block_at(at) if at >= 0 else None
    lines = decode(path.read_bytes()).splitlines()
    ends: dict[int, int] = {}  # the last source line of every section
    for one in document.blocks:
        if one.kind in ("paragraph", "item"):
            ends[one.section] = max(ends.get(one.section, 0), one.lines[1])
    if block is not None:
        ends.pop(block.section, None)
    if ends:
        after = ends[rng.choice(sorted(ends))]
        lines[after:after] = ["", text, ""]
    else:
        lines += ["", "## Samenvatting", "", text]
    return (_read(path, "\n".join(lines) + "\n"),)


def _beside(document: Document, text: str) -> Document:
    return _read(
        Path(f"{document.id}-bericht.md"), f"# Bericht\n\nOver: {document.title}\n\n{text}\n"
    )


def _read(path: Path, source: str) -> Document:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_text(source, encoding="utf-8")
        return read_document(copy)


def _rows(path: Path) -> Sequence[Mapping[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
