"""Builds an index: only what changed is done again, and a killed build leaves the old one whole.

A build writes a new generation beside the one in use and then replaces one small file, CURRENT.
Readers keep the generation they opened; the one before the current stays for those who just read
its name. Vectors of passages that did not change are taken from the old generation.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.document import Document, Passage
from corpus.errors import CorpusError, SearchIndexError
from corpus.library import read_corpus
from index.answer_type import figure_units
from index.dense_text import dense_text
from index.encoder import DEFAULT_ENCODER, load_encoder
from index.generations import clean, current_generation, new_generation, sizes, use
from index.lexical import ANALYSERS, LexicalIndex, inverse_document_frequencies
from index.manifest import (
    Manifest,
    analysis_hash,
    code_hash,
    corpus_hash,
    encoder_fingerprint,
)
from index.store import DOCUMENTS, IDF, UNITS, PolicyIndex, load_generation, rebuild_command

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Attributes:
        changed: False when the index was up to date and nothing was done.
        encoded, reused: vectors made anew, and taken from the old generation.
        skipped: files passed over, with the reason.
    """

    changed: bool
    generation: Path
    documents: int
    passages: int
    encoded: int
    reused: int
    skipped: tuple[tuple[str, str], ...]
    seconds: float


def build_index(
    corpus_dir: Path,
    index_dir: Path,
    *,
    encoder: str = DEFAULT_ENCODER,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the index below ``index_dir`` up to date with the documents in ``corpus_dir``.

    Raises:
        CorpusError: no readable document in the folder.
        SearchIndexError: another build is busy, or the folder cannot be written.
    """
    try:
        index_dir.mkdir(parents=True, exist_ok=True)
        with FileLock(index_dir / ".lock", timeout=0):
            return _build(corpus_dir, index_dir, encoder, progress or (lambda message: None))
    except Timeout as error:
        raise SearchIndexError(
            f"Een ander proces is bezig met de index in {index_dir}. "
            "Wacht tot dat klaar is en probeer het dan opnieuw."
        ) from error
    except OSError as error:
        raise SearchIndexError(
            f"De index in {index_dir} kan niet worden geschreven: {error}. Kies een map waarin u "
            f"mag schrijven: {rebuild_command(Path('MAP'), corpus_dir)}"
        ) from error


def _build(corpus_dir: Path, index_dir: Path, encoder: str, progress: Progress) -> BuildReport:
    started = time.perf_counter()
    if not corpus_dir.is_dir():
        read_corpus(corpus_dir)  # says what is wrong
    target = Manifest(
        corpus=corpus_hash(corpus_dir),
        encoder=encoder,
        fingerprint=encoder_fingerprint(encoder),
        dimension=0,
        analysis=analysis_hash(),
        code=code_hash(),
        documents=0,
        passages=0,
        corpus_dir=str(corpus_dir.resolve()),
    )
    old = _sound(current_generation(index_dir))
    if old is not None and old.manifest.key() == target.key():
        progress("De index is al bij.")
        return _report(False, old.generation, old.manifest, 0, 0, started)

    progress("Documenten lezen")
    skipped: list[tuple[str, str]] = []
    documents = read_corpus(
        corpus_dir,
        on_skip=lambda path, reason: skipped.append((_relative(path, corpus_dir), reason)),
    )
    passages = _passages(documents, corpus_dir)
    generation = new_generation(index_dir, target.digest())
    (generation / "documents.json").write_bytes(DOCUMENTS.dump_json(tuple(documents)))

    progress(f"Woorden van {len(passages)} passages ordenen")
    for kind in ANALYSERS:
        LexicalIndex.build(passages, kind).save(generation / kind)
    (generation / "idf.json").write_bytes(IDF.dump_json(inverse_document_frequencies(passages)))
    (generation / "figures.json").write_bytes(UNITS.dump_json(_units(passages)))

    encoded, dimension = _write_vectors(generation, target, passages, old, progress)
    manifest = replace(
        target,
        dimension=dimension,
        documents=len(documents),
        passages=len(passages),
        skipped=tuple(skipped),
        files=sizes(generation),
    )
    manifest.write(generation)
    progress("Nieuwe index in gebruik nemen")
    previous = current_generation(index_dir)
    use(index_dir, generation)
    clean(index_dir, keep={generation, previous})
    progress("Klaar")
    return _report(True, generation, manifest, encoded, len(passages) - encoded, started)


def _write_vectors(
    generation: Path,
    target: Manifest,
    passages: list[Passage],
    old: PolicyIndex | None,
    progress: Progress,
) -> tuple[int, int]:
    """Number of passages encoded anew, and the length of a vector."""
    from index.vectors import VectorIndex  # chromadb: not before the cheap steps succeeded

    encoder = load_encoder(target.encoder)
    known = _known_vectors(old, target, passages)
    encoded = sum(dense_text(passage) not in known for passage in passages)
    progress(f"Vectoren: {encoded} nieuw, {len(passages) - encoded} overgenomen")
    vectors = VectorIndex.build(
        generation / "chroma",
        passages,
        encoder,
        known=known,
        metadata={
            "encoder": target.encoder,
            "fingerprint": target.fingerprint,
            "corpus": target.corpus,
        },
    )
    vectors.close()
    return encoded, encoder.dimension


def _known_vectors(
    old: PolicyIndex | None, target: Manifest, passages: list[Passage]
) -> dict[str, list[float]]:
    """Vectors by dense text that the old generation has already; {} where it cannot be trusted."""
    if old is None or old.manifest.fingerprint != target.fingerprint:
        return {}
    wanted = {dense_text(passage) for passage in passages}
    # Texts come from today's dense_text, so the old vectors must be of today's dense_text too.
    if old.manifest.code != target.code:
        return {}
    texts = {id: text for id, p in old.passages.items() if (text := dense_text(p)) in wanted}
    try:
        return old.stored_vectors(texts)
    except SearchIndexError:
        return {}
    finally:
        old.close()


def _sound(generation: Path | None) -> PolicyIndex | None:
    """The generation in use, opened, or None when it must be made anew."""
    if generation is None:
        return None
    try:
        index = load_generation(generation, Manifest.read(generation), "")
        index.check_vectors()
    except (SearchIndexError, OSError, ValueError, TypeError, KeyError):
        return None
    return index


def _passages(documents: list[Document], corpus_dir: Path) -> list[Passage]:
    passages = [passage for document in documents for passage in document.passages]
    if not passages:
        raise CorpusError(f"In de documenten in {corpus_dir} staat geen lopende tekst.")
    return sorted(passages, key=lambda passage: passage.id)


def _units(passages: list[Passage]) -> dict[str, list[str]]:
    """Passage ids by unit of the figures in their text."""
    found: dict[str, list[str]] = {}
    for passage in passages:
        for unit in figure_units(passage.text):
            found.setdefault(unit, []).append(passage.id)
    return dict(sorted(found.items()))


def _relative(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else str(path)


def _report(
    changed: bool, generation: Path, manifest: Manifest, encoded: int, reused: int, started: float
) -> BuildReport:
    return BuildReport(
        changed=changed,
        generation=generation,
        documents=manifest.documents,
        passages=manifest.passages,
        encoded=encoded,
        reused=reused,
        skipped=manifest.skipped,
        seconds=time.perf_counter() - started,
    )
