"""The web page: the composition root for ``beleid serve`` and ``python app.py``.

The only file that knows Gradio. What the page shows is made in
``assistant.page``; nothing of a conversation is kept but in the memory of an open page.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

# Before Gradio is imported: it reads these once. Nothing may leave the machine.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
# Before numpy and torch are loaded. Many readers ask at once, and the sums of one question are small:
# handing them to a second core takes longer than doing them, and keeps that core from other readers.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# Gradio looks for matplotlib, for plots, twice with every event: through every folder where Python
# keeps packages, with every other thread going on meanwhile. Where it is not installed, say so at once.
if find_spec("matplotlib") is None:
    sys.modules["matplotlib"] = None  # type: ignore[assignment]
# After every event Gradio sums up all events so far, for a page of figures that is off here.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant import page
from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.batch import to_line
from assistant.console import say
from assistant.desk import Desk
from assistant.http_gate import Gate
from assistant.http_log import AccessLog
from assistant.http_proxy import Proxied
from assistant.http_routes import MCP
from assistant.http_server import Server, address, listen, stop_on_terminate
from assistant.page_content import PageContent
from assistant.page_document import render_unopened
from assistant.page_http import DressedPage
from assistant.page_model import growing, is_growing, literal_of, model_name
from assistant.ready import answering_assistant
from assistant.settings import Settings, load_settings
from corpus.errors import PolicyError, SettingsError

if TYPE_CHECKING:
    from assistant.model_assistant import ModelAssistant

T = TypeVar("T")

MOST_TURNS = 30
"""Turns that an open page remembers; what came before is no longer shown."""

MOST_SESSIONS = 1000
"""Open pages that are remembered; a page that was away longest starts anew."""

_DONE = "() => beleidPage.done()"
_CONNECT = (
    "const events = ['ask', 'show', 'clear', 'check', 'judge'];"
    "beleidPage.connect(element, trigger, watch, beleidPage.{changed});"
)
_CONNECT_DOCUMENT = "const events = ['open']; beleidDocument.connect(element, trigger, watch);"


def build_app(
    assistant: Assistant | ModelAssistant, settings: Settings
) -> Any:  # gr.Blocks, which has no types
    """The page over an assistant: the conversation with its source, the check, the document."""
    content = PageContent(assistant, settings)

    def reply(
        questions: Sequence[str], answers: list[Answer], literal: bool = False
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, message, conversation, source, state; again as a model's answer grows."""
        for question in questions:
            turns = [answer.question for answer in answers] + [question]
            for answer in growing(assistant, turns, literal=literal):
                if is_growing(answer):
                    grown = content.conversation([*answers, answer])
                    yield "", "", grown, gr.skip(), gr.skip()
            if answer.status == "invalid":
                # No turn: the words stay in the box, to be mended there.
                told = page.render_message(answer.answer)
                yield answer.question, told, gr.skip(), gr.skip(), answers
                return
            answers = [*answers, answer][-MOST_TURNS:]
        yield "", "", content.conversation(answers), content.source(answers[-1]), answers

    def ask_typed(text: str, answers: list[Answer], literal: bool) -> Iterator[tuple[Any, ...]]:
        yield from reply([text], answers, literal)

    def ask_chosen(
        answers: list[Answer], literal: bool, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        chosen = [q for q in event._data.get("questions", []) if isinstance(q, str)]
        yield from reply(chosen[:2], answers, literal)

    def or_skip(html: str | None) -> Any:
        return gr.skip() if html is None else html

    def show(event: gr.EventData) -> Any:
        return or_skip(content.shown(event._data))

    def open_document(event: gr.EventData) -> Any:
        return or_skip(content.opened(event._data))

    def judge(answers: list[Answer], event: gr.EventData) -> str:
        return content.judged(answers, event._data)

    def fill_in(event: gr.EventData) -> str:
        return content.check(event._data.get("facts"))

    def open_page(request: gr.Request) -> Iterator[tuple[Any, ...]]:
        """What a link asks for; the rest stays as it is: a quick reader may have asked already."""
        query = dict(request.query_params)
        opened = or_skip(content.linked(query))
        asked = query.get("vraag", "")
        if not asked:
            yield (*(gr.skip() for _ in everything), opened)
            return
        for answered in reply([asked], []):
            yield (*answered, opened)
            opened = gr.skip()

    with _Page(title=page.TITLE, analytics_enabled=False, fill_width=True) as app:
        answers = gr.State([])  # Gradio forgets it within an hour after the page is closed
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
                        js_on_load=_CONNECT.format(changed="conversationChanged"),
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

        everything = [question, message, talk, beside, answers]
        steps: Callable[..., Any] = (lambda grows: grows) if content.model else _whole
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for asked in (question.submit, button.click):
            asked(None, js="() => beleidPage.busy(true)", **private)
            asked(steps(ask_typed), [question, answers, literal], everything, **private).then(
                None, js=_DONE, **private
            )
        talk.ask(steps(ask_chosen), [answers, literal], everything, **private).then(
            None, js=_DONE, **private
        )
        talk.show(show, None, beside, **private)
        talk.clear(
            lambda: ("", "", content.conversation([]), content.source(None), []),
            None,
            everything,
            **private,
        )
        talk.judge(judge, [answers], judged, **private)
        beside.show(show, None, beside, **private)
        for door in (talk, form):
            door.check(fill_in, None, form, **private)
        form.show(show, None, beside, **private)
        reading.open(open_document, None, reading, **private)
        app.load(steps(open_page), None, [*everything, reading], **private)
        desk = Desk(
            assistant, content.rules, workers=settings.concurrency, most_waiting=settings.queue_size
        )
        for service in (desk.ask, desk.search, desk.check):
            # Past Gradio's queue: the desk has one, and a program gets its answer in one request.
            gr.events.api(_told(service), api_name=service.__name__, queue=False)
    app.queue(default_concurrency_limit=settings.concurrency, max_size=settings.queue_size)
    app.state_session_capacity = MOST_SESSIONS
    return app


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


def build_server(
    assistant: Assistant | ModelAssistant, settings: Settings | None = None
) -> FastAPI:
    """The page with what stands around it: its own files, ``/health``, limits, Dutch HTML.

    Without settings there is no limit on requests and no MCP.
    """
    settings = settings or Settings(requests_per_minute=0, mcp=False)
    tools = with_mcp(settings)
    server = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    @server.get("/health")
    def health() -> dict[str, Any]:
        return {"status": "ok", "documents": len(assistant.index.documents)}

    @server.get("/page/{name}", response_model=None)
    def asset(name: str) -> Response:
        if name not in page.ASSETS:
            return JSONResponse({"detail": "Not Found"}, status_code=404)
        path, kind = page.ASSETS[name]
        return FileResponse(path, media_type=kind, headers={"cache-control": "max-age=3600"})

    blocks = build_app(assistant, settings)
    gr.mount_gradio_app(
        server,
        blocks,
        path="/",
        theme=gr.themes.Base(
            font=gr.themes.Font("sans-serif"), font_mono=gr.themes.Font("monospace")
        ),
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser
        show_error=False,
        ssr_mode=False,
        mcp_server=tools,
        enable_monitoring=False,
        pwa=False,
    )
    if tools:
        _write_json(blocks)
    documents = list(assistant.index.documents.values())
    # The last one added is met first.
    server.add_middleware(
        Gate,
        most_requests=settings.requests_per_minute,
        mcp=tools,
        full=lambda: len(blocks._queue) >= settings.queue_size,
    )
    model = model_name(assistant)
    server.add_middleware(
        DressedPage, dress=lambda html: page.dress(html, documents, model, stored=settings.feedback)
    )
    if settings.access_log:
        server.add_middleware(AccessLog, write=say)
    server.add_middleware(Proxied, trusted=settings.trusted_proxy, root_path=settings.root_path)
    return server


def _write_json(blocks: Any) -> None:
    """Have MCP tools answer in JSON: Gradio gives the ``str`` of a Python dict.

    Raises:
        SettingsError: Gradio did not start its MCP server, and would have kept that to itself.
    """
    if blocks.mcp_server_obj is None:
        raise SettingsError(f"MCP start niet: {blocks.mcp_error or 'onbekende oorzaak'}.")
    text = blocks.mcp_server_obj.types.TextContent
    blocks.mcp_server_obj.postprocess_output_data = lambda data, root_url: [
        text(type="text", text=to_line(output)) for output in data
    ]


def serve(settings: Settings) -> None:
    """Serve the page until the reader stops it.

    Raises:
        SettingsError: the host or port cannot be used, or MCP is asked for and not installed.
        SearchIndexError, CorpusError: there is nothing to answer from.
    """
    stop_on_terminate()
    tools = with_mcp(settings)
    with listen(settings.host, settings.port) as listening:
        assistant = answering_assistant(settings, lambda line: print(line, flush=True))
        # The first question is slow: ask it before a reader does.
        literal_of(assistant).ask(["Waar gaat deze tekst over?"])
        where = address(settings.host, settings.port, settings.root_path)
        lines = [f"Beleidsassistent: open {where} (stoppen met Ctrl+C)"]
        if tools:
            lines.append(f"Voor programma's met MCP: {where.rstrip('/')}{MCP}/")
        server = build_server(assistant, settings)
        Server(server, lines, busy=lambda: _busy(server), release=lambda: _release(server)).run(
            sockets=[listening]
        )


def with_mcp(settings: Settings) -> bool:
    """Whether to offer MCP tools: as set, else where the extra is installed.

    Raises:
        SettingsError: it is set and the extra is not installed.
    """
    installed = find_spec("mcp") is not None
    if settings.mcp and not installed:
        raise SettingsError(
            "MCP staat aan, maar de extra mcp is niet geïnstalleerd. Installeer hem met: "
            'pip install ".[mcp]", of zet MCP uit met BELEID_MCP=false.'
        )
    return installed if settings.mcp is None else settings.mcp


def _pages(server: FastAPI) -> list[Any]:
    """Gradio's own applications inside a server."""
    apps = (getattr(route, "app", None) for route in server.routes)
    return [app for app in apps if hasattr(app, "get_blocks")]


def _busy(server: FastAPI) -> bool:
    queues = [page.get_blocks()._queue for page in _pages(server)]
    return any(len(queue) or any(queue.active_jobs) for queue in queues)


def _release(server: FastAPI) -> None:
    """Every open page holds a connection until it is told to let go."""
    for page_app in _pages(server):
        if stop := getattr(page_app, "stop_event", None):
            stop.set()


def main() -> int:
    try:
        serve(load_settings())
    except PolicyError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
