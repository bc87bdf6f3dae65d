from __future__ import annotations

import os
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import zipf_frequency

from corpus.errors import SettingsError
from index.analysis import STOPWORDS, stem, stems, tokenize
from index.thesaurus import BUILTIN, Rule, Term, Thesaurus, read_rules

LINES = [
    line.partition("#")[0].strip()
    for line in BUILTIN.read_text(encoding="utf-8").splitlines()
    if line.partition("#")[0].strip()
]
RULES = list(read_rules(BUILTIN.read_text(encoding="utf-8"), BUILTIN.name))
TERMS = sorted({term for rule in RULES for term in (*rule.said, *rule.written)}, key=str)


def made(*lines: str) -> Thesaurus:
    return Thesaurus.of(read_rules("\n".join(lines), "test.txt"))


def test_synonyms_lead_both_ways_and_arrows_one_way() -> None:
    both = made("salaris, loon")
    assert both.expand(tokenize("mijn loon")) == {stem("loon"): (stem("salaris"),)}
    assert both.expand(tokenize("salarissen")) == {stem("salaris"): (stem("loon"),)}
    one = made("baas => werkgever")
    assert one.expand(tokenize("mijn baas")) == {stem("baas"): (stem("werkgever"),)}
    assert one.expand(tokenize("de werkgever")) == {}


def test_longest_term_wins_and_its_words_are_left_alone() -> None:
    thesaurus = made("baan, werk", "zonder baan, werkloos", "in werking treden, ingaan")
    tokens = tokenize("Wie zonder baan zit")
    assert thesaurus.phrases(tokens) == [((1, 3), ((stem("werkloos"),),))]
    assert thesaurus.expand(tokens) == {}
    # Stop words count in what is matched and not in what is searched.
    assert thesaurus.phrases(tokenize("ingaan")) == [((0, 1), (tuple(stems("werking treden")),))]
    assert ((0, 2), (("ingaan",),)) not in thesaurus.phrases(tokenize("werking treden"))


def test_quotes_keep_words_with_one_stem_apart() -> None:
    thesaurus = made('"ouders", vader en moeder', "ouderen, senioren", "oude van dagen, ouderen")
    assert thesaurus.phrases(tokenize("ouders")) == [((0, 1), (("vader", "moeder"),))]
    for form in ("ouderen", "oudere"):
        alternatives = (tuple(stems("senioren")), tuple(stems("oude dagen")))
        assert thesaurus.phrases(tokenize(form)) == [((0, 1), alternatives)]


def test_stop_words_are_no_stems_of_other_words() -> None:
    assert stem("over") == stem("overheid")
    thesaurus = made("overheid, rijk", "klagen over, ontevreden")
    assert thesaurus.phrases(tokenize("waar gaat het over")) == []
    assert [span for span, _ in thesaurus.phrases(tokenize("Klagen over de overheid"))] == [
        (0, 2),
        (3, 4),
    ]


def test_hyphens_are_one_word_or_its_parts() -> None:
    thesaurus = made("zij-instroom, overstap", "midden- en kleinbedrijf, mkb")
    for written in ("zijinstroom", "zij-instroom"):
        assert thesaurus.expand(tokenize(written)) == {stem("zijinstroom"): ("overstap",)}
    assert thesaurus.phrases(tokenize("het midden- en kleinbedrijf")) == [((1, 4), (("mkb",),))]
    assert thesaurus.phrases(tokenize("de overstap-regeling"))[0][0] == (2, 3)


def test_merge_keeps_both_and_ours_first() -> None:
    ours, theirs = made("hond, viervoeter"), made("hond, trouwe vriend", "kat, poes")
    merged = ours.merge(theirs)
    assert merged.phrases(tokenize("hond"))[0][1] == (
        ("viervoeter",),
        tuple(stems("trouwe vriend")),
    )
    assert merged.expand(tokenize("kat")) == {"kat": (stem("poes"),)}


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("# eerst\neenzaam", 2, "minstens twee"),
        ("a1 => b1 => c1", 1, "hoogstens één"),
        ("loon,, salaris", 1, "een woord voor en na elke komma"),
        ("loon => ", 1, "een woord voor en na elke komma"),
        ("loon, een twee drie vier vijf zes zeven", 1, "hoogstens 6 woorden"),
        ("loon, salaris\nvan de, loon", 2, "stopwoord"),
    ],
)
def test_errors_name_the_line_what_was_found_and_expected(
    tmp_path: Path, text: str, line: int, expected: str
) -> None:
    path = tmp_path / "eigen.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        Thesaurus.load(path)
    message = str(caught.value)
    assert f"eigen.txt, regel {line}: gevonden '{text.splitlines()[line - 1].strip()}'" in message
    assert expected in message


def test_absent_and_unreadable_files_are_settings_errors(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="niet te lezen"):
        Thesaurus.load(tmp_path / "weg.txt")
    with pytest.raises(SettingsError, match="niet te lezen"):
        Thesaurus.load(tmp_path)
    latin = tmp_path / "latin.txt"
    latin.write_bytes("carrière, loopbaan".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        Thesaurus.load(latin)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "eigen.txt"
    path.write_text("hond, viervoeter", encoding="utf-8")
    assert Thesaurus.load(path) is Thesaurus.load(path)
    path.write_text("kat, poes", encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert Thesaurus.load(path).expand(tokenize("kat")) == {"kat": (stem("poes"),)}


def test_reading_is_quick() -> None:
    text = BUILTIN.read_text(encoding="utf-8")
    took = []
    for _ in range(3):
        start = time.perf_counter()
        Thesaurus.of(read_rules(text, "x"))
        took.append(time.perf_counter() - start)
    assert min(took) < 0.1  # about 0.02 on a quiet machine


WORDS = st.sampled_from(
    [*(" ".join(term.norms) for term in TERMS[::7]), "de", "zij-instroom", "€ 3.500", "–", "x'"]
)


@given(st.lists(WORDS, max_size=8), st.text(max_size=20))
def test_spans_lie_in_the_question_and_do_not_overlap(words: list[str], noise: str) -> None:
    tokens = tokenize(" ".join([*words, noise, *words]))
    found = Thesaurus.load().phrases(tokens)
    assert found == Thesaurus.load().phrases(tokens)
    end = 0
    for (first, after), alternatives in found:
        assert end <= first < after <= len(tokens)
        end = after
        assert alternatives
        assert all(alternatives)
        assert len(set(alternatives)) == len(alternatives)
    for own, others in Thesaurus.load().expand(tokens).items():
        assert own not in others
        assert own in {token.stem for token in tokens}


# --- the file itself --------------------------------------------------------------------------


def test_no_line_stands_twice() -> None:
    def shape(rule: Rule) -> tuple[frozenset[Term], frozenset[Term]]:
        return frozenset(rule.said), frozenset(rule.written)

    twice = [n for n, count in Counter(map(shape, RULES)).items() if count > 1]
    assert twice == []


def test_no_term_stands_twice_on_a_line() -> None:
    wrong = []
    for rule in RULES:
        one_way = rule.said is not rule.written
        terms = [*rule.said, *(rule.written if one_way else ())]
        if len({term.norms if term.exact else term.stems for term in terms}) < len(terms):
            wrong.append(rule.line)
    assert wrong == []


def test_no_term_is_only_stop_words() -> None:
    assert [t for t in TERMS if STOPWORDS.issuperset(t.norms)] == []


# Terms of law and administration, and short names, too rare for a general frequency list.
RARE = """
aandachtswijk arbeidsbelasting arbeidsgehandicapt arbeidsmarktdiscriminatie arbeidsmarktkrapte
arbeidsmatige arbeidsuitbuiting atoomstroom baanloos baanloze basispensioen beginsalaris
beroepspraktijkvorming beveiligingsincident deeltijdonderwijs derdelanders dertigprocentregeling
diplomawaardering employability expatregeling flexkracht gegevensverstrekking geldpotje
gezinsmigratie grenspendelaar griepvaccinatie huizenbelasting huizentekort inlogmiddel instromer
jonggehandicapte kansenongelijkheid kennismigrant kennismigranten kindertoelage klassengrootte
koopstarter langstudeerder leerwerkplaats loonkostensubsidie loonspecificatie loonsubsidie
mantelzorgverlof moelanders nugger onderwijsachterstand onderwijstraject opleidingskeuze
opleidingsrichting overheidswerknemer pakketkeuze partnerverlof premiekorting premievermindering
profielkeuze promotiestudent reisvoorziening salarisgrens schooluitvaller slechtbetaald
spaarregeling speelvoorziening statushouder studiestaker studievoorlichting studievoorschot
subsidieplafond techniekopleiding tewerkstellingsvergunning topinkomen uitkeringsgerechtigd
uitzendwerker urgentieverklaring vakantiebijslag vakkrachten verblijfsdocument vertrekbonus
weduwenpensioen werkgeverspremies werkhervatting woningfinanciering ziektewetuitkering zoekjaar
"""


def test_words_are_known_dutch() -> None:
    words = {word for line in LINES for word in re.findall(r"[^\W\d_]+", line)}
    unknown = {word for word in words if zipf_frequency(word, "nl") < 1.0}
    assert sorted(unknown - set(RARE.split())) == []
    assert sorted(set(RARE.split()) - unknown) == []
