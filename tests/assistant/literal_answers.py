"""The literal answer that a quote gives, for tests of what a model makes of it."""

from __future__ import annotations

from assistant.answer import Answer, Citation
from corpus.document import Document
from corpus.quotes import find_quote
from eval.mutate import Honest


def literal_answer(one: Honest, documents: dict[str, Document]) -> Answer | None:
    document = documents[one.document]
    places = find_quote(one.quote, document.text)
    if not places:
        return None
    start, end = places[0]
    citation = Citation(
        1, document.id, document.title, [], document.text[start:end], start, end, None, [1, 1], 1.0
    )
    return Answer(
        id=None, question="?", standalone_question="?", status="answered", answer=f"„{one.quote}” [1]",
        citations=[citation], figures=[], notices=[], nearest=[], choices=[], next_step=None,
        confidence=1.0, timings_ms={"retrieve": 0.0, "read": 0.0, "total": 0.0},
    )  # fmt: skip
