"""A server that speaks the chat-completions protocol, scripted: run it as a process of its own.

``python model_server.py`` prints its port. The name of the model in a request chooses what happens:
``say`` streams what was posted to ``/script`` last; the other names are the faults. ``/seen`` gives
the requests so far, per model.
"""

from __future__ import annotations

import json
import socket
import sys
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Timer
from typing import Any

GOOD = "Een goede zin die niemand te zien krijgt [B1]."
HANG = 6.0
"""Seconds that a hanging answer hangs: longer than any limit in the tests, but not for ever."""
MOST_SECONDS = 900


class State:
    def __init__(self) -> None:
        self.lock = Lock()
        self.script = GOOD
        self.seen: Counter[str] = Counter()
        self.asked: list[dict[str, Any]] = []


STATE = State()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        with STATE.lock:
            body = {"seen": dict(STATE.seen), "asked": STATE.asked[-1:]}
        self._json(200, body)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        if self.path == "/script":
            with STATE.lock:
                STATE.script = body["text"]
            self._json(200, {})
            return
        name = body["model"]
        with STATE.lock:
            STATE.seen[name] += 1
            count = STATE.seen[name]
            STATE.asked.append(body)
            script = STATE.script
        try:
            self._behave(name, count, script)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _behave(self, name: str, count: int, script: str) -> None:
        half = script[: len(script) // 2]
        match name:
            case "say":
                self._stream(script)
            case "paced":
                self._head()
                for at in range(0, len(script), 6):
                    self._event(script[at : at + 6])
                    time.sleep(0.06)
                self._end()
            case "unauthorised":
                self._json(401, {"error": {"message": "Incorrect API key provided: sk-geheim"}})
            case "unknown_model":
                self._json(404, {"error": {"message": "model not found"}})
            case "busy":
                self._json(429, {"error": {"message": "too many"}}, {"retry-after": "3600"})
            case "busy_once" | "broken_once" | "cut_once" if count % 2 == 0:
                self._stream(script)
            case "busy_once":
                self._json(429, {"error": {"message": "too many"}}, {"retry-after": "0.3"})
            case "broken" | "broken_once":
                self._json(500, {"error": {"message": "boom"}})
            case "slow":
                time.sleep(HANG)
            case "slow_headers":
                self._head()
                time.sleep(HANG)
            case "stalled":
                self._head()
                self._event(half)
                time.sleep(HANG)
            case "cut_once" | "cut":
                self._head()
                self._event("Een halve zin")
                self._drop()
            case "garbled":
                self._head()
                self._raw(b'data: {"choices": [{"delta"\n\n')
                self._raw(b"data: dit is geen json\n\n")
                self._end()
            case "empty":
                self._stream("")
            case "only_thinking":
                self._stream("<think>" + "Ik denk na over de vraag. [B1] " * 20)
            case "endless":
                self._head()
                started = time.monotonic()
                while time.monotonic() - started < 2 * HANG:
                    self._event("en nog een woord ")
                    time.sleep(0.01)
            case "dripping":
                self._head()
                started = time.monotonic()
                while time.monotonic() - started < 2 * HANG:
                    self._event("x")
                    time.sleep(0.2)
            case "language":
                self._stream(
                    "The cabinet gives employers a bonus for every new employee and this is the "
                    "amount that was announced in the letter [B1]."
                )
            case "declined":
                self._stream("Het spijt me, ik kan deze vraag als AI niet beantwoorden.")
            case "json":
                self._stream('{"antwoord": "De bonus is € 3500", "bron": "B1"}')
            case _:
                self._json(404, {"error": {"message": "model not found"}})

    def _stream(self, text: str) -> None:
        self._head()
        for at in range(0, len(text), 6):
            self._event(text[at : at + 6])
        self._end()

    def _end(self) -> None:
        self._raw(b"data: " + json.dumps(_chunk("", "stop")).encode() + b"\n\n")
        self._raw(b"data: [DONE]\n\n")
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def _head(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        self.wfile.flush()

    def _event(self, text: str) -> None:
        self._raw(b"data: " + json.dumps(_chunk(text, None)).encode() + b"\n\n")

    def _raw(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _drop(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _json(self, status: int, body: object, headers: dict[str, str] | None = None) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)


def _chunk(text: str, reason: str | None) -> dict[str, Any]:
    return {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "scripted",
        "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": reason}],
    }  # fmt: skip


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    ending = Timer(MOST_SECONDS, server.shutdown)  # never outlives a test run by much
    ending.daemon = True
    ending.start()
    print(server.server_address[1], flush=True)
    server.serve_forever()
    sys.exit(0)


if __name__ == "__main__":
    main()
