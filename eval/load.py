"""Many readers at once: the page against an empty Gradio application, in turns, on one machine.

Each user asks through the page's own event, as a browser does: into the queue, then the stream
until the answer is there; then the next question at once, or after ``--think`` seconds. After
``--turns`` questions the user is a new reader with a page of their own. Both servers run on this
machine only; they are measured in turns, so that what else the machine does hits both.

Run as ``python -m eval.load``; the exit code is 1 where a bound is broken.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from corpus.errors import InputError
from eval.questions import BUILTIN_QUESTIONS, load_questions

MOST_RATIO = 5.0
"""p95 of the page over p95 of the echo."""
MOST_GROWTH = 0.10
"""Of the memory, from the first third of the rounds (the warm-up aside) to the last."""
TIMEOUT = 30.0
ECHO_AT_ONCE = 1
"""The same as the page's own, which is what Gradio sets for any application: one. With four the empty
application is quicker (p95 about 0.85 of it) and the page against it was 3.1 to 5.8."""
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Load:
    """What came of it; times in milliseconds, memory in MiB after each round of the page."""

    users: int
    seconds: float
    page_requests: int
    page_errors: list[str]
    page_p50: float
    page_p95: float
    echo_requests: int
    echo_errors: list[str]
    echo_p50: float
    echo_p95: float
    memory: list[float]

    @property
    def ratio(self) -> float:
        return self.page_p95 / self.echo_p95

    @property
    def growth(self) -> float:
        """The share by which memory grew from the first third of the rounds to the last."""
        third = max(1, len(self.memory) // 3)
        return median(self.memory[-third:]) / median(self.memory[:third]) - 1 if self.memory else 0

    @property
    def holds(self) -> bool:
        errors = self.page_errors or self.echo_errors
        return not errors and self.ratio <= MOST_RATIO and self.growth <= MOST_GROWTH


class Crowd:
    """Users of one server, each a thread with a connection of its own.

    Args:
        event: number of the event that answers, and how many inputs it takes.
        wanted: what the text of a good answer to a question contains.
    """

    def __init__(
        self,
        port: int,
        event: tuple[int, int],
        questions: Sequence[str],
        wanted: Callable[[str], str],
        *,
        users: int,
        turns: int,
        think: float,
    ) -> None:
        self._port, self._event, self._questions, self._wanted = port, event, questions, wanted
        self._users, self._turns, self._think = users, turns, think
        self._number = count()
        self.times: list[float] = []
        self.errors: list[str] = []

    def run(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=self._reader, args=(until,)) for _ in range(self._users)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _reader(self, until: float) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
        session, asked = uuid.uuid4().hex, 0
        while time.monotonic() < until:
            question = self._questions[next(self._number) % len(self._questions)]
            started = time.perf_counter()
            try:
                self._ask(line, question, session)
                self.times.append((time.perf_counter() - started) * 1000)
            except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
                self.errors.append(f"{type(error).__name__}: {error}"[:200])
                line.close()
            asked += 1
            if asked % self._turns == 0:
                session = uuid.uuid4().hex
            time.sleep(self._think)
        line.close()

    def _ask(self, line: http.client.HTTPConnection, question: str, session: str) -> None:
        number, inputs = self._event
        data = [question, *[None] * (inputs - 1)]
        body = json.dumps({"data": data, "fn_index": number, "session_hash": session})
        line.request("POST", "/gradio_api/queue/join", body, {"content-type": "application/json"})
        joined = line.getresponse()
        said = joined.read()
        if joined.status != 200:
            raise ValueError(f"{joined.status} {said[:100]!r}")
        line.request("GET", f"/gradio_api/queue/data?session_hash={session}")
        done: dict[str, Any] | None = None
        for row in line.getresponse():
            if row.startswith(b"data:"):
                message = json.loads(row[5:])
                if message["msg"] == "process_completed":
                    done = message
        if done is None or not done["success"]:
            raise ValueError(f"geen antwoord: {done and done['output']}")
        if self._wanted(question) not in json.dumps(done["output"]["data"], ensure_ascii=False):
            raise ValueError(f"een ander antwoord: {question[:60]!r}")


def measure(*, users: int, seconds: float, turns: int, think: float, rounds: int = 6) -> Load:
    """Both servers under the same load, in turns. Raises: InputError, a server does not start."""
    questions = [q.turns[-1] for q in load_questions(BUILTIN_QUESTIONS) if q.split == "dev"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        settings = {"BELEID_DATA_DIR": folder, "BELEID_REQUESTS_PER_MINUTE": "0"}
        page = [sys.executable, "-m", "assistant", "serve"]
        echo = [sys.executable, "-m", "eval.load_echo"]
        with (
            _server(page, settings, lambda port: ["--port", str(port)]) as (page_port, process),
            _server(echo, {}, lambda port: [str(port), str(ECHO_AT_ONCE)]) as (echo_port, _),
        ):
            crowds = [
                Crowd(port, _event(port), questions, wanted, users=users, turns=turns, think=think)
                for port, wanted in ((page_port, lambda _: 'class=\\"turn\\"'), (echo_port, _plain))
            ]
            for crowd in crowds:  # not counted: what is made at the first question
                crowd.run(min(2.0, seconds))
                crowd.times.clear()
            memory = []
            for _ in range(rounds):
                for crowd in crowds:
                    crowd.run(seconds / rounds)
                memory.append(_resident(process.pid))
    page_crowd, echo_crowd = crowds
    return Load(
        users, seconds,
        len(page_crowd.times), page_crowd.errors, *_percentiles(page_crowd.times),
        len(echo_crowd.times), echo_crowd.errors, *_percentiles(echo_crowd.times),
        [value for value in memory if value],
    )  # fmt: skip


def report(load: Load) -> str:
    """The figures as a person reads them."""
    memory = " ".join(f"{value:.0f}" for value in load.memory) or "niet te meten"
    return (
        f"{load.users} gebruikers tegelijk, {load.seconds:g} seconden, in beurten\n"
        f"pagina: {load.page_requests} antwoorden, {len(load.page_errors)} fouten, "
        f"p50 {load.page_p50:.0f} ms, p95 {load.page_p95:.0f} ms\n"
        f"echo:   {load.echo_requests} antwoorden, {len(load.echo_errors)} fouten, "
        f"p50 {load.echo_p50:.0f} ms, p95 {load.echo_p95:.0f} ms\n"
        f"p95 pagina / echo: {load.ratio:.2f} (grens {MOST_RATIO:g})\n"
        f"geheugen na elke beurt (MiB): {memory}; groei {load.growth:.1%} "
        f"(grens {MOST_GROWTH:.0%})"
    )


def _plain(question: str) -> str:
    return json.dumps(question, ensure_ascii=False)[1:-1]


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    """p50 and p95; the smallest value that at least that share is not above."""
    ordered = sorted(times) or [float("inf")]
    return tuple(ordered[max(0, -(-len(ordered) * p // 100) - 1)] for p in (50, 95))  # type: ignore[return-value]


@contextmanager
def _server(
    command: Sequence[str], settings: dict[str, str], at: Callable[[int], list[str]]
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*command, *at(port)], cwd=_ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
    )
    try:
        patience = time.monotonic() + 120
        while True:
            try:
                _event(port)
                break
            except (OSError, http.client.HTTPException):
                if process.poll() is not None or time.monotonic() > patience:
                    raise InputError(f"{command[-1]} start niet.") from None
                time.sleep(0.2)
        yield port, process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _event(port: int) -> tuple[int, int]:
    """The event that pressing Enter in the question box sends to the server: number, inputs."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    line.request("GET", "/config")
    config = json.loads(line.getresponse().read())
    line.close()
    for event in config["dependencies"]:
        if event["backend_fn"] and any(kind == "submit" for _, kind in event["targets"]):
            return event["id"], len(event["inputs"])
    raise InputError("De pagina heeft geen vraagvak.")


def _resident(pid: int) -> float:
    """Memory in use, in MiB; 0.0 where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m eval.load", description=__doc__)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0, help="voor elk van de twee")
    parser.add_argument("--turns", type=int, default=5, help="vragen in een gesprek")
    parser.add_argument("--think", type=float, default=0.0, help="seconden tussen twee vragen")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args(arguments)
    load = measure(users=given.users, seconds=given.seconds, turns=given.turns, think=given.think)
    extra = {"ratio": load.ratio, "growth": load.growth, "holds": load.holds}
    print(json.dumps(asdict(load) | extra) if given.json else report(load))
    for error in (load.page_errors + load.echo_errors)[:5]:
        print(error, file=sys.stderr)
    return 0 if load.holds else 1


if __name__ == "__main__":
    sys.exit(main())
