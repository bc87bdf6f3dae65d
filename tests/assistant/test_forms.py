"""Words alike in form: found by index exactly those that trying all would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.forms import Forms, affinity

# Few letters and a few real words, so that words contain and resemble each other.
WORDS = st.one_of(
    st.text("abe", min_size=1, max_size=9),
    st.sampled_from(["werk", "werkgever", "werkgevers", "inkomen", "inkomenseis", "eis", "bonus"]),
)
FORMS = st.tuples(WORDS, WORDS)


@given(asked=FORMS, forms=st.lists(FORMS, max_size=12))
def test_none_is_missed_and_none_is_added(
    asked: tuple[str, str], forms: list[tuple[str, str]]
) -> None:
    wanted = {at: value for at, form in enumerate(forms) if (value := affinity(*asked, *form))}
    found = list(Forms(forms).like(*asked))
    assert dict(found) == wanted
    assert len(found) == len(wanted)


def test_some_words_by_hand() -> None:
    forms = [("werkbonus", "werkbonus"), ("werkgever", "werkgever"), ("fiets", "fiets")]
    assert dict(Forms(forms).like("bonus", "bonus")) == {0: 0.8}
