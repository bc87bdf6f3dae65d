"""`beleid eval` with a model: the scripted one through its server, or "not measured"."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from assistant.settings import Settings, load_settings
from eval.command import evaluate

pytest.importorskip("langchain_openai", reason="extra 'model' is not installed")

TEXT = """# Regeling fietsen

De gemeente betaalt een vergoeding van 250 euro voor de aanschaf van een elektrische fiets.

De aanvraag moet uiterlijk op 1 oktober 2015 bij het loket van de gemeente binnen zijn.
"""
ROW = {
    "id": "f1", "split": "test", "slice": "fact", "kind": "amount",
    "turns": ["Hoeveel vergoeding betaalt de gemeente voor een elektrische fiets?"],
    "answerable": True, "status": ["answered"],
    "gold": [{"quote": "een vergoeding van 250 euro", "document": "fiets"}],
    "gold_mode": "any", "values": ["250"],
}  # fmt: skip
SERVER = Path(__file__).parents[1] / "assistant" / "model_server.py"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, str(SERVER)], stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdout is not None
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.communicate()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "teksten").mkdir()
    (tmp_path / "teksten" / "fiets.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "vragen.jsonl").write_text(json.dumps(ROW) + "\n", encoding="utf-8")
    return load_settings(
        corpus=tmp_path / "teksten", index=tmp_path / "index", data_dir=tmp_path / "gebouwd"
    )


def report(settings: Settings, tmp_path: Path) -> str:
    code = evaluate(
        settings, questions=tmp_path / "vragen.jsonl", quick_start=False, machine=False,
        out_dir=tmp_path / "uit",
    )  # fmt: skip
    assert code == 0
    return (tmp_path / "uit" / "report.md").read_text(encoding="utf-8")


def test_beside_the_literal_answers(settings: Settings, tmp_path: Path, server: str) -> None:
    said = (
        "De gemeente betaalt 250 euro voor een elektrische fiets [B1]. De vergoeding is € 300 "
        "[B1]. Een vergoeding is er voor de aanschaf van een elektrische fiets [B1]."
    )
    data = json.dumps({"text": said}).encode()
    urlopen(Request(f"{server}/script", data, method="POST"), timeout=5).close()
    written = report(
        settings.model_copy(update={"model": "openai:say", "model_url": f"{server}/v1", "model_timeout": 10}),
        tmp_path,
    )  # fmt: skip
    assert "Taalmodel: openai:say" in written
    assert "| juist antwoord | 1.00 | 1.00 |" in written
    assert "| getallen zonder bewijs | 0 | 0 |" in written
    assert "| antwoorden verwoord |  | 1 van 1 |" in written
    assert "| zinnen in de eigen woorden getoond |  | 2 van 3 |" in written
    assert "| zinnen door het citaat vervangen |  | 1 |" in written
    assert "eerste zin getoond, p50 (ms)" in written
    rows = (tmp_path / "uit" / "answers-model.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(rows[1])["answer"]["mode"] == "model"


def test_without_a_model_it_is_not_measured(settings: Settings, tmp_path: Path) -> None:
    assert "Niet gemeten: er is geen taalmodel ingesteld." in report(settings, tmp_path)


def test_a_model_that_is_not_there_is_not_measured(settings: Settings, tmp_path: Path) -> None:
    gone = settings.model_copy(
        update={"model": "openai:x", "model_url": "http://127.0.0.1:9/v1", "model_timeout": 2}
    )
    written = report(gone, tmp_path)
    assert "Niet gemeten: er was geen verbinding met het taalmodel." in written
    assert "juist antwoord | 1.00 |" in written
