import pytest

from corpus.library import BUILTIN, read_corpus, read_document
from corpus.passages import LONG_ITEM, LONGEST


@pytest.fixture(scope="module")
def letter():
    return read_corpus(BUILTIN)[0]


def test_only_long_sentences_make_long_paragraph_passages(letter):
    for passage in letter.passages:
        if passage.kind == "paragraph" and len(passage.text) > LONGEST + 60:
            assert len(passage.sentences) == 1
        if passage.kind == "item" and len(passage.sentences) > 1:
            assert len(passage.text) <= LONG_ITEM


def test_most_paragraph_passages_have_the_wanted_length(letter):
    lengths = [len(p.text) for p in letter.passages if p.kind == "paragraph"]
    assert sum(150 <= n <= 430 for n in lengths) / len(lengths) > 0.85


def test_neighbours_stay_inside_the_section(letter):
    first = {}
    for passage in letter.passages:
        first.setdefault(passage.section_path, passage)
    assert {p.before for p in first.values()} == {""}
    for a, b in zip(letter.passages, letter.passages[1:], strict=False):
        if a.section_path == b.section_path and "footnote" not in (a.kind, b.kind):
            assert b.before == letter.text[slice(*a.sentences[-1])]
            assert a.after == letter.text[slice(*b.sentences[0])]


def test_footnotes_carry_the_calling_sentence(letter):
    notes = [p for p in letter.passages if p.kind == "footnote"]
    assert len(notes) == 6
    assert all(p.lead_in and not p.before and not p.after for p in notes)


def test_no_heading_is_a_passage(letter):
    assert {p.kind for p in letter.passages} == {"paragraph", "item", "footnote"}


def test_a_long_item_is_split_with_lead_in_and_head(tmp_path):
    sentence = "De gemeente geeft subsidie aan wie een woning bouwt in het aangewezen gebied. "
    (tmp_path / "x.md").write_text(f"Er zijn regels:\n\n- Bouw. {sentence * 9}\n- Sloop.\n")
    passages = read_document(tmp_path / "x.md").passages
    parts = [p for p in passages if p.kind == "item"][:-1]
    assert len(parts) > 1
    assert parts[0].lead_in == "Er zijn regels:"
    assert {p.lead_in for p in parts[1:]} == {"Er zijn regels: Bouw."}
