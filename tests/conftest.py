"""What tests of several folders share: an index of the letter, an assistant over it, a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from index.store import PolicyIndex

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> None:
    """Tests see the defaults, whatever the person who runs them has set."""
    for name in list(os.environ):
        if name.startswith("BELEID_") and name != "BELEID_REQUIRE_BROWSER":
            del os.environ[name]


@pytest.fixture(scope="session")
def letter_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with the built-in corpus and an index folder of this session's own."""
    return Settings(data_dir=tmp_path_factory.mktemp("beleid"))


@pytest.fixture(scope="session")
def assistant(letter_settings: Settings) -> Iterator[Assistant]:
    """An assistant over the built-in corpus."""
    from assistant.ready import ready_assistant

    made = ready_assistant(letter_settings, lambda line: None)
    yield made
    made.index.close()


@pytest.fixture(scope="session")
def letter_index(assistant: Assistant) -> PolicyIndex:
    """The index of the built-in corpus."""
    return assistant.index


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium; without one the test is skipped, or fails where one is required."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        reason = "geen Chromium gevonden (Debian: apt install chromium)"
        if os.environ.get("BELEID_REQUIRE_BROWSER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
def in_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory of the test's own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
