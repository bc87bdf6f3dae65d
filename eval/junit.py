"""JUnit XML, so that a CI server shows each question as a test."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.score import Score

_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(path: Path, scores: Sequence[Score], rows: Mapping[str, Any]) -> None:
    """One suite for each split, one test case for each question.

    ``rows`` are the run's, by question id: they know how long each question took.
    """
    from junitparser import Failure, JUnitXml, TestCase, TestSuite

    report = JUnitXml("beleid eval")
    for split in dict.fromkeys(score.split for score in scores):
        suite = TestSuite(f"vragen-{split}")
        for score in (score for score in scores if score.split == split):
            name = _clean(f"{score.id} {score.question}")
            milliseconds = rows.get(score.id, {}).get("timings_ms", {}).get("ask", 0.0)
            case = TestCase(name, classname=f"eval.{score.slice}", time=milliseconds / 1000)
            if not score.passed:
                failure = Failure(_clean("; ".join(score.faults)), "fout antwoord")
                failure.text = _clean(f"status: {score.status}\n{score.answer}")
                case.result = [failure]
            suite.add_testcase(case)
        report.add_testsuite(suite)
    path.parent.mkdir(parents=True, exist_ok=True)
    report.write(str(path), pretty=True)


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold (hostile questions have some)."""
    return _NOT_XML.sub("\ufffd", text)
