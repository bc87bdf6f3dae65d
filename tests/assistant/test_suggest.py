"""Questions to go on with: each is really answered, from where it was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.ready import ready_assistant
from assistant.settings import Settings
from assistant.suggest import MOST, SURE, TRIED, Suggestions

ASKED = [
    "Hoe hoog is de mobiliteitsbonus?",
    "Wat zijn de vier speerpunten van het Masterplan?",
    "Wie voert de Sociale Innovatie Expeditie uit?",
    "Welke drempel geldt voor de aftrek van scholingsuitgaven?",
    "Hoe hoog is de AOW-leeftijd?",
]


@pytest.fixture(scope="module")
def suggestions(assistant: Assistant) -> Suggestions:
    return Suggestions(assistant)


@pytest.mark.parametrize("asked", ASKED)
def test_every_question_is_answered_in_this_conversation(
    assistant: Assistant, suggestions: Suggestions, asked: str
) -> None:
    answer = assistant.ask([asked])
    found = suggestions.after(answer, [asked])
    assert len(found) <= MOST
    for question in found:
        further = assistant.ask([asked, question])
        assert further.status == "answered"
        assert further.confidence >= SURE
        cited = {(c.start, c.end) for c in answer.citations}
        assert (further.citations[0].start, further.citations[0].end) not in cited


def test_there_are_some_and_always_the_same(assistant: Assistant, suggestions: Suggestions) -> None:
    answer = assistant.ask([ASKED[0]])
    found = suggestions.after(answer, [ASKED[0]])
    assert found
    assert Suggestions(assistant).after(answer, [ASKED[0]]) == found


def test_what_was_asked_is_not_proposed_again(
    assistant: Assistant, suggestions: Suggestions
) -> None:
    answer = assistant.ask([ASKED[0]])
    first = suggestions.after(answer, [ASKED[0]])[0]
    assert first not in suggestions.after(answer, [ASKED[0], first.upper()])


def test_the_work_is_bounded(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = assistant.ask([ASKED[0]])
    calls = []
    whole = assistant.ask
    monkeypatch.setattr(assistant, "ask", lambda turns: calls.append(turns) or whole(turns))
    fresh = Suggestions(assistant)
    found = fresh.after(answer, [ASKED[0]])
    assert 0 < len(calls) <= TRIED
    calls.clear()
    assert fresh.after(answer, [ASKED[0]]) == found
    assert calls == []


def test_an_unknown_document_gets_questions_from_its_own_words(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "nota.md").write_text(
        "# Nota fietsen\n\n## Geld\n\nDe fietstoelage is voor inwoners zonder auto.\n\n"
        "De fietspremie bedraagt € 250 voor elke inwoner.\n\n"
        "## Tijd\n\nDe fietsregeling treedt op 1 mei 2024 in werking.\n",
        encoding="utf-8",
    )
    made = ready_assistant(Settings(corpus=corpus, data_dir=tmp_path / "data"), lambda line: None)
    try:
        asked = "Voor wie is de fietstoelage?"
        found = Suggestions(made).after(made.ask([asked]), [asked])
        assert set(found) <= {
            "Hoe hoog is de fietspremie?", "Wanneer treedt de fietsregeling in werking?",
        }  # fmt: skip
        assert found
    finally:
        made.index.close()
