"""The web page: the composition root for ``beleid serve`` and ``python app.py``.

The only file that knows Gradio and the server it runs in. What the page shows is made in
``assistant.page``; nothing of a conversation is kept but in the memory of an open page.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Sequence
from typing import Any

# Before Gradio is imported: it reads these once. Nothing may leave the machine.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
# After every event Gradio sums up all events so far, for a page of figures that is off here.
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"

import gradio as gr
import uvicorn
from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant import page
from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.check import check
from assistant.check_facts import read_facts
from assistant.page_content import PageContent
from assistant.page_document import render_unopened
from assistant.page_http import DressedPage
from assistant.ready import ready_assistant
from assistant.settings import Settings, load_settings
from corpus.errors import InputError, PolicyError, SettingsError

MOST_TURNS = 30
"""Turns that an open page remembers; what came before is no longer shown."""

_DONE = "() => beleidPage.done()"
_CONNECT = (
    "const events = ['ask', 'show', 'clear', 'check', 'judge'];"
    "beleidPage.connect(element, trigger, watch, beleidPage.{changed});"
)
_CONNECT_DOCUMENT = "const events = ['open']; beleidDocument.connect(element, trigger, watch);"


def build_app(assistant: Assistant, settings: Settings) -> Any:  # gr.Blocks, which has no types
    """The page over an assistant: the conversation with its source, the check, the document."""
    content = PageContent(assistant, settings)
    rules = content.rules

    def reply(questions: Sequence[str], answers: list[Answer]) -> tuple[Any, ...]:
        """Question box, message, conversation, source, state."""
        for question in questions:
            turns = [answer.question for answer in answers] + [question]
            answer = assistant.ask(turns)
            if answer.status == "invalid":
                # No turn: the words stay in the box, to be mended there.
                told = page.render_message(answer.answer)
                return answer.question, told, gr.skip(), gr.skip(), answers
            answers = [*answers, answer][-MOST_TURNS:]
        return "", "", content.conversation(answers), content.source(answers[-1]), answers

    def ask_chosen(answers: list[Answer], event: gr.EventData) -> tuple[Any, ...]:
        chosen = [q for q in event._data.get("questions", []) if isinstance(q, str)]
        return reply(chosen[:2], answers)

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

    def check_facts(facts: dict[str, Any]) -> dict[str, Any]:
        """Welke regelingen mogelijk van toepassing zijn bij deze gegevens."""
        try:
            known, day = read_facts(rules, facts)
        except InputError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return check(rules, known, day).to_json()

    def open_page(request: gr.Request) -> tuple[Any, ...]:
        """What a link asks for; the rest stays as it is: a quick reader may have asked already."""
        query = dict(request.query_params)
        opened = or_skip(content.linked(query))
        asked = query.get("vraag", "")
        answered = reply([asked], []) if asked else tuple(gr.skip() for _ in everything)
        return (*answered, opened)

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Beantwoordt een vraag; ``history`` zijn de eerdere vragen van het gesprek."""
        return assistant.ask([*(history or []), question]).to_json()

    with gr.Blocks(title=page.TITLE, analytics_enabled=False, fill_width=True) as app:
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
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for asked in (question.submit, button.click):
            asked(None, js="() => beleidPage.busy(true)", **private)
            asked(
                lambda text, state: reply([text], state), [question, answers], everything, **private
            ).then(None, js=_DONE, **private)
        talk.ask(ask_chosen, [answers], everything, **private).then(None, js=_DONE, **private)
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
        app.load(open_page, None, [*everything, reading], **private)
        gr.events.api(ask, api_name="ask")
        gr.events.api(check_facts, api_name="check")
    app.queue(default_concurrency_limit=4)
    return app


def build_server(assistant: Assistant, settings: Settings | None = None) -> FastAPI:
    """The page with what stands around it: its own files, ``/health``, headers, Dutch HTML."""
    settings = settings or Settings()
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

    gr.mount_gradio_app(
        server,
        build_app(assistant, settings),
        path="/",
        theme=gr.themes.Base(
            font=gr.themes.Font("sans-serif"), font_mono=gr.themes.Font("monospace")
        ),
        footer_links=[],
        run_history=False,  # Gradio would keep every question in the browser
        show_error=False,
        ssr_mode=False,
        mcp_server=False,
        enable_monitoring=False,
        pwa=False,
    )
    documents = list(assistant.index.documents.values())
    server.add_middleware(
        DressedPage, dress=lambda html: page.dress(html, documents, stored=settings.feedback)
    )
    return server


class _Server(uvicorn.Server):
    """Says where to look once the page really answers, and stops without waiting for open pages."""

    def __init__(self, server: FastAPI, line: str) -> None:
        # No access log: an address may hold a question.
        super().__init__(
            uvicorn.Config(
                server, log_level="warning", access_log=False, timeout_graceful_shutdown=5
            )
        )
        self._server = server
        self._line = line

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        print(self._line, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for route in self._server.routes:  # every open page holds a connection until told
            if stop := getattr(getattr(route, "app", None), "stop_event", None):
                stop.set()
        await super().shutdown(sockets=sockets)


def serve(settings: Settings) -> None:
    """Serve the page until the reader stops it.

    Raises:
        SettingsError: the host or port cannot be used.
        SearchIndexError, CorpusError: there is nothing to answer from.
    """
    listening = _listen(settings.host, settings.port)
    with listening:
        assistant = ready_assistant(settings, lambda line: print(line, flush=True))
        # The first question is slow: ask it before a reader does.
        assistant.ask(["Waar gaat deze tekst over?"])
        shown = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
        line = f"Beleidsassistent: open http://{shown}:{settings.port} (stoppen met Ctrl+C)"
        _Server(build_server(assistant, settings), line).run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A socket of our own, so that a port in use is known before the index is opened."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":  # there the option would let two servers share one port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise SettingsError(
            f"Adres {host}, poort {port} kan niet worden gebruikt ({error.strerror}). Kies een "
            "andere poort met BELEID_PORT of --port, bijvoorbeeld: "
            f"BELEID_PORT={port + 1 if port < 65535 else port - 1}."
        ) from error
    return listening


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
