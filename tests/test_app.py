"""The page as a program meets it: start-up, HTML, headers, the named endpoint."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jsonschema
import pytest
from gradio_client import Client

from app import serve
from assistant.ask import Assistant
from assistant.schema import load_schema
from assistant.settings import Settings
from corpus.errors import SettingsError

ROOT = Path(__file__).parent.parent
SITUATIONS = tomllib.loads(
    (ROOT / "tests/assistant/check_situations.toml").read_text(encoding="utf-8")
)["situations"]


@dataclass
class Running:
    """``python app.py`` with its start-up line, and the seconds from that line to an answer."""

    url: str
    line: str
    waited: float
    process: subprocess.Popen[str]


@pytest.fixture(scope="module")
def running(assistant: Assistant, letter_settings: Settings) -> Iterator[Running]:
    assert assistant  # its index is built
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "BELEID_PORT": str(port),
        "BELEID_INDEX": str(letter_settings.index_dir),
    }
    process = subprocess.Popen(
        [sys.executable, "app.py"], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    started = time.monotonic()
    url = f"http://127.0.0.1:{port}/"
    if line:
        urlopen(url, timeout=30).close()
    yield Running(url, line, time.monotonic() - started, process)
    process.kill()
    process.communicate()


def get(url: str) -> tuple[str, dict[str, str]]:
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip, br"}), timeout=30) as response:
        return response.read().decode("utf-8"), {k.lower(): v for k, v in response.headers.items()}


def test_the_start_up_line_says_where_to_look_and_how_to_stop(running: Running) -> None:
    assert running.line == (
        f"Beleidsassistent: open {running.url.rstrip('/')} (stoppen met Ctrl+C)\n"
    )
    assert running.waited < 3


def test_the_html_that_is_served_is_dutch(running: Running) -> None:
    html, headers = get(running.url)
    assert re.search(r'<html\s[^>]*lang="nl"', html)
    assert 'lang="en"' not in html
    assert "<title>Beleidsassistent</title>" in html
    assert "geen mens" in html
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert "set-cookie" not in headers


def test_the_html_names_no_other_machine(running: Running) -> None:
    html, _ = get(running.url)
    loaded = re.findall(
        r'<(?:link|script|img|meta)\b[^>]*?(?:href|src|content)="(https?:[^"]*)"', html
    )
    assert loaded == []
    assert "fonts.googleapis" not in html


def test_the_page_brings_its_own_files(running: Running) -> None:
    html, _ = get(running.url)
    names = re.findall(r'(?:href|src)="(page/[^"]+)"', html)
    assert {re.sub(r"\?.*", "", name) for name in names} == {
        "page/page.css", "page/page_more.css", "page/page.js", "page/page_tabs.js",
        "page/page_feedback.js", "page/page_document.js", "page/icon.svg",
    }  # fmt: skip
    for name in names:
        assert get(running.url + name)[0]
    with pytest.raises(HTTPError) as refused:
        get(running.url + "page/page.html")
    refused.value.close()
    assert refused.value.code == 404


def test_health(running: Running) -> None:
    body, _ = get(running.url + "health")
    assert json.loads(body) == {"status": "ok", "documents": 1}


def test_the_endpoint_gives_the_same_answer(running: Running, assistant: Assistant) -> None:
    turns = ["Hoe hoog is de mobiliteitsbonus?", "En de werkbonus?"]
    client = Client(running.url, verbose=False, analytics_enabled=False)
    try:
        first = client.predict(turns[0], api_name="/ask")
        second = client.predict(turns[1], [turns[0]], api_name="/ask")
        named = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
    finally:
        client.close()
    assert list(named) == ["/ask", "/check"]
    for got, asked in ((first, turns[:1]), (second, turns)):
        jsonschema.validate(got, load_schema("answer"))
        expected = assistant.ask(asked).to_json()
        assert got | {"timings_ms": None} == expected | {"timings_ms": None}


def test_the_check_endpoint_gives_what_the_command_gives(running: Running) -> None:
    facts = {"employee_age": 58, "situation": "hire", "as_of": "2013-06-01"}
    told = subprocess.run(
        [sys.executable, "-m", "assistant", "check", "--facts", json.dumps(facts), "--json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    client = Client(running.url, verbose=False, analytics_enabled=False)
    try:
        assert client.predict(facts, api_name="/check") == json.loads(told.stdout)
        for situation in SITUATIONS:
            given = {**situation["facts"], "as_of": situation["as_of"]}
            rows = client.predict(given, api_name="/check")["schemes"]
            may = {row["id"] for row in rows if row["outcome"] == "mogelijk van toepassing"}
            assert may == set(situation.get("may", [])), situation["name"]
        with pytest.raises(Exception, match="580"):
            client.predict({"employee_age": 580}, api_name="/check")
    finally:
        client.close()


def test_a_port_in_use_is_said_before_anything_is_loaded(running: Running) -> None:
    port = int(running.url.rstrip("/").rsplit(":", 1)[1])
    with pytest.raises(SettingsError, match=f"poort {port}.*BELEID_PORT"):
        serve(Settings(port=port, index=Path("/bestaat/niet")))


def test_it_stops_when_asked(running: Running) -> None:
    """Last: after this the page is gone."""
    running.process.send_signal(signal.SIGINT)
    _, errors = running.process.communicate(timeout=15)
    assert running.process.returncode == 0
    assert "Traceback" not in errors
