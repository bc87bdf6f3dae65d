"""What operators read and build with names only what exists."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from assistant.desk import MOST_TURNS
from assistant.http_gate import MOST_BYTES
from assistant.http_proxy import _SAID
from assistant.http_routes import ROUTES
from assistant.settings import Settings

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", [GUIDE, CONTAINER], ids=["guide", "container"])
def test_every_variable_is_a_setting_and_every_value_is_possible(text: str) -> None:
    named = re.findall(r"\bBELEID_([A-Z_]+)(?:=([^\s`]+))?", text)
    assert named
    for name, value in named:
        assert name.lower() in Settings.model_fields
        if value:
            Settings(**{name.lower(): value.rstrip(").,")})


def test_every_limit_is_explained() -> None:
    for name in ("max_question_chars", "requests_per_minute", "concurrency", "queue_size"):
        assert f"`BELEID_{name.upper()}`" in GUIDE
    assert f"{MOST_BYTES >> 20} MiB" in GUIDE
    assert f"| {MOST_TURNS}, vast |" in GUIDE


def test_the_proxy_sends_what_is_read() -> None:
    sent = {name.lower() for name in re.findall(r"proxy_set_header (X-\S+)", GUIDE)}
    assert sent == {name.decode() for name in _SAID} - {"x-gradio-server"}


def test_the_log_line_is_one_that_is_written() -> None:
    (line,) = re.findall(r"^\S+ [A-Z]+ (/\S+) \d+ \d+ ms$", GUIDE, re.MULTILINE)
    assert line in {route.label for route in ROUTES}


def test_the_container_has_every_package_and_file_that_it_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    copied = {name for line in re.findall(r"^COPY (.*) \S+$", CONTAINER, re.MULTILINE) for name in line.split()}  # fmt: skip
    assert copied >= {*project["tool"]["setuptools"]["packages"], "app.py", "pyproject.toml"}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert re.search(r"^USER (?!root)", CONTAINER, re.MULTILINE)
    version = re.search(r"python:(3\.\d+)", CONTAINER)
    assert version is not None
    assert project["project"]["requires-python"] == f">={version[1]}"


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)[^)]*\)", GUIDE))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).exists()
