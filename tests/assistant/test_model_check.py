"""``beleid model check`` says in plain words what is wrong, and shows nothing of keys."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.__main__ import app
from assistant.console import run

pytest.importorskip("langchain_openai", reason="extra 'model' is not installed")


@pytest.fixture
def check(
    capfd: pytest.CaptureFixture[str], in_empty_folder: Any, monkeypatch: pytest.MonkeyPatch
) -> Any:
    def call(model: str | None, url: str | None = None, seconds: int = 3) -> tuple[int, str, str]:
        for name, value in (("MODEL", model), ("MODEL_URL", url), ("MODEL_TIMEOUT", str(seconds))):
            if value is not None:
                monkeypatch.setenv(f"BELEID_{name}", value)
        capfd.readouterr()
        code = run(app, ["model", "check"])
        told = capfd.readouterr()
        return code, told.out, told.err

    return call


def test_a_model_that_works(check: Any, model_server: Any) -> None:
    model_server.say("De gemeente vergoedt € 250 voor een elektrische fiets [B1].")
    code, out, err = check("openai:say", model_server.url)
    assert (code, err) == (0, "")
    assert "€ 250" in out
    assert "1 van 1" in out
    assert out.endswith("Het taalmodel werkt.\n")


@pytest.mark.parametrize(
    ("model", "told"),
    [
        (None, "geen taalmodel ingesteld"),
        ("qwen3", "aanbieder:model"),
        ("nergens:model", "aanbieder"),
        ("openai:unauthorised", "sleutel"),
        ("openai:unknown_model", "kent dit taalmodel niet"),
        ("openai:slow", "niet op tijd"),
        ("openai:language", "Nederlands"),
        ("openai:garbled", "OpenAI-protocol"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    check: Any, model_server: Any, model: str | None, told: str
) -> None:
    code, _, err = check(model, model_server.url)
    assert code == 2
    assert told in err
    assert err.count("\n") == 1
    assert "geheim" not in err


def test_no_server(check: Any) -> None:
    code, _, err = check("openai:x", "http://127.0.0.1:9/v1")
    assert code == 2
    assert "BELEID_MODEL_URL" in err


def test_a_key_is_asked_for_and_never_told(check: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    code, _, err = check("openai:gpt-5")
    assert code == 2
    assert "OPENAI_API_KEY" in err
