"""The dense half: passages as vectors in Chroma, through langchain-chroma.

The only file that knows chromadb and langchain_chroma; it is imported where it is used, since
that import takes most of a second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.collection_configuration import CreateCollectionConfiguration
from chromadb.config import Settings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from corpus.document import Passage
from index.dense_text import dense_text
from index.hit import Encoder, Vectors

_COLLECTION = "passages"
_BATCH = 2048  # vectors pass through Chroma as Python floats: bounds memory, costs no speed
_SPARE = 32  # passages asked for beyond k, so that ties at the end are settled here
# ef_search well above any k we ask: over 643 passages only ties at the end differ from exact search.
_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 24}
}


class VectorIndex:
    """Passages by cosine similarity of their vectors to the question's."""

    def __init__(self, client: ClientAPI, store: Chroma, encoder: Encoder) -> None:
        self._client = client
        self._store = store
        self._collection = client.get_collection(_COLLECTION, embedding_function=None)
        self._encoder = encoder

    @classmethod
    def build(
        cls,
        folder: Path,
        passages: Sequence[Passage],
        encoder: Encoder,
        *,
        known: Mapping[str, list[float]],
        metadata: Mapping[str, str | int],
    ) -> VectorIndex:
        """Write a new collection below ``folder``, one vector a passage.

        Args:
            folder: made when absent.
            passages: in the order of their ids.
            encoder: makes the vectors that are not known.
            known: vectors by dense text; these texts are not encoded again.
            metadata: stored with the collection: encoder's name, fingerprint, text hash.
        """
        client = _client(folder)
        store = Chroma(
            client=client,
            collection_name=_COLLECTION,
            embedding_function=_Embeddings(encoder, known),
            collection_metadata={**metadata, "dimension": encoder.dimension},
            collection_configuration=_CONFIGURATION,
        )
        for batch in _batches(passages, min(_BATCH, client.get_max_batch_size())):
            store.add_texts(
                [dense_text(passage) for passage in batch],
                metadatas=[_metadata(passage) for passage in batch],
                ids=[passage.id for passage in batch],
            )
        return cls(client, store, encoder)

    @classmethod
    def open(cls, folder: Path, encoder: Encoder) -> VectorIndex:
        """Raises: chromadb's errors when there is no such collection."""
        client = _client(folder)
        store = Chroma(
            client=client,
            collection_name=_COLLECTION,
            embedding_function=_Embeddings(encoder, {}),
            create_collection_if_not_exists=False,
        )
        return cls(client, store, encoder)

    @property
    def metadata(self) -> dict[str, Any]:
        return dict(self._collection.metadata or {})

    def __len__(self) -> int:
        return int(self._collection.count())

    @property
    def store(self) -> Chroma:
        """The LangChain vector store itself, for chains that want one."""
        return self._store

    def search(self, query: str, k: int) -> list[tuple[str, float]]:
        """The ``k`` nearest passages with cosine similarity, in six places; ties by id."""
        if k <= 0:
            return []
        sound = query.encode("utf-8", "replace").decode(
            "utf-8"
        )  # half a surrogate stops tokenizers
        vector = self._encoder.encode_queries([sound])[0]
        if not np.any(vector):  # nothing the encoder knows: no direction, no neighbours
            return []
        # LangChain's search would fetch texts and metadata that we hold already: four times slower.
        # Passages with the same words tie; which of them comes last is settled here and not by the
        # order in which the graph was built.
        found = self._collection.query(
            query_embeddings=vector, n_results=k + _SPARE, include=["distances"]
        )
        distances = (found["distances"] or [[]])[0]
        scored = [
            (passage_id, round(1.0 - distance, 6))
            for passage_id, distance in zip(found["ids"][0], distances, strict=True)
        ]
        return sorted(scored, key=lambda pair: (-pair[1], pair[0]))[:k]

    def known_vectors(self, texts: Mapping[str, str]) -> dict[str, list[float]]:
        """Stored vectors by dense text, for the passages in ``texts`` (id to dense text)."""
        known: dict[str, list[float]] = {}
        ids = list(texts)
        for at in range(0, len(ids), _BATCH):
            found = self._collection.get(ids=ids[at : at + _BATCH], include=["embeddings"])
            rows = found["embeddings"]
            if rows is not None:
                for passage_id, row in zip(found["ids"], rows, strict=True):
                    known[texts[passage_id]] = [float(value) for value in row]
        return known

    def close(self) -> None:
        """Let go of the files, once the last index over them is closed."""
        self._client.close()  # type: ignore[attr-defined]  # on the client, not on its interface


class _Embeddings(Embeddings):
    """Our encoder in LangChain's words, with the vectors that are known already."""

    def __init__(self, encoder: Encoder, known: Mapping[str, list[float]]) -> None:
        self._encoder = encoder
        self._known = known

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        fresh: Vectors | list[Any] = self._encoder.encode_passages(new) if new else []
        vectors = {text: [float(x) for x in row] for text, row in zip(new, fresh, strict=True)}
        return [self._known[text] if text in self._known else vectors[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(value) for value in self._encoder.encode_queries([text])[0]]


def _client(folder: Path) -> ClientAPI:
    # Telemetry is on by default; this product speaks to no one.
    return chromadb.PersistentClient(
        str(folder.resolve()), settings=Settings(anonymized_telemetry=False)
    )


def _metadata(passage: Passage) -> dict[str, str | int]:
    row: dict[str, str | int] = {
        "document_id": passage.document_id,
        "section_path": " › ".join(passage.section_path),
        "start": passage.start,
        "end": passage.end,
        "kind": passage.kind,
    }
    return row if passage.page is None else {**row, "page": passage.page}


def _batches(passages: Sequence[Passage], size: int) -> Iterator[Sequence[Passage]]:
    for at in range(0, len(passages), size):
        yield passages[at : at + size]
