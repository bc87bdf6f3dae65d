"""A question read as if its answer were not there."""

from __future__ import annotations

import pytest

from assistant.ask import PASSAGES, Assistant
from eval.without_evidence import readings_without


@pytest.mark.parametrize(
    ("question", "evidence"),
    [
        ("Hoe hoog is de mobiliteitsbonus?", "Werkgevers krijgen een enkele mobiliteitsbonus"),
        ("Wanneer wordt de herziening afgerond?", "De herziening moet 1 februari 2013"),
    ],
)
def test_nothing_read_holds_the_evidence_or_stands_beside_it(
    assistant: Assistant, question: str, evidence: str
) -> None:
    (document,) = assistant.index.documents.values()
    start = document.text.index(evidence)
    place = (document.id, start, start + len(evidence))
    asked, usual = assistant.readings([question])
    assert any(evidence in reading.candidate.body.text for reading in usual)
    left = readings_without(assistant, asked, [place])
    assert left
    assert len({reading.candidate.passage_id for reading in left}) <= PASSAGES
    for reading in left:
        candidate = reading.candidate
        for text in (candidate.body, candidate.near, candidate.before, candidate.after):
            assert evidence not in text.text


def test_without_evidence_to_leave_out_all_is_read(assistant: Assistant) -> None:
    asked, usual = assistant.readings(["Hoe hoog is de mobiliteitsbonus?"])
    left = readings_without(assistant, asked, [])
    assert [r.candidate.passage_id for r in left] == [r.candidate.passage_id for r in usual]
