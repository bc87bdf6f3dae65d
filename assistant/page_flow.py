"""What happens when a reader asks: the parts of the page that change, step by step.

Knows no web framework; ``assistant.page_gradio`` passes on. What is None in a step stays as it is.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant import page
from assistant.page import Turn
from assistant.page_content import PageContent
from assistant.page_model import growing, is_growing

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant

MOST_TURNS = 30
"""Turns that an open page remembers; what came before is no longer shown."""
_BROKEN = (
    "Er ging iets mis bij het beantwoorden. Dat ligt niet aan u. Probeer het opnieuw. Blijft het "
    "misgaan, meld het dan bij de beheerder van deze pagina."
)


class Step(NamedTuple):
    """The parts of the page after a step, in the order of the page's own list of them.

    Attributes:
        question: the words in the question box.
        message, conversation, source: HTML.
        turns: the conversation so far, which the page remembers.
    """

    question: str | None = None
    message: str | None = None
    conversation: str | None = None
    source: str | None = None
    turns: list[Turn] | None = None


class PageFlow:
    """The conversation of one open page over an assistant. Safe to use from several threads."""

    def __init__(self, assistant: Assistant | ModelAssistant, content: PageContent) -> None:
        self._assistant = assistant
        self._content = content

    def typed(self, text: str, turns: list[Turn], literal: bool) -> Iterator[Step]:
        return self._reply([text], turns, literal)

    def chosen(self, wanted: Mapping[str, Any], turns: list[Turn], literal: bool) -> Iterator[Step]:
        """One question that the page offered, or an example of two."""
        questions = [q for q in wanted.get("questions", []) if isinstance(q, str)]
        return self._reply(questions[:2], turns, literal)

    def opened(self, wanted: Mapping[str, Any]) -> Iterator[tuple[Step, str | None]]:
        """What a link asks for, and the document where it leads.

        The rest stays as it is: a quick reader may have asked already.
        """
        query = {name: value for name, value in wanted.items() if isinstance(value, str)}
        document = self._content.linked(query)
        asked = query.get("vraag", "")
        if not asked:
            yield Step(), document
            return
        for step in self._reply([asked], []):
            yield step, document
            document = None

    def cleared(self) -> Step:
        return Step("", "", self._content.conversation([]), self._content.source(None), [])

    def _reply(
        self, questions: Sequence[str], turns: list[Turn], literal: bool = False
    ) -> Iterator[Step]:
        """The steps of an answer; a fault in the program goes to the log, and the reader is told.

        Gradio would leave the reader waiting.
        """
        try:
            yield from self._answered(questions, turns, literal)
        except Exception:
            traceback.print_exc()
            yield Step(message=page.render_message(_BROKEN))

    def _answered(
        self, questions: Sequence[str], turns: list[Turn], literal: bool
    ) -> Iterator[Step]:
        """The last step has it all; before it a step whenever a model's answer has grown."""
        for question in questions:
            asked = [turn.answer.question for turn in turns] + [question]
            number = turns[-1].number + 1 if turns else 1
            for answer in growing(self._assistant, asked, literal=literal):
                if is_growing(answer):
                    shown = [*turns, self._content.turn(answer, number)]
                    yield Step("", "", self._content.conversation(shown))
            if answer.status == "invalid":
                # No turn: the words stay in the box, to be mended there.
                yield Step(answer.question, page.render_message(answer.answer), turns=turns)
                return
            # Only what is new is made; the turns before it stay as they are.
            turns = [*turns, self._content.turn(answer, number)][-MOST_TURNS:]
        conversation = self._content.conversation(turns)
        yield Step("", "", conversation, self._content.source(turns[-1].answer), turns)
