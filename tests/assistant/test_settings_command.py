from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.__main__ import app
from assistant.console import run
from assistant.settings import Settings

pytestmark = pytest.mark.usefixtures("in_empty_folder")


def rows(text: str) -> dict[str, tuple[str, str]]:
    split = [[part for part in line.split("  ") if part.strip()] for line in text.splitlines()]
    return {name.strip(): (value.strip(), origin.strip()) for name, value, origin in split}


def test_each_setting_is_listed_with_its_value_and_origin(
    in_empty_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (in_empty_folder / "beleid.toml").write_text('host = "::1"\nk = 5\nport = 1001\n')
    monkeypatch.setenv("BELEID_K", "6")
    monkeypatch.setenv("BELEID_PORT", "1002")
    monkeypatch.setenv("BELEID_CORPUS", "")
    assert run(app, ["settings", "--port", "1003"]) == 0
    shown = rows(capsys.readouterr().out)
    assert list(shown) == list(Settings.model_fields)
    assert shown["host"] == ("::1", "beleid.toml")
    assert shown["k"] == ("6", "omgeving (BELEID_K)")
    assert shown["port"] == ("1003", "argument")
    assert shown["corpus"] == ("meegeleverd", "standaard")
    assert shown["index"] == (".beleid/index", "standaard")
    assert shown["requests_per_minute"] == ("120", "standaard")


def test_the_same_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app, ["settings", "--json", "--corpus", "map"]) == 0
    listed = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert listed["corpus"] == {"name": "corpus", "value": "map", "origin": "argument"}
    assert listed["mcp"]["value"] is None


def test_a_value_cannot_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEID_ENCODER", "\x1b[2Jx\nport  1  argument\u202e\udcff")
    assert run(app, ["settings"]) == 0
    out = capsys.readouterr().out
    assert "\\x1b[2Jx\\nport" in out
    assert len(out.splitlines()) == len(Settings.model_fields)
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_value_that_cannot_work_stops_here_too(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BELEID_ROOT_PATH", '/x"><script>alert(1)</script>')
    assert run(app, ["settings"]) == 2
    assert "'root_path' (BELEID_ROOT_PATH)" in capfd.readouterr().err
