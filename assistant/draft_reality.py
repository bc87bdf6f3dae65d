"""What is studied, wanted or announced told as done: clear contradictions, whatever the odds say.

Lies made by rule hold few of these, so the learnt trees (``draft_odds``) cannot know them. A clause of
the sentence is laid beside the clauses of the quotes that say most of its words; one that agrees is
enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_clauses import counterparts, is_conditional, same_act
from assistant.draft_fault import Fault
from assistant.draft_moods import moods
from assistant.draft_words import Statement

_PENDING = re.compile(
    r"\b(?:wordt|worden|er kom(?:t|en)|kom(?:t|en) er|kondig(?:t|en)\b.{0,80}\baan)\b"
)
# Done in time for something else: *nadat de aanvraag is ontvangen* tells no more than *na ontvangst*.
_AFTER = re.compile(r"^(?:en )?(?:als|indien|wanneer|zolang|wie)\b|\b(?:nadat|zodra)\b")
# *Bedrijven die door een crisis zijn getroffen* tells who, not what happened.
_DESCRIBES = re.compile(r"\b(?:die|dat|wie|waar\w*)\b(?: [\w-]+){1,12}$")
_PAST = re.compile(r"\b(?:werd|werden)\b")
_GOAL = re.compile(r"\b(?:doel|doelen|streven|inzet|bedoeld|gericht)\b")
_INTENDS = re.compile(
    r"\b(?:wil|willen|wilt|voornemens|van plan|streef\w*|streven|beoog\w*|voorgesteld|voorstelt|"
    r"voorgenomen|naar verwachting|bedoeling|ambitie)\b"
)
_MAY_NOT = re.compile(r"\b(?:kan|kunt|kunnen|mag|mogen)\b[^.;]{0,60}\b(?:niet|geen)\b")
_MAY = re.compile(r"\b(?:kan|kunt|kunnen|mag|mogen)\b")
_NEED_NOT = re.compile(r"\bhoe(?:ft|ven|f)\b")


def reality_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Clauses that are surer than their quotes, and *mag niet* for *hoeft niet*."""
    clauses = [clause for quote in quotes for clause in quote.clauses]
    studied = "study" in moods(sentence.text)
    for clause in sentence.clauses:
        others = counterparts(clause, clauses)
        if others and all(_surer(clause, other, studied=studied) for other in others):
            yield Fault("modality", clause.text)
    there = " ".join(quote.text for quote in quotes).lower()
    if (
        _NEED_NOT.search(there)
        and not _MAY.search(there)
        and _MAY_NOT.search(sentence.text.lower())
    ):
        yield Fault("modality", sentence.text)


def _surer(clause: Statement, other: Statement, *, studied: bool) -> bool:
    """Args: studied: whether the sentence tells elsewhere that something is being studied."""
    ours, theirs = moods(clause.text), moods(other.text)
    text, there = clause.text.lower(), other.text.lower()
    if "study" in theirs and "study" not in ours and not studied:
        return same_act(clause, other)
    if "done" in ours and "done" not in theirs:
        if "study" in ours and "study" in theirs:
            return False
        pending = theirs & {"plan", "study"} or _PENDING.search(there)
        earlier = not _PAST.search(text) and (
            _AFTER.search(text) or _DESCRIBES.search(text) or is_conditional(text)
        )
        return bool(pending) and not earlier and same_act(clause, other)
    if is_conditional(there) or "plan" not in theirs or not _INTENDS.search(there):
        return False  # what someone may want is no plan
    # *Zal worden ingevoerd* and *wordt ingevoerd* both announce; *voert in* does not.
    told = (
        _PENDING.search(text)
        or _GOAL.search(text)
        or ours & {"plan", "study", "maybe", "can", "must"}
    )
    return not told and same_act(clause, other)
