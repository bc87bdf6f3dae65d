"""The close reader by itself: its scores, its memory, its limits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from tokenizers import Tokenizer

from assistant import close_reading
from assistant.close_reading import (
    FOLDER,
    MOST_AROUND,
    MOST_BODY,
    MOST_QUESTION,
    CloseReader,
    Pieces,
    Statement,
    question_pieces,
    statement_pieces,
)

# About other things than any text of the project.
ASKED = (
    ("Hoe lang duurt de cursus bloemschikken?", "De cursus bloemschikken duurt acht weken."),
    ("Wie leidt het zangkoor?", "Het zangkoor staat onder leiding van mevrouw De Wit."),
    ("Waarom ging het feest niet door?", "Het feest ging niet door omdat het te hard waaide."),
    ("Wanneer opent het zwembad?", "Het zwembad gaat op 1 mei open."),
)


@pytest.fixture(scope="module")
def close() -> CloseReader:
    return CloseReader()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FOLDER / "tokenizer.json"))


def said(body: str) -> Statement:
    return Statement("", "", body)


@pytest.mark.parametrize(("question", "answer"), ASKED)
def test_of_statements_about_four_things_the_one_that_answers_is_best(
    close: CloseReader, question: str, answer: str
) -> None:
    bodies = [body for _, body in ASKED]
    scores = close.scores(question, [said(body) for body in bodies])
    assert bodies[int(scores.argmax())] == answer


def test_a_statement_is_scored_by_itself(close: CloseReader) -> None:
    question = ASKED[0][0]
    statements = [said(body) for _, body in ASKED] + [said("lang " * 90)]
    together = close.scores(question, statements)
    alone = [close.scores(question, [statement])[0] for statement in statements]
    assert together == pytest.approx(alone, abs=0.1)  # eight bits: scaled to what is in one run
    assert list(close.scores(question, statements)) == list(together)


def test_what_is_remembered_is_not_read_again_scores_the_same_and_does_not_grow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(close_reading, "MOST_REMEMBERED", 3)
    small = CloseReader()
    statements = [said(f"Regel {n} gaat over de fanfare.") for n in range(8)]
    small.scores("Waarover gaat regel 1?", statements)
    assert len(small._remembered) == 3
    fresh = CloseReader().scores("Waarover gaat regel 6?", statements[5:])

    def unread(tokenizer: Tokenizer, statement: Statement) -> Pieces:
        raise AssertionError(f"{statement} was read again")

    monkeypatch.setattr(close_reading, "statement_pieces", unread)
    assert list(small.scores("Waarover gaat regel 6?", statements[5:])) == list(fresh)
    with pytest.raises(AssertionError, match="was read again"):
        small.scores("Waarover gaat regel 6?", statements[:1])


def test_several_threads_get_what_one_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(close_reading, "MOST_REMEMBERED", 2)
    statements, asked = [said(body) for _, body in ASKED], [question for question, _ in ASKED] * 5
    alone = [list(CloseReader().scores(question, statements)) for question in asked[:4]] * 5
    shared = CloseReader()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda q: list(shared.scores(q, statements)), asked))
    assert together == alone
    assert len(shared._remembered) == 2


def test_of_a_long_question_the_end_is_read(tokenizer: Tokenizer) -> None:
    preamble = "Wij zijn een kleine vereniging en hebben al jaren een eigen gebouw. " * 5
    asked = question_pieces(tokenizer, ASKED[0][0]).ids[-6:]
    assert question_pieces(tokenizer, f"{preamble} {ASKED[0][0]}").ids[-6:] == asked


@pytest.mark.parametrize("text", ["", " ", "\u200b", "x" * 5_000, "😀" * 300, "<b>1</b> \x00"])
def test_any_text_has_a_score(close: CloseReader, text: str) -> None:
    statements = [Statement(text, text, text), said("De cursus duurt acht weken.")]
    assert np.isfinite(close.scores(text, statements)).all()


def test_nothing_to_score_is_no_score(close: CloseReader) -> None:
    assert close.scores("Hoe laat is het?", []).shape == (0,)


def test_long_texts_are_cut_and_the_end_of_what_stands_around_counts(tokenizer: Tokenizer) -> None:
    words = "brug water weg school tuin " * 100
    assert len(question_pieces(tokenizer, words).ids) <= MOST_QUESTION + 5
    pieces = statement_pieces(tokenizer, Statement("Kop", f"{words} slot", words))
    assert pieces.body <= MOST_AROUND + 4
    assert len(pieces.ids) <= MOST_AROUND + MOST_BODY + 5
    around = tokenizer.decode(list(pieces.ids[: pieces.body]))
    assert around.strip().endswith("slot")
