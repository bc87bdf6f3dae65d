"""What holds for every document, whatever its source."""

from itertools import pairwise

from corpus.document import Document


def check_invariants(document: Document) -> None:
    text, blocks = document.text, document.blocks
    assert text == text.strip()
    assert all(a.end < b.start for a, b in pairwise(blocks))
    for block in blocks:
        body = text[block.start : block.end]
        assert body
        assert body == body.strip()
        shown = f"{block.marker} " if block.marker else ""
        assert text[: block.start].endswith(shown)
        covered = "".join(text[a:b] for a, b in block.sentences)
        assert "".join(covered.split()) == "".join(body.split())
        section = document.sections[block.section]
        if block.kind != "footnote":
            assert section.start <= block.start
            assert block.end <= section.end
        assert block.lines[0] <= block.lines[1]
    # Outside the blocks stand only marks and white space.
    rest, end = "", 0
    for block in blocks:
        rest += text[end : block.start].strip().removesuffix(block.marker).strip()
        end = block.end
    assert rest == text[end:] == ""
    assert all(a.end <= b.start for a, b in pairwise(document.sections))
    assert [line for _, line in document.line_starts] or not text
    assert all(a[0] <= b[0] for a, b in pairwise(document.line_starts))

    passages = document.passages
    assert [p.id for p in passages] == sorted({p.id for p in passages})
    assert all(a.end < b.start for a, b in pairwise(passages))
    sentences = [s for block in blocks if block.kind != "heading" for s in block.sentences]
    assert [s for passage in passages for s in passage.sentences] == sentences
    for passage in passages:
        block = blocks[passage.block]
        assert text[passage.start : passage.end] == passage.text
        assert block.start <= passage.start < passage.end <= block.end
        assert passage.section_path == document.sections[block.section].path
        assert passage.document_id == document.id
    for entry in document.lists:
        assert entry.items
        assert {blocks[i].list_id for i in entry.items} == {entry.id}
        if entry.parent is not None:
            assert blocks[entry.parent].kind == "item"
            assert entry.parent < entry.items[0]
    for note in document.footnotes:
        assert blocks[note.block].kind == "footnote"
        if note.sentence is not None and note.call is not None:
            assert note.sentence[0] <= note.call <= note.sentence[1]
