"""The whole text of a document as the page shows it: an outline, sections with links, a search.

Values only; ``page_document.html`` turns them into HTML. ``place_of_link`` reads the links that
the page gives out: ``?passage=ID`` and ``?document=ID&sectie=NUMBER``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.page_template import macro
from assistant.page_text import Note, Piece, groups_of, notes_of
from corpus.document import Document, Span

_TEMPLATE = "page_document.html"
_NO_PASSAGE = "De passage uit de link staat niet (meer) in dit document."
_NO_SECTION = "De sectie uit de link staat niet (meer) in dit document."
_NO_DOCUMENT = "Het document uit de link is er niet."
_TOP, _DEEPEST = 3, 6  # heading levels below "Document", and the deepest that HTML has


@dataclass(frozen=True, slots=True)
class Group:
    """A paragraph, or the items of one list; ``page`` where a new page of the source begins."""

    pieces: tuple[Piece, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its text.

    Attributes:
        number: counted from 1, as links name it.
        level: of the heading in HTML; never deeper than one below the heading before it.
        depth: of the heading in the outline, from 1.
    """

    number: int
    heading: str
    level: int
    depth: int
    groups: tuple[Group, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What the tab shows.

    Attributes:
        goal: id of the element to go to, or "" to stay at the top.
        missing: a sentence about a link that leads nowhere, or "".
        linked: as in ``Place``.
    """

    document: Document
    sections: tuple[SectionView, ...]
    loose_notes: tuple[Note, ...]
    goal: str
    missing: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: a document, and in it a span or a section.

    Attributes:
        section: counted from 1.
        missing: what the link names and is not there, as a sentence for the reader.
        linked: the reader asked for this place, so that the tab may come to the front.
    """

    document_id: str
    span: Span | None = None
    section: int | None = None
    missing: str = ""
    linked: bool = False


def place_of_link(query: Mapping[str, str], documents: Mapping[str, Document]) -> Place | None:
    """The place that the query of a link names, or None when it names none."""
    if passage_id := query.get("passage", ""):
        for document in documents.values():
            for passage in document.passages:
                if passage.id == passage_id:
                    return Place(document.id, (passage.start, passage.end), linked=True)
        known = _known(passage_id.rpartition("#")[0], documents)
        return Place(known, missing=_NO_PASSAGE, linked=True)
    if wanted := query.get("document", ""):
        found = documents.get(wanted)
        if found is None:
            return Place(_known("", documents), missing=_NO_DOCUMENT, linked=True)
        number = query.get("sectie", "")
        if not number:
            return Place(wanted, linked=True)
        if number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= len(found.sections):
            return Place(wanted, section=int(number[:6]), linked=True)
        return Place(wanted, missing=_NO_SECTION, linked=True)
    return None


def render_document(place: Place, documents: Mapping[str, Document]) -> str:
    """The tab with the document of ``place`` opened there."""
    document = documents[place.document_id]
    return macro(_TEMPLATE, "document", view_document(document, place), list(documents.values()))


def render_unopened() -> str:
    """The tab before it is opened for the first time: a long text is not sent unasked."""
    return macro(_TEMPLATE, "unopened")


def view_document(document: Document, place: Place) -> DocumentView:
    span = place.span or (-1, -1)
    marks = {f.call: f.label for f in document.footnotes if f.call is not None}
    called: set[str] = set()
    sections: list[SectionView] = []
    page: int | None = None
    level = _TOP - 1
    for number, section in enumerate(document.sections, 1):
        blocks = [
            block
            for block in document.blocks
            if block.section == number - 1 and block.kind not in ("heading", "footnote")
        ]
        groups = []
        for pieces in groups_of(document, blocks, span, marks):
            first = pieces[0].page
            groups.append(Group(pieces, first if first != page else None))
            page = first
        notes = tuple(notes_of(document, blocks, None, span))
        called.update(note.label for note in notes)
        level = min(level + 1, _TOP - 1 + section.level, _DEEPEST)
        sections.append(
            SectionView(number, section.heading, level, section.level, tuple(groups), notes)
        )
    goal = "quote" if place.span else f"sectie-{place.section}" if place.section else ""
    loose = tuple(
        note
        for footnote in document.footnotes
        if footnote.label not in called
        for note in notes_of(document, [], footnote, span)
        if note.label == footnote.label
    )
    return DocumentView(document, tuple(sections), loose, goal, place.missing, place.linked)


def _known(document_id: str, documents: Mapping[str, Document]) -> str:
    return document_id if document_id in documents else next(iter(documents))
