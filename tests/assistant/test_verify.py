from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, CitedFigure
from assistant.verify import MOST_WORDS, MOST_WORDS_LIST, violations, word_count
from corpus.document import Document, Metadata

TEXT = (
    "De starterslening bedraagt € 30.000 per woning. Aanvragen kan vanaf 1 mei 2020. "
    "De rente is 2,5 procent. Een huishouden mag 130.000 euro lenen."
)
DOCUMENT = Document("wonen", Metadata("Wonen", "wonen.txt", "0" * 64), TEXT, (), (), (), (), ())
DOCUMENTS = {"wonen": DOCUMENT}


def cited(n: int, quote: str) -> Citation:
    start = TEXT.index(quote)
    return Citation(n, "wonen", "Wonen", [], quote, start, start + len(quote), None, [1, 1], 0.5)


FIRST = cited(1, "De starterslening bedraagt € 30.000 per woning.")
SECOND = cited(2, "Aanvragen kan vanaf 1 mei 2020.")
SOUND = Answer(
    id=None,
    question="Hoe hoog is de starterslening?",
    standalone_question="Hoe hoog is de starterslening?",
    status="answered",
    answer="**€ 30.000**\n\n„De starterslening bedraagt € 30.000 per woning.” [1]",
    citations=[FIRST],
    figures=[CitedFigure("€ 30.000", 30000, "EUR", None, 1)],
    notices=[],
    nearest=[],
    choices=[],
    next_step=None,
    confidence=0.9,
    timings_ms={"retrieve": 1.0, "read": 1.0, "total": 2.0},
)
REFUSED = replace(
    SOUND, status="not_found", answer="Dat staat niet in de tekst.", citations=[], figures=[]
)


def broken(**changes: object) -> list[str]:
    return violations(replace(SOUND, **changes), DOCUMENTS)  # type: ignore[arg-type]


def test_a_sound_answer_and_a_sound_refusal() -> None:
    assert violations(SOUND, DOCUMENTS) == []
    assert violations(REFUSED, DOCUMENTS) == []


def test_two_quotes_with_a_mark_each() -> None:
    answer = f"**€ 30.000**\n\n{FIRST.quote} [1]\n\n{SECOND.quote} [2]"
    assert broken(answer=answer, citations=[FIRST, SECOND]) == []


@pytest.mark.parametrize(
    "changed",
    [
        replace(FIRST, quote="De starterslening bedraagt € 31.000 per woning."),
        replace(FIRST, quote=FIRST.quote.lower()),
        replace(FIRST, start=FIRST.start + 1),
        replace(FIRST, end=FIRST.end - 1),
        replace(FIRST, start=10_000, end=10_010),
    ],
)
def test_a_quote_that_is_not_literal(changed: Citation) -> None:
    assert any("not literal" in line for line in broken(citations=[changed]))


@pytest.mark.parametrize(
    "lead",
    ["**€ 40.000**", "**30**", "**0.000**", "**€ 130.000**", "**€ 30.000,50**", "**2020**",
     "**dertig procent**", "**€ 3**"],
)  # fmt: skip
def test_a_figure_that_no_quote_has(lead: str) -> None:
    answer = f"{lead}\n\n{FIRST.quote} [1]"
    assert any("no cited quote" in line for line in broken(answer=answer))


def test_a_figure_of_the_text_outside_the_quotes_does_not_count() -> None:
    assert TEXT.count("2,5 procent") == 1
    assert broken(answer=f"**2,5 procent**\n\n{FIRST.quote} [1]")


def test_a_figure_listed_with_the_wrong_quote() -> None:
    answer = f"{FIRST.quote} [1] {SECOND.quote} [2]"
    figures = [CitedFigure("€ 30.000", 30000, "EUR", None, 2)]
    found = broken(answer=answer, citations=[FIRST, SECOND], figures=figures)
    assert any("not in its citation" in line for line in found)


def test_a_listed_figure_may_not_be_a_part_of_a_longer_number() -> None:
    quote = cited(1, "Een huishouden mag 130.000 euro lenen.")
    figures = [CitedFigure("30.000 euro", 30000, "EUR", None, 1)]
    assert broken(answer=f"{quote.quote} [1]", citations=[quote], figures=figures)


def test_a_missing_mark_and_a_mark_without_a_quote() -> None:
    assert any("marks" in line for line in broken(answer=FIRST.quote))
    assert any("marks" in line for line in broken(answer=f"{FIRST.quote} [1] [2]"))
    assert any("marks" in line for line in broken(citations=[FIRST, SECOND]))


def test_an_answer_without_any_quote() -> None:
    assert broken(answer="Dat is zo.", citations=[], figures=[])


@pytest.mark.parametrize(
    ("words", "lead", "sound"),
    [
        (MOST_WORDS, "", True),
        (MOST_WORDS + 1, "", False),
        (MOST_WORDS + 1, "- ", True),
        (MOST_WORDS_LIST, "- ", True),
        (MOST_WORDS_LIST + 1, "- ", False),
    ],
)
def test_word_limits(words: int, lead: str, sound: bool) -> None:
    answer = f"{lead}{'woord ' * words}[1]"
    assert word_count(answer) == words
    assert (broken(answer=answer, figures=[]) == []) is sound


def test_marks_and_markdown_are_no_words() -> None:
    assert word_count("**Eén** twee [1] [12]\n\n- drie’s") == 3
    assert word_count("") == 0


@pytest.mark.parametrize("status", ["not_found", "out_of_scope", "invalid", "needs_clarification"])
@pytest.mark.parametrize(
    "changes",
    [
        {"answer": "Er staat iets over 30.000 euro."},
        {"answer": "Zie noot [1]."},
        {"citations": [FIRST]},
        {"figures": SOUND.figures},
    ],
)
def test_an_unanswered_question_has_no_figures(status: str, changes: dict[str, object]) -> None:
    refused = replace(REFUSED, status=status, **changes)  # type: ignore[arg-type]
    assert violations(refused, DOCUMENTS)


@given(st.integers(0, 10**7))
def test_any_number_that_is_not_quoted_is_found(number: int) -> None:
    found = broken(answer=f"{number} {FIRST.quote} [1]", figures=[])
    assert bool(found) is (str(number) not in {"30.000"})


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_only_the_span_of_a_quote_is_literal(start: int, end: int) -> None:
    moved = replace(FIRST, start=start, end=end)
    assert bool(broken(citations=[moved])) is ((start, end) != (FIRST.start, FIRST.end))
