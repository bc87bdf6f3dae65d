"""The index as a LangChain retriever, for any chain."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict, Field

from index.hit import Hit
from index.store import PolicyIndex


class PolicyRetriever(BaseRetriever):
    """Passages for a question, best first.

    ``PolicyRetriever(index=open_index(folder), k=5).invoke("Hoe hoog is de bonus?")``

    Attributes:
        index: an opened index.
        k: how many passages at most.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: PolicyIndex
    k: int = Field(default=10, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        return [self._document(hit) for hit in self.index.search(query, self.k)]

    def _document(self, hit: Hit) -> LangChainDocument:
        passage = hit.passage
        document = self.index.documents[passage.document_id]
        metadata: dict[str, Any] = {
            "passage_id": passage.id,
            "document_id": passage.document_id,
            "document_title": document.title,
            "section_path": list(passage.section_path),
            "kind": passage.kind,
            "start": passage.start,
            "end": passage.end,
            "lines": list(passage.lines),
            "page": passage.page,
            "score": hit.score,
            "lexical": hit.lexical,
            "dense": hit.dense,
        }
        return LangChainDocument(id=passage.id, page_content=passage.text, metadata=metadata)
