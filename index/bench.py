"""Retrieval measures over any folder in BEIR format: how well do the halves and the whole find?

The same lexical halves, vectors and fusion as the product's, with one passage a document; only the
preference for figures is left out, since here a whole answer is one passage.
"""

from __future__ import annotations

import csv
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from ir_measures import RR, R, iter_calc, nDCG
from scipy.stats import bootstrap

from corpus.document import Passage
from corpus.errors import InputError
from index.encoder import DEFAULT_ENCODER, load_encoder
from index.fusion import fuse, search_halves
from index.hit import Searcher
from index.lexical import LexicalIndex

MEASURES = (nDCG @ 10, R @ 10, R @ 100, RR @ 10)
_DEPTH = 100
_RESAMPLES = 1000

Qrels = dict[str, dict[str, int]]
Run = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean over queries with its 95% percentile bootstrap interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BenchRow:
    """One half, or the whole.

    Attributes:
        measures: by name as ``ir_measures`` writes it; a query without hits counts as 0.
        query_ms: median time of one query.
    """

    name: str
    measures: dict[str, Mean]
    query_ms: float


@dataclass(frozen=True, slots=True)
class BenchReport:
    """Attributes: ``index_seconds`` covers all halves, the encoder's loading not."""

    documents: int
    queries: int
    encoder: str
    index_seconds: float
    rows: tuple[BenchRow, ...]


def bench_beir(
    folder: Path,
    *,
    encoder: str = DEFAULT_ENCODER,
    keep: Callable[[str], bool] | None = None,
) -> BenchReport:
    """Measure on ``corpus.jsonl``, ``queries.jsonl`` and ``qrels.tsv`` (or ``qrels/test.tsv``).

    Args:
        folder: in BEIR format.
        encoder: as for ``build_index``.
        keep: which query ids count; all judged ones when None.

    Raises:
        InputError: a file is absent or not what was expected.
    """
    passages = sorted(_passages(folder / "corpus.jsonl"), key=lambda passage: passage.id)
    qrels = {query: judged for query, judged in _qrels(folder).items() if not keep or keep(query)}
    texts = {str(row["_id"]): str(row["text"]) for row in _rows(folder / "queries.jsonl")}
    queries = {query: texts[query] for query in sorted(qrels) if query in texts}
    if not queries or not passages:
        raise InputError(
            f"In {folder} staan {len(passages)} documenten en {len(queries)} beoordeelde vragen. "
            "Verwacht: van beide minstens één."
        )
    return _measure(passages, queries, qrels, encoder)


def _measure(
    passages: list[Passage], queries: Mapping[str, str], qrels: Qrels, encoder: str
) -> BenchReport:
    from index.vectors import VectorIndex

    model = load_encoder(encoder)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        started = time.perf_counter()
        stems, grams = (LexicalIndex.build(passages, kind) for kind in ("stems", "grams"))
        vectors = VectorIndex.build(
            Path(scratch), passages, model, known={}, metadata={"encoder": encoder}
        )
        index_seconds = time.perf_counter() - started
        searches: dict[str, Callable[[str], list[tuple[str, float]]]] = {
            "stems": _alone(stems),
            "grams": _alone(grams),
            "dense": _alone(vectors),
            "whole": lambda query: fuse(
                search_halves(stems, grams, vectors, query, _DEPTH), _DEPTH
            ),
        }
        rows = tuple(
            _row(name, search, queries, {query: qrels[query] for query in queries})
            for name, search in searches.items()
        )
        vectors.close()
    return BenchReport(len(passages), len(queries), encoder, round(index_seconds, 3), rows)


def _alone(half: Searcher) -> Callable[[str], list[tuple[str, float]]]:
    return lambda query: half.search(query, _DEPTH)


def _row(
    name: str,
    search: Callable[[str], list[tuple[str, float]]],
    queries: Mapping[str, str],
    qrels: Qrels,
) -> BenchRow:
    run: Run = {}
    times = []
    for query, text in queries.items():
        started = time.perf_counter()
        run[query] = [passage_id for passage_id, _ in search(text)]
        times.append(time.perf_counter() - started)
    return BenchRow(name, measure(qrels, run), round(float(np.median(times)) * 1000, 3))


def measure(qrels: Qrels, run: Run) -> dict[str, Mean]:
    """Means over all judged queries; one that is missing from the run counts as 0."""
    # Scores that fall by rank: our own order decides, not the library's way with ties.
    scored = {
        query: {passage_id: -float(rank) for rank, passage_id in enumerate(ids)}
        for query, ids in run.items()
    }
    values: dict[str, dict[str, float]] = {str(m): dict.fromkeys(qrels, 0.0) for m in MEASURES}
    for found in iter_calc(list(MEASURES), qrels, scored):
        values[str(found.measure)][found.query_id] = found.value
    return {name: _mean(list(by_query.values())) for name, by_query in values.items()}


def _mean(values: list[float]) -> Mean:
    sample = np.asarray(values)
    mean = float(sample.mean())
    if len(set(values)) < 2:  # nothing to resample
        return Mean(mean, mean, mean)
    found = bootstrap(
        (sample,), np.mean, n_resamples=_RESAMPLES, batch=100, method="percentile", rng=0
    ).confidence_interval
    return Mean(round(mean, 6), round(float(found.low), 6), round(float(found.high), 6))


def _passages(path: Path) -> Iterator[Passage]:
    for row in _rows(path):
        text, title = str(row["text"]), str(row.get("title") or "")
        yield Passage(
            id=str(row["_id"]),
            document_id=str(row["_id"]),
            start=0,
            end=len(text),
            text=text,
            section_path=(title,) if title else (),
            kind="paragraph",
            block=0,
            sentences=((0, len(text)),),
            lines=(1, 1),
        )


def _qrels(folder: Path) -> Qrels:
    path = next(
        (p for p in (folder / "qrels.tsv", folder / "qrels" / "test.tsv") if p.is_file()),
        folder / "qrels.tsv",
    )
    qrels: Qrels = {}
    try:
        for row in csv.DictReader(_lines(path), delimiter="\t", quoting=csv.QUOTE_NONE):
            qrels.setdefault(row["query-id"], {})[row["corpus-id"]] = int(row["score"])
    except (KeyError, ValueError, TypeError) as error:
        raise InputError(
            f"{path} is geen lijst oordelen ({error}). Verwacht: kolommen query-id, corpus-id en "
            "score, gescheiden door tabs."
        ) from error
    return {query: judged for query, judged in qrels.items() if max(judged.values()) > 0}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            row["_id"], row["text"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, regel {number}: geen JSON met _id en text ({error})."
            ) from error
        yield row


def _lines(path: Path) -> Iterable[str]:
    try:
        # Split on line feeds only: the texts may hold other line separators.
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} kan niet worden gelezen ({error}). Verwacht: een map in BEIR-formaat met "
            "corpus.jsonl, queries.jsonl en qrels.tsv."
        ) from error
