"""From an answer to its scores: one `Score` for each question, nothing averaged yet.

A question without a row in the run is scored as if the worst had happened: not found, not right,
wrongly refused when it has an answer and not refused when it has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.document import Document
from eval.metrics import (
    Place,
    first_line,
    is_overlong,
    misses,
    plain_text,
    reading_distance,
    relevance,
    retrieval_measures,
    unsupported_figures,
)
from eval.questions import Question


@dataclass(frozen=True, slots=True)
class Score:
    """What one question contributes; None where a measure does not apply to it.

    Attributes:
        status: of the answer, ``missing`` where there is no row.
        retrieval: hit@k and reciprocal rank; None for unanswerable questions.
        quick_start: the same for the quick start's chunks.
        read, quick_start_read: characters to read until the gold evidence; infinite when it is
            not among the hits.
        correct: everything about the answer is right (answerable questions).
        leads: all gold values stand in the first line, where the question asks for that.
        citations: for each cited quote whether it overlaps gold evidence.
        unsupported: figures of the answer that stand in no cited quote.
        unfaithful: quotes that are not the text at their offsets.
        trust: how sure the assistant was that the text answers the question, answered or not.
        faults: what is wrong, in Dutch, for a person who mends it.
    """

    id: str
    split: str
    slice: str
    kind: str
    question: str
    answerable: bool
    status: str
    answer: str = ""
    retrieval: Mapping[str, float] | None = None
    quick_start: Mapping[str, float] | None = None
    read: float | None = None
    quick_start_read: float | None = None
    correct: bool | None = None
    leads: bool | None = None
    citations: tuple[bool, ...] = ()
    unsupported: tuple[str, ...] = ()
    unfaithful: int = 0
    overlong: bool = False
    refused: bool | None = None
    false_refusal: bool | None = None
    faults: tuple[str, ...] = field(default=())
    trust: float | None = None

    @property
    def passed(self) -> bool:
        return not self.faults


def score_answers(
    questions: Sequence[Question],
    rows: Mapping[str, Mapping[str, Any]],
    documents: Mapping[str, Document],
    *,
    quick_start_gold: Mapping[str, Sequence[Place]] | None = None,
) -> list[Score]:
    """Scores every question, in the order given.

    Args:
        questions: located in ``documents``.
        rows: run rows by question id (see `eval.run`).
        documents: by id, for checking that quotes are literal.
        quick_start_gold: gold evidence by question id as places in the source files, for the
            quick start, which reads those; None leaves the quick start out.
    """
    measured = any("hits" in row for row in rows.values())
    judged = [question for question in questions if question.answerable]
    gold = {question.id: gold_places(question) for question in judged}
    hits = {key: _hits(rows.get(key), "hits") for key in gold}
    retrieval = retrieval_measures({key: relevance(hits[key], gold[key]) for key in gold})
    chunks = {key: _hits(rows.get(key), "quick_start") for key in quick_start_gold or {}}
    quick_start = retrieval_measures(
        {key: relevance(chunks[key], places) for key, places in (quick_start_gold or {}).items()}
    )
    scores = []
    for question in questions:
        key = question.id
        found = measured and question.answerable
        compared = found and key in quick_start
        scores.append(
            _score(
                question,
                rows.get(key),
                documents,
                retrieval=retrieval[key] if found else None,
                read=_distance(hits[key], gold[key]) if found else None,
                quick_start=quick_start[key] if compared else None,
                quick_start_read=_distance(chunks[key], (quick_start_gold or {})[key])
                if compared
                else None,
            )
        )
    return scores


def gold_places(question: Question) -> list[Place]:
    """Where the gold evidence of a located question stands."""
    return [Place(gold.document, gold.start, gold.end) for gold in question.gold]


def _hits(row: Mapping[str, Any] | None, key: str) -> list[Place]:
    hits = (row or {}).get(key, [])
    return [Place(hit["document_id"], hit["start"], hit["end"]) for hit in hits]


def _distance(hits: Sequence[Place], gold: Sequence[Place]) -> float:
    distance = reading_distance(hits, gold)
    return float("inf") if distance is None else float(distance)


def _score(
    question: Question,
    row: Mapping[str, Any] | None,
    documents: Mapping[str, Document],
    **retrieval: Any,
) -> Score:
    about: dict[str, Any] = {
        "id": question.id,
        "split": question.split,
        "slice": question.slice,
        "kind": question.kind,
        "question": " / ".join(question.turns),
        "answerable": question.answerable,
        **retrieval,
    }
    if row is None:
        return Score(
            **about,
            status="missing",
            correct=False if question.answerable else None,
            leads=False if question.answerable and question.leads else None,
            refused=None if question.answerable else False,
            false_refusal=True if question.answerable else None,
            faults=("geen antwoord in het bestand",),
        )
    answer = row["answer"]
    text = plain_text(answer["answer"], {citation["n"] for citation in answer["citations"]})
    cited = [Place(c["document_id"], c["start"], c["end"]) for c in answer["citations"]]
    quotes = [citation["quote"] for citation in answer["citations"]]
    unsupported = tuple(unsupported_figures(text, quotes))
    unfaithful = sum(
        not _literal(place, quote, documents) for place, quote in zip(cited, quotes, strict=True)
    )
    overlong = is_overlong(text)
    faults = [f"getal zonder bewijs: {figure}" for figure in unsupported]
    if unfaithful:
        faults.append(f"{unfaithful} citaten staan niet letterlijk in de tekst")
    if overlong:
        faults.append("antwoord te lang")
    about |= {
        "status": answer["status"],
        "answer": answer["answer"],
        "unsupported": unsupported,
        "unfaithful": unfaithful,
        "overlong": overlong,
        "trust": _trust(answer),
    }
    if not question.answerable:
        refused = answer["status"] in question.status
        if not refused:
            faults.append(f"status {answer['status']}, verwacht {_either(question.status)}")
        answered = answer["status"] == "answered"
        return Score(
            **about,
            refused=refused,
            citations=(False,) * len(cited) if answered else (),
            faults=tuple(faults),
        )
    gold = gold_places(question)
    proven = relevance(gold, cited)
    faults += answer_faults(question, answer, text, proven)
    return Score(
        **about,
        correct=not faults,
        leads=not misses(question.values, first_line(text)) if question.leads else None,
        citations=tuple(relevance(cited, gold)) if answer["status"] == "answered" else (),
        false_refusal=answer["status"] not in {"answered", *question.status},
        faults=tuple(faults),
    )


def answer_faults(
    question: Question, answer: Mapping[str, Any], text: str, proven: Sequence[bool]
) -> list[str]:
    """What is wrong with an answer to an answerable question; empty when it is right.

    ``text`` is the answer as plain text; ``proven`` says for each gold quote whether it is cited.
    """
    if answer["status"] not in question.status:
        return [f"status {answer['status']}, verwacht {_either(question.status)}"]
    if answer["status"] != "answered":
        return []
    faults = [f"waarde ontbreekt: {pattern}" for pattern in misses(question.values, text)]
    absent = misses(question.forbidden, text)
    faults += [f"mag er niet staan: {p}" for p in question.forbidden if p not in absent]
    if not (all(proven) if question.gold_mode == "all" else any(proven)):
        faults.append("bewijs niet aangehaald")
    kinds = {notice["kind"] for notice in answer["notices"]}
    faults += [f"melding ontbreekt: {kind}" for kind in question.notices if kind not in kinds]
    return faults


def _literal(place: Place, quote: str, documents: Mapping[str, Document]) -> bool:
    document = documents.get(place.document_id)
    return document is not None and document.text[place.start : place.end] == quote


def _trust(answer: Mapping[str, Any]) -> float | None:
    """A refusal tells how sure it is of refusing; what is invalid was never judged."""
    sure = answer.get("confidence")
    if sure is None or answer["status"] == "invalid":
        return None
    return float(sure) if answer["status"] == "answered" else 1.0 - float(sure)


def _either(statuses: Sequence[str]) -> str:
    return " of ".join(statuses)
