"""Ways of speaking of a draft sentence against its quotes, clause by clause.

*Wordt onderzocht* is not *is ingevoerd* and *mag* is not *moet*. A clause of the sentence is laid
beside the clauses of the quotes that say most of its words; one that agrees is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_clauses import counterparts, is_conditional, said_of, same_act
from assistant.draft_denials import denials
from assistant.draft_fault import Fault
from assistant.draft_moods import ALREADY, AS_GOOD, Mood, moods
from assistant.draft_words import Statement

_MOSTLY = 0.6
_DEMANDS = re.compile(r"\b(?:voorwaarde\w*|vereiste\w*|eis|eisen)\b")
_PERHAPS = re.compile(r"\b(?:misschien|wellicht|waarschijnlijk|vermoedelijk)\b")
# *Dat mag pas daarna* demands that something else comes first.
_ONLY_THEN = re.compile(
    r"\balleen (?:\w+ ){0,4}(?:als|wanneer|indien|met|na|bij)\b|\b(?:mag|mogen)\b[^.;]{0,60}\bpas\b|\bpas\b[^.;]{0,60}\b(?:mag|mogen)\b"
)
_STUDY = re.compile(r"\bonderz(?:oe|o)|\w*toets|\bevalu|\bbeoorde|\bcontrole|\bgecontrole")
_UNSURE = re.compile(
    rf"{_PERHAPS.pattern}|\b(?:mogelijk|naar verwachting|verwacht\w*|de kans|kan|kunnen)\b"
)
# Who is given something is seldom obliged to take it.
_MUST_GET = re.compile(r"\b(?:moet|moeten)\b[^.;,]{0,80}\b(?:krijgen|ontvangen|meedoen)\b")
_MAY = re.compile(r"\b(?:mag|mogen)\b")
_IMPERATIVE = re.compile(
    r"^(?:vraag|meld|dien|neem|maak|bel|ga|kijk|lees|stuur|vul|doe|gebruik|lever|betaal|geef|zorg|kies|"
    r"open|log|mail|schrijf|regel|bewaar|houd|laat|controleer|zoek|start|begin|teken|onderteken|upload)\b(?! (?:ik|jij|je)\b)"
)
_LIMITED = re.compile(
    r"\b(?:mag|mogen)\b[^.;]{0,60}\b(?:maximaal|hoogstens|hooguit|ten hoogste|niet|tot|alleen|uitsluitend)\b"
)
_NO = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens)\b")
_POSSIBLY_DONE = re.compile(
    r"\b(?:wordt|worden|is|zijn) mogelijk (?:[^\s,;]+ ){0,8}?(?!gemaakt|geworden)(?:\w{0,6}ge|be|ver|her|ont)\w+(?:d|t|en)\b"
)
_PAST_TENSE = re.compile(
    r"\b(?:\w{2,}(?:kte|fte|pte|tste|[aeiou]lde|rde|mde|erde|ende|gde|oede|dde|tte|isde)n?|kreeg|kregen|kwam|kwamen|ging|gingen|"
    r"was|waren|had|hadden|werd|werden|deed|deden|bleek|bleken|steeg|stegen|nam|namen|gaf|gaven|vond|vonden|stond|"
    r"stonden|zag|zagen|lag|lagen|liep|liepen|begon|begonnen|bleef|bleven|hield|hielden|koos|kozen|besloot|besloten|"
    r"verdween|schreef|sprak|bracht|brachten|dacht|kocht|kochten|zocht|mocht|kon|konden|moest|moesten|wilde|zou|zouden)\b"
)
# An item of a list of conditions, and what a reader is told to do: both demand.
_ITEM = re.compile(r"\A[a-z].*;(?: en)?\Z", re.DOTALL)
_ORDERS = re.compile(
    r"(?:\A|[.:;] |, dan )(?:stuur|neem|lever|betaal|zorg|laat|bewaar|houd)\b(?! (?:ik|u)\b)"
)
_EXPECTED = re.compile(r"\bverwacht")
# *Moet voor 1 oktober binnen zijn* for *kan tot 1 oktober*: the last day of what one may do.
_IN_TIME = re.compile(r"\b(?:moet|moeten)\b[^.;]*\b(?:uiterlijk|voor|vóór|binnen|op zijn laatst)\b")
_TWO_MODALS = re.compile(r"\b(?:kan|kunt|kunnen|mag|mogen) (?:\w+ )?kunnen\b")
# Who pays has no choice: *kan terugbetalen* is not *betaalt terug*.
_MAY_PAY = re.compile(
    r"\b(?:kan|kunt|kunnen|mag|mogen)\b[^.;,]*\b(?:(?:terug)?betalen|(?:terug)?betaald|teruggevorderd|terugvorderen|voldaan|voldoen)\b"
)
_PAYS = re.compile(
    r"\b(?:(?:terug)?betaalt|betalen|(?:terug)?betaald|teruggevorderd|(?:terug)?vordert|voldaan|voldoet)\b"
)
_CAN_PAY = re.compile(
    r"\b(?:mogelijk\w*|keuze|kiezen|kiest|bevoegd|recht|in termijnen|risico|riske\w*)\b"
)
_PURPOSE = re.compile(r"\b(?:zodat|opdat|waardoor|ervoor dat)\b")
_GOAL = re.compile(r"\b(?:doel|doelen|streven|inzet|bedoeld|gericht)\b")
_MUST_NOT = re.compile(
    r"\b(?:moet|moeten|hoeft|hoeven|hoef|verplicht\w*|dient|dienen)\b[^.;]{0,40}\b(?:niet|geen)\b|\bgeen (?:verplichting|eis)"
)
_CAN_NOT = re.compile(r"\b(?:kan|kunt|kunnen|mag|mogen)\b[^.;]{0,60}\b(?:niet|geen)\b")
_POSSIBLE = re.compile(r"\bmogelijk\b|\bmogelijkheid\b")
_PENDING = re.compile(
    r"\b(?:wordt|worden|er kom(?:t|en)|kom(?:t|en) er|kondig(?:t|en)\b.{0,80}\baan)\b"
)
# Done in time for something else: *nadat de aanvraag is ontvangen* tells no more than *na ontvangst*.
_AFTER = re.compile(r"^(?:en )?(?:als|indien|wanneer|zolang|wie)\b|\b(?:nadat|zodra)\b")
# *Bedrijven die door een crisis zijn getroffen* tells who, not what happened.
_DESCRIBES = re.compile(r"\b(?:die|dat|wie|waar\w*)\b(?: [\w-]+){1,12}$")
_PAST = re.compile(r"\b(?:werd|werden)\b")


def modality_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """What may, must, will or was: a clause that says it more surely or otherwise than its quote."""
    clauses = [clause for quote in quotes for clause in quote.clauses]
    studied = "study" in moods(sentence.text)
    for clause in sentence.clauses:
        others = counterparts(clause, clauses)
        if others and all(_flips(clause, other, studied=studied) for other in others):
            yield Fault("modality", clause.text)
    whole = [_whole(quotes)]
    if all(_flips_whole(sentence, other) for other in whole):
        yield Fault("modality", sentence.text)


def _flips(clause: Statement, other: Statement, *, studied: bool) -> bool:
    """Args: studied: whether the sentence tells elsewhere that something is being studied."""
    ours, theirs = moods(clause.text), moods(other.text)
    there = other.text.lower()
    bound = (
        _MUST_NOT.search(clause.text.lower()) or _CAN_NOT.search(there) or _in_time(clause, other)
    )
    if "can" in theirs and "must" in ours - theirs and not bound:
        return True
    demanded = "must" in theirs or ("can" not in theirs and _DEMANDS.search(there))
    if demanded and "must" not in ours and "can" in ours - theirs and not denials(clause):
        return not denials(other) and same_act(clause, other)
    return _reality(ours, theirs, clause, other, studied=studied)


def _flips_whole(sentence: Statement, quotes: Statement) -> bool:
    ours, theirs = moods(sentence.text), moods(quotes.text)
    said, there = sentence.text.lower(), quotes.text.lower()
    if _PERHAPS.search(said) and len(_UNSURE.findall(said)) > len(_UNSURE.findall(there)):
        return True
    if _MUST_GET.search(said) and "must" not in theirs:
        return True
    if _POSSIBLY_DONE.search(said) and not _POSSIBLY_DONE.search(there):
        return True
    if _PAST.search(said) and not _PAST_TENSE.search(there) and "done" not in theirs:
        return True
    if "hoef" in there and "can" not in theirs and _CAN_NOT.search(said):
        return True  # what need not be may well be
    limit = _LIMITED.search(said) and any(f.comparator in ("<=", "<") for f in quotes.figures)
    if limit and "must" not in theirs:
        return False  # *mag maximaal € 500 zijn* says no more than *maximaal € 500*
    if (
        _MAY.search(said)
        and "can" not in theirs
        and not AS_GOOD["can"].search(there)
        and "hoef" not in there
        and not _ONLY_THEN.search(said)
    ):
        return any(
            _MAY.search(text) and not _NO.search(text)
            for text in (clause.text.lower() for clause in sentence.clauses)
        )
    studied = "study" in ours - theirs and not _STUDY.search(there)
    if studied or _already(sentence, quotes, theirs):
        return True
    if _TWO_MODALS.search(said) and not _TWO_MODALS.search(there):
        return True  # *moet kunnen* demands, *mag kunnen* does not
    if (
        _MAY_PAY.search(said)
        and _PAYS.search(there)
        and not ("can" in theirs or _CAN_PAY.search(there))
    ):
        return not denials(sentence)
    if "must" in ours - theirs and "can" not in ours:
        free = [c for c in quotes.clauses if "can" in moods(c.text) or _POSSIBLE.search(c.text)]
        return any(same_act(sentence, c) for c in free) and not (
            _MUST_NOT.search(said) or _CAN_NOT.search(there) or _in_time(sentence, quotes)
        )
    if "can" in ours - theirs and "must" in theirs - ours:
        return not _CAN_NOT.search(said)
    if "can" in ours - theirs and (_ITEM.search(quotes.text) or _ordered(sentence, quotes)):
        return not (_CAN_NOT.search(said) or AS_GOOD["can"].search(there))
    expected = _EXPECTED.search(said) and _EXPECTED.search(there)
    return "maybe" in ours - theirs and not theirs & {"can", "plan"} and not expected


def _in_time(clause: Statement, other: Statement) -> bool:
    ends = [
        any(f.unit == "date" and f.comparator in ("<", "<=") for f in each.figures)
        for each in (clause, other)
    ]
    return (
        all(ends)
        and bool(_IN_TIME.search(clause.text.lower()))
        and not bool(_IN_TIME.search(other.text.lower()))
        and not re.search(r"\b(?:uiterlijk|voor|vóór)\b", other.text.lower())
    )


def _already(sentence: Statement, quotes: Statement, theirs: set[Mood]) -> bool:
    """Whether a sentence calls done by now what the quotes do not tell as done."""
    if not ALREADY.search(sentence.text.lower()) or ALREADY.search(quotes.text.lower()):
        return False
    if "done" not in theirs:
        return True
    clauses = [c for c in sentence.clauses if ALREADY.search(c.text.lower())] or [sentence]
    there = [
        c for c in quotes.clauses if "done" in moods(c.text) or _PAST_TENSE.search(c.text.lower())
    ]
    return not any(same_act(clause, other) for clause in clauses for other in there)


def _ordered(sentence: Statement, quotes: Statement) -> bool:
    """Whether a text tells its reader to do what the sentence says."""
    return any(
        _ORDERS.search(clause.text.lower()) and said_of(sentence, clause) >= _MOSTLY
        for clause in quotes.clauses
    )


def _reality(
    ours: set[Mood], theirs: set[Mood], clause: Statement, other: Statement, *, studied: bool
) -> bool:
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
    if is_conditional(there) and "study" not in theirs:
        return False  # what someone may want is no plan
    if "plan" in theirs and not ours & {"plan", "study", "maybe", "can", "must"}:
        if not _INTENDS.search(there):
            return False  # Dutch tells what will be in the present as well
        # *Zal worden ingevoerd* and *wordt ingevoerd* both announce; *voert in* does not.
        # A goal is a plan in another word.
        told = _PENDING.search(text) or _GOAL.search(text)
        return not told and same_act(clause, other)
    return False


_INTENDS = re.compile(
    r"\b(?:wil|willen|wilt|voornemens|van plan|streef\w*|streven|beoog\w*|voorgesteld|voorstelt|"
    r"voorgenomen|naar verwachting|bedoeling|ambitie)\b"
)


def _whole(quotes: Sequence[Statement]) -> Statement:
    return Statement(" ".join(quote.text for quote in quotes))
