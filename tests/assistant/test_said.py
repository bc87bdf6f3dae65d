"""Small words of a statement as the judge sees them."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.said import SAID, said


def test_each_word_has_a_place_of_its_own() -> None:
    assert len(set(SAID)) == len(SAID)
    assert all(word == word.lower() and word.isalpha() for word in SAID)


def test_only_the_words_that_stand_there() -> None:
    found = said("U mag dit doen, omdat het nodig is.")
    assert found.shape == (len(SAID),)
    there = {word for word, value in zip(SAID, found, strict=True) if value}
    assert {"u", "mag", "dit", "omdat", "het", "nodig", "is"} == there
    assert not said("Bakkerij").any()


def test_what_is_remembered_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        said("U mag dit.")[0] = 1.0
    assert np.array_equal(said("U mag dit."), said("U mag dit."))
