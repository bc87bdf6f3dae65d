"""The form of the Regelingcheck as values and as HTML."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.ask import Assistant
from assistant.page_check import CheckView, render_check, render_offer, rules_of, view_check
from corpus.rules import Rules

TODAY = date(2013, 6, 1)
SITUATIONS = tomllib.loads(
    Path(__file__).with_name("check_situations.toml").read_text(encoding="utf-8")
)["situations"]


@pytest.fixture(scope="module")
def rules(assistant: Assistant) -> Rules:
    return rules_of(assistant.index)


def _errors(view: CheckView) -> dict[str, str]:
    """What was refused, by the field that says so."""
    return {field.name: field.error for field in view.fields if field.error}


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda s: s["name"])
def test_the_twelve_employers(rules: Rules, situation: dict[str, Any]) -> None:
    typed = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in situation["facts"].items()
    }
    view = view_check(rules, {**typed, "as_of": situation["as_of"]}, TODAY)
    found = {outcome: {row.scheme.id for row in rows} for outcome, rows in view.groups}
    assert _errors(view) == {}
    assert found.get("mogelijk van toepassing", set()) == set(situation.get("may", []))
    assert found.get("te weinig bekend", set()) == set(situation.get("unknown", {}))
    assert found.get("periode verstreken", set()) == set(situation.get("over", []))


def test_it_asks_only_what_still_matters(rules: Rules) -> None:
    empty = {field.name for field in view_check(rules, {}, TODAY).fields}
    hiring = {field.name for field in view_check(rules, {"situation": "hire"}, TODAY).fields}
    assert "situation" in empty
    assert "employee_age" in hiring
    assert "employee_age" not in empty


def test_the_same_outcome_as_the_command_line(rules: Rules) -> None:
    view = view_check(rules, {"situation": "hire", "employee_age": "58"}, TODAY)
    assert [row.scheme.name for row in dict(view.groups)["mogelijk van toepassing"]] == [
        "Mobiliteitsbonus (enkel)"
    ]


@pytest.mark.parametrize(
    "typed", [" 40000 ", "40.000", "40.000,00", "€ 40 000", "40000,00", "€ 40.000,-", "40.000 euro"]
)
def test_amounts_as_people_write_them(rules: Rules, typed: str) -> None:
    given = {"situation": "hire", "knowledge_migrant": "true", "salary": typed}
    plain = view_check(rules, {**given, "salary": "40000"}, TODAY)
    view = view_check(rules, given, TODAY)
    assert _errors(view) == {}
    assert view.groups == plain.groups


@pytest.mark.parametrize(
    "given",
    [{"employee_age": "580"}, {"employee_age": "oud"}, {"salary": "-1"}, {"salary": "nan"},
     {"as_of": "31-02-2013"}, {"salary": "4_0000"}, {"employee_age": "٥٨"}, {"situation": "<script>"}, {"job_seeker": "misschien"}],
)  # fmt: skip
def test_what_is_refused_is_said_and_counts_as_unknown(rules: Rules, given: dict[str, str]) -> None:
    view = view_check(rules, given, TODAY)
    (name, typed), *_ = given.items()
    assert list(_errors(view)) == [name]
    assert typed in _errors(view)[name]
    assert view.groups == view_check(rules, {}, TODAY).groups


def test_what_is_refused_is_said_beside_its_field(rules: Rules) -> None:
    html = render_check(rules, {"employee_age": "580", "salary": "veel"}, today=TODAY)
    for name in ("employee_age", "salary"):
        field = html.partition(f'id="check-{name}"')[2].partition("</div>")[0]
        assert (
            f'aria-describedby="check-{name}-error check-{name}-unit" aria-invalid="true"' in field
        )
        assert f'<p class="message" id="check-{name}-error">' in field
    assert html.count("aria-invalid") == 2


def test_a_day_as_the_dutch_write_it(rules: Rules) -> None:
    dutch = view_check(rules, {"as_of": "1-6-2012"}, TODAY)
    assert _errors(dutch) == {}
    assert dutch.groups == view_check(rules, {}, date(2012, 6, 1)).groups


def test_markup_is_text(rules: Rules) -> None:
    assert "<script>" not in render_check(rules, {"employee_age": "<script>", "<b>": "x"})


def test_the_offer_shows_the_facts_it_would_use(rules: Rules) -> None:
    offer = render_offer(rules, "Ik neem een werkloze van 58 jaar aan, wat krijg ik?")
    assert "58 jaar" in offer
    assert render_offer(rules, "Hoe hoog is de mobiliteitsbonus?") == ""


def test_without_rules_there_is_only_the_day() -> None:
    view = view_check(Rules((), (), ()), {"x": "1"}, TODAY)
    assert [field.name for field in view.fields] == ["as_of"]
    assert view.groups == ()
