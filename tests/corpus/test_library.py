import json
from itertools import pairwise

import pytest

import corpus.library as library
from corpus.errors import CorpusError
from corpus.library import BUILTIN, make_id, read_corpus, read_document

TEXT = "Plan\n\nHet kabinet wil meer technici opleiden, zegt de minister.\n"


def skipped(folder):
    reasons = {}
    documents = read_corpus(folder, on_skip=lambda path, why: reasons.setdefault(path.name, why))
    return documents, reasons


def test_builtin_holds_the_letter():
    documents, reasons = skipped(BUILTIN)
    assert [d.id for d in documents] == ["kabinetsreactie-masterplan-beta-technologie"]
    assert reasons == {}


def test_reads_subfolders_sorted_and_skips_the_rest(tmp_path, monkeypatch):
    monkeypatch.setattr(library, "LARGEST", 1000)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(TEXT)
    (tmp_path / "A.MD").write_text("# Plan A\n\nTekst.")
    (tmp_path / "b.toml").write_text('title = "zonder document"')
    (tmp_path / ".hidden.txt").write_text(TEXT)
    (tmp_path / "leeg.txt").write_text("  \n")
    (tmp_path / "groot.txt").write_text("x " * 600)
    (tmp_path / "scan.txt").write_bytes(bytes(range(256)) * 2)
    (tmp_path / "brief.docx").write_bytes(b"PK")
    (tmp_path / "README").write_text("x")
    documents, reasons = skipped(tmp_path)
    assert [d.id for d in documents] == ["a", "b"]
    assert set(reasons) == {"leeg.txt", "groot.txt", "scan.txt", "brief.docx", "README", "b.toml"}
    assert "leeg" in reasons["leeg.txt"]
    assert "groot" in reasons["groot.txt"]
    assert "tekst" in reasons["scan.txt"]
    assert ".docx" in reasons["brief.docx"]


def test_same_names_get_their_own_ids(tmp_path):
    for name in ("x/Plan.txt", "y/plan.txt", "plan.md", "plan-2.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{TEXT}\n{name}\n")
    ids = [d.id for d in read_corpus(tmp_path)]
    assert ids == ["plan", "plan-2", "plan-3", "plan-4"]
    assert read_corpus(tmp_path) == read_corpus(tmp_path)
    assert all(p.document_id == d.id for d in read_corpus(tmp_path) for p in d.passages)
    assert all(p.id.startswith(f"{d.id}#") for d in read_corpus(tmp_path) for p in d.passages)


@pytest.mark.parametrize(
    ("name", "wanted"), [("Brief É&W 2012", "brief-e-w-2012"), ("文", "document")]
)
def test_ids_are_safe(name, wanted):
    assert make_id(name) == wanted


def test_nothing_to_read_is_an_error_in_plain_dutch(tmp_path):
    with pytest.raises(CorpusError, match="bestaat niet"):
        read_corpus(tmp_path / "weg")
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    with pytest.raises(CorpusError, match="geen leesbare tekst"):
        read_corpus(tmp_path)
    with pytest.raises(CorpusError, match="niet te openen"):
        read_document(tmp_path / "weg.txt")


def test_sidecar(tmp_path):
    path = tmp_path / "nota.txt"
    path.write_text(TEXT)
    (tmp_path / "nota.json").write_text(
        json.dumps({"titel": "De nota", "date": "3-5-2020", "status": "Concept", "onbekend": [1]})
    )
    documents, reasons = skipped(tmp_path)
    assert reasons == {}
    meta = documents[0].metadata
    assert (meta.title, meta.date, meta.status) == ("De nota", "2020-05-03", "Concept")
    assert (meta.publisher, meta.source) == (None, "nota.txt")


def test_a_changed_file_is_refused(tmp_path):
    (tmp_path / "nota.txt").write_text(TEXT)
    (tmp_path / "nota.toml").write_text(f'sha256 = "{"0" * 64}"')
    with pytest.raises(CorpusError, match=r"nota\.txt is veranderd"):
        read_corpus(tmp_path)


def test_a_broken_sidecar_is_named(tmp_path):
    (tmp_path / "nota.txt").write_text(TEXT)
    (tmp_path / "nota.toml").write_text("titel: geen toml")
    with pytest.raises(CorpusError, match=r"nota\.toml"):
        read_corpus(tmp_path)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT, "Plan"),
        ("Een enkele zin zonder meer.", "Oude nota 2012"),
        ("Een enkele regel", "Een enkele regel"),
    ],
)
def test_title_without_metadata(tmp_path, text, title):
    (tmp_path / "oude-nota_2012.txt").write_text(text)
    document = read_document(tmp_path / "oude-nota_2012.txt")
    assert document.title == title
    assert document.metadata.date is None
    assert document.passages or document.sections


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_and_line_ends_give_the_same_text(tmp_path, encoding, ends):
    text = "Plan één\n\nHet kost € 3 per bèta.\n"
    (tmp_path / "a.txt").write_bytes(text.replace("\n", ends).encode(encoding))
    assert read_document(tmp_path / "a.txt").text == text.strip()


def test_ids_sort_in_document_order():
    for document in read_corpus(BUILTIN):
        assert all(a.id < b.id and a.end < b.start for a, b in pairwise(document.passages))
