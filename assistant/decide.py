"""Answer or refuse: how far the best reading can be trusted, and why it cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.instruction import is_instruction, may_be_an_order, sounds_like_an_order
from assistant.judge import Verdict
from assistant.missing import missing
from assistant.question import Question
from assistant.reader import FEATURES, NEEDS_A_FIGURE, Reading, thresholds

Reason = Literal[
    "moment", "instruction", "elsewhere", "off_subject", "condition", "no_figure", "weak"
]

_SAME_SUBJECT = 0.5
"""Share of the question that a reference elsewhere must cover to be about the same thing."""
_SHORTEST_WORD = 2
"""Letters of the shortest word that can carry a question (*po*, *vo*)."""

_ASKS_A_PERSON = re.compile(
    r"\bwie (?:is|was|wordt|zijn|waren) (?:de|het|nu|momenteel)\b", re.IGNORECASE
)

# Another document, not a part of this one: *zie tevens de hoofdbrief*, not *zie artikel 3*.
_PIECE = r"(?:\w*brief|\w*bijlage|\w*nota|\w*rapport|\w*notitie|\w*akkoord|actieplan)"
_TOLD = r"(?:beschreven|genoemd|aangegeven|opgenomen|uitgewerkt|toegelicht|aangekondigd)"
ELSEWHERE = re.compile(
    rf"\bzie (?:ook |tevens |verder )?(?:de|het) {_PIECE}\b|"
    rf"\bin (?:de|het) (?:\w+e )?{_PIECE}\b.{{0,60}}\b{_TOLD}\b|\b{_TOLD} in (?:de|het) (?:\w+e )?{_PIECE}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether to answer.

    Attributes:
        trust: calibrated probability in [0, 1] that the best reading is right; of a refusal, that
            the documents answer the question after all.
        reason: why not, or None when it is answered.
    """

    trust: float
    reason: Reason | None


def decide(question: Question, verdict: Verdict) -> Decision:
    """Answer when the documents probably answer the question and nothing speaks against it."""
    readings = verdict.readings
    if is_instruction(question.text) or sounds_like_an_order(question.text):
        return Decision(0.0, "instruction")
    if not readings or not any(len(term.token.norm) >= _SHORTEST_WORD for term in question.terms):
        return Decision(0.0, "off_subject")
    best = readings[0]
    if not best.anchored and best.features[FEATURES.index("condition")] <= 0:
        return Decision(0.0, _reason(question, readings))
    if question.kind in NEEDS_A_FIGURE and not best.picks:
        return Decision(0.0, _reason(question, readings))
    if question.units and best.features[FEATURES.index("moment")] < 0:
        return Decision(0.0, "moment")  # a figure of another year answers nothing
    violated = best.features[FEATURES.index("condition")] < 0
    if violated and question.units and question.kind != "age":
        return Decision(0.0, "condition")  # an amount for others is no amount for this case
    if not best.names_focus and _named_but_not_met(readings):
        return Decision(0.0, "condition")
    if _ends_asked_and_not_said(question, best):
        return Decision(0.0, "no_figure")  # the day something starts does not say when it ends
    if best.focus_gap and _ASKS_A_PERSON.search(question.text):
        return Decision(0.0, "weak")  # who holds an office that the texts do not name
    if _asks_for_an_address_not_given(question, best) or missing(question, best.candidate):
        return Decision(0.0, "weak")
    if verdict.answerable >= _least(question, readings) and verdict.right >= thresholds()["right"]:
        return Decision(verdict.right, None)
    return Decision(verdict.answerable, _reason(question, readings))


_ASKS_END = re.compile(
    r"\b(?:tot wanneer|tot en met wanneer|einddatum|sluit(?:ings\w*)?|sluiten|eindigt|eindigen|"
    r"verloopt|vervalt|stopt|stoppen|afgelopen|loopt\b.{0,60}\b(?:af|ten einde)|uiterlijk|deadline)\b",
    re.IGNORECASE,
)
_SAYS_END = re.compile(
    r"\b(?:tot|t/m|uiterlijk|einde?|eind\w*|sluit\w*|gesloten|vervalt|vervallen|verloopt|stopt|loopt|"
    r"lopen|looptijd|afloop\w*|voor|vóór|binnen|duurt|geldt|gedurende)\b",
    re.IGNORECASE,
)


def _ends_asked_and_not_said(question: Question, best: Reading) -> bool:
    """Whether the question asks when something ends, and the picked date stands for no end."""
    if question.kind != "date" or not best.picks or not _ASKS_END.search(question.text):
        return False
    figure = best.picks[0].figure
    return figure.unit == "date" and not _SAYS_END.search(best.candidate.body.text)


_ADDRESSES = tuple(
    (
        re.compile(
            rf"\b(?:welke?|(?:wat (?:is|zijn)|geef)(?: mij| me)?(?: (?:de|het|een|hun|uw|jullie))?"
            rf"(?: \w+)?) (?:{asked})\b",
            re.IGNORECASE,
        ),
        given,
    )
    for asked, given in (
        (
            r"(?:telefoon|bel|mobiele?)\s?-?nummers?",
            re.compile(r"\b0\d|\b14 ?\d{2,3}\b|\b112\b|\+\d\d"),
        ),
        (r"(?:e-?)?mail-?adres(?:sen)?", re.compile(r"\w@\w")),
        (
            r"web(?:site|adres|pagina)\w*|url",
            re.compile(r"\w\.(?:nl|com|org|eu)\b|www|https?:", re.IGNORECASE),
        ),
        (r"rekening-?nummer|iban(?:-?nummer)?", re.compile(r"\b[A-Z]{2}\d{2}\b|\d(?:[ .]?\d){6,}")),
    )
)


def _asks_for_an_address_not_given(question: Question, best: Reading) -> bool:
    """Whether a number to call or a place on the web is asked for, and none stands there."""
    return any(
        asked.search(question.text) and not given.search(best.candidate.body.text)
        for asked, given in _ADDRESSES
    )


def _least(question: Question, readings: Sequence[Reading]) -> float:
    """An answer must be surer where hardly a word is found, or where an order may be meant."""
    found = by_support(readings)[0].support >= thresholds()["off_subject"]
    plain = found and not may_be_an_order(question.text)
    return thresholds()["answerable" if plain else "answerable_off_subject"]


def _reason(question: Question, readings: list[Reading]) -> Reason:
    # A figure that is asked for puts statements with one first; what is nearest is another matter.
    best = by_support(readings)[0]
    if not best.anchored or best.support < thresholds()["off_subject"]:
        return "off_subject"
    at = FEATURES.index("condition")
    if any(r.features[at] < 0 for r in readings[:3]):
        return "condition"
    if ELSEWHERE.search(best.candidate.body.text) and best.support >= _SAME_SUBJECT:
        return "elsewhere"
    if question.units and not best.picks:
        return "no_figure"
    return "weak"


def _named_but_not_met(readings: Sequence[Reading]) -> bool:
    """Another statement names the thing asked for, with a condition that the question violates.

    Who asks for the *werkbonus* at 59 must not be told of another bonus that 59 happens to meet.
    """
    at = FEATURES.index("condition")
    return any(r.names_focus and r.features[at] < 0 for r in readings[:_LOOKED_AT])


_LOOKED_AT = 8


def by_support(readings: Sequence[Reading]) -> list[Reading]:
    """Readings by how much of the question they cover, then as they were ranked."""
    return sorted(readings, key=lambda reading: -round(reading.support, 6))
