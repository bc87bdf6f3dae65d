"""The README says what is so: its commands, their output, the scores, the settings, the links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from assistant.__main__ import app
from assistant.settings import Settings
from eval.readme import SCORES, START, commands, measure, refreshed, score_file, score_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
STALE = "README.md is niet bij: draai `make readme`"


def test_commands_scores_and_outputs_are_as_shown() -> None:
    measured = measure()
    assert score_file(measured) == (ROOT / SCORES).read_text(encoding="utf-8"), STALE
    assert refreshed(README, score_table(measured.values)) == README, STALE


def test_the_first_screen_has_the_two_commands_an_answer_a_refusal_and_the_scores() -> None:
    first = README[: README.index("## ")]
    assert "make chat" in first
    assert "make test" in first
    asked = [command for command in commands(first) if command.startswith("beleid ask")]
    assert len(asked) == 2
    assert "[1]" in first
    assert "Niet gevonden in de tekst" in first or "Dat valt buiten de tekst" in first
    assert START in first


def test_every_command_is_explained() -> None:
    named = {command.split()[1] for command in commands(README)}
    for name in get_command(app).commands:  # type: ignore[attr-defined]
        assert name in named or f"`beleid {name}" in README, name


def test_every_target_that_is_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"\bmake ([a-z]+)", README)):
        if target in ("alleen", "gebruikt"):
            continue
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_setting_is_explained_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| `BELEID_\w+` \| (.*?) \|", README, re.MULTILINE))
    assert list(rows) == list(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if field.default is not None:
            shown = str(field.default).lower() if isinstance(field.default, bool) else field.default
            assert rows[name] == (f"`{shown}`" if shown != "" else "leeg")


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    assert link.startswith("https://") or (ROOT / link).exists()


def test_python_and_torch_are_as_in_the_packaging() -> None:
    packaging = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    required = re.search(r'requires-python = ">=([\d.]+)"', packaging)
    assert required is not None
    assert f"Python {required.group(1)} of nieuwer" in README
