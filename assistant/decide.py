"""Answer or refuse: how far the best reading can be trusted, and why it cannot."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.question import Question
from assistant.reader import FEATURES, Reading, weights

Reason = Literal["instruction", "elsewhere", "off_subject", "condition", "no_figure", "weak"]

TRUST_FEATURES = (
    "support",  # share of the question covered by statement, context and headings
    "cover",  # share covered by the statement itself
    "gap",  # weight of the heaviest term that nothing covers
    "noun_gap",  # the same over nouns of the asking sentence
    "margin",  # how far the best score is ahead of that of another passage
    "terms",  # logarithm of the number of carrying words
    "dense",  # cosine of question and statement with its context
    "passage",  # cosine of question and passage
    "no_figure",  # a figure is asked and the statement has none of that kind
    "case",  # share covered by the figure's own case
    "near",  # question terms around that figure
    "violated",  # a condition of the question is violated
    "cue",  # words that answer this kind of question
)

# Speaking to the program about its orders instead of asking about the text.
_INSTRUCTION = re.compile(
    r"\b(?:negeer|vergeet|overschrijf|ignore|disregard|forget|override)\b.{0,60}\b(?:instructie\w*|opdracht\w*|regels?|"
    r"prompts?|hierboven|vorige|voorgaande|instructions?|previous|above|bronnen|document\w*|tekst)\b|"
    r"\b(?:systeem|system)[ -]?prompt\b|\bje bent (?:nu|vanaf nu|voortaan)\b|\bu bent vanaf nu\b|"
    r"\bdoe alsof\b|\bspeel (?:de rol|een rol|dat je)\b|\byou are now\b|\bact as\b|\bjailbreak\b|"
    r"\b(?:verzin|fantaseer|bedenk zelf|gok)\b|\bontwikkelaarsmodus\b|\bdeveloper mode\b|"
    r"\b(?:schrijf|maak|genereer|programmeer)\b.{0,40}\b(?:gedicht|verhaal|code|script|programma|lied|essay|grap)\b|"
    r"\b(?:antwoord|zeg|herhaal|bevestig|schrijf)\b.{0,25}\b(?:alleen|uitsluitend|enkel|altijd|gewoon|letterlijk|dat)\b.{0,60}$(?<!\?)|"
    r"<\s*/?\s*(?:script|system|img|iframe|svg)\b|\bdrop table\b|\brm -rf\b|\$\{|\{\{",
    re.IGNORECASE | re.DOTALL,
)

ELSEWHERE = re.compile(
    r"\b(?:zie (?:ook |tevens |verder )?(?:de |het |bijlage|paragraaf|hoofdstuk|artikel)\b|in (?:de|het) "
    r"(?:hoofd|begeleidende |eerdere |andere )?(?:brief|bijlage|nota|rapport)\b.{0,60}"
    r"\b(?:beschreven|genoemd|aangegeven|opgenomen|uitgewerkt|toegelicht|aangekondigd)|(?:beschreven|genoemd|"
    r"aangegeven|opgenomen|uitgewerkt|toegelicht) in (?:de|het) (?:hoofd|bijlage|\w*brief|\w*nota))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to answer.

    Attributes:
        trust: calibrated probability in [0, 1] that the best reading answers the question.
        reason: why not, or None when it is answered.
        term: the word of the question that the texts lack, for the explanation, or "".
    """

    trust: float
    reason: Reason | None
    term: str = ""


def is_instruction(text: str) -> bool:
    """Whether a text gives the program orders instead of asking about the documents."""
    return bool(_INSTRUCTION.search(text))


def decide(question: Question, readings: list[Reading]) -> Decision:
    """Answer when the best reading is trusted at least as far as the calibrated threshold."""
    if is_instruction(question.text):
        return Decision(0.0, "instruction")
    if not readings or not question.terms:
        return Decision(0.0, "off_subject")
    trusted = trust(question, readings)
    learned = weights()["trust"]
    if trusted >= learned["threshold"]:
        return Decision(trusted, None)
    return Decision(trusted, _reason(question, readings))


def trust_features(question: Question, readings: Sequence[Reading]) -> dict[str, float]:
    """The features of ``TRUST_FEATURES`` for the first of some ranked readings."""
    reading = readings[0]
    rival = next(
        (r for r in readings if r.candidate.passage_id != reading.candidate.passage_id), None
    )
    values = dict(zip(FEATURES, reading.features, strict=True))
    return {
        "support": reading.support,
        "cover": values["cover"],
        "gap": reading.gap,
        "noun_gap": reading.noun_gap,
        "margin": min(4.0, reading.score - rival.score) if rival else 4.0,
        "terms": math.log(1 + len(question.terms)),
        "dense": values["dense"],
        "passage": values["passage"],
        "no_figure": float(bool(question.units) and not reading.picks),
        "case": values["case"] if reading.picks else reading.support,
        "near": values["near"],
        "violated": float(values["condition"] < 0),
        "cue": values["cue"],
    }


def trust(question: Question, readings: Sequence[Reading]) -> float:
    """Probability that the first reading answers the question (logistic regression)."""
    learned = weights()["trust"]
    values = trust_features(question, readings)
    z = learned["bias"] + sum(learned.get(name, 0.0) * values[name] for name in TRUST_FEATURES)
    return 1.0 / (1.0 + math.exp(-z))


def _reason(question: Question, readings: list[Reading]) -> Reason:
    best = readings[0]
    learned = weights()["trust"]
    if best.support < learned["off_subject"]:
        return "off_subject"
    at = FEATURES.index("condition")
    if any(r.features[at] < 0 for r in readings[:3]):
        return "condition"
    if any(
        ELSEWHERE.search(r.candidate.body.text) and r.support >= best.support - 0.1
        for r in readings[:3]
    ):
        return "elsewhere"
    if question.units and not best.picks:
        return "no_figure"
    return "weak"
