"""The folders of an index: a generation is written beside the one in use, then taken into use.

On disk::

    INDEX/CURRENT             name of the generation in use; replaced in one step
    INDEX/gen-<hash>/         manifest.json, documents.json, idf.json, figures.json, stems/, grams/, chroma/
    INDEX/.lock               held by whoever builds
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

CURRENT = "CURRENT"


def current_generation(index_dir: Path) -> Path | None:
    """The generation in use, or None where nothing was built yet."""
    try:
        name = (index_dir / CURRENT).read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return index_dir / name if name else None


def new_generation(index_dir: Path, digest: str) -> Path:
    """An empty folder; a name that is taken, by a reader's or a damaged generation, is left."""
    name = f"gen-{digest}"
    taken = {path.name for path in index_dir.iterdir()}
    free = name
    number = 2
    while free in taken:
        free = f"{name}-{number}"
        number += 1
    generation = index_dir / free
    generation.mkdir()
    return generation


def use(index_dir: Path, generation: Path) -> None:
    fresh = index_dir / f"{CURRENT}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(generation.name + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(index_dir / CURRENT)


def clean(index_dir: Path, keep: set[Path | None]) -> None:
    """Remove older generations and what killed builds left behind."""
    for path in index_dir.glob("gen-*"):
        if path not in keep:
            with suppress(OSError):  # in use on a system that locks open files: next time
                shutil.rmtree(path)


def sizes(generation: Path) -> tuple[tuple[str, int | None], ...]:
    """All files with their size; None for Chroma's, which it may rewrite when it opens them."""
    files = (path.relative_to(generation) for path in sorted(generation.rglob("*")))
    return tuple(
        (path.as_posix(), None if "chroma" in path.parts else (generation / path).stat().st_size)
        for path in files
        if (generation / path).is_file() and not path.name.endswith(("-wal", "-shm", "-journal"))
    )
