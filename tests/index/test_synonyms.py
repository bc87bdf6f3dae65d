from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.analysis import stem
from index.build import build_index
from index.fusion import otherwise
from index.lexical import LexicalIndex
from index.store import PolicyIndex, open_index


@pytest.fixture
def small(texts: Path, tmp_path: Path) -> Iterator[PolicyIndex]:
    build_index(texts, tmp_path / "index")
    index = open_index(tmp_path / "index")
    yield index
    index.close()


def test_the_users_own_word_counts_most(small: PolicyIndex) -> None:
    stems = small.half("stems")
    assert isinstance(stems, LexicalIndex)
    asked = stems.search("inwoners", 5, otherwise("inwoners"))[0]
    synonym = stems.search("burgers", 5, otherwise("burgers"))[0]  # the text says inwoners
    assert "inwoners" in small.passages[synonym[0]].text
    assert asked[0] == synonym[0]
    assert 0 < synonym[1] < asked[1]


def test_a_passage_with_both_words_is_not_worth_both(small: PolicyIndex) -> None:
    stems = small.half("stems")
    assert isinstance(stems, LexicalIndex)
    words = {word: stem(word) for word in ("boete", "bedraagt", "harde", "muziek")}
    alone = dict(stems.search("boete", 5))
    both = dict(stems.search("boete", 5, [([words["boete"]], [[words["bedraagt"]]])]))
    assert both == pytest.approx(alone)  # one sentence says boete and bedraagt
    apart = stems.search("harde", 5, [([words["harde"]], [[words["muziek"], "fiets"]])])
    assert apart == stems.search("harde", 5)  # muziek and fiets stand in different documents
