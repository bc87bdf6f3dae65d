import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split_sentences


@pytest.mark.parametrize(
    "text",
    [
        "Zie o.a. Het Plan.| Dat is d.d. 15 juni 2011 vastgesteld.",
        "Brief, Kamerstukken II, 2011-2012, 32043, nr. 71.",
        "Artikel 3, derde lid.| De termijn is art. 11 Auteurswet.",
        "Onderzoek van Drs. J. P. de Vries i.o.v. de Raad.| Daarna volgt m.b.t. Zorg een besluit.",
        "Wie betaalt dat?| Het Rijk!| Niet de gemeente.",
        "Het kost € 1.750 per jaar.| In 2012 was dat 8,5 procent.",
        "Hij zei: „Dat kan.”| Toen ging men door.",
        "De raad (zie boven.)| Het college besluit.",
        "Het gaat om vitamine C.| Het advies volgt.",
        "Bedrijven, scholen enz.| De rest volgt.",
        "Dat geldt voor bedrijven e.d. in de regio.",
        "'s Avonds is het dicht.| 's Morgens is het open.",
        "Dat eindigt in 2011.| 15 scholen doen mee.",
        "Het begint…| Dan volgt meer.",
        "Eén zin zonder punt",
    ],
)
def test_splits(text):
    whole = text.replace("|", "")
    assert [whole[a:b] for a, b in split_sentences(whole)] == text.split("| ")


def test_a_forced_break_ends_a_sentence():
    text = "Sectorplan Techniek: In het hbo komt een plan."
    spans = split_sentences(text, [len("Sectorplan Techniek:")])
    assert [text[a:b] for a, b in spans] == ["Sectorplan Techniek:", "In het hbo komt een plan."]


@given(st.text(alphabet="aB1 .!?…”)(’‘\n-Dt,", max_size=80))
def test_spans_cover_all_but_white_space(text):
    spans = split_sentences(text)
    assert "".join(re.sub(r"\s", "", text[a:b]) for a, b in spans) == re.sub(r"\s", "", text)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
