"""The questions written for training: their files are whole, and texts are found again."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from index.training_questions import (
    FOLDER,
    TrainingQuestion,
    far_questions,
    public_texts,
    training_questions,
    written_texts,
)

ROWS = list(
    csv.reader(
        (FOLDER / "questions.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
)
TEXTS = {
    row["id"]: row["sentences"]
    for row in map(json.loads, (FOLDER / "texts.jsonl").read_text(encoding="utf-8").splitlines())
}


def _folded(text: str) -> str:
    return " ".join(text.split())


def test_every_row_names_a_text_a_slice_and_a_question() -> None:
    written = written_texts()
    for row in ROWS:
        assert len(row) == 5, row
        assert row[0] in TEXTS or row[0] in written, row
        assert row[1] in {"fact", "own_words", "unanswerable_near"}, row
        assert row[4].strip(), row
    assert not TEXTS.keys() & written.keys()
    assert len(ROWS) > 10_000
    assert min(Counter(row[1] for row in ROWS).values()) > 2000


def test_evidence_stands_in_its_text() -> None:
    written = {id: _folded(text) for id, text in written_texts().items()}
    for text, _, evidence, value, _ in ROWS:
        if text in written:
            assert _folded(evidence) in written[text], (text, evidence)
            assert _folded(value) in _folded(evidence), (text, value)
        else:
            assert 1 <= int(evidence) <= TEXTS[text], (text, evidence)


def test_none_is_a_question_of_the_evaluation() -> None:
    """By words alone; what is measured must not have been learnt."""
    folder = Path(__file__).parents[2] / "eval"
    measured = {
        re.sub(r"\W+", " ", json.loads(line)["turns"][-1].lower()).strip()
        for path in (folder / "questions.jsonl", *folder.glob("other/*/questions.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    }
    asked = {re.sub(r"\W+", " ", row[4].lower()).strip() for row in ROWS}
    same = {question for question in measured & asked if len(question.split()) > 4}
    assert not same


def test_halves_go_by_the_number_of_the_text() -> None:
    def half(text: str) -> int | None:
        return TrainingQuestion(text, "fact", "e", "", "q").half

    assert (half("D0012"), half("D0013"), half("a-kamerbrief-wonen")) == (0, 1, None)


def test_far_questions_are_about_other_texts() -> None:
    asked = [
        TrainingQuestion(f"D{at:04d}", "fact", f"e{at}", "", f"Wat is vraag {at}?")
        for at in range(40)
    ]
    far = far_questions(asked)
    assert far == far_questions(asked)
    assert len(far) > 60
    for question in far:
        assert not question.answerable
        assert question.evidence == f"e{int(question.text[1:])}"
        assert question.question != f"Wat is vraag {int(question.text[1:])}?"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One law of two passages and one answer, with the files that name them."""
    with gzip.open(tmp_path / "dutch-law-passages.jsonl.gz", "wt", encoding="utf-8") as out:
        for heading, text in (
            ("Artikel 1 › Begrippen", "Een molen is een gebouw met wieken. Een wiek draait."),
            ("Artikel 2 › Subsidie", "De subsidie bedraagt € 500 per molen en per jaar."),
        ):
            row = {"law": "L1", "type": "r", "title": "Molens", "heading": heading, "text": text}
            print(json.dumps(row), file=out)
    (tmp_path / "kamervragen_qa").mkdir()
    answer = {"_id": "A1", "text": "Ja, dat klopt. Het\nmeldpunt is open."}
    (tmp_path / "kamervragen_qa" / "corpus.jsonl").write_text(json.dumps(answer))
    training = tmp_path / "training"
    training.mkdir()
    (training / "texts.jsonl").write_text(
        '{"id": "D0000", "law": "L1", "first": 0, "count": 2, "sentences": 3}\n'
        '{"id": "D0001", "answers": ["A1"], "sentences": 2}\n'
    )
    (training / "questions.tsv").write_text(
        "D0000\tfact\t3\t€ 500\tHoeveel per molen?\nD0001\town_words\t2\t\tKan ik melden?\n"
        "x\tunanswerable_near\teen zin\t\tWie betaalt?\n"
    )
    return tmp_path


def test_texts_and_evidence_are_found_in_the_public_data(data: Path) -> None:
    texts = public_texts(data, data / "training")
    assert "## Subsidie\n\nDe subsidie bedraagt € 500 per molen en per jaar." in (
        texts["D0000"].markdown()
    )
    assert texts["D0001"].sentences == ["Ja, dat klopt.", "Het meldpunt is open."]
    first, second, third = training_questions(texts, data / "training")
    assert first.evidence == "De subsidie bedraagt € 500 per molen en per jaar."
    assert second.evidence == "Het meldpunt is open."
    assert (third.evidence, third.answerable) == ("een zin", False)


def test_another_version_of_the_data_is_refused(data: Path) -> None:
    path = data / "training" / "texts.jsonl"
    path.write_text(path.read_text().replace('"sentences": 2', '"sentences": 7'))
    with pytest.raises(ValueError, match="D0001: 2 sentences found, 7 expected"):
        public_texts(data, data / "training")
