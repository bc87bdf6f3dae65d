"""The command line in this process where that will do, as a program where it must."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.main import get_command

from assistant.__main__ import app
from assistant.console import run
from assistant.schema import load_schema
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
HEAVY = {"torch", "sentence_transformers", "chromadb", "langchain_core", "gradio", "numpy", "scipy"}
QUESTION = "Hoe hoog is de mobiliteitsbonus?"


class Done:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def beleid(capfd: pytest.CaptureFixture[str], in_empty_folder: Path) -> Any:
    """Runs a command in an empty folder, in this process."""

    def call(*arguments: str) -> Done:
        capfd.readouterr()
        code = run(app, arguments)
        captured = capfd.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def at_letter(letter_settings: Settings, assistant: Any) -> list[str]:
    """Arguments that name the index of the letter, built."""
    return ["--index", str(letter_settings.index_dir)]


# Each test that builds names another index: Chroma keeps open what it opened by its path, and
# a path like `mijn` is another folder in every test.


@pytest.fixture
def notes(in_empty_folder: Path) -> Path:
    folder = in_empty_folder / "notities"
    folder.mkdir()
    (folder / "fietsplan.txt").write_text(
        "Fietsplan\n\nDe gemeente vergoedt € 250 voor een elektrische fiets.\n\n"
        "De regeling geldt vanaf 1 mei 2020 voor alle inwoners.\n",
        encoding="utf-8",
    )
    (folder / "foto.jpg").write_bytes(b"\xff\xd8")
    return folder


def program(*arguments: str | bytes, cwd: Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        timeout=120,
        **more,
    )


# Help


@pytest.mark.parametrize("arguments", [[], ["--help"], ["ask", "--help"], ["eval", "-h"]])
def test_help_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom assistant.__main__ import main\n"
        f"try:\n    main({arguments!r})\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print('|'.join({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "Gebruik: beleid" in done.stdout
    assert HEAVY & set(done.stderr.strip().split("|")) == set()


@pytest.mark.parametrize("name", ["", *get_command(app).commands])  # type: ignore[attr-defined]
def test_help_is_dutch_and_has_an_example(beleid: Any, name: str) -> None:
    done = beleid(*filter(None, [name]), "--help")
    assert done.code == 0
    assert "Voorbeelden:\n    beleid " in done.out
    for english in ("Usage", "Options", "Arguments", "Show this", "default", "required", "<str>"):
        assert english not in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bla"], "Onbekende opdracht 'bla'."),
        (["ask"], "Er ontbreekt een argument: VRAAG."),
        (["ask", "a", "b"], "Te veel argumenten (b). Zet een vraag tussen aanhalingstekens."),
        (["ask", "a", "--bla"], "Onbekende optie --bla."),
        (["search", "a", "-k", "0"], "Ongeldige waarde voor -k: de grens is 1."),
        (["search", "a", "-k", "x"], "Ongeldige waarde voor -k: verwacht een geheel getal."),
        (["search", "a", "-k"], "Optie -k mist een waarde."),
        (["search"], "Geef een vraag, of --batch IN UIT."),
        (["search", "a", "--batch", "b", "c"], "Geef een vraag, of --batch IN UIT."),
        (["eval", "--split", "x"], "Ongeldige waarde voor --split; verwacht: 'dev', 'test', 'all'."),
        (["serve", "--port", "0"], "Ongeldige waarde voor --port: de grens is 1."),
        (["batch", "geen.jsonl", "uit.jsonl"], "geen.jsonl kan niet worden gelezen: het bestand of de map bestaat niet."),
        (["ask", "a", "--corpus", "geen"], "geen"),
        (["index", "--corpus", "geen"], "geen"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_dutch_line_and_exit_2(
    beleid: Any, arguments: list[str], said: str
) -> None:
    done = beleid(*arguments)
    assert (done.code, done.out) == (2, "")
    last = done.err.splitlines()[-1]
    assert last.startswith("beleid: ")
    assert said in last
    assert "Traceback" not in done.err


def test_a_setting_that_cannot_work_is_wrong_usage(
    beleid: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELEID_PORT", "abc")
    done = beleid("ask", QUESTION)
    assert done.code == 2
    assert done.err.count("\n") == 1


# ask


def test_ask_shows_answer_source_and_place(beleid: Any, at_letter: list[str]) -> None:
    done = beleid("ask", QUESTION, *at_letter)
    assert done.code == 0
    assert done.err == ""
    assert "€ 3500" in done.out
    assert "[1]" in done.out
    assert "Bronnen" in done.out
    assert "Employability en goed werkgeverschap, bladzijde 6, regels 4" in " ".join(
        done.out.split()
    )
    assert "**" not in done.out
    assert "\x1b" not in done.out
    assert all(len(line) <= 88 and line == line.rstrip() for line in done.out.splitlines())


def test_a_section_that_is_cited_often_is_named_once(beleid: Any, at_letter: list[str]) -> None:
    done = beleid("ask", "Wat zijn de vier speerpunten van het Masterplan?", *at_letter)
    assert " ".join(done.out.split()).count("meer technologietalent voor Nederland") == 1
    assert "\n    [4] bladzijde 1, regel 24\n" in done.out


def test_a_refusal_is_work_done(beleid: Any, at_letter: list[str]) -> None:
    done = beleid("ask", "Hoe hoog is de AOW-leeftijd?", *at_letter)
    assert done.code == 0
    assert "Volgende stap: " in done.out
    assert "Bronnen" not in done.out


def test_ask_json_is_the_answer_and_nothing_else(
    beleid: Any, at_letter: list[str], assistant: Any
) -> None:
    done = beleid("ask", QUESTION, "--json", *at_letter)
    assert done.out.count("\n") == 1
    assert "€" in done.out  # not escaped
    row = json.loads(done.out)
    expected = assistant.ask([QUESTION]).to_json()
    assert {**row, "timings_ms": None} == {**expected, "timings_ms": None}


@pytest.mark.parametrize("question", ["", " \t", "?!", "x" * 5000, "\x00\x07"])
def test_what_is_no_question_is_refused_politely(
    beleid: Any, at_letter: list[str], question: str
) -> None:
    done = beleid("ask", question, "--json", *at_letter)
    assert done.code == 0
    assert json.loads(done.out)["status"] != "answered"


def test_a_question_comes_from_standard_input_in_any_bytes(
    tmp_path: Path, at_letter: list[str]
) -> None:
    question = b"Hoe hoog is de mobiliteitsbonus voor caf\xe9s?\n"
    done = program("ask", "-", "--json", *at_letter, cwd=tmp_path, input=question)
    assert (done.returncode, done.stderr) == (0, b"")
    asked = json.loads(done.stdout.decode("utf-8"))["question"]
    assert asked == "Hoe hoog is de mobiliteitsbonus voor caf\ufffds?"


def test_an_argument_that_is_no_utf8_is_a_question(tmp_path: Path, at_letter: list[str]) -> None:
    done = program("ask", b"Wat kost een caf\xe9?", *at_letter, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    done.stdout.decode("utf-8")


# Documents of one's own; building and refusing


def test_an_index_is_built_when_there_is_none(beleid: Any, notes: Path) -> None:
    done = beleid("ask", "Hoeveel vergoedt de gemeente voor een elektrische fiets?", "--json", "--corpus", "notities")  # fmt: skip
    assert done.code == 0
    assert "Er is nog geen index" in done.err
    assert json.loads(done.out)["citations"][0]["document_id"] == "fietsplan"
    again = beleid("search", "fiets", "--corpus", "notities", "--json")
    assert (again.err, json.loads(again.out)[0]["document_id"]) == ("", "fietsplan")


def test_index_names_what_it_skips_and_does_nothing_twice(beleid: Any, notes: Path) -> None:
    first = beleid("index", "--corpus", "notities", "--index", "mijn-0")
    assert first.code == 0
    assert first.out.startswith("1 document, ")
    assert "foto.jpg" in first.err
    before = sorted(path.name for path in Path("mijn-0").iterdir())
    assert beleid("index", "--corpus", "notities", "--index", "mijn-0").code == 0
    assert sorted(path.name for path in Path("mijn-0").iterdir()) == before


def test_an_index_knows_its_own_documents(beleid: Any, notes: Path) -> None:
    beleid("index", "--corpus", "notities", "--index", "mijn-1")
    found = beleid("search", "fiets", "--index", "mijn-1", "--json", "-k", "1")
    assert [hit["document_id"] for hit in json.loads(found.out)] == ["fietsplan"]


def test_an_index_of_another_text_is_refused_with_the_command_that_mends_it(
    beleid: Any, notes: Path
) -> None:
    beleid("index", "--corpus", "notities", "--index", "mijn-2")
    with (notes / "fietsplan.txt").open("a", encoding="utf-8") as file:
        file.write("\nDe regeling eindigt op 1 mei 2024.\n")
    done = beleid("ask", "Wanneer eindigt het?", "--corpus", "notities", "--index", "mijn-2")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "beleid index --corpus notities --index mijn-2" in done.err
    assert beleid("index", "--corpus", "notities", "--index", "mijn-2").code == 0
    assert beleid("ask", "Wanneer eindigt het?", "--corpus", "notities", "--index", "mijn-2").code == 0  # fmt: skip


def test_an_index_of_another_encoder_is_refused(
    beleid: Any, at_letter: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BELEID_ENCODER", "een-ander/model")
    done = beleid("ask", QUESTION, *at_letter)
    assert (done.code, done.out) == (2, "")
    assert "een-ander/model" in done.err


# batch and search


def test_batch_answers_row_by_row(
    beleid: Any, at_letter: list[str], in_empty_folder: Path, assistant: Any
) -> None:
    follow_up = [QUESTION, "En wanneer gaat die in?"]
    rows = [{"id": "1", "turns": [QUESTION]}, {"id": "2", "turns": follow_up}, {"id": "3"}]
    lines = [json.dumps(row) for row in rows] + ["geen json"]
    (in_empty_folder / "in.jsonl").write_text("\n".join(lines))
    done = beleid("batch", "in.jsonl", "uit.jsonl", *at_letter)
    assert (done.code, done.out) == (0, "")
    assert "in.jsonl, regel 3: " in done.err
    assert "in.jsonl, regel 4: de regel is geen JSON." in done.err
    assert "4 rijen in uit.jsonl, waarvan 2 ongeldig." in done.err
    written = (in_empty_folder / "uit.jsonl").read_text(encoding="utf-8").splitlines()
    answers = [json.loads(line) for line in written]
    assert [answer["id"] for answer in answers] == ["1", "2", "3", None]
    assert [answer["status"] for answer in answers][2:] == ["invalid", "invalid"]
    assert answers[0]["status"] == "answered"
    assert answers[1]["question"] == follow_up[1]
    assert answers[1]["standalone_question"] == assistant.ask(follow_up).standalone_question


def test_search_batch_finds_what_search_finds(
    beleid: Any, at_letter: list[str], in_empty_folder: Path
) -> None:
    (in_empty_folder / "in.jsonl").write_text(
        json.dumps({"id": "1", "turns": ["mobiliteitsbonus"]}) + '\n{"id": "2", "turns": 3}\n'
    )
    done = beleid("search", "--batch", "in.jsonl", "uit.jsonl", "-k", "4", *at_letter)
    assert done.code == 0
    rows = [json.loads(line) for line in (in_empty_folder / "uit.jsonl").read_text().splitlines()]
    alone = beleid("search", "mobiliteitsbonus", "-k", "4", "--json", *at_letter)
    assert rows == [{"id": "1", "hits": json.loads(alone.out)}, {"id": "2", "hits": []}]
    scores = [hit["score"] for hit in rows[0]["hits"]]
    assert len(scores) == 4
    assert scores == sorted(scores, reverse=True)


def test_search_shows_place_and_text(beleid: Any, at_letter: list[str]) -> None:
    done = beleid("search", "mobiliteitsbonus", "-k", "1", *at_letter)
    assert done.out.startswith("1. ")
    assert "mobiliteitsbonus" in done.out
    assert beleid("search", "", *at_letter).out == "Geen passages gevonden.\n"


# As a program


def test_a_reader_who_goes_away_is_no_error(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "--help"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=60), said) == (0, b"")


def test_eval_refuses_a_file_that_is_not_there(beleid: Any) -> None:
    done = beleid("eval", "--questions", "geen.jsonl")
    assert done.code == 2
    assert "geen.jsonl" in done.err.splitlines()[-1]


def test_bench_measures_a_folder(beleid: Any, in_empty_folder: Path) -> None:
    texts = {"d1": "De gemeente vergoedt een fiets.", "d2": "De boete bedraagt 95 euro."}
    rows = [json.dumps({"_id": name, "text": text}) for name, text in texts.items()]
    (in_empty_folder / "corpus.jsonl").write_text("\n".join(rows))
    (in_empty_folder / "queries.jsonl").write_text('{"_id": "q1", "text": "fiets"}\n')
    (in_empty_folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n")
    report = json.loads(beleid("bench", "beir", ".", "--json").out)
    Draft202012Validator(load_schema("bench")).validate(report)
    assert (report["documents"], report["queries"]) == (2, 1)
    assert report["rows"][-1]["measures"]["RR@10"]["value"] == 1.0
    shown = beleid("bench", "beir", ".").out
    assert all(row["name"] in shown for row in report["rows"])


def test_bench_names_what_is_absent(beleid: Any) -> None:
    done = beleid("bench", "beir", "geen")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
