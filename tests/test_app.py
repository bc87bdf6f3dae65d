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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import jsonschema
import pytest
from gradio_client import Client

from app import serve, with_mcp
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
        "BELEID_ACCESS_LOG": "true",
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


def sent(request: Request) -> dict[str, Any]:
    """What comes back, also where it is an error."""
    try:
        with urlopen(request, timeout=30) as response:
            return json.load(response)
    except HTTPError as refused:
        with refused:
            return json.load(refused)


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
    assert list(named) == ["/ask", "/search", "/check"]
    assert all(named[name]["description"] for name in named)
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


def test_the_page_answers_within_three_seconds_of_the_start_up_line(running: Running) -> None:
    """The fixture has opened the page; here the first question of all goes through it."""
    started = time.monotonic()
    body = {"data": ["Hoe hoog is de mobiliteitsbonus?", []]}
    request = Request(
        f"{running.url}gradio_api/run/ask",
        json.dumps(body).encode(),
        {"content-type": "application/json"},
    )
    with urlopen(request, timeout=30) as response:
        assert json.load(response)["data"][0]["status"] == "answered"
    assert running.waited + time.monotonic() - started < 3


@pytest.mark.parametrize("path", ["", "health", "page/page.css", "gradio_api/info", "bestaat-niet"])
def test_every_response_carries_the_security_headers(running: Running, path: str) -> None:
    try:
        headers = get(running.url + path)[1]
    except HTTPError as refused:
        headers = {k.lower(): v for k, v in refused.headers.items()}
        refused.close()
    policy = dict(rule.strip().split(" ", 1) for rule in headers["content-security-policy"].split(";"))  # fmt: skip
    assert {policy[name] for name in ("default-src", "connect-src", "base-uri")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert not re.search(r"https?:|\*", headers["content-security-policy"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]
    assert not {"server", "set-cookie", "access-control-allow-origin"} & headers.keys()


def test_another_site_gets_no_access(running: Running) -> None:
    request = Request(f"{running.url}gradio_api/info", headers={"Origin": "https://example.org"})
    with urlopen(request, timeout=30) as response:
        assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_a_port_in_use_is_said_before_anything_is_loaded(running: Running) -> None:
    port = int(running.url.rstrip("/").rsplit(":", 1)[1])
    with pytest.raises(SettingsError, match=f"poort {port}.*BELEID_PORT"):
        serve(Settings(port=port, index=Path("/bestaat/niet")))


def test_the_log_says_what_kind_of_thing_was_asked_for_and_nothing_of_a_question(
    running: Running,
) -> None:
    """Last: it stops. Also where the request is wrong: Gradio would put what it got into the log."""
    secret = "geheimevraag"
    urlopen(f"{running.url}?vraag={secret}", timeout=30).close()
    for data in ([secret], [secret, None], [{secret: 1}, None], [secret, secret]):
        request = Request(
            f"{running.url}gradio_api/run/ask",
            json.dumps({"data": data}).encode(),
            {"content-type": "application/json"},
        )
        said = sent(request)
        assert said.get("data") or "verwacht" in said["error"]
    running.process.send_signal(signal.SIGINT)
    out, errors = running.process.communicate(timeout=30)
    assert running.process.returncode == 0, "stopped in order"
    assert secret not in out + errors
    assert "Traceback" not in errors
    lines = [line.partition(" ")[2] for line in errors.splitlines()]
    assert any(re.fullmatch(r"GET / 200 \d+ ms", line) for line in lines)
    assert any(re.fullmatch(r"POST /gradio_api/run/\{id\} 200 \d+ ms", line) for line in lines)


def test_mcp_that_is_asked_for_and_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r'pip install "\.\[mcp\]"'):
        serve(Settings(mcp=True, port=1))
    assert with_mcp(Settings()) is False
    monkeypatch.setattr("app.find_spec", lambda name: object())
    assert with_mcp(Settings()) is True
    assert with_mcp(Settings(mcp=False)) is False


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_stop_finishes_the_answer_that_is_being_made(assistant: Assistant, letter_settings: Settings) -> None:  # fmt: skip
    assert assistant
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    slow = (
        "import time, app; from assistant.ask import Assistant; ask = Assistant.ask\n"
        "def late(self, turns, **more):\n"
        "    time.sleep(1.5 if 'langzaam' in turns[-1] else 0)\n"
        "    return ask(self, turns, **more)\n"
        "Assistant.ask = late; raise SystemExit(app.main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", slow], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        env=os.environ | {"BELEID_PORT": str(port), "BELEID_INDEX": str(letter_settings.index_dir)},
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert process.stdout.readline()
        request = Request(
            f"http://127.0.0.1:{port}/gradio_api/run/ask",
            json.dumps({"data": ["Hoe langzaam gaat dit?", []]}).encode(),
            {"content-type": "application/json"},
        )
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(urlopen, request, timeout=30)
            time.sleep(0.5)
            process.send_signal(signal.SIGTERM)
            with asked.result(30) as response:
                assert json.load(response)["data"][0]["question"] == "Hoe langzaam gaat dit?"
        process.communicate(timeout=30)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()
