"""Invariants on the letter, on the sample texts, and on made-up documents of all kinds."""

import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import BUILTIN, read_corpus, read_document

HERE = Path(__file__).parent
_spec = importlib.util.spec_from_file_location("invariants", HERE / "invariants.py")
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)
check_invariants = _module.check_invariants

WORDS = st.sampled_from(
    [
        "regeling",
        "subsidie",
        "het",
        "de",
        "kabinet",
        "2012",
        "bèta",
        "€",
        "1.750",
        "scholen",
        "mag",
        "niet",
        "na",
        "een",
        "jaar",
        "(v)mbo",
    ]
)
PHRASE = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
SENTENCE = PHRASE.map(lambda text: f"Er {text} is.")
PARAGRAPH = st.lists(SENTENCE, min_size=1, max_size=6).map(" ".join)
HEADING = PHRASE.map(lambda text: f"Over {text} beleid")
LIST = st.lists(SENTENCE, min_size=1, max_size=4)


@st.composite
def wrapped(draw):
    """A paragraph wrapped at 70 characters, single or double spaced as the document is."""
    words, lines, line = draw(PARAGRAPH).split(), [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


PLAIN = st.lists(
    st.one_of(
        HEADING,
        wrapped(),
        PARAGRAPH,
        LIST.map(lambda rows: "Het volgende:\n" + "\n".join(f"- {row}" for row in rows)),
        LIST.map(lambda rows: "\n".join(f"{n}. {row}" for n, row in enumerate(rows, 1))),
        st.just("\f"),
    ),
    min_size=1,
    max_size=9,
)
MARKDOWN = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 5), HEADING).map(lambda pair: "#" * pair[0] + " " + pair[1]),
        PARAGRAPH,
        LIST.map(lambda rows: "Het volgende:\n\n" + "\n".join(f"* {row}" for row in rows)),
        LIST.map(lambda rows: "\n".join("  " * n + f"- {row}" for n, row in enumerate(rows))),
        st.lists(PHRASE, min_size=2, max_size=4).map(
            lambda rows: "| a | b |\n|---|---|\n" + "\n".join(f"| {row} | x |" for row in rows)
        ),
        SENTENCE.map(lambda text: f"> {text}"),
    ),
    min_size=1,
    max_size=9,
)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", text))


def read(folder: Path, name: str, text: str):
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    document = read_document(path)
    assert read_document(path) == document
    return document


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("made-up")


@given(parts=PLAIN, gap=st.sampled_from(["\n", "\n\n", "\r\n\r\n"]))
@settings(deadline=None, max_examples=150)
def test_made_up_plain_text(folder, parts, gap):
    source = gap.join(parts)
    if not source.strip():
        return
    document = read(folder, "made-up.txt", source)
    check_invariants(document)
    assert words_of(document.text) == words_of(source)


@given(parts=MARKDOWN)
@settings(deadline=None, max_examples=150)
def test_made_up_markdown(folder, parts):
    source = "\n\n".join(parts)
    document = read(folder, "made-up.md", source)
    check_invariants(document)
    assert words_of(document.text) == words_of(source)


@given(
    text=st.text(
        alphabet=st.one_of(
            st.sampled_from(list("aBé 12.-*•#[]^:|_=`>(){}\n\t\f„‟’&<!\\~+")), st.characters()
        ),
        min_size=1,
        max_size=200,
    ),
    kind=st.sampled_from(["txt", "md"]),
)
@settings(deadline=None, max_examples=300)
def test_any_text_is_read_or_refused(folder, text, kind):
    from corpus.errors import CorpusError

    path = folder / f"any.{kind}"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        document = read_document(path)
    except CorpusError:
        return
    check_invariants(document)


def test_letter_and_samples():
    for document in [*read_corpus(BUILTIN), *read_corpus(HERE / "texts")]:
        check_invariants(document)
