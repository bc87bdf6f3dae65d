"""What a run is about: which questions over which documents, told how, with which software."""

from __future__ import annotations

import hashlib
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

from assistant.settings import Settings
from corpus.document import Document
from corpus.library import BUILTIN
from eval.baseline import CHUNK, OVERLAP, K
from eval.gate import FLOORS
from eval.questions import Question
from eval.run import HITS
from index.encoder import DEFAULT_ENCODER

Splits = Literal["dev", "test", "all"]
_LIBRARIES = (
    "bm25s",
    "chromadb",
    "langchain-chroma",
    "PyStemmer",
    "sentence-transformers",
    "torch",
)


@dataclass(frozen=True, slots=True)
class Options:
    """What `evaluate` was told that holds for every set of questions; described there."""

    split: Splits = "test"
    gate: bool = False
    floors: Path = FLOORS
    against: Path | None = None
    twice: bool = False
    quick_start: bool = True
    machine: bool = True


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions with the documents they are about.

    Attributes:
        prefix: put before the name of the split in the report, so that floors can tell sets apart.
    """

    name: str
    questions: Path
    settings: Settings
    prefix: str = ""

    @property
    def corpus(self) -> Path:
        return self.settings.corpus or BUILTIN


def configuration(
    which: QuestionSet,
    documents: Mapping[str, Document],
    asked: Sequence[Question],
    options: Options,
) -> dict[str, Any]:
    """What the answers depend on: nothing in it differs between two runs of the same tree."""
    settings = which.settings
    config: dict[str, Any] = {
        "set": which.name,
        "split": options.split,
        "questions": {
            "file": which.questions.name,
            "sha256": hashlib.sha256(which.questions.read_bytes()).hexdigest(),
            "n": len(asked),
        },
        "documents": {key: document.metadata.sha256 for key, document in documents.items()},
        "encoder": settings.encoder or DEFAULT_ENCODER,
        "settings": {"k": settings.k, "max_question_chars": settings.max_question_chars},
        "hits": HITS,
        "versions": {"python": platform.python_version(), **_versions()},
        "commit": _commit(),
    }
    if options.quick_start:
        config["quick_start"] = {"chunk_size": CHUNK, "chunk_overlap": OVERLAP, "k": K}
    return config


def _versions() -> dict[str, str]:
    versions = {}
    for name in _LIBRARIES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    return versions


def _commit() -> str | None:
    """The commit of the sources, with ``+`` when something was changed since; None outside git."""
    folder = Path(__file__).resolve().parent
    try:
        told = [
            subprocess.run(
                ["git", *command],
                cwd=folder,
                capture_output=True,
                text=True,
                check=True,
                timeout=10,
            ).stdout.strip()
            for command in (
                ["rev-parse", "HEAD"],
                ["status", "--porcelain", "--untracked-files=no"],
            )
        ]
    except (OSError, subprocess.SubprocessError):
        return None
    return told[0] + ("+" if told[1] else "")
