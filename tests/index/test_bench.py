from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import InputError
from index.bench import bench_beir, measure


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    corpus = [
        ("a1", "Het paspoort is tien jaar geldig."),
        ("a2", "Een rijbewijs vraagt u aan bij de gemeente."),
        ("a3", "De kinderbijslag wordt per kwartaal betaald."),
    ]
    queries = [
        ("q1", "geldigheid paspoort"),
        ("q2", "rijbewijs gemeente"),
        ("q3", "beoordeelt niemand"),
    ]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        lines = [json.dumps({"_id": key, "text": text}) for key, text in rows]
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\nq1\ta1\t1\nq2\ta2\t1\n", encoding="utf-8"
    )
    return tmp_path


def test_every_half_and_the_whole_are_measured(beir: Path) -> None:
    report = bench_beir(beir)
    assert (report.documents, report.queries) == (3, 2)
    assert [row.name for row in report.rows] == ["stems", "grams", "dense", "whole"]
    assert list(report.rows[0].measures) == ["nDCG@10", "R@10", "R@100", "RR@10"]
    assert report.rows[-1].measures["RR@10"].value == 1.0


def test_queries_can_be_left_out(beir: Path) -> None:
    assert bench_beir(beir, keep=lambda query: query == "q2").queries == 1
    with pytest.raises(InputError, match="0 beoordeelde vragen"):
        bench_beir(beir, keep=lambda query: False)


def test_by_hand_and_a_missing_query_counts_as_zero() -> None:
    qrels = {"q1": {"d1": 1}, "q2": {"d2": 1}, "q3": {"d3": 1}}
    found = measure(qrels, {"q1": ["d1"], "q2": ["d9", "d2"], "q3": []})
    assert found["RR@10"].value == pytest.approx((1 + 1 / 2 + 0) / 3, abs=1e-6)
    assert found["R@10"].value == pytest.approx(2 / 3, abs=1e-6)
    assert found["nDCG@10"].value == pytest.approx((1 + 0.63093 + 0) / 3, abs=1e-5)
    assert found["RR@10"].low <= found["RR@10"].value <= found["RR@10"].high


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_absent_or_broken_files_are_named(beir: Path, name: str) -> None:
    (beir / name).write_text("geen\tformaat\n1\t2\n", encoding="utf-8")
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        bench_beir(beir)
    (beir / name).unlink()
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        bench_beir(beir)
