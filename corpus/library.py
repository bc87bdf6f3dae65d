"""Reads a folder of policy texts into documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.document import Document
from corpus.draft import Draft
from corpus.errors import CorpusError
from corpus.frontmatter import take_out_front_matter
from corpus.markdown import read_markdown
from corpus.metadata import RULES, SIDECARS, make_metadata, read_sidecar
from corpus.passages import split_passages
from corpus.plain import read_plain
from corpus.structure import assemble
from corpus.text import decode

BUILTIN = Path(__file__).resolve().parent / "documents"
LARGEST = 20_000_000  # bytes; the longest Dutch laws have about 3 million
_KINDS: dict[str, Callable[[str, int], list[Draft]]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_OPENING = 12  # blocks in which a document may give its own date
OnSkip = Callable[[Path, str], None]


class _Unreadable(CorpusError):
    """A file that is skipped in a folder; alone, it is an error with this reason."""


def read_corpus(folder: Path, *, on_skip: OnSkip | None = None) -> list[Document]:
    """All documents in a folder and its subfolders, sorted by id.

    Args:
        folder: where the documents lie.
        on_skip: called with path and reason, in Dutch, for every file that is passed over.

    Raises:
        CorpusError: when the folder is absent or holds no readable text, a checksum differs, or
            a sidecar cannot be read.
    """
    if not folder.is_dir():
        raise CorpusError(
            f"De map {folder} bestaat niet. Verwacht: een map met .txt- of .md-bestanden "
            "(--corpus MAP)."
        )
    documents: list[Document] = []
    for path in _files(folder):
        try:
            documents.append(read_document(path))
        except _Unreadable as error:
            if on_skip is not None:
                on_skip(path, str(error))
    if not documents:
        raise CorpusError(
            f"In de map {folder} staat geen leesbare tekst. Verwacht: minstens één .txt- of "
            ".md-bestand met tekst."
        )
    return sorted(_with_own_ids(documents), key=lambda document: document.id)


def read_document(path: Path) -> Document:
    """One document; its id is that of the file's name.

    Raises:
        CorpusError: in Dutch, when the file is absent, of an unknown kind, empty or too large.
    """
    data = _bytes(path)
    try:
        source = decode(data)
    except ValueError as error:
        raise _Unreadable(str(error)) from error
    values, body, first_line = take_out_front_matter(source)
    read = _KINDS[path.suffix.lower()]
    if len(_MARKDOWN_HEADING.findall(body)) >= 2:
        read = read_markdown  # Markdown that is called .txt
    drafts = read(body, first_line)
    if not drafts:
        raise _Unreadable("het bestand bevat geen tekst")
    values = {**values, **read_sidecar(path)}
    opening = "\n".join(draft.text for draft in drafts[:_OPENING])
    metadata = make_metadata(path, data, values, _first_heading(drafts), opening)
    structure = assemble(drafts, metadata.title)
    document_id = make_id(path.stem)
    return Document(
        id=document_id,
        metadata=metadata,
        text=structure.text,
        sections=structure.sections,
        blocks=structure.blocks,
        lists=structure.lists,
        footnotes=structure.footnotes,
        passages=split_passages(document_id, structure),
        line_starts=structure.line_starts,
    )


def make_id(name: str) -> str:
    """A name in lower case with only letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "document"


def _bytes(path: Path) -> bytes:
    if path.suffix.lower() not in _KINDS:
        raise _Unreadable(f"onbekend soort bestand ({path.suffix or 'zonder extensie'})")
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise _Unreadable(f"te groot: {size / 1e6:.0f} MB, de grens is {LARGEST / 1e6:.0f} MB")
        data = path.read_bytes()
    except OSError as error:
        raise _Unreadable(f"niet te openen ({error.strerror or error})") from error
    if not data.strip():
        raise _Unreadable("leeg bestand")
    return data


def _files(folder: Path) -> list[Path]:
    """Files in reading order, without hidden ones and sidecars of documents."""
    found = []
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or not path.is_file():
            continue
        if path.suffix.lower() in SIDECARS and any(
            path.with_name(path.name.removesuffix(end) + kind).is_file()
            for kind in _KINDS
            for end in (RULES, path.suffix)
        ):
            continue
        found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _first_heading(drafts: list[Draft]) -> str | None:
    """What serves as a title: an outermost heading near the start, or a short first line."""
    for draft in drafts[:3]:
        if draft.kind == "heading" and draft.depth == 1:
            return draft.text
    first = drafts[0]
    short = first.kind in ("heading", "paragraph") and len(first.text) <= 120
    return first.text if short and first.text[-1] not in ".;,:!" else None


def _with_own_ids(documents: list[Document]) -> list[Document]:
    """The same documents; of those with one id, all but the first get a number behind it."""
    taken = {document.id for document in documents}
    seen: set[str] = set()
    out = []
    for document in documents:
        if document.id in seen:
            number = 2
            while f"{document.id}-{number}" in taken:
                number += 1
            document = _renamed(document, f"{document.id}-{number}")
            taken.add(document.id)
        seen.add(document.id)
        out.append(document)
    return out


def _renamed(document: Document, new: str) -> Document:
    passages = tuple(
        replace(passage, id=f"{new}#{at:05d}", document_id=new)
        for at, passage in enumerate(document.passages)
    )
    return replace(document, id=new, passages=passages)
