from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from assistant import feedback
from assistant.ask import Assistant
from assistant.feedback import Judgement, judgement, keep, row_to_judgement

DAY = date(2026, 3, 1)
QUESTION = "Hoe hoog is de mobiliteitsbonus?"


@pytest.fixture
def one(assistant: Assistant) -> Judgement:
    return judgement("right", "Goed zo", [QUESTION], assistant.ask([QUESTION]), DAY)


def test_a_judgement_is_kept_and_read_back(one: Judgement, tmp_path: Path) -> None:
    path = tmp_path / "diep" / "feedback.jsonl"
    assert keep(path, one)
    assert keep(path, one)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row_to_judgement(row) for row in rows] == [one, one]
    assert rows[0]["figures"][0] == "€ 3500"
    assert rows[0]["day"] == "2026-03-01"


def test_personal_data_is_left_out(assistant: Assistant) -> None:
    asked = "Mijn BSN is 111222333. Hoe hoog is de mobiliteitsbonus?"
    remark = "bel 06-12345678 of mail jan@voorbeeld.nl " + "x" * 900
    one = judgement("wrong", remark, [asked], assistant.ask([asked]), DAY)
    whole = json.dumps(asdict(one), ensure_ascii=False)
    for private in ("111222333", "06-12345678", "jan@voorbeeld.nl"):
        assert private not in whole
    assert "[telefoonnummer]" in one.remark
    assert len(one.remark) == feedback.MOST_REMARK


def test_hostile_text_stays_one_row(assistant: Assistant, tmp_path: Path) -> None:
    remark = '"}\n{"verdict": "right"}\u2028<script>'
    path = tmp_path / "feedback.jsonl"
    keep(path, judgement("wrong", remark, [QUESTION], assistant.ask([QUESTION]), DAY))
    (line,) = path.read_text(encoding="utf-8").split("\n")[:-1]
    assert json.loads(line)["remark"] == remark


def test_many_at_once_are_all_kept_whole(one: Judgement, tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: keep(path, one), range(40)))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows == [asdict(one)] * 40


def test_a_full_file_takes_no_more(
    one: Judgement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "feedback.jsonl"
    monkeypatch.setattr(feedback, "MOST_BYTES", 10)
    assert keep(path, one)
    before = path.read_bytes()
    assert not keep(path, one)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "change",
    [{"verdict": "misschien"}, {"turns": []}, {"turns": "x"}, {"remark": 3}, {"extra": 1},
     {"citations": [{"quote": "x"}]}],
)  # fmt: skip
def test_what_is_no_judgement_is_none(one: Judgement, change: dict[str, object]) -> None:
    assert row_to_judgement(asdict(one) | change) is None
    assert row_to_judgement([1]) is None
