"""The web page: the composition root for ``beleid serve`` and ``python app.py``.

The only file that knows Gradio and the server it runs in. What the page shows is made in
``assistant.page``; nothing of a conversation is kept but in the memory of an open page.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

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
from assistant.answer import Answer, Citation, Nearest
from assistant.ask import Assistant
from assistant.check import check
from assistant.check_facts import read_facts
from assistant.page_check import render_check, render_offer, rules_of
from assistant.page_http import DressedPage
from assistant.page_model import growing, is_growing, literal_of, model_name
from assistant.ready import answering_assistant
from assistant.settings import Settings, load_settings
from corpus.errors import InputError, PolicyError, SettingsError

if TYPE_CHECKING:
    from assistant.model_assistant import ModelAssistant

MOST_TURNS = 30
"""Turns that an open page remembers; what came before is no longer shown."""

_DONE = "() => beleidPage.done()"
_CONNECT = (
    "const events = ['ask', 'show', 'clear', 'check'];"
    "beleidPage.connect(element, trigger, watch, beleidPage.{changed});"
)


def build_app(assistant: Assistant | ModelAssistant) -> Any:  # gr.Blocks, which has no types
    """The page over an assistant: the conversation, the question, the source."""
    documents = assistant.index.documents
    examples = page.examples_for(documents)

    rules = rules_of(assistant.index)

    def conversation(answers: Sequence[Answer]) -> str:
        offers = [render_offer(rules, answer.standalone_question) for answer in answers]
        return page.render_conversation(answers, documents, examples, offers)

    def source(answer: Answer | None) -> str:
        spans: Sequence[Citation | Nearest] = (answer.citations or answer.nearest) if answer else []
        shown = next(iter(spans), None)
        if shown is None:
            return page.render_shelf(documents.values())
        return page.render_source(documents[shown.document_id], shown.start, shown.end)

    def reply(
        questions: Sequence[str], answers: list[Answer], literal: bool = False
    ) -> Iterator[tuple[Any, ...]]:
        """Question box, message, conversation, source, state; again as a model's answer grows."""
        for question in questions:
            turns = [answer.question for answer in answers] + [question]
            for answer in growing(assistant, turns, literal=literal):
                if is_growing(answer):
                    yield "", "", conversation([*answers, answer]), gr.skip(), gr.skip()
            if answer.status == "invalid":
                # No turn: the words stay in the box, to be mended there.
                message = page.render_message(answer.answer)
                yield question, message, gr.skip(), gr.skip(), answers
                return
            answers = [*answers, answer][-MOST_TURNS:]
        yield "", "", conversation(answers), source(answers[-1]), answers

    def ask_typed(text: str, answers: list[Answer], literal: bool) -> Iterator[tuple[Any, ...]]:
        yield from reply([text], answers, literal)

    def ask_chosen(
        answers: list[Answer], literal: bool, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        chosen = [q for q in event._data.get("questions", []) if isinstance(q, str)]
        yield from reply(chosen[:2], answers, literal)

    def show(event: gr.EventData) -> Any:
        wanted = event._data
        document = documents.get(str(wanted.get("document")))
        start, end = wanted.get("start"), wanted.get("end")
        if document is None or not isinstance(start, int) or not isinstance(end, int):
            return gr.skip()
        return page.render_source(document, start, end, opened=True)

    def fill_in(event: gr.EventData) -> str:
        given = event._data.get("facts")
        return render_check(rules, given if isinstance(given, dict) else {})

    def check_facts(facts: dict[str, Any]) -> dict[str, Any]:
        """Welke regelingen mogelijk van toepassing zijn bij deze gegevens."""
        try:
            known, day = read_facts(rules, facts)
        except InputError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return check(rules, known, day).to_json()

    def open_page(request: gr.Request) -> Iterator[tuple[Any, ...]]:
        asked = request.query_params.get("vraag", "")
        if not asked:
            yield tuple(gr.skip() for _ in everything)  # a quick reader may have asked already
            return
        yield from reply([asked], [])

    def ask(question: str, history: list[str] | None = None) -> dict[str, Any]:
        """Beantwoordt een vraag; ``history`` zijn de eerdere vragen van het gesprek."""
        return assistant.ask([*(history or []), question]).to_json()

    with gr.Blocks(title=page.TITLE, analytics_enabled=False, fill_width=True) as app:
        answers = gr.State([])  # Gradio forgets it within an hour after the page is closed
        with gr.Row(elem_id="work"):
            with (
                gr.Column(elem_id="conversation-column"),
                gr.Tabs(elem_id="tabs", selected="ask"),
            ):
                with gr.Tab("Vraag", id="ask"):
                    talk = gr.HTML(
                        conversation([]),
                        apply_default_css=False,
                        js_on_load=_CONNECT.format(changed="conversationChanged"),
                    )
                    message = gr.HTML("", apply_default_css=False, js_on_load=None)
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
                            info=f"Nu verwoordt {model} de antwoorden. Uw vraag en de citaten gaan daarheen.",
                            container=False,
                            elem_id="literal",
                        )
                        if (model := model_name(assistant))
                        else gr.State(False)
                    )
                with gr.Tab("Regelingcheck", id="check", visible=bool(rules.schemes)):
                    form = gr.HTML(
                        render_check(rules, {}),
                        apply_default_css=False,
                        js_on_load=_CONNECT.format(changed="checkChanged"),
                    )
            with gr.Column(elem_id="source-column"):
                beside = gr.HTML(
                    source(None),
                    apply_default_css=False,
                    js_on_load=_CONNECT.format(changed="sourceChanged"),
                )

        everything = [question, message, talk, beside, answers]
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for asked in (question.submit, button.click):
            asked(None, js="() => beleidPage.busy(true)", **private)
            asked(ask_typed, [question, answers, literal], everything, **private).then(
                None, js=_DONE, **private
            )
        talk.ask(ask_chosen, [answers, literal], everything, **private).then(
            None, js=_DONE, **private
        )
        talk.show(show, None, beside, **private)
        talk.clear(
            lambda: ("", "", conversation([]), source(None), []), None, everything, **private
        )
        beside.show(show, None, beside, **private)
        for door in (talk, form):
            door.check(fill_in, None, form, **private)
        form.show(show, None, beside, **private)
        app.load(open_page, None, everything, **private)
        gr.events.api(ask, api_name="ask")
        gr.events.api(check_facts, api_name="check")
    app.queue(default_concurrency_limit=4)
    return app


def build_server(assistant: Assistant | ModelAssistant) -> FastAPI:
    """The page with what stands around it: its own files, ``/health``, headers, Dutch HTML."""
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
        build_app(assistant),
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
    model = model_name(assistant)
    server.add_middleware(DressedPage, dress=lambda html: page.dress(html, documents, model))
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
        assistant = answering_assistant(settings, lambda line: print(line, flush=True))
        # The first question is slow: ask it before a reader does.
        literal_of(assistant).ask(["Waar gaat deze tekst over?"])
        shown = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host
        line = f"Beleidsassistent: open http://{shown}:{settings.port} (stoppen met Ctrl+C)"
        _Server(build_server(assistant), line).run(sockets=[listening])


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
