from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from eval.altered import change_one, restated, twins
from eval.conflict_run import altered_copies, is_found, measure, originals, to_table

QUOTE = "De starterslening bedraagt ten hoogste € 30.000 per woning."
SAID_AGAIN = "Wie een huis koopt, krijgt een starterslening van hooguit € 30.000 per woning."
PLAN = (
    f"# Wonen\n\n## Lening\n\n{QUOTE}\n\n## Groen\n\nDe gemeente plant bomen in straten waar het warm"
    " is.\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "plan.md").write_text(PLAN, encoding="utf-8")
    return {"plan": tmp_path / "plan.md"}


def test_one_figure_changes_and_nothing_else() -> None:
    for seed in range(40):
        changed = change_one(SAID_AGAIN, QUOTE, random.Random(seed))
        assert changed is not None
        text, before, after, _ = changed
        assert before.value == 30000 != after.value
        assert after.unit == "EUR"
        assert text.replace(after.text, "") == SAID_AGAIN.replace("hooguit € 30.000", "").replace(
            "€ 30.000", ""
        ) or text.startswith("Wie een huis koopt, krijgt een starterslening van ")


def test_amendments_stay_within_a_quarter() -> None:
    for seed in range(60):
        changed = change_one(SAID_AGAIN, QUOTE, random.Random(seed))
        assert changed is not None
        if not changed[3]:
            assert isinstance(changed[2].value, int | float)
            assert 0.66 <= changed[2].value / 30000 <= 1.34


def test_no_copy_where_the_words_share_no_figure() -> None:
    assert change_one("Een lening van € 12.", QUOTE, random.Random(1)) is None


def test_the_change_stands_in_another_section_or_document(
    plan: dict[str, Path], tmp_path: Path
) -> None:
    row = {"document": "plan", "quote": QUOTE, "text": SAID_AGAIN}
    again = [{**row, "text": f"{SAID_AGAIN} Dat is {'heel ' * n}veel."} for n in range(12)]
    source = tmp_path / "rows.jsonl"
    source.write_text("".join(json.dumps(r) + "\n" for r in [row, *again]), encoding="utf-8")
    copies = list(restated(plan, source))
    assert {copy.way for copy in copies} == {"section", "document"}
    for copy in copies:
        assert QUOTE in copy.documents[0].text
        if copy.way == "section":
            (document,) = copy.documents
            places = [document.block_at(document.text.index(t)) for t in (QUOTE, copy.restated)]
            assert places[0] is not None
            assert places[1] is not None
            assert places[0].section != places[1].section
        else:
            assert copy.restated in copy.documents[1].text
    assert [c.restated for c in copies] == [c.restated for c in restated(plan, source)]


def test_either_twin_is_changed(tmp_path: Path) -> None:
    second = "Per woning is de starterslening € 30.000."
    (tmp_path / "plan.md").write_text(f"{PLAN}\n{second}\n", encoding="utf-8")
    source = tmp_path / "twins.jsonl"
    row = {"document": "plan", "unit": "EUR", "value": 30000, "first": QUOTE, "second": second}
    source.write_text(json.dumps(row) + "\n", encoding="utf-8")
    copies = list(twins({"plan": tmp_path / "plan.md"}, source))
    assert [copy.quote for copy in copies] == [QUOTE, second]
    assert all("30.000" not in copy.restated for copy in copies)


def test_the_measure_of_the_texts_by_half() -> None:
    """A sample; `python -m eval.conflict_run` measures all. Bounds leave room for the sample."""
    documents, copies = originals(), altered_copies()
    assert len(copies) > 400
    assert not {c.documents[0].id for c in copies if c.half == "tune"} & {
        c.documents[0].id for c in copies if c.half == "report"
    }
    sample = [copy for copy in copies if copy.half == "report" and copy.way != "twin"][::4]
    found = sum(is_found(copy) for copy in sample)
    assert found >= 0.7 * len(sample), f"{found} of {len(sample)}"
    outcome = measure(documents, [], "report")
    assert outcome.rate <= 1.5
    assert "meldingen" in to_table({"report": measure(documents, sample[:2], "report")})[-1]
