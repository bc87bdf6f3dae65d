"""One small document, one question at a time, every part of a right answer broken in turn."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from corpus.library import read_document
from eval.questions import Gold, Question
from eval.score import Score, score_answers

TEXT = "De bonus is 1750 euro per jaar.\n\nDe regeling begint op 1 januari 2013.\n"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    path: Path = tmp_path_factory.mktemp("tekst") / "regeling.txt"
    path.write_text(TEXT, encoding="utf-8")
    return read_document(path)


@pytest.fixture
def question(document: Document) -> Question:
    gold = gold_of(document, "De bonus is 1750 euro per jaar.")
    return Question(
        id="q1",
        split="test",
        slice="fact",
        kind="amount",
        turns=("Hoe hoog is de bonus?",),
        answerable=True,
        status=("answered",),
        gold=(gold,),
        gold_mode="any",
        values=("1750",),
        leads=True,
    )


@pytest.fixture
def unanswerable(question: Question) -> Question:
    return replace(
        question,
        slice="unanswerable_near",
        answerable=False,
        status=("not_found", "out_of_scope"),
        gold=(),
        values=(),
        leads=False,
    )


def gold_of(document: Document, quote: str) -> Gold:
    start = document.text.index(quote)
    return Gold(quote, document.id, start, start + len(quote))


def answer(document: Document, text: str, *quotes: str, **changes: Any) -> dict[str, Any]:
    citations = [
        {
            "n": n,
            "document_id": document.id,
            "quote": quote,
            "start": document.text.index(quote),
            "end": document.text.index(quote) + len(quote),
        }
        for n, quote in enumerate(quotes, start=1)
    ]
    return {
        "status": "answered",
        "answer": text,
        "citations": citations,
        "notices": [],
    } | changes


def score(
    question: Question, document: Document, reply: dict[str, Any] | None, **row: Any
) -> Score:
    rows = {} if reply is None else {question.id: {"id": question.id, "answer": reply, **row}}
    return score_answers([question], rows, {document.id: document})[0]


BONUS = "De bonus is 1750 euro per jaar."
START = "De regeling begint op 1 januari 2013."


def test_a_right_answer(question: Question, document: Document) -> None:
    found = score(question, document, answer(document, f"**1750 euro**. {BONUS} [1]", BONUS))
    assert (found.correct, found.leads, found.citations) == (True, True, (True,))
    assert (found.false_refusal, found.refused, found.faults) == (False, None, ())
    assert found.passed


def test_the_value_must_be_there_and_stands_in_the_first_line(
    question: Question, document: Document
) -> None:
    absent = score(question, document, answer(document, "Dat staat in de brief. [1]", BONUS))
    assert (absent.correct, absent.leads) == (False, False)
    assert absent.faults == ("waarde ontbreekt: 1750",)
    late = score(question, document, answer(document, f"Over de bonus:\n\n{BONUS} [1]", BONUS))
    assert (late.correct, late.leads) == (True, False)
    unasked = replace(question, leads=False)
    assert score(unasked, document, answer(document, f"{BONUS} [1]", BONUS)).leads is None


def test_a_forbidden_value_spoils_the_answer(question: Question, document: Document) -> None:
    strict = replace(question, forbidden=("per maand", "januari"))
    reply = answer(document, f"{BONUS} [1] {START} [2]", BONUS, START)
    assert score(strict, document, reply).faults == ("mag er niet staan: januari",)


def test_the_gold_evidence_must_be_cited(question: Question, document: Document) -> None:
    beside = replace(question, gold=(gold_of(document, START),))
    found = score(beside, document, answer(document, f"{BONUS} [1]", BONUS))
    assert found.faults == ("bewijs niet aangehaald",)
    assert found.citations == (False,)


def test_any_or_all_of_the_gold_evidence(question: Question, document: Document) -> None:
    both = replace(question, gold=(gold_of(document, BONUS), gold_of(document, START)))
    reply = answer(document, f"{BONUS} [1]", BONUS)
    assert score(both, document, reply).correct
    everything = replace(both, gold_mode="all")
    assert not score(everything, document, reply).correct
    reply = answer(document, f"{BONUS} [1] {START} [2]", BONUS, START)
    assert score(everything, document, reply).correct


def test_required_notices(question: Question, document: Document) -> None:
    warned = replace(question, notices=("conflict", "announced"))
    reply = answer(document, f"{BONUS} [1]", BONUS, notices=[{"kind": "announced"}])
    assert score(warned, document, reply).faults == ("melding ontbreekt: conflict",)


def test_too_long_is_not_right(question: Question, document: Document) -> None:
    reply = answer(document, f"{BONUS} [1]" + " woord" * 80, BONUS)
    found = score(question, document, reply)
    assert (found.overlong, found.correct) == (True, False)


def test_invented_figures_and_quotes_are_counted(question: Question, document: Document) -> None:
    reply = answer(document, f"{BONUS} [1] Dat is 21000 samen.", BONUS)
    found = score(question, document, reply)
    assert found.unsupported[0] == "21000"
    assert not found.correct
    reply["citations"][0]["quote"] = "De bonus is 1750 euro per maand."
    assert score(question, document, reply).unfaithful == 1
    reply["citations"][0]["document_id"] = "elders"
    assert score(question, document, reply).unfaithful == 1


def test_a_refusal_of_an_answerable_question_is_false(
    question: Question, document: Document
) -> None:
    refusal = answer(document, "Dat staat er niet.", status="not_found")
    found = score(question, document, refusal)
    assert (found.correct, found.leads, found.false_refusal) == (False, False, True)
    assert found.faults == ("status not_found, verwacht answered",)
    lenient = replace(question, status=("answered", "needs_clarification"))
    asks = answer(document, "Welke bonus bedoelt u?", status="needs_clarification")
    accepted = score(lenient, document, asks)
    assert (accepted.correct, accepted.false_refusal) == (True, False)


def test_an_unanswerable_question_must_be_refused(
    unanswerable: Question, document: Document
) -> None:
    refusal = answer(document, "Dat staat er niet.", status="out_of_scope")
    found = score(unanswerable, document, refusal)
    assert (found.refused, found.correct, found.false_refusal) == (True, None, None)
    assert found.passed
    assert found.retrieval is None
    answered = score(unanswerable, document, answer(document, f"{BONUS} [1]", BONUS))
    assert (answered.refused, answered.citations) == (False, (False,))
    assert not answered.passed
    unusable = answer(document, "Typ een vraag.", status="invalid")
    assert score(unanswerable, document, unusable).refused is False  # not among its statuses


def test_a_question_without_an_answer_counts_as_the_worst(
    question: Question, unanswerable: Question, document: Document
) -> None:
    other = answer(document, f"{BONUS} [1]", BONUS)
    rows = {"q9": {"id": "q9", "answer": other, "hits": []}}
    missing = score_answers([question], rows, {document.id: document})[0]
    assert missing.status == "missing"
    assert (missing.correct, missing.leads, missing.false_refusal) == (False, False, True)
    assert missing.retrieval == {"hit@1": 0, "hit@4": 0, "hit@5": 0, "mrr": 0}
    assert missing.read == float("inf")
    assert score(unanswerable, document, None).refused is False


def test_retrieval_comes_from_the_hits(question: Question, document: Document) -> None:
    places = [gold_of(document, START), gold_of(document, BONUS)]
    hits = [{"document_id": p.document, "start": p.start, "end": p.end} for p in places]
    found = score(question, document, answer(document, f"{BONUS} [1]", BONUS), hits=hits)
    assert found.retrieval == {"hit@1": 0, "hit@4": 1, "hit@5": 1, "mrr": 0.5}
    assert found.read == len(START) + len(BONUS)
    assert found.quick_start is None


def test_answers_without_hits_leave_retrieval_unmeasured(
    question: Question, document: Document
) -> None:
    assert score(question, document, answer(document, f"{BONUS} [1]", BONUS)).retrieval is None
