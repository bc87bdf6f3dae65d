"""``beleid check`` as typed, over the letter and over another document that docs/rules.md writes."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.__main__ import app
from assistant.console import run
from assistant.facts import facts_in
from assistant.schema import load_schema
from corpus.library import BUILTIN, read_corpus
from corpus.rules_file import read_rules

ROOT = Path(__file__).parents[2]
SITUATIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("check_situations.toml").read_text(encoding="utf-8")
)["situations"]
_FILE = re.compile(r"^```\w+ (fietsplan[\w.]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Done:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def row(self) -> dict[str, Any]:
        row: dict[str, Any] = json.loads(self.out)
        assert [e.message for e in SCHEMA.iter_errors(row)] == []
        return row

    @property
    def outcomes(self) -> dict[str, str]:
        return {scheme["id"]: scheme["outcome"] for scheme in self.row["schemes"]}


SCHEMA = Draft202012Validator(load_schema("check"))


@pytest.fixture
def beleid(capfd: pytest.CaptureFixture[str], in_empty_folder: Path) -> Any:
    def call(*arguments: str) -> Done:
        capfd.readouterr()
        code = run(app, ["check", *arguments])
        captured = capfd.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def bicycles(tmp_path: Path) -> str:
    """The folder that docs/rules.md tells to make."""
    files = dict(_FILE.findall((ROOT / "docs" / "rules.md").read_text(encoding="utf-8")))
    assert set(files) == {"fietsplan.txt", "fietsplan.rules.toml"}
    folder = tmp_path / "fietsen"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert files["fietsplan.txt"].count("\n") == 5
    return str(folder)


# The letter


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda row: row["name"])
def test_the_twelve_employers(beleid: Any, situation: dict[str, Any]) -> None:
    facts = json.dumps({**situation["facts"], "as_of": situation["as_of"]})
    done = beleid("--facts", facts, "--json")
    assert (done.code, done.err) == (0, "")
    for outcome, key in (
        ("mogelijk van toepassing", "may"),
        ("te weinig bekend", "unknown"),
        ("periode verstreken", "over"),
    ):
        found = {name for name, value in done.outcomes.items() if value == outcome}
        assert found == set(situation.get(key, [])), outcome
    assert done.row["as_of"] == situation["as_of"]
    assert done.row["facts"] == situation["facts"]


def test_the_text_is_for_reading(beleid: Any) -> None:
    facts = '{"employee_age": 58, "situation": "hire", "as_of": "2013-06-01"}'
    out = beleid("--facts", facts).out
    assert "Mogelijk van toepassing (1)" in out
    assert "Een enkele mobiliteitsbonus van € 3500 (volgens de brief uit 2012)." in out
    assert "een werknemer boven 55 jaar" in out
    assert "Nodig: werkzoekende" in out
    assert "Dit is geen beslissing." in out
    assert all(len(line) <= 88 and line == line.rstrip() for line in out.splitlines())


def test_the_day_comes_from_the_option_or_from_the_facts_or_is_today(beleid: Any) -> None:
    assert beleid("--facts", "{}", "--as-of", "2013-06-01", "--json").row["as_of"] == "2013-06-01"
    today = beleid("--facts", "{}", "--json").row["as_of"]
    assert today > "2025"
    done = beleid("--facts", '{"as_of": "2012-01-01"}', "--as-of", "2013-06-01")
    assert done.code == 2
    assert "twee peildata" in done.err


def test_the_list_names_facts_with_units_and_values(beleid: Any) -> None:
    row = beleid("--list", "--json").row
    facts = {fact["name"]: fact for fact in row["facts"]}
    assert {"employee_age", "situation", "as_of"} <= set(facts)
    assert facts["employee_age"]["unit"] == "jaar"
    assert "hire" in [value["value"] for value in facts["situation"]["values"]]
    text = beleid("--list").out
    for name, fact in facts.items():
        assert f"{name}: " in text
        for value in fact["values"]:
            assert value["label"] in " ".join(text.split())


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ('{"employee_age": 580}', "580; verwacht: een geheel getal (jaar) van ten minste 13"),
        ('{"employee_age": -1}', "employee_age"),
        ('{"employee_age": 58.5}', "een geheel getal"),
        ('{"employee_age": "58"}', "'58'"),
        ('{"employee_age": true}', "true"),
        ('{"employee_age": 1e400}', "inf"),
        (f'{{"employee_age": {"9" * 400}}}', "verwacht: een geheel getal"),
        ('{"as_of": "2013-W01-1"}', "een datum als 2013-06-01"),
        ('{"salary": -1}', "salary (Salaris per jaar) is -1; verwacht: een getal (euro per jaar)"),
        ('{"salary": NaN}', "nan"),
        ('{"situation": "fire"}', "'hire'"),
        ('{"situation": ["hire"]}', "['hire']"),
        ('{"job_seeker": 1}', "één van true, false"),
        ('{"leeftijd": 58}', "Onbekend gegeven 'leeftijd'. Bekend zijn: situation, employee_age"),
        ('{"as_of": "2013"}', "een datum als 2013-06-01"),
        ('{"as_of": "2013-02-30"}', "een datum als 2013-06-01"),
        ('{"employee_age": 58, "employee_age": 59}', "twee keer"),
        ("[]", 'verwacht: {"naam": waarde, ...}'),
        ("{", "geen JSON (fout bij teken 2)"),
        ("[" * 100_000, "geen JSON"),
        ("", "geen JSON"),
    ],
)
def test_facts_that_cannot_be_are_refused(beleid: Any, facts: str, said: str) -> None:
    done = beleid("--facts", facts)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert said in done.err


@pytest.mark.parametrize(
    "arguments", [[], ["--list", "--facts", "{}"], ["--list", "--as-of", "2013-01-01"]]
)
def test_facts_or_list_and_not_both(beleid: Any, arguments: list[str]) -> None:
    done = beleid(*arguments)
    assert done.code == 2
    assert "--list" in done.err


def test_an_unknown_value_counts_as_not_given(beleid: Any) -> None:
    facts = '{"situation": "keep", "employee_age": null, "salary": ""}'
    done = beleid("--facts", facts, "--json")
    assert done.row["facts"] == {"situation": "keep"}
    assert done.outcomes["werkbonus-werkgever"] == "te weinig bekend"


# Another document


@pytest.mark.parametrize(
    ("facts", "day", "single", "double"),
    [
        ("{}", "2020-06-01", "te weinig bekend", "te weinig bekend"),
        ('{"bicycle": "electric", "age": 18}', "2020-06-01", "mogelijk van toepassing", "te weinig bekend"),
        ('{"bicycle": "electric", "age": 17}', "2020-06-01", "waarschijnlijk niet van toepassing", "waarschijnlijk niet van toepassing"),
        ('{"bicycle": "electric", "age": 40, "income": 29999}', "2021-12-31", "mogelijk van toepassing", "mogelijk van toepassing"),
        ('{"bicycle": "electric", "age": 40, "income": 30000}', "2021-12-31", "mogelijk van toepassing", "waarschijnlijk niet van toepassing"),
        ('{"bicycle": "electric", "age": 40}', "2020-04-30", "waarschijnlijk niet van toepassing", "waarschijnlijk niet van toepassing"),
        ('{"bicycle": "electric", "age": 40}', "2022-01-01", "periode verstreken", "periode verstreken"),
    ],
)  # fmt: skip
def test_the_rules_that_the_docs_write_work(
    beleid: Any, bicycles: str, facts: str, day: str, single: str, double: str
) -> None:
    done = beleid("--corpus", bicycles, "--facts", facts, "--as-of", day, "--json")
    assert done.outcomes == {"fietsplan": single, "fietsplan-dubbel": double}
    text = read_corpus(Path(bicycles))[0].text
    for scheme in done.row["schemes"]:
        for part in (scheme["gives"], scheme["period"], *scheme["conditions"]):
            assert text[part["start"] : part["end"]] == part["quote"]
        assert scheme["gives"]["text"].endswith("(volgens het fietsplan uit 2020)")


def test_another_document_has_facts_of_its_own(beleid: Any, bicycles: str) -> None:
    row = beleid("--corpus", bicycles, "--list", "--json").row
    assert [fact["name"] for fact in row["facts"]] == ["age", "income", "bicycle", "as_of"]
    assert [item["name"] for item in row["left_out"]] == ["Regeling voor bakfietsen"]
    refused = beleid("--corpus", bicycles, "--facts", '{"employee_age": 58}')
    assert "Onbekend gegeven 'employee_age'. Bekend zijn: age, income" in refused.err
    rules = read_rules(Path(bicycles))
    question = "Ik ben 40 jaar, verdien 20.000 euro en koop een e-bike"
    assert facts_in(question, rules) == {"age": 40, "income": 20_000, "bicycle": "electric"}


def test_the_rules_file_is_no_document(bicycles: str) -> None:
    skipped: list[str] = []
    read_corpus(Path(bicycles), on_skip=lambda path, reason: skipped.append(path.name))
    read_corpus(BUILTIN, on_skip=lambda path, reason: skipped.append(path.name))
    assert skipped == []


def test_a_folder_without_rules_says_where_they_would_stand(beleid: Any, tmp_path: Path) -> None:
    folder = tmp_path / "kaal"
    folder.mkdir()
    (folder / "stuk.txt").write_text("Een stuk zonder regels.", encoding="utf-8")
    done = beleid("--corpus", str(folder), "--facts", "{}")
    assert done.code == 2
    assert "NAAM.rules.toml" in done.err
    assert beleid("--corpus", "nergens", "--facts", "{}").code == 2


def test_two_amounts_for_one_thing_are_told_once(beleid: Any) -> None:
    facts = {"situation": "hire", "knowledge_migrant": True, "salary": 37300, "employee_age": 28}
    shown = " ".join(beleid("--facts", json.dumps(facts)).out.split())
    assert shown.count("voor hetzelfde: 26.605 euro en €26.931.") == 1
    assert shown.count("Verschillende bedragen: zie bij „Kennismigrantenregeling”.") == 2
    row = beleid("--facts", json.dumps(facts), "--json").row
    notices = [n for scheme in row["schemes"] for n in scheme["notices"] if n["kind"] == "conflict"]
    assert sum("26.605" in notice["text"] for notice in notices) == 3  # each scheme by itself
