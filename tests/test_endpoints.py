"""One assistant, four doors: page, command line, API and MCP give the same JSON."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import jsonschema
import pytest
from gradio_client import Client
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from app import page
from assistant.ask import Assistant
from assistant.batch import to_line
from assistant.http_routes import MCP
from assistant.schema import load_schema
from assistant.settings import Settings
from eval.questions import BUILTIN_QUESTIONS, load_questions

ROOT = Path(__file__).parents[1]
DEV = [list(q.turns) for q in load_questions(BUILTIN_QUESTIONS) if q.split == "dev"]
TWENTY = DEV[:: len(DEV) // 20][:20]
FACTS = {"employee_age": 58, "situation": "hire", "as_of": "2013-06-01"}


@pytest.fixture(scope="module")
def address(assistant: Assistant, served: Callable[..., str]) -> str:
    return served(assistant, Settings(requests_per_minute=0))


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    made = Client(address, verbose=False, analytics_enabled=False)
    yield made
    made.close()


def line(answer: dict[str, Any]) -> str:
    """An answer as one line, less what may differ: the time it took and the row's name."""
    return to_line(answer | {"timings_ms": None, "id": None})


def command(settings: Settings, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=ROOT, env=os.environ | {"BELEID_INDEX": str(settings.index_dir)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def in_session(address: str, work: Callable[[ClientSession], Any]) -> Any:
    """What ``work`` makes of a session with the MCP server."""

    async def session_with_it() -> Any:
        async with (
            streamable_http_client(f"{address}gradio_api/mcp/") as (reader, writer, _),
            ClientSession(reader, writer) as session,
        ):
            await session.initialize()
            return await work(session)

    # In a thread of its own: Playwright has an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, session_with_it()).result(60)


def by_mcp(address: str, tool: str, calls: list[dict[str, Any]]) -> list[Any]:
    async def work(session: ClientSession) -> list[Any]:
        return [await session.call_tool(tool, given) for given in calls]

    return in_session(address, work)


@pytest.fixture(scope="module")
def expected(assistant: Assistant) -> list[str]:
    return [line(assistant.ask(turns).to_json()) for turns in TWENTY]


def test_twenty_questions_of_every_kind(expected: list[str]) -> None:
    assert len(expected) == 20
    assert {json.loads(row)["status"] for row in expected} >= {"answered", "not_found"}
    assert max(len(turns) for turns in TWENTY) > 1


def test_through_the_command_line(
    letter_settings: Settings, expected: list[str], tmp_path: Path
) -> None:
    rows = [{"id": str(n), "turns": turns} for n, turns in enumerate(TWENTY)]
    source, target = tmp_path / "in.jsonl", tmp_path / "uit.jsonl"
    source.write_text("\n".join(map(to_line, rows)), encoding="utf-8")
    command(letter_settings, "batch", str(source), str(target))
    got = target.read_text(encoding="utf-8").splitlines()
    assert [line(json.loads(row)) for row in got] == expected
    alone = next(n for n, turns in enumerate(TWENTY) if len(turns) == 1)
    asked = command(letter_settings, "ask", TWENTY[alone][0], "--json")
    assert line(json.loads(asked)) == expected[alone]


def test_through_the_api(address: str, client: Client, expected: list[str]) -> None:
    got = [client.predict(t[-1], t[:-1], api_name="/ask") for t in TWENTY]
    assert [line(answer) for answer in got] == expected
    request = Request(
        f"{address}gradio_api/run/ask",
        json.dumps({"data": [TWENTY[0][-1], TWENTY[0][:-1]]}).encode(),
        {"content-type": "application/json"},
    )
    with urlopen(request, timeout=30) as response:  # in one request, without a client
        assert line(json.load(response)["data"][0]) == expected[0]


def test_through_mcp(address: str, expected: list[str]) -> None:
    calls = [{"question": t[-1], "history": t[:-1]} for t in TWENTY]
    results = by_mcp(address, "ask", calls)
    assert not any(result.isError for result in results)
    assert [line(json.loads(result.content[0].text)) for result in results] == expected


@pytest.mark.browser
def test_through_the_page(
    browser: Any, address: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a real browser; what the page shows is made of the answers that are compared here."""
    shown: list[str] = []
    render = page.render_conversation

    def noted(turns: Any, *rest: Any, **more: Any) -> str:
        shown[:] = [line(turn.answer.to_json()) for turn in turns]
        return render(turns, *rest, **more)

    monkeypatch.setattr(page, "render_conversation", noted)
    context = browser.new_context()
    tab = context.new_page()
    tab.goto(address)
    for turns, wanted in zip(TWENTY, expected, strict=True):
        if tab.locator(".turn").count():
            tab.get_by_role("button", name="Nieuw gesprek").click()
            tab.wait_for_function("!document.querySelector('.turn')")
        for number, turn in enumerate(turns, 1):
            box = tab.get_by_label("Uw vraag", exact=True)
            box.fill(turn)
            box.press("Enter")
            tab.wait_for_function(f"document.querySelectorAll('.turn').length === {number}")
        assert shown[-1] == wanted
        first = json.loads(wanted)["answer"].split()[0].strip("*")
        assert first in tab.locator(".turn").last.inner_text()
    context.close()


def test_search_through_every_door(
    address: str, client: Client, letter_settings: Settings, assistant: Assistant
) -> None:
    asked = "Welke bonus krijgt een werkgever?"
    told = json.loads(command(letter_settings, "search", asked, "-k", "4", "--json"))
    jsonschema.validate(told, load_schema("search"))
    assert len(told) == 4
    assert client.predict(asked, 4, api_name="/search") == told
    (result,) = by_mcp(address, "search", [{"question": asked, "k": 4}])
    assert result.content[0].text == to_line(told)


def test_check_through_every_door(address: str, client: Client, letter_settings: Settings) -> None:
    told = json.loads(command(letter_settings, "check", "--facts", json.dumps(FACTS), "--json"))
    jsonschema.validate(told, load_schema("check"))
    assert client.predict(FACTS, api_name="/check") == told
    (result,) = by_mcp(address, "check", [{"facts": FACTS}])
    assert result.content[0].text == to_line(told)


def test_only_what_is_meant_for_programs_is_offered(address: str, client: Client) -> None:
    offered = client.view_api(return_format="dict", print_info=False)
    assert list(offered["named_endpoints"]) == ["/ask", "/search", "/check"]
    assert not offered["unnamed_endpoints"]

    async def work(session: ClientSession) -> Any:
        return await session.list_tools(), await session.list_resources(), await session.list_prompts()  # fmt: skip

    tools, resources, prompts = in_session(address, work)
    assert [tool.name for tool in tools.tools] == ["ask", "search", "check"]
    assert not resources.resources
    assert not prompts.prompts
    for tool in tools.tools:
        assert tool.description
        assert all(field.get("description") for field in tool.inputSchema["properties"].values())


def test_what_cannot_be_used_is_said_in_dutch_through_every_door(
    address: str, client: Client, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exception, match="k is 0; verwacht") as caught:
        client.predict("x", 0, api_name="/search")
    assert "Traceback" not in str(caught.value)
    (result,) = by_mcp(address, "search", [{"question": "x", "k": 0}])
    assert result.isError
    assert result.content[0].text == "k is 0; verwacht: een geheel getal van 1 tot 100."
    (result,) = by_mcp(address, "ask", [{}])
    assert result.isError
    out, errors = capfd.readouterr()
    assert "Traceback" not in out + errors


def examples(kind: str) -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{kind}\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL)


def test_the_example_in_python_in_the_readme_works(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = examples("python")
    names: dict[str, Any] = {}
    exec(code.replace("http://127.0.0.1:7860", address.rstrip("/")), names)
    names["client"].close()
    out = capsys.readouterr().out.splitlines()
    assert out[-3:] == [
        "answered € 3500",
        f"{names['follow_up']['standalone_question']} 3",
        names["check"]["schemes"][0]["outcome"],
    ]
    assert "werkbonus" in names["follow_up"]["standalone_question"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="geen curl")
def test_the_examples_with_curl_in_the_readme_work(address: str) -> None:
    (code,) = [block for block in examples("sh") if "curl" in block]
    told = code.replace("http://127.0.0.1:7860", address.rstrip("/")).replace("\\\n", " ")
    for line in told.splitlines():
        done = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)
        given = json.loads(done.stdout)
        assert given.get("data") or given["status"] == "ok", line


def test_the_example_of_mcp_in_the_readme_is_where_the_tools_are() -> None:
    (config,) = examples("json")
    ((_, server),) = json.loads(config)["mcpServers"].items()
    assert server["url"] == "http://127.0.0.1:7860" + MCP + "/"
