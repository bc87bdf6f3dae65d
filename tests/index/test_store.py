"""Opening: quick, and refusing what would give wrong answers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import SearchIndexError
from corpus.library import BUILTIN, read_corpus
from index.build import build_index
from index.encoder import BUILTIN as DUTCH_STATIC
from index.generations import current_generation
from index.store import open_index

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def copied(letter_dir: Path, tmp_path: Path) -> Path:
    """A copy of the letter's index, free to damage."""
    return Path(shutil.copytree(letter_dir, tmp_path / "copy"))


def generation(index_dir: Path) -> Path:
    found = current_generation(index_dir)
    assert found is not None
    return found


def test_documents_come_back_as_they_were_read(letter_dir: Path) -> None:
    index = open_index(letter_dir)
    documents = read_corpus(BUILTIN)
    assert list(index.documents.values()) == documents
    assert list(index.passages.values()) == [p for d in documents for p in d.passages]


def test_absent(tmp_path: Path) -> None:
    with pytest.raises(SearchIndexError) as caught:
        open_index(tmp_path / "nergens", corpus_dir=tmp_path)
    command = f"beleid index --corpus {tmp_path} --index {tmp_path / 'nergens'}"
    assert str(caught.value).endswith(command)


def test_other_text(texts: Path, tmp_path: Path) -> None:
    build_index(texts, tmp_path / "index")
    open_index(tmp_path / "index", corpus_dir=texts)
    (texts / "geluid.txt").write_text("Geluid\n\nAlles mag.\n", encoding="utf-8")
    with pytest.raises(SearchIndexError, match="andere tekst") as caught:
        open_index(tmp_path / "index", corpus_dir=texts)
    assert f"--corpus {texts}" in str(caught.value)


def test_other_encoder(letter_dir: Path, tmp_path: Path) -> None:
    retrained = Path(shutil.copytree(DUTCH_STATIC, tmp_path / "model"))
    open_index(letter_dir, encoder=str(retrained))  # the same weights elsewhere are the same
    (retrained / "tokenizer.json").write_bytes(b"{}")
    with pytest.raises(SearchIndexError, match="encoder"):
        open_index(letter_dir, encoder=str(retrained))
    with pytest.raises(SearchIndexError, match="intfloat/multilingual-e5-small"):
        open_index(letter_dir, encoder="intfloat/multilingual-e5-small")


@pytest.mark.parametrize(
    "name", ["documents.json", "idf.json", "figures.json", "stems/text/data.csc.index.npy"]
)
@pytest.mark.parametrize("damage", ["cut", "gone", "scrambled"])
def test_damaged_files(copied: Path, name: str, damage: str) -> None:
    path = generation(copied) / name
    data = path.read_bytes()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data[: len(data) // 2] if damage == "cut" else b"\x00" * len(data))
    with pytest.raises(SearchIndexError, match=r"beschadigd.*beleid index --corpus"):
        open_index(copied)
    report = build_index(BUILTIN, copied)  # the command in the message mends it
    assert report.changed
    open_index(copied)


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": 99}', "\x00\xff"])
def test_damaged_manifest(copied: Path, content: str) -> None:
    (generation(copied) / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(SearchIndexError, match="beschadigd"):
        open_index(copied)
    assert build_index(BUILTIN, copied).changed


def test_current_points_nowhere(copied: Path) -> None:
    (copied / "CURRENT").write_text("gen-weg\n")
    with pytest.raises(SearchIndexError, match="beschadigd"):
        open_index(copied)
    assert build_index(BUILTIN, copied).changed


@pytest.mark.parametrize("damage", ["gone", "graph gone", "scrambled"])
def test_damaged_vectors(copied: Path, damage: str) -> None:
    database = generation(copied) / "chroma" / "chroma.sqlite3"
    if damage == "gone":
        shutil.rmtree(database.parent)
    elif damage == "graph gone":
        next(database.parent.rglob("data_level0.bin")).unlink()
    else:
        database.write_bytes(b"geen database" * 1000)
    for _ in range(2):  # looking at the damage must not hide it
        with pytest.raises(SearchIndexError, match=r"beschadigd.*beleid index"):
            open_index(copied).search("bonus", 3)
    assert build_index(BUILTIN, copied).changed
    mended = open_index(copied)
    assert mended.search("bonus", 3)
    mended.close()


def test_other_program(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.store.analysis_hash", lambda: "anders")
    with pytest.raises(SearchIndexError, match="versie van dit programma"):
        open_index(copied)


def test_opening_loads_no_heavy_library(letter_dir: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from index.store import open_index;"
        "open_index(Path(sys.argv[1])).half('stems').search('bonus', 3);"
        "print([m for m in ('chromadb', 'langchain_chroma', 'torch', 'sentence_transformers')"
        " if m in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code, str(letter_dir)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert found.stdout.strip() == "[]"


def test_chroma_holds_what_a_reader_of_it_needs(letter_dir: Path) -> None:
    from index.vectors import VectorIndex

    index = open_index(letter_dir)
    vectors = VectorIndex.open(generation(letter_dir) / "chroma", index.encoder)
    assert vectors.metadata["dimension"] == index.encoder.dimension
    assert vectors.metadata["encoder"] == index.manifest.encoder
    assert len(vectors) == len(index.passages)
    document = vectors.store.similarity_search("mobiliteitsbonus", k=1)[0]
    passage = index.passages[str(document.id)]
    assert document.page_content == passage.text
    assert (document.metadata["start"], document.metadata["end"]) == (passage.start, passage.end)
    assert document.metadata["section_path"] == " › ".join(passage.section_path)
    vectors.close()
