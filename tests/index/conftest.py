from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import BUILTIN
from index.build import build_index
from index.store import PolicyIndex, open_index


@pytest.fixture(scope="session")
def letter_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the built-in documents; not to be written to."""
    folder = tmp_path_factory.mktemp("letter")
    build_index(BUILTIN, folder)
    return folder


@pytest.fixture(scope="session")
def letter(letter_dir: Path) -> Iterator[PolicyIndex]:
    index = open_index(letter_dir, corpus_dir=BUILTIN)
    yield index
    index.close()


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A small corpus of two documents, free to change."""
    folder = tmp_path / "teksten"
    folder.mkdir()
    (folder / "fietsplan.txt").write_text(
        "Fietsplan\n\nDe gemeente vergoedt € 250 voor een elektrische fiets.\n\n"
        "De regeling geldt vanaf 1 mei 2020 voor alle inwoners.\n",
        encoding="utf-8",
    )
    (folder / "geluid.txt").write_text(
        "Geluid\n\nNa tien uur 's avonds is harde muziek in het park verboden.\n\n"
        "De boete bedraagt 95 euro.\n",
        encoding="utf-8",
    )
    return folder
