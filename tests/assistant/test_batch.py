from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch import Count, Row, invalid_answer, read_rows, run_batch, to_line
from corpus.errors import InputError

GOOD = b'{"id": "a", "turns": ["Wat is dit?"]}'


def echo(row: Row) -> dict[str, Any]:
    return {"id": row.id, "turns": list(row.turns), "fault": row.fault}


def through(tmp_path: Path, content: bytes) -> tuple[list[dict[str, Any]], list[Row], Count]:
    (tmp_path / "in.jsonl").write_bytes(content)
    faults: list[Row] = []
    count = run_batch(
        tmp_path / "in.jsonl", tmp_path / "uit.jsonl", lambda: echo, on_fault=faults.append
    )
    lines = (tmp_path / "uit.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines], faults, count


def test_rows_keep_their_order_and_ids_may_repeat(tmp_path: Path) -> None:
    rows, faults, count = through(
        tmp_path, GOOD + b'\n\n  \r\n{"turns": ["Een?", "En twee?"], "id": "a", "meer": 1}\r\n'
    )
    assert [row["turns"] for row in rows] == [["Wat is dit?"], ["Een?", "En twee?"]]
    assert [row["id"] for row in rows] == ["a", "a"]
    assert (faults, count) == ([], Count(2, 0))


@pytest.mark.parametrize(
    ("line", "id", "said"),
    [
        (b"{", None, "geen JSON"),
        (b"\xff\xfe", None, "tekencodering"),
        (b"[]", None, "geen JSON-object"),
        (b"[" * 100_000, None, "geen JSON"),
        (b"null", None, "geen JSON-object"),
        (b'{"turns": ["x"]}', None, '"id"'),
        (b'{"id": 7, "turns": ["x"]}', None, '"id"'),
        (b'{"id": null, "turns": ["x"]}', None, '"id"'),
        (b'{"id": "b"}', "b", '"turns"'),
        (b'{"id": "b", "turns": []}', "b", '"turns"'),
        (b'{"id": "b", "turns": "x"}', "b", '"turns"'),
        (b'{"id": "b", "turns": ["x", 1]}', "b", '"turns"'),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_a_bad_row_gets_its_own_row_and_stops_nothing(
    tmp_path: Path, line: bytes, id: str | None, said: str
) -> None:
    rows, faults, count = through(tmp_path, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert [row["id"] for row in rows] == ["a", id, "a"]
    assert [fault.line for fault in faults] == [2]
    assert said in faults[0].fault
    assert count == Count(3, 1)
    answer = invalid_answer(faults[0])
    assert (answer.status, answer.id) == ("invalid", id)
    assert not any(character.isdigit() for character in answer.answer)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    rows, faults, _ = through(tmp_path, b"\xef\xbb\xbf" + GOOD + b"\n")
    assert [row["id"] for row in rows] == ["a"]
    assert faults == []


def test_an_empty_file_gives_an_empty_file(tmp_path: Path) -> None:
    assert through(tmp_path, b"")[0] == []


def test_every_row_is_there_as_soon_as_it_is_done(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(GOOD + b"\n" + GOOD + b"\n")
    seen = []
    run_batch(
        tmp_path / "in",
        tmp_path / "uit",
        lambda: echo,
        on_fault=lambda row: None,
        on_row=lambda done: seen.append((done, (tmp_path / "uit").read_bytes().count(b"\n"))),
    )
    assert seen == [(1, 1), (2, 2)]


def test_a_file_that_cannot_be_read_leaves_the_old_answers(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("oud")
    with pytest.raises(InputError, match=r"geen\.jsonl kan niet worden gelezen"):
        run_batch(tmp_path / "geen.jsonl", tmp_path / "uit", no_worker, on_fault=print)
    assert (tmp_path / "uit").read_text() == "oud"


def test_files_are_checked_before_anything_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(GOOD)
    with pytest.raises(InputError, match="kan niet worden geschreven"):
        run_batch(tmp_path / "in", tmp_path / "geen map" / "uit", no_worker, on_fault=print)
    with pytest.raises(InputError, match="zowel invoer als uitvoer"):
        run_batch(tmp_path / "in", tmp_path / "." / "in", no_worker, on_fault=print)
    with pytest.raises(InputError, match="dat is een map"):
        run_batch(tmp_path, tmp_path / "uit", no_worker, on_fault=print)


def no_worker() -> Any:
    raise AssertionError("loaded too early")


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_a_line_is_one_line_of_utf8_and_reads_back(value: dict[str, Any]) -> None:
    line = to_line(value)
    assert "\n" not in line
    assert json.loads(line.encode("utf-8")) == value


def test_a_lone_surrogate_can_be_written() -> None:
    assert json.loads(to_line({"question": "caf\ud800"}).encode()) == {"question": "caf?"}


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_bytes_give_one_row_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    content = b"\n".join(lines)
    rows = rows_of(content)
    blank = b" \t\r\n\xef\xbb\xbf"
    numbers = [n for n, line in enumerate(content.split(b"\n"), 1) if line.strip(blank)]
    assert [row.line for row in rows] == numbers
    assert all(bool(row.turns) != bool(row.fault) for row in rows)


def rows_of(content: bytes) -> list[Row]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "in"
        path.write_bytes(content)
        return list(read_rows(path))
