"""What a machine needs: time to first answer, index time, peak memory. Never the same twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from eval.run import Row

HEAVY = ("langchain_chroma", "sentence_transformers", "bm25s")
"""What answering a question has to import; the named baseline of a cold start."""
REPEATS = 3
# A child starts with the peak of the process that started it, so a small one does that.
_LAUNCHER = """
import json, subprocess, sys, time
began = time.perf_counter()
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL)
seconds = time.perf_counter() - began
try:
    import resource
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
except ImportError:  # Windows does not tell
    peak = None
print(json.dumps({"code": code, "seconds": seconds, "peak": peak}))
"""
_ROOT = Path(__file__).resolve().parents[1]


def latency(rows: Sequence[Row]) -> dict[str, float]:
    """Warm times in milliseconds: p50 and p95 of answering, p50 of the quick start's retrieval."""
    import numpy as np

    times: dict[str, float] = {}
    ask = [row["timings_ms"]["ask"] for row in rows if "ask" in row.get("timings_ms", {})]
    if ask:
        times["answer_p50_ms"] = float(np.percentile(ask, 50))
        times["answer_p95_ms"] = float(np.percentile(ask, 95))
    retrieve = [
        row["answer"]["timings_ms"]["retrieve"]
        for row in rows
        if row["answer"].get("timings_ms", {}).get("retrieve")
    ]
    if retrieve:
        times["retrieve_p50_ms"] = float(np.percentile(retrieve, 50))
    quick = [
        row["timings_ms"]["quick_start"]
        for row in rows
        if "quick_start" in row.get("timings_ms", {})
    ]
    if quick:
        times["quick_start_p50_ms"] = float(np.percentile(quick, 50))
        if ask:
            times["answer_to_quick_start"] = times["answer_p50_ms"] / times["quick_start_p50_ms"]
    return {name: round(value, 3) for name, value in times.items()}


def cold_start(
    question: str,
    arguments: Sequence[str] = (),
    *,
    repeats: int = REPEATS,
    on_done: Callable[[], None] | None = None,
) -> dict[str, Any]:
    """`beleid ask` in a new process against a new process that only imports its heavy libraries.

    The two take turns, so that a machine that slows down slows both; medians in seconds.
    ``arguments`` go to `beleid ask` as they are, for instance ``--index DIR``.
    """
    ask = [sys.executable, "-m", "assistant", "ask", question, "--json", *arguments]
    load = [sys.executable, "-c", f"import {', '.join(HEAVY)}"]
    times: dict[str, list[float]] = {"ask": [], "import": []}
    peak = None
    for _ in range(repeats):
        for name, command in (("import", load), ("ask", ask)):
            seconds, memory, error = _child(command)
            if error:
                return {"error": error}
            times[name].append(seconds)
            peak = memory if name == "ask" else peak
        if on_done is not None:
            on_done()
    ask_s, import_s = median(times["ask"]), median(times["import"])
    return {
        "cold_ask_s": round(ask_s, 3),
        "cold_import_s": round(import_s, 3),
        "cold_ratio": round(ask_s / import_s, 3),
        "peak_memory_mb": peak,
    }


def index_time(corpus: Path, encoder: str) -> dict[str, float]:
    """Seconds to build the index from nothing, and to see that nothing changed."""
    from index.build import build_index

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        times = []
        for _ in range(2):
            began = time.perf_counter()
            build_index(corpus, Path(folder), encoder=encoder)
            times.append(round(time.perf_counter() - began, 3))
    return {"index_s": times[0], "index_unchanged_s": times[1]}


def _child(command: Sequence[str]) -> tuple[float, float | None, str]:
    """Seconds, peak memory in MB (None where the system does not tell), and an error or ``""``."""
    path = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    launched = subprocess.run(
        [sys.executable, "-c", _LAUNCHER, *command],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    try:
        told = json.loads(launched.stdout)
    except ValueError:
        told = {"code": launched.returncode, "seconds": 0.0, "peak": None}
    # Linux counts kilobytes, macOS bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    memory = None if told["peak"] is None else round(told["peak"] / unit, 1)
    if not told["code"]:
        return told["seconds"], memory, ""
    last = launched.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [""]
    return told["seconds"], memory, f"{' '.join(command[1:4])}: code {told['code']}. {last[0]}"
