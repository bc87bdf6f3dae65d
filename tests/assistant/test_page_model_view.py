"""What the page takes from an answer of a model, without a browser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from assistant.ask import Assistant
from assistant.model import Limits, PhrasingModel
from assistant.model_assistant import ModelAssistant
from assistant.page import dress, render_turn
from assistant.page_answer import view_answer
from assistant.page_content import PageContent
from assistant.page_model import growing, is_growing, literal_of, model_name, seconds
from assistant.settings import Settings

QUESTION = "Hoe hoog is de mobiliteitsbonus?"
SAID = "De enkele mobiliteitsbonus is € 3500 voor een werknemer boven 55 jaar [B1]."


def phrased(assistant: Assistant) -> ModelAssistant:
    def source(messages: Sequence[Any], config: Any) -> Iterator[str]:
        yield SAID

    return ModelAssistant(assistant, PhrasingModel("proef:model", source, Limits()))


def test_without_a_model_there_is_one_answer(assistant: Assistant) -> None:
    assert model_name(assistant) is None
    assert literal_of(assistant) is assistant
    assert [a.mode for a in growing(assistant, [QUESTION])] == ["extractive"]


def test_an_answer_grows_until_it_says_who_phrased_it(assistant: Assistant) -> None:
    both = phrased(assistant)
    assert model_name(both) == "proef:model"
    assert literal_of(both) is assistant
    *partial, whole = growing(both, [QUESTION])
    assert [is_growing(answer) for answer in partial] == [True]
    assert not is_growing(whole)
    assert view_answer(partial[0]).growing
    assert seconds(partial[0]) is None
    assert view_answer(whole).model_seconds == seconds(whole)
    assert seconds(whole) is not None
    assert [a.mode for a in growing(both, [QUESTION], literal=True)] == ["extractive"]


def test_the_html_marks_what_grows(assistant: Assistant) -> None:
    *partial, whole = growing(phrased(assistant), [QUESTION])
    documents = assistant.index.documents
    assert "data-growing" in render_turn(partial[0], documents).html
    done = render_turn(whole, documents).html
    assert "data-growing" not in done
    assert "Het taalmodel deed er" in done


def test_the_footer_says_where_a_question_goes(assistant: Assistant) -> None:
    page = (
        '<html lang="en"><head><meta charset="utf-8" /><base href="/" /></head><body></body></html>'
    )
    documents = list(assistant.index.documents.values())
    assert "geen gegevens naar buiten" in dress(page, documents)
    told = dress(page, documents, "openai:<naam>")
    assert "naar het taalmodel openai:&lt;naam&gt;" in told
    assert "geen gegevens naar buiten" not in told


def test_the_tab_over_says_whether_a_model_takes_part(assistant: Assistant) -> None:
    without = PageContent(assistant, Settings()).about()
    assert "Er werkt geen taalmodel aan mee" in without
    assert "Er gaat niets naar andere computers" in without
    told = PageContent(phrased(assistant), Settings()).about()
    assert "verwoordt een taalmodel (proef:model)" in told
    assert "gaan naar het taalmodel proef:model" in told
    assert "geen taalmodel aan mee" not in told
    assert "Er gaat niets naar andere computers" not in told


def test_questions_to_go_on_with_wait_for_the_whole_answer_and_ask_no_model(
    assistant: Assistant,
) -> None:
    asked: list[Any] = []

    def source(messages: Sequence[Any], config: Any) -> Iterator[str]:
        asked.append(messages)
        yield SAID

    both = ModelAssistant(assistant, PhrasingModel("proef:model", source, Limits()))
    content = PageContent(both, Settings(feedback=True))
    *partial, whole = growing(both, [QUESTION])
    growing_html = content.conversation([content.turn(partial[0], 1)])
    assert "follow-ups" not in growing_html
    assert "judge-form" not in growing_html
    html = content.conversation([content.turn(whole, 1)])
    assert "follow-ups" in html
    assert "judge-form" in html
    assert len(asked) == 1
