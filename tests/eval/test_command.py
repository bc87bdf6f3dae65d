"""The whole of `beleid eval` on a small text: real index, real assistant, real files."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings, load_settings
from corpus.errors import InputError, SettingsError
from eval.command import evaluate
from eval.run import read_run

TEXT = """# Regeling fietsen

De gemeente betaalt een vergoeding van 250 euro voor de aanschaf van een elektrische fiets.

De aanvraag moet uiterlijk op 1 oktober 2015 bij het loket van de gemeente binnen zijn.

Het college beslist binnen zes weken over de aanvraag en laat dat per brief weten.
"""


def row(id: str, turn: str, quote: str, value: str, split: str = "test") -> dict[str, Any]:
    return {
        "id": id,
        "split": split,
        "slice": "fact",
        "kind": "amount",
        "turns": [turn],
        "answerable": True,
        "status": ["answered"],
        "gold": [{"quote": quote, "document": "fiets"}],
        "gold_mode": "any",
        "values": [value],
    }


ROWS = [
    row(
        "f1",
        "Hoeveel vergoeding betaalt de gemeente voor een elektrische fiets?",
        "een vergoeding van 250 euro",
        "250",
    ),
    row(
        "f2",
        "Wanneer moet de aanvraag bij het loket van de gemeente binnen zijn?",
        "uiterlijk op 1 oktober 2015",
        "1 oktober 2015",
    ),
    row("f3", "Binnen hoeveel weken beslist het college?", "binnen zes weken", "zes", "dev"),
    {
        **row("f4", "Hoe hoog is de AOW-leeftijd?", "", ""),
        "slice": "unanswerable_far",
        "answerable": False,
        "status": ["not_found", "out_of_scope"],
        "gold": [],
        "values": [],
    },
]


@pytest.fixture(scope="module")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("vragen") / "vragen.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("fietsen")
    (folder / "teksten").mkdir()
    (folder / "teksten" / "fiets.md").write_text(TEXT, encoding="utf-8")
    return load_settings(
        corpus=folder / "teksten", index=folder / "index", data_dir=folder / "gebouwd"
    )


@pytest.fixture(scope="module")
def results(settings: Settings, questions: Path) -> Path:
    """The folder of one run that every test here may read."""
    code = evaluate(settings, questions=questions, twice=True, machine=False)
    assert code == 0
    return settings.data_dir / "eval"


def floors(folder: Path, text: str) -> Path:
    path = folder / "floors.toml"
    path.write_text(f"[[floor]]\nsplit = 'test'\n{text}\n", encoding="utf-8")
    return path


def test_a_run_keeps_its_configuration_and_every_answer(results: Path) -> None:
    run = read_run(results / "answers.jsonl")
    assert run.rows.keys() == {"f1", "f2", "f4"}  # the test split only
    assert run.config["documents"].keys() == {"fiets"}
    assert run.config["set"] == "vragen"
    assert run.config["questions"]["n"] == 3
    assert run.config["quick_start"] == {"chunk_size": 1000, "chunk_overlap": 200, "k": 4}
    assert run.rows["f1"]["hits"][0]["document_id"] == "fiets"
    assert run.rows["f1"]["quick_start"][0]["document_id"] == "fiets"


def test_the_reports_stand_beside_it(results: Path) -> None:
    assert {path.name for path in results.iterdir()} == {
        "answers.jsonl",
        "report.md",
        "report.html",
        "report.json",
        "junit.xml",
    }
    report = json.loads((results / "report.json").read_text(encoding="utf-8"))
    values = {(v["measure"], v["group"]): v["value"] for v in report["values"]}
    # The whole text fits in one chunk, which therefore holds all evidence.
    assert values["quick_start_hit@1", "all"] == 1
    assert values["hit@5", "all"] == 1
    assert values["refusal", "slice:unanswerable_far"] == 1
    assert values["unsupported_figures", "all"] == 0
    assert report["machine"]["answer_p50_ms"] > 0


def test_scoring_a_file_again_gives_the_same_report(
    settings: Settings, questions: Path, results: Path, tmp_path: Path
) -> None:
    absent = settings.model_copy(update={"index": tmp_path / "geen-index"})
    code = evaluate(
        absent, questions=questions, score_only=results / "answers.jsonl", out_dir=tmp_path
    )
    assert code == 0
    again, first = tmp_path / "report.md", results / "report.md"
    assert again.read_text(encoding="utf-8") == first.read_text(encoding="utf-8")
    assert not (tmp_path / "geen-index").exists()  # no index was needed


def test_the_gate_passes_and_fails(
    settings: Settings,
    questions: Path,
    results: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def gate(text: str, run: Path) -> int:
        return evaluate(
            settings,
            questions=questions,
            score_only=run,
            out_dir=tmp_path,
            gate=True,
            floors=floors(tmp_path, text),
        )

    assert gate("metric = 'hit@5'\nminimum = 1.0", results / "answers.jsonl") == 0
    assert "Alle 1 ondergrenzen zijn gehaald." in capsys.readouterr().out
    # The same answers, but one question was not answered at all.
    fewer = tmp_path / "fewer.jsonl"
    lines = (results / "answers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    fewer.write_text("".join(line for line in lines if '"f1"' not in line), encoding="utf-8")
    assert gate("metric = 'hit@5'\nminimum = 1.0", fewer) == 1
    assert "Niet gehaald: hit@5 (all) ≥ 1.0, gemeten: 0.500" in capsys.readouterr().out
    # A floor on what this run cannot know is missed, not skipped.
    assert gate("metric = 'refusal'\ngroup = 'slice:hostile'\nminimum = 0.1", fewer) == 1


def test_against_names_what_changed(
    settings: Settings, questions: Path, results: Path, tmp_path: Path
) -> None:
    worse = tmp_path / "worse.jsonl"
    lines = (results / "answers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    for old in rows[1:]:
        if old["id"] == "f4":
            old["answer"] |= {"status": "answered", "answer": "Dat is 65 jaar."}
    worse.write_text("".join(json.dumps(old) + "\n" for old in rows), encoding="utf-8")
    evaluate(
        settings,
        questions=questions,
        score_only=results / "answers.jsonl",
        against=worse,
        out_dir=tmp_path / "uit",
    )
    text = (tmp_path / "uit" / "report.md").read_text(encoding="utf-8")
    assert "| refusal | 0.00 | 1.00 | +1.000 (+1.000 tot +1.000) | 1 | f4 |  |" in text


def test_other_texts_have_a_report_and_floors_of_their_own(
    settings: Settings, questions: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = tmp_path / "other" / "test" / "documents"
    documents.mkdir(parents=True)
    (documents / "fiets.md").write_text(TEXT, encoding="utf-8")
    questions_there = documents.parent / "questions.jsonl"
    questions_there.write_text(json.dumps(ROWS[0]) + "\n", encoding="utf-8")
    monkeypatch.setattr("eval.command.OTHER_TEXTS", tmp_path / "other")
    two = "metric = 'overlong'\nmaximum = 0\n[[floor]]\nsplit = 'other-test'\n"

    def gate(bound: str) -> int:
        return evaluate(
            settings,
            questions=questions,
            other=True,
            gate=True,
            floors=floors(tmp_path, f"{two}metric = 'hit@5'\n{bound}"),
            out_dir=tmp_path / "uit",
            machine=False,
            quick_start=False,
        )

    assert gate("minimum = 1.0") == 0
    text = (tmp_path / "uit" / "other-test" / "report.md").read_text(encoding="utf-8")
    assert "| hit@5 | other-test | all | ≥ 1.00 | 1.00 | 1.00 | gehaald |" in text
    assert "snelle start" not in text
    assert gate("maximum = 0.5") == 1


def test_wrong_use_is_told(settings: Settings, questions: Path, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--score-only"):
        evaluate(settings, questions=questions, score_only=tmp_path / "x", other=True)
    with pytest.raises(InputError, match="x"):
        evaluate(settings, questions=questions, score_only=tmp_path / "x")
    only_dev = tmp_path / "dev.jsonl"
    only_dev.write_text(json.dumps(ROWS[2]) + "\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="split test"):
        evaluate(settings, questions=only_dev)
