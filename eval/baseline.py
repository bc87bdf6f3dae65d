"""The usual quick start for retrieval, as a row to compare with: what every tutorial builds.

A recursive splitter (1,000 characters, 200 overlap) over the raw file, our own encoder so that
only the method differs, Chroma similarity, the first four chunks. Its chunks are places in the
source file, not in `Document.text`; `source_gold` carries the gold evidence over.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

from corpus.document import Document, Passage
from corpus.text import decode
from eval.metrics import Place
from eval.questions import Question
from index.hit import Encoder

K = 4
CHUNK = 1000
OVERLAP = 200
_READABLE = {".txt", ".text", ".md", ".markdown"}
_ANCHOR = 40  # characters of a quote's head and tail that are looked up in the source


class QuickStart:
    """A throw-away Chroma collection of chunks; use it in a ``with`` block."""

    def __init__(self, documents: Iterable[Document], folder: Path, encoder: Encoder) -> None:
        from index.vectors import VectorIndex

        self._folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        chunks = [
            chunk
            for document in documents
            for chunk in split_source(document.id, read_source(folder, document) or "")
        ]
        self._places = {c.id: Place(c.document_id, c.start, c.end) for c in chunks}
        self._index = VectorIndex.build(
            Path(self._folder.name), chunks, encoder, known={}, metadata={"encoder": encoder.name}
        )

    def search(self, query: str, k: int = K) -> list[Place]:
        """The chunks most like the question, best first, as places in their source files."""
        found = self._index.store.similarity_search(query, k=k)
        return [self._places[str(document.id)] for document in found]

    def __enter__(self) -> QuickStart:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._index.close()
        self._folder.cleanup()


def split_source(document_id: str, source: str) -> list[Passage]:
    """Chunks of a raw text, as the quick start cuts them: no headings, no sentences."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
    )
    chunks = []
    for ordinal, chunk in enumerate(splitter.create_documents([source])):
        start = int(chunk.metadata["start_index"])
        end = start + len(chunk.page_content)
        chunks.append(
            Passage(
                id=f"{document_id}#chunk{ordinal:05d}",
                document_id=document_id,
                start=start,
                end=end,
                text=chunk.page_content,
                section_path=(),
                kind="paragraph",
                block=0,
                sentences=((start, end),),
                lines=(1, 1),
            )
        )
    return chunks


def read_source(folder: Path, document: Document) -> str | None:
    """The raw text of a document's file, or None when the quick start cannot read its kind."""
    for path in sorted(folder.rglob(document.metadata.source)):
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() == document.metadata.sha256:
            return decode(data) if path.suffix.lower() in _READABLE else None
    return None


def source_gold(
    questions: Iterable[Question], documents: Mapping[str, Document], folder: Path
) -> dict[str, list[Place]]:
    """Gold evidence of the answerable questions as places in the source files.

    Questions whose evidence stands in a kind of file that the quick start cannot read are left
    out: the comparison is about retrieval, not about readers.
    """
    sources = {key: read_source(folder, document) for key, document in documents.items()}
    places: dict[str, list[Place]] = {}
    for question in questions:
        spots = []
        for gold in question.gold if question.answerable else ():
            source = sources.get(gold.document)
            if source is not None:
                document = documents[gold.document]
                spots.append(_in_source(document, source, gold.start, gold.end))
        if spots:
            places[question.id] = spots
    return places


def _in_source(document: Document, source: str, start: int, end: int) -> Place:
    """Where a span of the normalised text stands in the raw file.

    The map back knows lines; inside them the head and the tail of the quote are looked up
    approximately, because the raw text has line breaks, marks and footnotes in between.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment

    line_starts = _line_starts(source)
    first, last = sorted(document.lines_of(start, end))
    low = line_starts[min(first, len(line_starts)) - 1]
    high = line_starts[last] if last < len(line_starts) else len(source)
    window, quote = source[low:high], document.text[start:end]
    head = partial_ratio_alignment(quote[:_ANCHOR], window)
    tail = partial_ratio_alignment(quote[-_ANCHOR:], window)
    if head is None or tail is None or tail.dest_end <= head.dest_start:
        return Place(document.id, low, high)
    return Place(document.id, low + head.dest_start, low + tail.dest_end)


def _line_starts(source: str) -> Sequence[int]:
    starts = [0]
    starts += [at + 1 for at, character in enumerate(source) if character == "\n"]
    return starts
