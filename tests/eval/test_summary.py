import math

import pytest

from eval.score import Score
from eval.summary import Value, summarise


def made(id: str, **changes: object) -> Score:
    about: dict[str, object] = {
        "split": "test",
        "slice": "fact",
        "kind": "amount",
        "question": "?",
        "answerable": True,
        "status": "answered",
    }
    return Score(id=id, **(about | changes))  # type: ignore[arg-type]


SCORES = [
    made(
        "a",
        correct=True,
        false_refusal=False,
        citations=(True, False),
        read=200.0,
        retrieval={"hit@1": 1.0, "hit@4": 1.0, "hit@5": 1.0, "mrr": 1.0},
    ),
    made(
        "b",
        kind="date",
        correct=False,
        false_refusal=True,
        unsupported=("7", "8"),
        read=math.inf,
        retrieval={"hit@1": 0.0, "hit@4": 0.0, "hit@5": 0.0, "mrr": 0.0},
    ),
    made(
        "c",
        correct=True,
        false_refusal=False,
        citations=(True,),
        read=1001.0,
        retrieval={"hit@1": 0.0, "hit@4": 1.0, "hit@5": 1.0, "mrr": 0.5},
    ),
    made("d", slice="hostile", answerable=False, refused=True, overlong=True),
    made("e", slice="hostile", answerable=False, refused=False, citations=(False,)),
]


def value(measure: str, group: str = "all", split: str = "test") -> Value:
    found = {(v.measure, v.group, v.split): v for v in summarise(SCORES)}
    return found[measure, group, split]


@pytest.mark.parametrize(
    ("measure", "expected", "n"),
    [
        ("hit@1", 1 / 3, 3),  # a of a, b, c; d and e are unanswerable and stay out
        ("hit@5", 2 / 3, 3),
        ("mrr", 0.5, 3),  # (1 + 0 + 1/2) / 3
        ("accuracy", 2 / 3, 3),
        ("citation_precision", 0.5, 4),  # quotes: a hit, a miss, c hit, e miss
        ("refusal", 0.5, 2),
        ("false_refusals", 1 / 3, 3),
        ("unsupported_figures", 2, 5),
        ("overlong", 1, 5),
        ("read_1000", 1 / 3, 3),  # 200 is within 1,000; 1,001 and never are not
        ("read_median", 1001, 3),
    ],
)
def test_measures_by_hand(measure: str, expected: float, n: int) -> None:
    assert value(measure).value == pytest.approx(expected)
    assert value(measure).n == n


def test_shares_carry_their_wilson_interval() -> None:
    # 1 of 2: centre 0.5, half width z·sqrt(0.125+z²/16)/(1+z²/2) = 0.4055
    refusal = value("refusal")
    assert (refusal.low, refusal.high) == pytest.approx((0.0945, 0.9055), abs=5e-5)
    assert value("overlong").low is None


def test_groups_are_slices_and_kinds() -> None:
    assert value("accuracy", "kind:date").value == 0
    assert value("accuracy", "kind:amount").value == 1
    assert value("refusal", "slice:hostile").n == 2
    with pytest.raises(KeyError):
        value("refusal", "slice:fact")  # does not apply there, so it is no zero


def test_more_than_one_split_also_gives_their_sum() -> None:
    both = summarise([*SCORES, made("f", split="dev", correct=True)])
    accuracy = {v.split: v.value for v in both if (v.measure, v.group) == ("accuracy", "all")}
    assert accuracy == {"all": 3 / 4, "dev": 1, "test": pytest.approx(2 / 3)}
    assert {v.split for v in summarise(SCORES)} == {"test"}
