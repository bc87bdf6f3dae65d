"""What stands in each part of the page, from the state of one open page: HTML and nothing else.

Between the page's templates and ``app.py``, which knows the web framework and only passes on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant import page
from assistant.answer import Answer, Citation, Nearest
from assistant.feedback import is_verdict, judgement, keep
from assistant.page_about import render_about
from assistant.page_check import render_check, render_offer, rules_of
from assistant.page_document import Place, place_of_link, render_document
from assistant.page_model import is_growing, literal_of, model_name
from assistant.settings import Settings
from assistant.suggest import Suggestions

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant


class PageContent:
    """The parts of the page over one assistant. Safe to use from several threads.

    What comes from the browser (``wanted``) is checked here; None says: leave that part as it is.
    """

    def __init__(self, assistant: Assistant | ModelAssistant, settings: Settings) -> None:
        self.documents = assistant.index.documents
        self.rules = rules_of(assistant.index)
        self._settings = settings
        self.model = model_name(assistant)
        self._suggestions = Suggestions(literal_of(assistant))
        self._examples = page.examples_for(self.documents)

    def tabs(self) -> str:
        return page.render_tabs(() if self.rules.schemes else ("check",))

    def about(self) -> str:
        return render_about(
            self.documents, self._settings.contact, self._settings.feedback, self.model
        )

    def turn(self, answer: Answer, number: int) -> page.Turn:
        """An answer as it stands in the conversation, with what the check offers for it."""
        return page.render_turn(
            answer,
            self.documents,
            number,
            offer=render_offer(self.rules, answer.standalone_question),
            feedback=self._settings.feedback,
        )

    def conversation(self, turns: Sequence[page.Turn]) -> str:
        """The turns, and after the last one questions to go on with."""
        whole = turns and not is_growing(turns[-1].answer)
        asked = [turn.answer.question for turn in turns]
        further = self._suggestions.after(turns[-1].answer, asked) if whole else []
        return page.render_conversation(turns, self.documents, self._examples, further)

    def source(self, answer: Answer | None) -> str:
        """The panel with the first thing an answer or refusal points at, else the shelf."""
        spans: Sequence[Citation | Nearest] = (answer.citations or answer.nearest) if answer else []
        shown = next(iter(spans), None)
        if shown is None:
            return page.render_shelf(self.documents.values())
        return page.render_source(self.documents[shown.document_id], shown.start, shown.end)

    def shown(self, wanted: Mapping[str, Any]) -> str | None:
        """The panel with what the reader pointed at."""
        document = self.documents.get(str(wanted.get("document")))
        start, end = wanted.get("start"), wanted.get("end")
        if document is None or not isinstance(start, int) or not isinstance(end, int):
            return None
        return page.render_source(document, start, end, opened=True)

    def opened(self, wanted: Mapping[str, Any]) -> str | None:
        """The whole document, at a place when one is named."""
        name = str(wanted.get("document") or next(iter(self.documents)))
        if name not in self.documents:
            return None
        start, end = wanted.get("start"), wanted.get("end")
        span = (start, end) if isinstance(start, int) and isinstance(end, int) else None
        return render_document(Place(name, span, linked=span is not None), self.documents)

    def linked(self, query: Mapping[str, str]) -> str | None:
        """The whole document where a link leads."""
        place = place_of_link(query, self.documents)
        return None if place is None else render_document(place, self.documents)

    def check(self, given: object) -> str:
        """The form of the Regelingcheck with what came of it."""
        return render_check(self.rules, given if isinstance(given, dict) else {})

    def judged(self, turns: Sequence[page.Turn], wanted: Mapping[str, Any]) -> str:
        """Keep a judgement; the answer is the one that was given, not what the browser sends."""
        number, verdict = wanted.get("number"), wanted.get("verdict")
        if not (self._settings.feedback and is_verdict(verdict) and isinstance(number, int)):
            return ""
        so_far = [turn for turn in turns if turn.number <= number]
        if not so_far or so_far[-1].number != number:
            return ""
        remark = str(wanted.get("remark") or "")
        asked = [turn.answer.question for turn in so_far]
        one = judgement(verdict, remark, asked, so_far[-1].answer, date.today())
        try:
            kept = keep(self._settings.feedback_file, one)
        except OSError:
            kept = False
        return page.render_judged(number, kept)
