"""Building: incremental, atomic, and next to readers."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.errors import CorpusError, SearchIndexError
from index.build import build_index
from index.generations import current_generation
from index.store import open_index

ROOT = Path(__file__).resolve().parents[2]
STAGES = ["Documenten", "Woorden", "Vectoren", "Nieuwe index"]


def run(code: str, *arguments: Path | str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def texts_found(index_dir: Path, query: str) -> list[str]:
    index = open_index(index_dir)
    try:
        return [hit.passage.text for hit in index.search(query, 3)]
    finally:
        index.close()


def test_unchanged_does_nothing(texts: Path, tmp_path: Path) -> None:
    first = build_index(texts, tmp_path / "index")
    messages: list[str] = []
    second = build_index(texts, tmp_path / "index", progress=messages.append)
    assert first.changed
    assert not second.changed
    assert second.generation == first.generation
    assert (second.documents, second.passages) == (first.documents, first.passages)
    assert messages == ["De index is al bij."]


def test_only_what_changed_is_encoded_again(texts: Path, tmp_path: Path) -> None:
    first = build_index(texts, tmp_path / "index")
    (texts / "geluid.txt").write_text("Geluid\n\nDe boete bedraagt 140 euro.\n", encoding="utf-8")
    second = build_index(texts, tmp_path / "index")
    assert (first.reused, first.encoded) == (0, first.passages)
    assert 0 < second.reused < first.passages
    assert second.encoded == second.passages - second.reused < second.passages
    assert "140 euro" in texts_found(tmp_path / "index", "Hoe hoog is de boete?")[0]


def test_reused_vectors_are_those_of_a_fresh_build(texts: Path, tmp_path: Path) -> None:
    build_index(texts, tmp_path / "index")
    (texts / "geluid.txt").write_text("Geluid\n\nDe boete bedraagt 140 euro.\n", encoding="utf-8")
    build_index(texts, tmp_path / "index")
    build_index(texts, tmp_path / "fresh")
    grown, fresh = open_index(tmp_path / "index"), open_index(tmp_path / "fresh")
    for query in ("elektrische fiets", "Hoe hoog is de boete?"):
        assert grown.search(query, 9) == fresh.search(query, 9)
    grown.close()
    fresh.close()


def test_a_removed_document_is_gone(texts: Path, tmp_path: Path) -> None:
    build_index(texts, tmp_path / "index")
    (texts / "geluid.txt").unlink()
    report = build_index(texts, tmp_path / "index")
    assert report.documents == 1
    assert not any("muziek" in text for text in texts_found(tmp_path / "index", "harde muziek"))


def test_skipped_files_are_named_each_time(texts: Path, tmp_path: Path) -> None:
    (texts / "foto.xyz").write_bytes(b"\x00\x01")
    for _ in range(2):
        report = build_index(texts, tmp_path / "index")
        assert [name for name, _ in report.skipped] == ["foto.xyz"]


def test_only_the_last_generation_stays_beside_the_current(texts: Path, tmp_path: Path) -> None:
    index_dir = tmp_path / "index"
    for number in range(4):
        (texts / "extra.txt").write_text(f"Extra\n\nRegel {number}.\n", encoding="utf-8")
        build_index(texts, index_dir)
    assert len(list(index_dir.glob("gen-*"))) == 2
    assert current_generation(index_dir) in set(index_dir.glob("gen-*"))


@pytest.mark.parametrize("stage", STAGES)
def test_a_killed_build_leaves_the_old_index(texts: Path, tmp_path: Path, stage: str) -> None:
    index_dir = tmp_path / "index"
    build_index(texts, index_dir)
    (texts / "geluid.txt").write_text("Geluid\n\nDe boete bedraagt 140 euro.\n", encoding="utf-8")
    process = run(
        """
        import os, signal, sys
        from pathlib import Path
        from index.build import build_index

        def die(message):
            if message.startswith(sys.argv[3]):
                os.kill(os.getpid(), signal.SIGKILL)

        build_index(Path(sys.argv[1]), Path(sys.argv[2]), progress=die)
        """,
        texts, index_dir, stage,
    )  # fmt: skip
    process.communicate(timeout=120)
    assert process.returncode == -9
    assert "95 euro" in texts_found(index_dir, "Hoe hoog is de boete?")[0]
    assert build_index(texts, index_dir).changed  # and the lock of the dead is free
    assert "140 euro" in texts_found(index_dir, "Hoe hoog is de boete?")[0]
    assert len(list(index_dir.glob("gen-*"))) == 2


def test_two_processes_read_while_one_builds(texts: Path, tmp_path: Path) -> None:
    index_dir = tmp_path / "index"
    build_index(texts, index_dir)
    code = """
        import sys
        from pathlib import Path
        from index.store import open_index

        index = open_index(Path(sys.argv[1]))
        search = lambda: index.search("Hoe hoog is de boete?", 1)[0].passage.text
        print(search(), flush=True)
        for line in sys.stdin:
            print(search(), flush=True)
        """
    readers = [run(code, index_dir) for _ in range(2)]
    pipes = [(reader.stdin, reader.stdout) for reader in readers]

    def ask() -> list[str]:
        for stdin, _ in pipes:
            assert stdin is not None
            stdin.write("nog eens\n")
            stdin.flush()
        return [stdout.readline() for _, stdout in pipes if stdout is not None]

    try:
        for _, stdout in pipes:
            assert stdout is not None
            assert "95 euro" in stdout.readline()
        (texts / "geluid.txt").write_text("Geluid\n\nDe boete is 140 euro.\n", encoding="utf-8")
        during: list[str] = []
        build_index(texts, index_dir, progress=lambda message: during.extend(ask()))
        assert len(during) >= 8
        assert all("95 euro" in line for line in [*during, *ask()])
        assert "140 euro" in texts_found(index_dir, "Hoe hoog is de boete?")[0]
    finally:
        for reader in readers:
            _, errors = reader.communicate(timeout=60)
            assert not errors.strip()


def test_a_second_builder_is_told_to_wait(texts: Path, tmp_path: Path) -> None:
    index_dir = tmp_path / "index"
    index_dir.mkdir()
    with FileLock(index_dir / ".lock"), pytest.raises(SearchIndexError, match="ander proces"):
        build_index(texts, index_dir)


def test_no_documents(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        build_index(tmp_path / "nergens", tmp_path / "index")
    (tmp_path / "leeg").mkdir()
    with pytest.raises(CorpusError):
        build_index(tmp_path / "leeg", tmp_path / "index")


def test_an_index_folder_that_is_a_file(texts: Path, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("bezet")
    with pytest.raises(SearchIndexError, match="kan niet worden geschreven"):
        build_index(texts, tmp_path / "index")
