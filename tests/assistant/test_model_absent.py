"""Without a model configured nothing that knows one is imported, in any command."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from assistant.settings import Settings

KNOWS_A_MODEL = (
    "assistant.model", "assistant.model_assistant", "assistant.model_check", "assistant.chain",
    "assistant.phrase", "assistant.phrase_answer", "assistant.draft_clock", "assistant.prompts", "assistant.draft", "assistant.verify_draft",
    "assistant.draft_words", "assistant.draft_figures", "assistant.draft_names",
    "assistant.draft_opposites", "assistant.draft_odds", "assistant.draft_signals",
    "assistant.draft_reality", "assistant.draft_polarity",
    "assistant.draft_moods", "assistant.draft_clauses", "assistant.draft_literal",
    "assistant.draft_comparisons", "assistant.draft_swaps", "assistant.draft_denials",
    "assistant.draft_plain", "assistant.draft_measures", "assistant.draft_rates",
    "assistant.draft_understood",
    "langchain", "langchain_openai", "langchain_ollama", "openai", "ollama", "tiktoken",
)  # fmt: skip
SCRIPT = """
import json, sys
from assistant.settings import Settings
from assistant.ready import answering_assistant
settings = Settings(data_dir=sys.argv[1])
if sys.argv[2] == "page":
    from app import build_server
    build_server(answering_assistant(settings, lambda line: None))
else:
    from assistant.console import run
    from assistant.__main__ import app
    run(app, ["ask", "Hoe hoog is de mobiliteitsbonus?", "--json", "--index", str(settings.index_dir)])
    run(app, ["ask", "Vat Speerpunt 3 samen", "--index", str(settings.index_dir)])
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("what", ["page", "ask"])
def test_nothing_of_a_model_is_imported(
    what: str, letter_settings: Settings, assistant: object
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(letter_settings.data_dir), what],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert not {name for name in loaded if name in KNOWS_A_MODEL}


STARTING = """
import json, sys
import assistant.ask
print(json.dumps(sorted(sys.modules)))
"""
MODEL_PACKAGES = {
    "langchain", "langchain_openai", "langchain_ollama", "openai", "ollama", "tiktoken", "transformers",
    "torch",
}  # fmt: skip


def test_starting_to_answer_loads_no_package_of_a_model() -> None:
    """Start-up is unchanged without a model: what a model needs is not there to be loaded.

    A module that is absent costs no time, which can be told exactly; seconds on a shared machine
    cannot.
    """
    done = subprocess.run(
        [sys.executable, "-c", STARTING], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = json.loads(done.stdout)
    assert "assistant.ask" in loaded
    assert not [name for name in loaded if name.split(".")[0] in MODEL_PACKAGES]
    assert not [name for name in loaded if name in KNOWS_A_MODEL]
    assert not [name for name in loaded if name.startswith("assistant.draft")]
