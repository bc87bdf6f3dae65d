"""The page in Gradio: its layout and its events.

Only this file and ``assistant.page_mount``, which puts the page in a web server, know Gradio. What
the page shows is made in ``assistant.page_content``, what happens when a reader asks in
``assistant.page_flow``; here that is only passed on. Nothing of a conversation is kept but in the
memory of an open page.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

# Before Gradio is imported: it reads these once. Nothing may leave the machine.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
# Gradio looks for matplotlib, for plots, twice with every event: through every folder where Python
# keeps packages, with every other thread going on meanwhile. Where it is not installed, say so at once.
if find_spec("matplotlib") is None:
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
# After every event Gradio sums up all events so far, for a page of figures that is off here.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"

import gradio as gr

from assistant import page
from assistant.desk import Desk
from assistant.page_content import PageContent
from assistant.page_document import render_unopened
from assistant.page_flow import PageFlow, Step
from assistant.settings import Settings
from corpus.errors import PolicyError

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant

T = TypeVar("T")

MOST_SESSIONS = 1000
"""Open pages that are remembered; a page that was away longest starts anew."""

_DONE = "() => beleidPage.done()"
_CONNECT = (
    "const events = ['ask', 'show', 'clear', 'check', 'judge', 'arrive'];"
    "beleidPage.connect(element, trigger, watch, beleidPage.{changed});"
)
_CONNECT_DOCUMENT = "const events = ['open']; beleidDocument.connect(element, trigger, watch);"


def build_blocks(
    assistant: Assistant | ModelAssistant, settings: Settings
) -> Any:  # gr.Blocks, which has no types
    """The page over an assistant: the conversation with its source, the check, the document."""
    content = PageContent(assistant, settings)

    flow = PageFlow(assistant, content)

    def ask_typed(text: str, turns: list[page.Turn], literal: bool) -> Iterator[list[Any]]:
        yield from map(_shown, flow.typed(text, turns, literal))

    def ask_chosen(
        turns: list[page.Turn], literal: bool, event: gr.EventData
    ) -> Iterator[list[Any]]:
        yield from map(_shown, flow.chosen(event._data, turns, literal))

    def show(event: gr.EventData) -> Any:
        return _or_skip(content.shown(event._data))

    def open_document(event: gr.EventData) -> Any:
        return _or_skip(content.opened(event._data))

    def judge(turns: list[page.Turn], event: gr.EventData) -> str:
        return content.judged(turns, event._data)

    def fill_in(event: gr.EventData) -> str:
        return content.check(event._data.get("facts"))

    def arrive(event: gr.EventData) -> Iterator[list[Any]]:
        for step, document in flow.opened(event._data):
            yield [*_shown(step), _or_skip(document)]

    with _Page(title=page.TITLE, analytics_enabled=False, fill_width=True) as app:
        turns = gr.State([])  # Gradio forgets it within an hour after the page is closed
        gr.HTML(
            content.tabs(),
            apply_default_css=False,
            js_on_load="beleidTabs.connect(element);",
        )
        with gr.Row(elem_id="work"):
            with gr.Column(elem_id="conversation-column"):
                with gr.Column(elem_id="panel-ask"):
                    talk = gr.HTML(
                        content.conversation([]),
                        apply_default_css=False,
                        js_on_load=_CONNECT.format(changed="conversationChanged")
                        + "beleidPage.arrive(trigger);",
                    )
                    message = gr.HTML("", apply_default_css=False, js_on_load=None)
                    judged = gr.HTML(
                        "",
                        apply_default_css=False,
                        elem_classes="unseen",
                        js_on_load="beleidFeedback.connect(element, watch);",
                    )
                    with gr.Row(elem_id="composer"):
                        question = gr.Textbox(
                            label="Uw vraag",
                            placeholder="Bijvoorbeeld: wie komt in aanmerking voor …?",
                            lines=1,
                            max_lines=4,
                            container=True,
                            elem_id="question",
                        )
                        button = gr.Button("Stel de vraag", variant="primary", elem_id="ask-button")
                    literal = (
                        gr.Checkbox(
                            label="Letterlijke antwoorden, zonder taalmodel",
                            info=f"Nu verwoordt {content.model} de antwoorden. Uw vraag en de citaten gaan daarheen.",
                            container=False,
                            elem_id="literal",
                        )
                        if content.model
                        else gr.State(False)
                    )
                with gr.Column(elem_id="panel-check"):
                    form = gr.HTML(
                        content.check({}),
                        apply_default_css=False,
                        js_on_load=_CONNECT.format(changed="checkChanged"),
                    )
            with gr.Column(elem_id="source-column"):
                beside = gr.HTML(
                    content.source(None),
                    apply_default_css=False,
                    js_on_load=_CONNECT.format(changed="sourceChanged"),
                )
            with gr.Column(elem_id="panel-document"):
                reading = gr.HTML(
                    render_unopened(), apply_default_css=False, js_on_load=_CONNECT_DOCUMENT
                )
            with gr.Column(elem_id="panel-about"):
                gr.HTML(
                    content.about(),
                    apply_default_css=False,
                    js_on_load=None,
                )

        everything = [question, message, talk, beside, turns]
        steps: Callable[..., Any] = (lambda grows: grows) if content.model else _whole
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for asked in (question.submit, button.click):
            asked(None, js="() => beleidPage.busy(true)", **private)
            asked(steps(ask_typed), [question, turns, literal], everything, **private).then(
                None, js=_DONE, **private
            )
        talk.ask(steps(ask_chosen), [turns, literal], everything, **private).then(
            None, js=_DONE, **private
        )
        talk.show(show, None, beside, **private)
        talk.clear(lambda: _shown(flow.cleared()), None, everything, **private)
        talk.judge(judge, [turns], judged, **private)
        beside.show(show, None, beside, **private)
        for door in (talk, form):
            door.check(fill_in, None, form, **private)
        form.show(show, None, beside, **private)
        reading.open(open_document, None, reading, **private)
        # Not app.load, which is an event at every visit: where one ends while the next is sent, Gradio
        # closes the stream that both share, and a question typed at once never got its answer.
        talk.arrive(steps(arrive), None, [*everything, reading], **private)
        desk = Desk(
            assistant, content.rules, workers=settings.at_once, most_waiting=settings.queue_size
        )
        for service in (desk.ask, desk.search, desk.check):
            # Past Gradio's queue: the desk has one, and a program gets its answer in one request.
            gr.events.api(_told(service), api_name=service.__name__, queue=False)
    app.queue(default_concurrency_limit=settings.at_once, max_size=settings.queue_size)
    app.state_session_capacity = MOST_SESSIONS
    return app


def _shown(step: Step) -> list[Any]:
    return [_or_skip(part) for part in step]


def _or_skip(part: Any) -> Any:
    return gr.skip() if part is None else part


def _whole(steps: Callable[..., Iterator[T]]) -> Callable[..., T]:
    """The last step of what grows: without a model there is one, and Gradio need not stream it."""

    @wraps(steps)
    def last(*arguments: Any) -> T:
        return deque(steps(*arguments), maxlen=1).pop()

    return last


def _told(service: Callable[..., Any]) -> Callable[..., Any]:
    """A service whose errors reach the program as a message, without a traceback in the log."""

    @wraps(service)
    async def told(*arguments: Any) -> Any:
        try:
            return await service(*arguments)
        except PolicyError as error:
            raise _Refused(str(error), print_exception=False) from error

    return told


class _Refused(gr.Error):
    """A message for a program; MCP shows what ``str`` gives, which Gradio puts in quotes."""

    def __str__(self) -> str:
        return str(self.message)


class _Page(gr.Blocks):
    """Gradio's blocks, which keep to themselves what a program sent."""

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        try:
            super().validate_inputs(block_fn, inputs)
        except ValueError:  # its message holds all that was sent, and would end up in the log
            raise _Refused(
                f"Het verzoek heeft {len(inputs)} gegevens; verwacht: {len(block_fn.inputs)}. "
                "Alle eindpunten en hun gegevens: /gradio_api/info",
                print_exception=False,
            ) from None
