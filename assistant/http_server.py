"""The server: a socket of its own, a start-up line that is true, a stop that finishes its work.

The only file that knows uvicorn.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import Any

import uvicorn

from corpus.errors import SettingsError

PATIENCE = 5
"""Seconds that a stop waits for answers that are being made."""


class Server(uvicorn.Server):
    """Says where to look once the page really answers, and stops without waiting for open pages.

    Args:
        app: an ASGI application.
        lines: to print when the page answers.
        busy: whether answers are being made.
        release: lets go of the connections that open pages hold until they are told to.
    """

    def __init__(
        self,
        app: Any,
        lines: Sequence[str],
        busy: Callable[[], bool] = lambda: False,
        release: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,  # an address may hold a question; assistant.http_log writes none
                proxy_headers=False,  # assistant.http_proxy decides whom to believe
                server_header=False,
                timeout_graceful_shutdown=PATIENCE,
            )
        )
        self._lines = lines
        self._busy = busy
        self._release = release

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        for line in self._lines:
            print(line, flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in sockets or []:  # nobody new
            listening.close()
        for server in self.servers:
            server.close()
        patience = asyncio.get_running_loop().time() + PATIENCE
        while self._busy() and asyncio.get_running_loop().time() < patience:
            await asyncio.sleep(0.05)
        self._release()
        await super().shutdown(sockets=sockets)


def stop_on_terminate() -> None:
    """Make the signal of systemd and containers stop as Ctrl+C does: in order, and with code 0."""
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def listen(host: str, port: int) -> socket.socket:
    """A socket of our own, so that a port in use is known before the index is opened.

    Raises:
        SettingsError: the host or port cannot be used.
    """
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


def address(host: str, port: int, root_path: str = "") -> str:
    """Where a person on this computer finds the page."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}{root_path and root_path + '/'}"
