"""Rules cannot drift from their text: what a rules file may say, and how it is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.figures import find_figures
from corpus.library import BUILTIN, read_corpus
from corpus.quotes import find_quote
from corpus.rules import AllOf, AnyOf, Compare, Fact, Not, Quote, Rules, comparisons
from corpus.rules_evidence import require_days
from corpus.rules_file import read_rules

TEXT = """Regeling voor oudere fietsers

Fietsers boven 55 jaar krijgen € 250 per fiets. De gemeente betaalt dat bedrag.

De regeling loopt van 1 mei 2020 tot en met 31 december 2021. De gemeente betaalt de helm ook.
"""
RULES = """
[facts.age]
label = "Leeftijd"
question = "Hoe oud bent u?"
kind = "integer"
unit = "age"

[facts.goal]
label = "Doel"
question = "Waarvoor?"
kind = "choice"
[facts.goal.values]
bike = { label = "Een fiets" }
car = { label = "Een auto" }

[[schemes]]
id = "fiets"
name = "Fietsregeling"
recipient = "inwoner"
gives = { text = "€ 250", quote = "krijgen € 250 per fiets" }
status = { text = "loopt", quote = "De regeling loopt" }
period = { text = "tot en met 31 december 2021", from = 2020-05-01, until = 2021-12-31, quote = "van 1 mei 2020 tot en met 31 december 2021" }
conditions = [
    { text = "Ouder dan 55 jaar", fact = "age", above = 55, quote = "Fietsers boven 55 jaar" },
    { text = "Voor een fiets", fact = "goal", is = "bike", quote = "per fiets" },
]
"""


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Rules]:
    """Writes the rules beside the text, with one thing changed, and reads them."""

    def call(old: str = "", new: str = "") -> Rules:
        assert old in RULES
        (tmp_path / "fiets.txt").write_text(TEXT, encoding="utf-8")
        rules = RULES.replace(old, new, 1) if old else RULES + new
        (tmp_path / "fiets.rules.toml").write_text(rules, encoding="utf-8")
        return read_rules(tmp_path)

    return call


def test_rules_are_read(read: Callable[..., Rules]) -> None:
    rules = read()
    (scheme,) = rules.schemes
    assert scheme.period is not None
    assert (scheme.period.start, scheme.period.end) == (date(2020, 5, 1), date(2021, 12, 31))
    assert [c.test for c in scheme.conditions] == [
        Compare("age", "above", (55,)),
        Compare("goal", "is", ("bike",)),
    ]
    assert (scheme.source, scheme.dated) == ("de tekst", None)


def test_tests_may_be_joined(read: Callable[..., Rules]) -> None:
    joined = 'all = [{ not = { fact = "age", above = 55 } }, { any = [{ fact = "goal", one_of = ["bike", "car"] }] }]'
    rules = read('fact = "goal", is = "bike", quote = "per fiets"', f'{joined}, quote = "Fietsers boven 55 jaar"')  # fmt: skip
    assert rules.schemes[0].conditions[1].test == AllOf(
        (
            Not(Compare("age", "above", (55,))),
            AnyOf((Compare("goal", "one_of", ("bike", "car")),)),
        )
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("krijgen € 250 per fiets", "krijgen € 260 per fiets", "staat niet letterlijk in fiets.txt"),
        ("krijgen € 250 per fiets", "De gemeente betaalt", "staat 2 keer"),
        ('text = "€ 250"', 'text = "€ 260"', "„€ 260” staat niet in het citaat"),
        ('text = "Ouder dan 55 jaar"', 'text = "Ouder dan 56 jaar"', "„Ouder dan 56 jaar” staat niet"),
        ('text = "Ouder dan 55 jaar"', 'text = "Minstens 55 jaar oud"', "„Minstens 55 jaar” staat niet"),
        ("above = 55", "above = 56", "dat staat daar niet"),
        ("above = 55", "at_least = 55", "daar staat „boven 55 jaar”"),
        ("above = 55", "below = 55", "daar staat „boven 55 jaar”"),
        ("above = 55", "above = [55, 60]", "above = 60"),
        ("above = 55", 'above = "55"', "geen waarde van age"),
        ("above = 55", "above = true", "geen waarde van age"),
        ("above = 55", "above = []", "leeg"),
        ("above = 55", "above = 55, at_least = 55", "één van is, one_of"),
        ("above = 55", 'is = "bike"', "geen waarde van age"),
        ("above = 55", "one_of = [55]", "one_of past niet bij age"),
        ('fact = "age", ', "", "verwacht een gegeven (fact)"),
        ('fact = "age", above = 55', "all = []", "all of any is leeg"),
        ('fact = "age"', 'fact = "leeftijd"', "onbekend gegeven 'leeftijd'. Bekend zijn: age, goal"),
        ('is = "bike"', 'is = "boat"', "Verwacht: bike, car"),
        ('is = "bike"', "above = 3", "above past niet bij goal"),
        ("from = 2020-05-01", "from = 2020-05-02", "from = 2020-05-02 staat niet in het citaat"),
        ("until = 2021-12-31", "until = 2021-12-30", "until = 2021-12-30 staat niet"),
        ("from = 2020-05-01, until = 2021-12-31", "from = 2021-12-31, until = 2020-05-01", "later dan"),
        ('name = "Fietsregeling"', 'name = "Fietsregeling 2022"', "2022"),
        ('id = "fiets"', 'id = "De Fiets"', "kleine letters"),
        ('recipient = "inwoner"\n', "", "recipient ontbreekt"),
        ('recipient = "inwoner"', 'recipient = "inwoner"\ncolour = "red"', "colour is hier onbekend"),
        ('recipient = "inwoner"', "recipient = 3", "recipient moet tekst zijn"),
        ('quote = "per fiets"', "quote = []", "er is een citaat nodig"),
        ('kind = "integer"', 'kind = "getal"', "kind is 'getal'; verwacht: 'integer', 'amount'"),
        ('car = { label = "Een auto" }', "", "minstens twee waarden"),
        ("[facts.age]", '[facts.as_of]\nlabel = "x"\nquestion = "x"\nkind = "date"\n[facts.age]', "deze naam kan niet"),
        ("[facts.age]", '[facts.idle]\nlabel = "x"\nquestion = "x"\nkind = "date"\n[facts.age]', "geen voorwaarde gebruikt het gegeven idle"),
        ("[[schemes]]", "[[schemes", "is niet te lezen"),
        ("conditions = [", "conditions = []\nx = [", "conditions mag niet leeg zijn"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_in_one_clear_line(
    read: Callable[..., Rules], old: str, new: str, said: str
) -> None:
    with pytest.raises(CorpusError) as caught:
        read(old, new)
    message = str(caught.value)
    assert message.startswith("fiets.rules.toml")
    assert said in message


def test_a_scheme_stands_in_it_once(read: Callable[..., Rules]) -> None:
    with pytest.raises(CorpusError, match="de regeling fiets staat er twee keer in"):
        read("", RULES[RULES.index("[[schemes]]") :])


def test_rules_without_their_document_are_refused(
    read: Callable[..., Rules], tmp_path: Path
) -> None:
    read()
    (tmp_path / "fiets.txt").rename(tmp_path / "auto.txt")
    with pytest.raises(CorpusError, match=r"fiets\.rules\.toml hoort bij geen document"):
        read_rules(tmp_path)


def test_rules_belong_to_the_documents_that_are_given(
    read: Callable[..., Rules], tmp_path: Path
) -> None:
    whole = read()
    documents = read_corpus(tmp_path)
    assert read_rules(tmp_path, documents) == whole
    assert read_rules(tmp_path, read_corpus(BUILTIN)) == Rules((), ())
    changed = replace(documents[0], metadata=replace(documents[0].metadata, sha256="0" * 64))
    assert read_rules(tmp_path, [changed]) == Rules((), ())


def test_facts_of_two_files_are_one_fact_or_refused(
    read: Callable[..., Rules], tmp_path: Path
) -> None:
    read()
    (tmp_path / "ook.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "ook.rules.toml").write_text(RULES, encoding="utf-8")
    both = read_rules(tmp_path)
    assert [fact.name for fact in both.facts] == ["age", "goal"]
    assert [scheme.document_id for scheme in both.schemes] == ["fiets", "ook"]
    (tmp_path / "ook.rules.toml").write_text(RULES.replace("Hoe oud", "Hoe jong"), encoding="utf-8")
    with pytest.raises(CorpusError, match="age staat verschillend"):
        read_rules(tmp_path)


def test_a_day_without_a_year_is_of_the_documents_year() -> None:
    (letter,) = read_corpus(BUILTIN)
    quotes = (Quote("Sinds 20 maart", 0, 14),)
    require_days(date(2012, 3, 20), None, quotes, letter, "hier")
    with pytest.raises(CorpusError):
        require_days(date(2013, 3, 20), None, quotes, letter, "hier")


def test_values_read_as_people_write_them() -> None:
    fact = Fact("salary", "Salaris", "?", "amount", "EUR", "euro per jaar")
    assert fact.label_of(26605) == "€ 26.605 per jaar"
    assert fact.label_of(26605.5) == "€ 26.605,5 per jaar"


# The letter

LETTER: Document = read_corpus(BUILTIN)[0]
LETTER_RULES = read_rules(BUILTIN)
NAMED = (
    "werkbonus voor werknemers", "werkbonus voor werkgevers", "mobiliteitsbonus (enkel)",
    "mobiliteitsbonus (dubbel)", "scholingsuitgaven", "van-werk-naar-werk-budget", "o&o-fondsen",
    "actie e1", "actie e2", "kennismigrantenregeling", "zoekjaar studenten",
    "regeling hoger opgeleiden", "sociale innovatie expeditie", "erkenning maatwerken",
    "digitale vaardigheden voor de beroepsbevolking", "platform bèta techniek",
    "sectorplan natuur- en scheikunde", "sectorplan technologie", "sectorplan hoger agrarisch",
    "sectorplan techniek", "centra voor innovatief vakmanschap", "centers of expertise",
    "kijk op keuzegedrag", "vitaliteitspakket", "focus op vakmanschap", "huygensbeurzenstelsel",
    "tewerkstellingsvergunning", "zij-instroomtrajecten", "educatieve minor", "techniektalent.nu",
    "sociaal leenstelsel",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMED)
def test_every_scheme_that_the_letter_names_is_in_it_or_left_out_with_a_reason(name: str) -> None:
    schemes = [scheme.name.lower() for scheme in LETTER_RULES.schemes]
    left_out = [item.name.lower() for item in LETTER_RULES.left_out if item.reason]
    assert sum(name in known for known in (*schemes, *left_out)) == 1


def test_every_quote_is_the_letters_own() -> None:
    quotes = [quote for scheme in LETTER_RULES.schemes for quote in scheme.quotes]
    quotes += [quote for item in LETTER_RULES.left_out for quote in item.quotes]
    assert len(quotes) > 100
    for quote in quotes:
        assert LETTER.text[quote.start : quote.end] == quote.text
        assert find_quote(quote.text, LETTER.text) == [(quote.start, quote.end)]


def test_every_number_in_the_rules_stands_in_a_quote_of_its_own_place() -> None:
    for scheme in LETTER_RULES.schemes:
        for condition in scheme.conditions:
            known = {f.value for q in condition.quotes for f in find_figures(q.text)}
            for part in comparisons(condition.test):
                numbers = {v for v in part.values if type(v) in (int, float)}
                assert numbers <= known, scheme.id
            assert {f.value for f in find_figures(condition.text)} <= known, scheme.id
        known = {f.value for q in scheme.gives.quotes for f in find_figures(q.text)}
        assert {f.value for f in find_figures(scheme.gives.text)} <= known, scheme.id
