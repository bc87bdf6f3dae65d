"""Facts from a question, over the rules of the letter; tests/assistant/test_check_cli.py has others."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check_facts import read_facts
from assistant.facts import facts_in
from corpus.library import BUILTIN
from corpus.rules_file import read_rules

RULES = read_rules(BUILTIN)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Ik neem iemand van 58 aan die werkloos is", {"situation": "hire", "employee_age": 58, "job_seeker": True}),
        ("Welke bonus krijg ik als ik een werkzoekende van 52 jaar aanneem?", {"situation": "hire", "employee_age": 52, "job_seeker": True}),
        ("IK NEEM IEMAND VAN 58 AAN", {"situation": "hire", "employee_age": 58}),
        ("Kan ik iemand zonder baan van 51 jaar oud in dienst nemen?", {"situation": "hire", "employee_age": 51, "job_seeker": True}),
        ("Ik houd een werknemer van 62 in dienst", {"situation": "keep", "employee_age": 62}),
        ("Ik ben 61 en blijf gewoon werken, krijg ik dan iets?", {"situation": "work", "employee_age": 61}),
        ("Wij nemen een kennismigrant van 28 aan met een salaris van € 37.300 per jaar", {"situation": "hire", "employee_age": 28, "knowledge_migrant": True, "salary": 37_300}),
        ("Ik betaal 300 euro voor een cursus, is dat aftrekbaar?", {"situation": "study", "training_costs": 300}),
        ("Ik ben hier afgestudeerd en zoek een baan", {"situation": "look_for_job", "graduate_of": "netherlands"}),
        ("Onze branche wil via een O&O-fonds een project starten voor gezond werken", {"situation": "sector_project", "through_fund": True, "project_goal": "healthy_work"}),
        ("Wij zijn een mbo-school en werken samen met bedrijven", {"situation": "education", "institution": "mbo", "business_partnership": True}),
        # Denied
        ("Ik neem iemand aan die niet werkloos is", {"situation": "hire", "job_seeker": False}),
        ("Ik neem iemand aan die niet meer werkloos is", {"situation": "hire", "job_seeker": False}),
        ("Ik neem iemand aan die geen werk heeft", {"situation": "hire", "job_seeker": True}),
        # Not certain, so not taken
        ("Geldt de bonus voor werknemers boven 55 jaar?", {}),
        ("Ik heb werknemers van 61 en van 63 jaar in dienst", {}),
        ("Hoe hoog is de mobiliteitsbonus van € 3500?", {}),
        ("Mijn werknemer heeft een salaris van 3.000 euro per maand", {}),
        ("Mijn werknemer verdient 30.000 euro per jaar", {"salary": 30_000}),
        ("Moet ik iemand aannemen of een werknemer in dienst houden?", {}),
        ("Wat zijn de vier speerpunten?", {}),
        ("Ik neem twee mensen aan van 51 en 57 jaar", {"situation": "hire"}),
        ("Ik neem iemand aan voor € 30.000 of € 40.000 per jaar salaris", {"situation": "hire"}),
        ("Wij zijn al 60 jaar een familiebedrijf en nemen een lasser aan", {"situation": "hire"}),
        ("Zij werkt 40 jaar bij ons en is 62 jaar", {"employee_age": 62}),
        ("Na 20 jaar neem ik weer iemand aan van 53 jaar", {"situation": "hire", "employee_age": 53}),
        ("Ik neem iemand van 54 aan, hij heeft geen uitkering", {"situation": "hire", "employee_age": 54}),
        ("Ik zoek een baan als lasser, ik ben 45 jaar en werkloos", {"employee_age": 45, "job_seeker": True}),
        ("", {}),
    ],
)  # fmt: skip
def test_a_question_gives_the_facts_that_it_names(question: str, facts: dict[str, Any]) -> None:
    assert facts_in(question, RULES) == facts


@given(st.text(max_size=300))
def test_any_text_gives_facts_that_the_check_takes(text: str) -> None:
    found = facts_in(text, RULES)
    assert read_facts(RULES, found)[0] == found


CUES = sorted({cue for f in RULES.facts for c in f.choices for cue in c.cues})


@given(st.lists(st.sampled_from([*CUES, "58 jaar", "€ 300", "niet", "iemand van 61", "en"])))
def test_cues_in_any_order_give_facts_that_the_check_takes(words: list[str]) -> None:
    found = facts_in(" ".join(words).replace("*", "").replace("...", "iets"), RULES)
    assert read_facts(RULES, found)[0] == found


@pytest.mark.parametrize("fact", [f for f in RULES.facts if f.choices], ids=lambda f: f.name)
def test_every_cue_gives_its_value(fact: Any) -> None:
    for choice in fact.choices:
        for cue in choice.cues:
            text = cue.replace("*", "").replace("...", "nu")
            found = facts_in(f"Stel: {text}.", RULES)
            assert found.get(fact.name) == choice.value, cue
