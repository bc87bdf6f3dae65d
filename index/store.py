"""An index on disk, opened: passages, both halves of the search, and their fusion."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from corpus.document import Document, Passage
from corpus.errors import SearchIndexError
from index.answer_type import asked_units
from index.encoder import load_encoder
from index.fusion import fuse, search_halves
from index.generations import current_generation
from index.hit import Encoder, Hit, Searcher
from index.lexical import LexicalIndex
from index.manifest import (
    Manifest,
    analysis_hash,
    corpus_hash,
    encoder_fingerprint,
)

if TYPE_CHECKING:
    from index.vectors import VectorIndex

DOCUMENTS = TypeAdapter(tuple[Document, ...])
IDF = TypeAdapter(tuple[dict[str, float], float])
UNITS = TypeAdapter(dict[str, list[str]])  # passage ids by unit of their figures


class PolicyIndex:
    """All documents with everything needed to search them.

    The encoder and Chroma load at the first search that needs them.

    Attributes:
        documents, passages: by id, in the order of their ids.
    """

    def __init__(self, generation: Path, manifest: Manifest, rebuild: str) -> None:
        self.generation = generation
        self.manifest = manifest
        self._rebuild = rebuild
        documents = DOCUMENTS.validate_json((generation / "documents.json").read_bytes())
        self.documents: dict[str, Document] = {document.id: document for document in documents}
        found = (passage for document in documents for passage in document.passages)
        self.passages: dict[str, Passage] = {
            passage.id: passage for passage in sorted(found, key=lambda passage: passage.id)
        }
        ids = list(self.passages)
        self._lexical = {
            kind: LexicalIndex.load(generation / kind, ids, kind) for kind in ("stems", "grams")
        }
        self._idf, self._unseen = IDF.validate_json((generation / "idf.json").read_bytes())
        units = UNITS.validate_json((generation / "figures.json").read_bytes())
        self._with_unit = {unit: frozenset(ids) for unit, ids in units.items()}
        self._lock = Lock()
        self._dense: VectorIndex | None = None

    @cached_property
    def encoder(self) -> Encoder:
        return load_encoder(self.manifest.encoder)

    def half(self, name: str) -> Searcher:
        """The half called ``stems``, ``grams`` or ``dense``.

        Raises: KeyError for another name; SearchIndexError when the vectors are damaged.
        """
        return self._vectors() if name == "dense" else self._lexical[name]

    def search(self, query: str, k: int) -> list[Hit]:
        """The ``k`` best passages, best first; ties by passage id; fewer when fewer match."""
        if k <= 0 or not query.strip():
            return []
        rankings = search_halves(
            self._lexical["stems"], self._lexical["grams"], self._vectors(), query, k
        )
        lexical, dense = dict(rankings["stems"]), dict(rankings["dense"])
        fused = fuse(rankings, k, preferred=self._with_figures(asked_units(query)))
        return [
            Hit(
                passage=self.passages[passage_id],
                score=score,
                lexical=round(lexical.get(passage_id, 0.0), 6),
                dense=dense.get(passage_id, 0.0),
            )
            for passage_id, score in fused
        ]

    def idf(self, stem: str) -> float:
        """BM25's inverse document frequency over passages with their context; rare is high."""
        return self._idf.get(stem, self._unseen)

    def rarity(self, stem: str) -> float:
        """``idf`` as a share of that of a stem which no passage has, in [0, 1]."""
        return self.idf(stem) / max(self._unseen, 1e-9)

    def knows(self, stem: str) -> bool:
        return stem in self._idf

    def stored_vectors(self, texts: Mapping[str, str]) -> dict[str, list[float]]:
        """Vectors by dense text, for ``texts`` by passage id. Raises: SearchIndexError."""
        return self._vectors().known_vectors(texts)

    def check_vectors(self) -> None:
        """Raises: SearchIndexError when Chroma's database is gone or broken; loads no Chroma."""
        path = self.generation / "chroma" / "chroma.sqlite3"
        try:
            with closing(
                sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
            ) as database:
                verdict = database.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.Error as error:
            raise damaged(self.generation, self._rebuild, f"chroma.sqlite3: {error}") from error
        if verdict != ("ok",):
            raise damaged(self.generation, self._rebuild, "chroma.sqlite3 is niet heel")

    def close(self) -> None:
        """Let go of Chroma's files; the index cannot be searched afterwards."""
        with self._lock:
            if self._dense is not None:
                self._dense.close()
                self._dense = None

    def _with_figures(self, units: frozenset[str]) -> frozenset[str]:
        return frozenset().union(*(self._with_unit.get(unit, frozenset()) for unit in units))

    def _vectors(self) -> VectorIndex:
        with self._lock:
            if self._dense is None:
                self._dense = self._open_vectors()
            return self._dense

    def _open_vectors(self) -> VectorIndex:
        from index.vectors import VectorIndex

        try:
            vectors = VectorIndex.open(self.generation / "chroma", self.encoder)
            found: Mapping[str, object] = vectors.metadata
            n = len(vectors)
        except Exception as error:  # Chroma has no common error of its own
            raise damaged(self.generation, self._rebuild, str(error)) from error
        expected = (self.manifest.fingerprint, self.manifest.corpus, self.manifest.dimension)
        if (found.get("fingerprint"), found.get("corpus"), found.get("dimension")) != expected:
            raise damaged(
                self.generation, self._rebuild, "vectoren van een andere tekst of encoder"
            )
        if self.encoder.dimension != self.manifest.dimension or n != len(self.passages):
            raise damaged(
                self.generation,
                self._rebuild,
                f"{n} vectoren van lengte {self.manifest.dimension}; verwacht waren "
                f"{len(self.passages)} van lengte {self.encoder.dimension}",
            )
        return vectors


def open_index(
    index_dir: Path, *, corpus_dir: Path | None = None, encoder: str | None = None
) -> PolicyIndex:
    """Open the index below ``index_dir``.

    Args:
        index_dir: the folder ``build_index`` wrote to.
        corpus_dir: refuse an index of other text than this folder holds now.
        encoder: refuse an index made with another encoder; None takes the index's own.

    Raises:
        SearchIndexError: absent, of another text or encoder, of other analysis code, or damaged.
    """
    generation = current_generation(index_dir)
    rebuild = rebuild_command(index_dir, corpus_dir)
    if generation is None:
        raise SearchIndexError(f"Er is nog geen index in {index_dir}. Maak hem met: {rebuild}")
    try:
        manifest = Manifest.read(generation)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise damaged(generation, rebuild, str(error)) from error
    rebuild = rebuild_command(index_dir, corpus_dir or Path(manifest.corpus_dir))
    if corpus_dir is not None and corpus_hash(corpus_dir) != manifest.corpus:
        raise SearchIndexError(
            f"De index in {index_dir} is gemaakt van andere tekst dan nu in {corpus_dir} staat. "
            f"Vernieuw hem met: {rebuild}"
        )
    wanted = encoder or manifest.encoder
    if encoder_fingerprint(wanted) != manifest.fingerprint:
        raise SearchIndexError(
            f"De index in {index_dir} is gemaakt met encoder {manifest.encoder}; "
            f"gevraagd is {wanted}, en dat is een andere. Vernieuw hem met: {rebuild}"
        )
    if analysis_hash() != manifest.analysis:
        raise SearchIndexError(
            f"De index in {index_dir} is gemaakt met een andere versie van dit programma. "
            f"Vernieuw hem met: {rebuild}"
        )
    return load_generation(generation, manifest, rebuild)


def load_generation(generation: Path, manifest: Manifest, rebuild: str) -> PolicyIndex:
    """Raises: SearchIndexError when a file is gone, cut short or unreadable."""
    for name, size in manifest.files:
        path = generation / name
        found = path.stat().st_size if path.is_file() else None
        if found is None:  # Chroma would silently make an empty database in its place
            raise damaged(generation, rebuild, f"{name} ontbreekt")
        if size is not None and found != size:
            raise damaged(generation, rebuild, f"{name} is {found} bytes lang in plaats van {size}")
    try:
        return PolicyIndex(generation, manifest, rebuild)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(generation, rebuild, str(error)) from error


def damaged(generation: Path, rebuild: str, why: str) -> SearchIndexError:
    reason = " ".join(why.split())[:200]
    return SearchIndexError(
        f"De index in {generation.parent} is beschadigd ({reason}). Vernieuw hem met: {rebuild}"
    )


def rebuild_command(index_dir: Path, corpus_dir: Path | None) -> str:
    source = f" --corpus {corpus_dir}" if corpus_dir is not None else ""
    return f"beleid index{source} --index {index_dir}"
