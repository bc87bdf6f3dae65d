"""What an index was built from and by: one JSON file per generation, compared when opening."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import corpus
from corpus.metadata import RULES
from index.encoder import BUILTIN, DEFAULT_ENCODER

SCHEMA = 1
MANIFEST = "manifest.json"
_ANALYSIS = ("analysis.py", "stopwords.py")
_BUILDING = (
    "answer_type.py",
    "build.py",
    "dense_text.py",
    "lexical.py",
    "manifest.py",
    "vectors.py",
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation's origin and contents.

    Attributes:
        corpus: hash of the names and bytes of the corpus's files.
        encoder, fingerprint, dimension: by what the vectors were made.
        analysis: hash of the code that questions share with the index; checked when opening.
        code: hash of the code that reads, splits and indexes; a change rebuilds, opening allows it.
        skipped: files no reader knows, with the reason.
        files: by path inside the generation; size in bytes, or None where that may change.
    """

    corpus: str
    encoder: str
    fingerprint: str
    dimension: int
    analysis: str
    code: str
    documents: int
    passages: int
    corpus_dir: str
    skipped: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, int | None], ...] = ()
    schema: int = SCHEMA

    def key(self) -> tuple[str, ...]:
        """What decides whether a rebuild would give anything else."""
        return (self.corpus, self.fingerprint, self.analysis, self.code, str(self.schema))

    def digest(self) -> str:
        """A short name for ``key()``."""
        return hashlib.sha256("\0".join(self.key()).encode()).hexdigest()[:12]

    def write(self, generation: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (generation / MANIFEST).write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, generation: Path) -> Manifest:
        """Raises: OSError, ValueError, KeyError or TypeError: absent, or no manifest of ours."""
        row = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
        if not isinstance(row, dict) or row.get("schema") != SCHEMA:
            raise ValueError(f"{MANIFEST} is niet van schema {SCHEMA}")
        row["skipped"] = tuple((str(name), str(reason)) for name, reason in row["skipped"])
        row["files"] = tuple(
            (str(name), None if size is None else int(size)) for name, size in row["files"]
        )
        return cls(**row)


def corpus_hash(folder: Path) -> str:
    """Names and bytes of all files in a folder; not the hidden ones, nor rules (never indexed)."""
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file()
        and not path.name.endswith(RULES)
        and not any(p.startswith(".") for p in path.relative_to(folder).parts)
    )
    return _hash((path.relative_to(folder).as_posix(), path) for path in files)


def encoder_fingerprint(name: str) -> str:
    """Of a model in a folder its bytes, so that a retrained one is another; else its name.

    Works without loading the model, since opening an index must be quick.
    """
    folder = BUILTIN if name == DEFAULT_ENCODER else Path(name).expanduser()
    if not folder.is_dir():
        return f"name:{name}"
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md")
    return _hash((path.relative_to(folder).as_posix(), path) for path in files)


def analysis_hash() -> str:
    return _hash((name, _here() / name) for name in _ANALYSIS)


def code_hash() -> str:
    theirs = Path(str(corpus.__file__)).parent
    files = [(f"index/{name}", _here() / name) for name in (*_ANALYSIS, *_BUILDING)]
    files += [
        (f"corpus/{path.relative_to(theirs).as_posix()}", path) for path in theirs.rglob("*.py")
    ]
    return _hash(files)


def _here() -> Path:
    return Path(__file__).resolve().parent


def _hash(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for name, path in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
