from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.settings import Settings, load_settings
from corpus.errors import SettingsError

pytestmark = pytest.mark.usefixtures("in_empty_folder")


def test_defaults_listen_on_this_computer_only() -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.max_question_chars) == ("127.0.0.1", 7860, 1000)
    assert settings.index_dir == Path(".beleid/index")


def test_k_is_what_the_assistant_takes_by_itself() -> None:
    assert load_settings().k == inspect.signature(Assistant).parameters["k"].default


def test_argument_beats_variable_beats_file_beats_default(
    in_empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (in_empty_folder / "beleid.toml").write_text('host = "::1"\nport = 1001\nk = 5\n')
    monkeypatch.setenv("BELEID_PORT", "1002")
    monkeypatch.setenv("BELEID_K", "6")
    settings = load_settings(k=7, port=None)
    assert (settings.host, settings.port, settings.k) == ("::1", 1002, 7)


def test_each_corpus_has_an_index_of_its_own(in_empty_folder: Path) -> None:
    first = load_settings(corpus=Path("a/Mijn nota's")).index_dir
    second = load_settings(corpus=Path("b/Mijn nota's")).index_dir
    assert first != second
    assert first.name.startswith("index-mijn-nota-s-")
    assert first.parent == Path(".beleid")
    assert load_settings(corpus=in_empty_folder / "a" / "Mijn nota's").index_dir == first


def test_a_named_index_is_used_as_it_is() -> None:
    assert load_settings(corpus=Path("a"), index=Path("mijn")).index_dir == Path("mijn")


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("BELEID_PORT", "abc", "'port' (BELEID_PORT) is 'abc'; verwacht: een geheel getal van ten minste 1 en ten hoogste 65535."),
        ("BELEID_PORT", "70000", "is '70000'"),
        ("BELEID_MCP", "ja?", "'mcp' (BELEID_MCP) is 'ja?'; verwacht: true of false."),
        ("BELEID_ACCESS_LOG", "soms", "verwacht: true of false."),
        ("BELEID_ROOT_PATH", "beleid/", "verwacht: leeg of een pad als /beleid, zonder"),
        ("BELEID_ROOT_PATH", "/a/../b", "verwacht: leeg of een pad als /beleid, zonder"),
        ("BELEID_TRUSTED_PROXY", "nginx", "verwacht: adressen of netwerken met komma's"),
        ("BELEID_REQUESTS_PER_MINUTE", "-1", "verwacht: een geheel getal van ten minste 0."),
        ("BELEID_QUEUE_SIZE", "0", "van ten minste 1 en ten hoogste 10000."),
        ("BELEID_K", "0", "is '0'; verwacht: een geheel getal van ten minste 1"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_work_is_named(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('poort = 1\n', "Onbekende instelling 'poort' in beleid.toml. Bekend zijn: corpus, index"),
        ("port =\n", "beleid.toml kan niet worden gelezen"),
        ("port = '\xff'\n", "beleid.toml kan niet worden gelezen"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named(in_empty_folder: Path, text: str, said: str) -> None:
    (in_empty_folder / "beleid.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert said in str(caught.value)


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BELEID_CORPUS", "")
    assert Settings().corpus is None
