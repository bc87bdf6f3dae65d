"""The check over the letter: by hand for twelve employers, as properties over every set of facts."""

from __future__ import annotations

import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assistant.check import OUTCOMES, check
from assistant.check_facts import read_facts
from assistant.check_form import describe, next_facts, relevant_facts
from assistant.check_logic import missing, verdict
from assistant.schema import load_schema
from corpus.document import Document
from corpus.figures import Figure, find_figures, satisfies
from corpus.library import BUILTIN, read_corpus
from corpus.rules import AllOf, AnyOf, Compare, Fact, FactValue, Not, Rules, Test, comparisons
from corpus.rules_file import read_rules

DOCUMENTS: dict[str, Document] = {document.id: document for document in read_corpus(BUILTIN)}
RULES: Rules = read_rules(BUILTIN)
SITUATIONS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("check_situations.toml").read_text(encoding="utf-8")
)["situations"]
DAY = date(2013, 6, 1)
MAY, TOO_LITTLE, NOT, OVER = OUTCOMES


def outcomes(facts: dict[str, FactValue], day: date = DAY) -> dict[str, str]:
    return {row.scheme.id: row.outcome for row in check(RULES, facts, day).schemes}


# Twelve employers


def test_there_are_twelve() -> None:
    assert len({row["name"] for row in SITUATIONS}) == 12


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda row: row["name"])
def test_an_employer_gets_what_the_letter_says(situation: dict[str, Any]) -> None:
    facts, day = read_facts(RULES, situation["facts"], situation["as_of"])
    done = check(RULES, facts, day)
    expected = {scheme.id: NOT for scheme in RULES.schemes}
    expected.update(dict.fromkeys(situation.get("may", []), MAY))
    expected.update(dict.fromkeys(situation.get("unknown", {}), TOO_LITTLE))
    expected.update(dict.fromkeys(situation.get("over", []), OVER))
    assert {row.scheme.id: row.outcome for row in done.schemes} == expected
    for row in done.schemes:
        assert set(row.missing) == set(situation.get("unknown", {}).get(row.scheme.id, []))


# Time


def test_a_day_makes_the_difference() -> None:
    facts: dict[str, FactValue] = {"situation": "hire", "employee_age": 58}
    assert outcomes(facts, date(2012, 12, 31))["mobiliteitsbonus-enkel"] == NOT
    assert outcomes(facts, date(2013, 1, 1))["mobiliteitsbonus-enkel"] == MAY
    project: dict[str, FactValue] = {"situation": "company_project"}
    assert outcomes(project, date(2011, 9, 30))["esf-e1"] == NOT
    assert outcomes(project, date(2013, 12, 31))["esf-e1"] == MAY
    assert outcomes(project, date(2014, 1, 1))["esf-e1"] == OVER


def test_before_the_letter_it_says_nothing_of_a_scheme_without_a_start() -> None:
    row = next(
        row
        for row in check(RULES, {"situation": "keep", "employee_age": 63}, date(2005, 1, 1)).schemes
        if row.scheme.id == "werkbonus-werkgever"
    )
    assert row.outcome == TOO_LITTLE
    assert "before" in [note.kind for note in row.notices]


@given(day=st.dates(date(2012, 1, 1), date(2100, 1, 1)))
def test_nothing_shows_an_amount_of_the_letter_as_of_today(day: date) -> None:
    for row in check(RULES, {}, day).schemes:
        assert row.gives_text.endswith("(volgens de brief uit 2012)")
        if row.scheme.period is None or row.scheme.period.end is None:
            assert "geldigheid onbekend: volgens de brief uit 2012" in row.period_text
        elif day > row.scheme.period.end:
            assert row.outcome == OVER


@pytest.mark.parametrize(
    ("institution", "girls", "digital", "platform"),
    [("vmbo", MAY, MAY, MAY), ("vo", NOT, NOT, MAY), ("mbo", MAY, MAY, MAY), ("po", MAY, NOT, NOT)],
)
def test_what_is_for_vmbo_is_not_for_every_secondary_school(
    institution: str, girls: str, digital: str, platform: str
) -> None:
    """The letter says *po en (v)mbo*, *beroepsvormend onderwijs* and *vo- en mbo-scholen*."""
    found = outcomes(
        {
            "situation": "education",
            "institution": institution,
            "field": "ict",
            "school_partnership": True,
        },
        date(2012, 6, 1),
    )
    assert found["kijk-op-keuzegedrag"] == girls
    assert found["digitale-vaardigheden"] == digital
    assert found["platform-beta-techniek"] == platform


# Two figures for one thing


def salary(amount: float, **more: FactValue) -> dict[str, FactValue]:
    return {"situation": "hire", "knowledge_migrant": True, "salary": amount, **more}


@pytest.mark.parametrize(
    ("amount", "age", "studied", "expected"),
    [
        (37_120, 29, "elsewhere", NOT),
        (37_121, 29, "elsewhere", TOO_LITTLE),
        (37_574, 29, "elsewhere", TOO_LITTLE),
        (37_575, 29, "elsewhere", MAY),
        (37_575, 30, "elsewhere", NOT),
        (50_618, 30, "elsewhere", NOT),
        (50_619, 30, "elsewhere", MAY),
        (26_604, 29, "netherlands", NOT),
        (26_605, 29, "netherlands", TOO_LITTLE),
        (26_930, 40, "top_university", TOO_LITTLE),
        (26_931, 40, "top_university", MAY),
    ],
)
def test_between_two_thresholds_nothing_is_said(
    amount: int, age: int, studied: str, expected: str
) -> None:
    facts = salary(amount, employee_age=age, graduate_of=studied)
    assert outcomes(facts)["kennismigranten"] == expected


def test_both_thresholds_are_shown_with_their_quotes() -> None:
    for row in check(RULES, {}, DAY).schemes:
        for condition in row.scheme.conditions:
            for figures in condition.differing:
                assert len(figures) == 2
                note = next(n for n in row.notices if n.kind == "conflict" and figures[0] in n.text)
                for figure in figures:
                    assert figure in note.text
                    assert figure in condition.text
                    assert any(figure in quote.text for quote in note.quotes)
    conflicts = {s.id for s in RULES.schemes for c in s.conditions if c.differing}
    assert conflicts == {"kennismigranten", "zoekjaar-studenten", "hoger-opgeleiden"}


def test_an_amount_that_the_letter_does_not_give_is_not_computed() -> None:
    row = next(s for s in RULES.schemes if s.id == "mobiliteitsbonus-dubbel")
    assert find_figures(row.gives.text) == []
    assert "7000" not in json.dumps(check(RULES, {}, DAY).to_json()).replace(".", "")


# Thresholds against the quotes themselves: `satisfies` knows nothing of rules.


@pytest.mark.parametrize(
    ("scheme", "quote", "compare"),
    [
        (scheme.id, quote.text, part)
        for scheme in RULES.schemes
        for condition in scheme.conditions
        for part in comparisons(condition.test)
        for quote in condition.quotes
        if isinstance(part.values[0], int) and RULES.fact(part.fact).unit == "age"  # type: ignore[union-attr]
    ],
)
def test_an_age_at_one_below_and_one_above_is_as_its_quote_says(
    scheme: str, quote: str, compare: Compare
) -> None:
    (bound,) = compare.values
    figures = [f for f in find_figures(quote) if f.value == bound and f.unit == "age"]
    for figure in figures:
        for age in (int(bound) - 1, int(bound), int(bound) + 1):  # type: ignore[arg-type]
            mine = Figure(0, 0, str(age), age, "age", None)
            assert verdict(compare, {compare.fact: age}) is satisfies(mine, figure), (scheme, age)


# Properties over the whole space of facts


def values(fact: Fact) -> st.SearchStrategy[FactValue]:
    if fact.choices:
        return st.sampled_from([choice.value for choice in fact.choices])
    near = [
        int(bound) + step
        for scheme in RULES.schemes
        for condition in scheme.conditions
        for part in comparisons(condition.test)
        if part.fact == fact.name
        for bound in part.values
        if isinstance(bound, int | float)
        for step in (-1, 0, 1)
    ]
    return st.sampled_from(near) | st.integers(int(fact.minimum or 0), int(fact.maximum or 10))


SETS = st.fixed_dictionaries({}, optional={fact.name: values(fact) for fact in RULES.facts})
DAYS = st.dates(date(2005, 1, 1), date(2030, 12, 31))


@settings(max_examples=300, deadline=None)
@given(more=SETS, day=DAYS, data=st.data())
def test_more_facts_only_make_it_more_definite(
    more: dict[str, FactValue], day: date, data: st.DataObject
) -> None:
    kept = data.draw(st.sets(st.sampled_from(sorted(more)))) if more else set()
    fewer = {name: value for name, value in more.items() if name in kept}
    before, after = check(RULES, fewer, day), check(RULES, more, day)
    for was, now in zip(before.schemes, after.schemes, strict=True):
        assert was.outcome in (now.outcome, TOO_LITTLE)
        for old, new in zip(was.conditions, now.conditions, strict=True):
            assert old.outcome in (new.outcome, "onbekend")


@settings(max_examples=300, deadline=None)
@given(facts=SETS, others=SETS, day=DAYS)
def test_what_is_not_relevant_changes_nothing(
    facts: dict[str, FactValue], others: dict[str, FactValue], day: date
) -> None:
    relevant = {fact.name for fact in relevant_facts(RULES, facts, day)}
    assert not relevant & set(facts)
    idle = {n: v for n, v in others.items() if n not in relevant and n not in facts}
    assert outcomes({**facts, **idle}, day) == outcomes(facts, day)
    assert {fact.name for fact in next_facts(RULES, facts, day)} <= relevant


@settings(max_examples=100, deadline=None)
@given(facts=SETS, day=DAYS)
def test_asking_until_nothing_is_left_decides_all_but_the_differing_thresholds(
    facts: dict[str, FactValue], day: date
) -> None:
    known = dict(facts)
    while asked := next_facts(RULES, known, day):
        first = asked[0]
        known[first.name] = first.choices[0].value if first.choices else int(first.maximum or 0)
    for row in check(RULES, known, day).schemes:
        if row.outcome == TOO_LITTLE:
            kinds = {note.kind for note in row.notices}
            assert kinds & {"before", "conflict"}


@settings(max_examples=100, deadline=None)
@given(facts=SETS, day=DAYS)
def test_every_outcome_carries_its_quotes_and_fits_the_schema(
    facts: dict[str, FactValue], day: date
) -> None:
    done = check(RULES, facts, day).to_json()
    row = json.loads(json.dumps(done))
    assert [e.message for e in Draft202012Validator(load_schema("check")).iter_errors(row)] == []
    for scheme in row["schemes"]:
        text = DOCUMENTS[scheme["document_id"]].text
        places = list(quotes_of(scheme))
        assert len(places) >= 2 + len(scheme["conditions"])
        for place in places:
            assert text[place["start"] : place["end"]] == place["quote"]
        said = json.dumps([scheme["gives"]["text"], scheme["notices"], scheme["outcome"]]).lower()
        assert "recht op" not in said
        assert "u krijgt" not in said


def quotes_of(value: Any) -> Any:
    """Every object with a quote, anywhere below."""
    if isinstance(value, dict):
        if value.get("quote") is not None:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from quotes_of(item)


# The logic against Kleene's definition: minimum, maximum and complement over 0, 1/2 and 1.

LEAVES = st.builds(Compare, st.sampled_from("abc"), st.just("is"), st.sampled_from([(True,)]))
TESTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
        | st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


def degree(test: Test, facts: dict[str, FactValue]) -> float:
    match test:
        case Compare():
            return float(facts[test.fact]) if test.fact in facts else 0.5  # type: ignore[arg-type]
        case Not():
            return 1 - degree(test.test, facts)
        case AllOf():
            return min(degree(part, facts) for part in test.tests)
        case AnyOf():
            return max(degree(part, facts) for part in test.tests)


@given(
    test=TESTS,
    facts=st.dictionaries(st.sampled_from("abc"), st.booleans()),
)
def test_the_logic_is_kleenes(test: Test, facts: dict[str, FactValue]) -> None:
    found = verdict(test, facts)
    assert {True: 1.0, None: 0.5, False: 0.0}[found] == degree(test, facts)
    assert bool(missing(test, facts)) == (found is None)
    assert not set(missing(test, facts)) & set(facts)


# The form


def test_the_form_asks_the_situation_first_and_then_what_matters() -> None:
    assert [fact.name for fact in next_facts(RULES, {}, DAY)] == ["situation"]
    hire: dict[str, FactValue] = {"situation": "hire"}
    assert {f.name for f in next_facts(RULES, hire, DAY)} == {"employee_age", "knowledge_migrant"}
    decided: dict[str, FactValue] = {"situation": "company_project"}
    assert relevant_facts(RULES, decided, DAY) == []


def test_facts_read_as_a_person_reads_them() -> None:
    facts: dict[str, FactValue] = {"salary": 26605, "employee_age": 58, "job_seeker": True}
    assert describe(RULES, facts) == [
        ("Leeftijd van de werknemer", "58 jaar"),
        ("Werkzoekende", "ja"),
        ("Salaris per jaar", "€ 26.605 per jaar"),
    ]


def test_a_day_later_is_another_outcome_only_at_an_edge_of_a_period() -> None:
    edges = {
        edge
        for scheme in RULES.schemes
        for edge in (
            scheme.period and scheme.period.start,
            scheme.period and scheme.period.end and scheme.period.end + timedelta(days=1),
            scheme.dated,
        )
    }
    day, facts = date(2007, 6, 1), {"situation": "education", "institution": "mbo"}
    while day < date(2017, 1, 1):
        if outcomes(facts, day) != outcomes(facts, day + timedelta(days=1)):  # type: ignore[arg-type]
            assert day + timedelta(days=1) in edges
        day += timedelta(days=1)
