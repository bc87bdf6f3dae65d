from __future__ import annotations

import asyncio

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda
from pydantic import ValidationError

from index.retriever import PolicyRetriever
from index.store import PolicyIndex

QUESTION = "Hoe hoog is de mobiliteitsbonus?"


@pytest.fixture
def retriever(letter: PolicyIndex) -> PolicyRetriever:
    return PolicyRetriever(index=letter, k=4)


def test_documents_carry_what_a_citation_needs(
    retriever: PolicyRetriever, letter: PolicyIndex
) -> None:
    documents = retriever.invoke(QUESTION)
    assert len(documents) == 4
    for document, hit in zip(documents, letter.search(QUESTION, 4), strict=True):
        meta = document.metadata
        source = letter.documents[meta["document_id"]]
        assert source.text[meta["start"] : meta["end"]] == document.page_content
        assert (document.id, meta["score"]) == (hit.passage.id, hit.score)
        assert meta["section_path"] == list(hit.passage.section_path)
        assert meta["document_title"] == source.title


def test_in_a_chain(retriever: PolicyRetriever) -> None:
    chain = retriever | RunnableLambda(lambda found: [document.page_content for document in found])
    assert "mobiliteitsbonus" in chain.invoke(QUESTION)[0]


def test_batch_and_async_give_the_same(retriever: PolicyRetriever) -> None:
    questions = [QUESTION, "Wat is het Vitaliteitspakket?", ""]
    one_by_one = [retriever.invoke(question) for question in questions]
    assert retriever.batch(questions) == one_by_one

    async def together() -> list[list[Document]]:
        return await asyncio.gather(*(retriever.ainvoke(question) for question in questions))

    assert asyncio.run(together()) == one_by_one
    assert one_by_one[2] == []


def test_k_is_at_least_one(letter: PolicyIndex) -> None:
    with pytest.raises(ValidationError):
        PolicyRetriever(index=letter, k=0)
