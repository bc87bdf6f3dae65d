"""The shipped questions are what QUESTIONS.md says, and wrong rows are refused clearly."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import fields
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from corpus.document import Document
from corpus.errors import InputError
from corpus.library import BUILTIN, read_corpus
from corpus.quotes import find_quote
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS, Question, load_questions

SETS = {
    "letter": (BUILTIN_QUESTIONS, BUILTIN),
    "other dev": (OTHER_TEXTS / "dev/questions.jsonl", OTHER_TEXTS / "dev/documents"),
    "other test": (OTHER_TEXTS / "test/questions.jsonl", OTHER_TEXTS / "test/documents"),
}
LEAST = {
    "fact": 20, "own_words": 10, "list": 8, "reason": 5, "who": 5, "followup": 5, "typo": 5,
    "conflict": 3, "unanswerable_near": 15, "unanswerable_far": 7, "hostile": 5,
}  # fmt: skip


def _documents(folder: Path) -> dict[str, Document]:
    return {document.id: document for document in read_corpus(folder)}


@pytest.fixture(scope="module", params=SETS)
def judged(request: pytest.FixtureRequest) -> tuple[list[Question], dict[str, Document]]:
    path, folder = SETS[request.param]
    documents = _documents(folder)
    return load_questions(path, documents), documents


@pytest.fixture(scope="module")
def letter() -> list[Question]:
    return load_questions(BUILTIN_QUESTIONS, _documents(BUILTIN))


Judged = tuple[list[Question], dict[str, Document]]


def test_every_gold_quote_is_located(judged: Judged) -> None:
    questions, documents = judged
    for question in questions:
        assert bool(question.gold) == question.answerable
        for gold in question.gold:
            text = documents[gold.document].text[gold.start : gold.end]
            assert find_quote(gold.quote, text) == [(0, len(text))], question.id


def test_gold_quotes_satisfy_their_own_values(judged: Judged) -> None:
    for question in judged[0]:
        quotes = [gold.quote for gold in question.gold]
        for proof in quotes if question.gold_mode == "any" else [" ".join(quotes)]:
            for value in question.values:
                assert re.search(value, proof, re.IGNORECASE), (question.id, value)
            for value in question.forbidden:
                assert not re.search(value, proof, re.IGNORECASE), (question.id, value)


def test_gold_quotes_stay_within_a_paragraph_or_item(judged: Judged) -> None:
    questions, documents = judged
    for question in questions:
        for gold in question.gold:
            block = documents[gold.document].block_at(gold.start)
            assert block is not None, question.id
            assert gold.end <= block.end, question.id


def test_no_question_is_asked_twice(judged: Judged) -> None:
    asked = Counter(" / ".join(question.turns).casefold() for question in judged[0])
    assert [turns for turns, times in asked.items() if times > 1] == []


def test_the_two_halves_of_the_letter_hold_every_slice_and_kind(letter: list[Question]) -> None:
    for half in ("dev", "test"):
        rows = [question for question in letter if question.split == half]
        slices = Counter(question.slice for question in rows)
        assert {name: slices[name] for name in LEAST if slices[name] < LEAST[name]} == {}
        assert len({question.kind for question in rows if question.answerable}) == 13
    assert sum(question.split == "test" for question in letter) >= 187
    assert sum(question.split == "dev" for question in letter) >= 300


def test_unanswerable_questions_of_the_letter_are_enough(letter: list[Question]) -> None:
    slices = Counter(question.slice for question in letter)
    assert slices["unanswerable_near"] >= 35
    assert slices["unanswerable_far"] >= 15
    assert slices["hostile"] >= 10


def test_other_texts_are_whole_documents_on_one_side() -> None:
    for half in ("dev", "test"):
        path, folder = SETS[f"other {half}"]
        documents = _documents(folder)
        questions = load_questions(path, documents)
        assert {question.split for question in questions} == {half}
        answered = Counter(q.gold[0].document for q in questions if q.answerable)
        assert set(answered) == set(documents)
        assert min(answered.values()) >= 15
        near = sum(question.slice == "unanswerable_near" for question in questions)
        assert near >= 8 * len(documents)


def test_length_gives_nothing_away(judged: Judged) -> None:
    def mean(answerable: bool) -> float:
        lengths = [len(q.turns[-1]) for q in judged[0] if q.answerable == answerable]
        return sum(lengths) / len(lengths)

    assert 0.75 <= mean(False) / mean(True) <= 1.25


def test_halves_share_no_evidence_but_that_of_a_conflict(letter: list[Question]) -> None:
    dev, test = (
        [(q, gold) for q in letter if q.split == half for gold in q.gold]
        for half in ("dev", "test")
    )
    for one, gold in dev:
        for other, elsewhere in test:
            if "conflict" not in (one.slice, other.slice):
                overlap = gold.start < elsewhere.end and elsewhere.start < gold.end
                assert not overlap, (one.id, other.id)


def test_halves_hold_no_near_duplicates(letter: list[Question]) -> None:
    for one, other in combinations(letter, 2):
        if one.split != other.split:
            asked = (" ".join(q.turns).casefold() for q in (one, other))
            assert fuzz.token_sort_ratio(*asked) < 80, (one.id, other.id)


def test_every_field_and_slice_is_documented(letter: list[Question]) -> None:
    text = BUILTIN_QUESTIONS.with_name("QUESTIONS.md").read_text(encoding="utf-8")
    names = {field.name for field in fields(Question)} | {question.slice for question in letter}
    assert {name for name in names if f"`{name}`" not in text} == set()


ROW: dict[str, Any] = {
    "id": "a", "split": "dev", "slice": "fact", "kind": "amount", "turns": ["Hoeveel?"],
    "answerable": True, "status": ["answered"], "gold": [{"quote": "€ 5", "document": "d"}],
    "gold_mode": "any", "values": ["5"],
}  # fmt: skip


def _write(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "bedrag"}, "veld kind is 'bedrag'; verwacht: een van amount"),
        ({"split": "train"}, "verwacht: een van dev, test"),
        ({"turns": []}, "minstens één beurt"),
        ({"turns": ["", "En?"]}, "minstens één beurt, geen lege"),
        ({"turns": "Hoeveel?"}, "een lijst van teksten"),
        ({"answerable": "ja"}, "true of false"),
        ({"status": ["gevonden"]}, "alleen answered"),
        ({"status": ["not_found"]}, "answered hoort erbij"),
        ({"status": []}, "minstens één status"),
        ({"values": ["(5"]}, "een reguliere expressie"),
        ({"values": []}, "citaat en waarde"),
        ({"gold": []}, "citaat en waarde"),
        ({"gold": [{"quote": "€ 5"}]}, '"document": tekst'),
        ({"gold": {"quote": "€ 5"}}, "een lijst van"),
        ({"answerable": False}, "geen gold"),
        ({"notices": ["waarschuwing"]}, "alleen dated"),
        ({"valeus": ["5"]}, "onbekend veld valeus"),
        ({"id": 7}, "veld id is 7; verwacht: een tekst"),
        ({"id": ""}, "een niet-lege tekst"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = _write(tmp_path / "vragen.jsonl", ROW, {**ROW, "id": "b", **change})
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        load_questions(path)
    assert "vragen.jsonl, rij 2" in str(caught.value)


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    row = {key: value for key, value in ROW.items() if key != "gold_mode"}
    with pytest.raises(InputError, match="verplicht veld ontbreekt: gold_mode"):
        load_questions(_write(tmp_path / "vragen.jsonl", row))


def test_an_id_comes_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"rij 2 \(a\): veld id"):
        load_questions(_write(tmp_path / "vragen.jsonl", ROW, ROW))


@pytest.mark.parametrize("content", ["{", '["a"]', "", "\n \n"])
def test_a_file_without_rows_or_json_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "vragen.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"vragen\.jsonl"):
        load_questions(path)


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="niet te lezen"):
        load_questions(tmp_path / "weg.jsonl")


@pytest.fixture
def small(tmp_path: Path) -> dict[str, Document]:
    folder = tmp_path / "teksten"
    folder.mkdir()
    text = "# Bedragen\n\nDe bonus is € 5 per ‘week’.\n\nDe bonus is € 5 per jaar.\n"
    (folder / "d.md").write_text(text, encoding="utf-8")
    return _documents(folder)


def test_quotes_that_stand_nowhere_are_reported_together(
    tmp_path: Path, small: dict[str, Document]
) -> None:
    wrong = {**ROW, "gold": [{"quote": "€ 6", "document": "d"}]}
    path = _write(tmp_path / "vragen.jsonl", ROW, {**wrong, "id": "b"}, {**wrong, "id": "c"})
    with pytest.raises(InputError, match=r"(?s)2 gouden citaten.*rij 2 \(b\).*rij 3 \(c\)"):
        load_questions(path, small)


def test_an_unknown_document_is_named(tmp_path: Path, small: dict[str, Document]) -> None:
    row = {**ROW, "gold": [{"quote": "€ 5", "document": "e"}]}
    with pytest.raises(InputError, match="veld gold is 'e'; verwacht: een van d"):
        load_questions(_write(tmp_path / "vragen.jsonl", row), small)


def test_a_repeated_quote_counts_at_each_place(tmp_path: Path, small: dict[str, Document]) -> None:
    (question,) = load_questions(_write(tmp_path / "vragen.jsonl", ROW), small)
    assert [small["d"].text[g.start : g.end] for g in question.gold] == ["€ 5", "€ 5"]
    assert question.gold[0].start < question.gold[1].start


def test_a_repeated_quote_cannot_be_required(tmp_path: Path, small: dict[str, Document]) -> None:
    path = _write(tmp_path / "vragen.jsonl", {**ROW, "gold_mode": "all"})
    with pytest.raises(InputError, match="één keer"):
        load_questions(path, small)


def test_a_heading_is_evidence_only_when_nothing_else_is(
    tmp_path: Path, small: dict[str, Document]
) -> None:
    row = {**ROW, "gold": [{"quote": "Bedragen", "document": "d"}], "values": ["bedragen"]}
    (question,) = load_questions(_write(tmp_path / "vragen.jsonl", row), small)
    assert small["d"].text[question.gold[0].start :].startswith("Bedragen")


@given(
    st.text(st.sampled_from("ab €5„‟'’–- \n\t"), max_size=20),
    st.text(st.sampled_from("ab €5„‟'’–- \n\t"), max_size=20),
    st.text(st.sampled_from("ab€5'-"), min_size=1, max_size=8),
)
def test_a_quote_is_found_however_it_was_typed(before: str, after: str, quote: str) -> None:
    retyped = quote.translate(str.maketrans({"'": "„", "-": "–"}))
    text = f"{before}\n{retyped} {after}"
    start = len(before) + 1
    assert (start, start + len(quote)) in find_quote(f" {quote}\n", text)


def test_letters_and_figures_must_be_the_same() -> None:
    assert find_quote("€ 3.500", "een bonus van € 3500") == []
    assert find_quote("Bonus", "een bonus") == []
    assert find_quote(" \n", "een bonus") == []
