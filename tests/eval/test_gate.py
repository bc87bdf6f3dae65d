from pathlib import Path

import pytest

from corpus.errors import InputError, SettingsError
from eval.gate import Floor, check_floors, read_floors
from eval.summary import Value

VALUES = [
    Value("accuracy", "test", "all", 0.80, 10),
    Value("overlong", "test", "all", 1.0, 10),
    Value("refusal", "test", "slice:hostile", 0.5, 2),
]


def passed(floor: Floor) -> bool:
    return check_floors([floor], VALUES, ["test"])[0].passed


def test_a_floor_holds_at_its_bound_and_fails_beyond() -> None:
    assert passed(Floor("accuracy", "test", minimum=0.80))
    assert not passed(Floor("accuracy", "test", minimum=0.81))
    assert passed(Floor("overlong", "test", maximum=1))
    assert not passed(Floor("overlong", "test", maximum=0))
    assert not passed(Floor("refusal", "test", "slice:hostile", minimum=1.0))


@pytest.mark.parametrize(
    ("floor", "value", "holds"),
    [
        (Floor("accuracy", "test", minimum=0.80), Value("accuracy", "test", "all", 0.85, 60, 0.74, 0.92), False),
        (Floor("accuracy", "test", minimum=0.80), Value("accuracy", "test", "all", 0.85, 600, 0.82, 0.88), True),
        (Floor("false_refusals", "test", maximum=0.08), Value("false_refusals", "test", "all", 0.04, 90, 0.02, 0.10), False),
        (Floor("false_refusals", "test", maximum=0.08), Value("false_refusals", "test", "all", 0.04, 900, 0.03, 0.06), True),
        # No interval reaches 1: such a floor asks that nothing fails.
        (Floor("refusal", "test", minimum=1.0), Value("refusal", "test", "all", 1.0, 20, 0.84, 1.0), True),
        (Floor("refusal", "test", minimum=1.0), Value("refusal", "test", "all", 0.95, 20, 0.76, 0.99), False),
    ],
)  # fmt: skip
def test_the_near_end_of_the_interval_is_judged(floor: Floor, value: Value, holds: bool) -> None:
    assert check_floors([floor], [value], ["test"])[0].passed is holds


def test_what_was_not_measured_is_missed() -> None:
    check = check_floors([Floor("hit@1", "test", minimum=0.1)], VALUES, ["test"])[0]
    assert (check.value, check.passed) == (None, False)


def test_floors_of_splits_that_did_not_run_are_left_alone() -> None:
    floors = [Floor("hit@1", "dev", minimum=0.9), Floor("accuracy", "test", minimum=0.5)]
    assert [check.floor.split for check in check_floors(floors, VALUES, ["test"])] == ["test"]


def test_a_gate_that_checks_nothing_is_wrong_use() -> None:
    with pytest.raises(SettingsError, match="dev"):
        check_floors([Floor("accuracy", "test", minimum=0.5)], VALUES, ["dev"])


def test_the_project_s_own_floors() -> None:
    floors = {(floor.metric, floor.group): floor for floor in read_floors()}
    assert floors["hit@1", "all"].minimum == 0.80
    assert floors["refusal", "slice:unanswerable_far"].minimum == 1.0
    assert floors["unsupported_figures", "all"].maximum == 0
    assert {floor.split for floor in floors.values()} >= {"test"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[floor]]\nmetric = 'hit@9'\nsplit = 'test'\nminimum = 1", "bekende metric"),
        ("[[floor]]\nmetric = 'hit@1'\nminimum = 1", "split"),
        ("[[floor]]\nmetric = 'hit@1'\nsplit = 'test'", "een van beide"),
        ("[[floor]]\nmetric = 'hit@1'\nsplit = 'test'\nminimum = 0\nmaximum = 1", "een van beide"),
        ("[[floor]]\nmetric = 'hit@1'\nsplit = 'test'\nslice = 'x'\nminimum = 0", "slice"),
        ("[[floor", "kan niet worden gelezen"),
    ],
)
def test_a_floor_that_says_nothing_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        read_floors(path)
