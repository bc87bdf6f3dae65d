"""The web page: the composition root for ``beleid serve`` and ``python app.py``.

Wires the page to a web server with what stands around it; the page itself is in
``assistant.page_gradio``.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

# Before numpy and torch are loaded. Many readers ask at once, and the sums of one question are small:
# handing them to a second core takes longer than doing them, and keeps that core from other readers.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from fastapi import FastAPI
from fastapi.responses import FileResponse, JSONResponse, Response

from assistant import page
from assistant.console import say
from assistant.http_gate import Gate
from assistant.http_log import AccessLog
from assistant.http_proxy import Proxied
from assistant.http_routes import MCP
from assistant.http_server import Server, address, listen, stop_on_terminate
from assistant.page_gradio import build_blocks
from assistant.page_http import DressedPage
from assistant.page_model import literal_of, model_name
from assistant.page_mount import is_busy, mount, release, waiting
from assistant.ready import answering_assistant
from assistant.settings import Settings, load_settings
from corpus.errors import PolicyError, SettingsError

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant


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

    blocks = build_blocks(assistant, settings)
    mount(server, blocks, tools)
    documents = list(assistant.index.documents.values())
    # The last one added is met first.
    server.add_middleware(
        Gate,
        most_requests=settings.requests_per_minute,
        mcp=tools,
        full=lambda: waiting(blocks) >= settings.queue_size,
    )
    model = model_name(assistant)
    server.add_middleware(
        DressedPage, dress=lambda html: page.dress(html, documents, model, stored=settings.feedback)
    )
    if settings.access_log:
        server.add_middleware(AccessLog, write=say)
    server.add_middleware(Proxied, trusted=settings.trusted_proxy, root_path=settings.root_path)
    return server


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
        Server(server, lines, busy=lambda: is_busy(server), release=lambda: release(server)).run(
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
