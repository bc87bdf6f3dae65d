"""Negation and modality of a draft sentence, clause by clause against its quotes.

*Wordt onderzocht* is not *is ingevoerd*, *mag* is not *moet*, and a *niet* may neither come nor go.
A clause of the sentence is laid beside the clause of the quotes that says most of its words; where
several say about as much, one that agrees is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from assistant.draft_denials import denials, denied_words, softer
from assistant.draft_fault import Fault
from assistant.draft_figures import rounds_on_denial
from assistant.draft_words import Statement, nearest
from assistant.wordforms import closing_verb, words_of
from index.analysis import stem

_TIE = 0.25
"""How much less of a clause another one may say and still count as its counterpart."""
_HALF, _MOSTLY = 0.5, 0.6
_WIDE_TIE = 0.5
"""The same for a denial, of which there are few: it may stand somewhat further off."""

_INSTEAD = re.compile(
    r"\b(?:minder|alleen|slechts|behalve|tenzij|in plaats van|te weinig|onvoldoende)\b"
)

Mood = Literal["study", "plan", "done", "must", "can", "maybe"]
_MOODS: dict[Mood, re.Pattern[str]] = {
    "study": re.compile(
        r"\b(?:onderzoek(?:t|en)?|onderzocht|bekijk(?:t|en)|bekeken|verken(?:t|nen)|verkend|overweeg(?:t|en)|"
        r"overwegen|overwogen|nagegaan|bestudeer\w*|in overweging)\b"
    ),
    "plan": re.compile(
        r"\b(?:wil|willen|wilt|zal|zullen|zult|voornemens|van plan|streef\w*|streven|beoog\w*|"
        r"voorgesteld|voorstelt|voorgenomen|gepland|aangekondigd|naar verwachting|bedoeling|ambitie|"
        r"beloof\w*|toegezegd)\b"
    ),
    "must": re.compile(
        r"\b(?:moet|moeten|moest|moesten|dient|(?<!te )dienen|verplicht|verplichting|vereist|noodzakelijk|"
        r"hoeft|hoeven|hoef|behoort te|behoren te)\b"
    ),
    "can": re.compile(r"\b(?:kan|kun|kunt|kunnen|kon|konden|mag|mogen|mocht|mochten)\b"),
    "maybe": re.compile(r"\b(?:mogelijk|misschien|wellicht|waarschijnlijk|naar verwachting|vermoedelijk|de kans)\b"),
}  # fmt: skip
# Other ways to say it, good enough in a paraphrase; that they are not there proves nothing.
_AS_GOOD: dict[Mood, re.Pattern[str]] = {
    "must": re.compile(r"\b(?:nodig|voorwaarde\w*|eis|eisen|vereiste|alleen als|wordt|worden|"
        r"verwacht\w*|dwingt|gedwongen|plicht\w*|\w+plicht|verantwoordelijk|zonder)\b"
    ),
    "can": re.compile(
        r"\b(?:recht|toegestaan|bevoegd\w*|vrij|keuze|kiezen|kiest|mogelijk\w*|\w+baar|altijd|gelegenheid|ruimte|laatste dag|"
    r"eerste dag|uiterlijk|termijn|in aanmerking|terecht|open\w*|beschikbaar|toestemming|lukt|tijd om)\b|"
        r"\b(?:is|zijn)\b.{0,80}\bte \w+en\b|\bte \w+en (?:is|zijn)\b"
    ),
}  # fmt: skip
_DEMANDS = re.compile(r"\b(?:voorwaarde\w*|vereiste\w*|eis|eisen)\b")
_IDIOM = re.compile(
    r"\b(?:kan|kunnen) (?:\w+ )?worden (?:vastgesteld|gesteld|geconcludeerd|gezegd|opgemaakt|afgeleid)\b|"
    r"\b(?:kan|kunnen) (?:vastgesteld|gesteld|geconcludeerd|gezegd|opgemaakt|afgeleid) worden\b|"
    r"\b(?:dat|het) wil zeggen\b|\bkan zijn\b|\bals het nodig is\b|\bwillen weten\b"
)
_PERHAPS = re.compile(r"\b(?:misschien|wellicht|waarschijnlijk|vermoedelijk)\b")
_MAY = re.compile(r"\b(?:mag|mogen)\b")
_IMPERATIVE = re.compile(
    r"^(?:vraag|meld|dien|neem|maak|bel|ga|kijk|lees|stuur|vul|doe|gebruik|lever|betaal|geef|zorg|kies|"
    r"open|log|mail|schrijf|regel|bewaar|houd|laat|controleer|zoek|start|begin|teken|onderteken|upload)\b(?! (?:ik|jij|je)\b)"
)
_LIMITED = re.compile(
    r"\b(?:mag|mogen)\b.{0,60}\b(?:maximaal|hoogstens|hooguit|ten hoogste|niet|tot|alleen|uitsluitend)\b"
)
_NO = re.compile(r"\b(?:niet|geen|nooit|niemand|niets|nergens)\b")
_POSSIBLY_DONE = re.compile(
    r"\b(?:wordt|worden|is|zijn) mogelijk (?:[^\s,;]+ ){0,8}?(?!gemaakt|geworden)(?:\w{0,6}ge|be|ver|her|ont)\w+(?:d|t|en)\b"
)
_PAST_TENSE = re.compile(
    r"\b(?:\w{2,}(?:kte|fte|pte|tste|[aeiou]lde|rde|mde|erde|ende|gde|oede|dde|tte|isde|rste)n?|kreeg|kregen|kwam|kwamen|ging|gingen|"
    r"was|waren|had|hadden|werd|werden|deed|deden|bleek|bleken|steeg|stegen|nam|namen|gaf|gaven|vond|vonden|stond|"
    r"stonden|zag|zagen|lag|lagen|liep|liepen|begon|begonnen|bleef|bleven|hield|hielden|koos|kozen|besloot|besloten|"
    r"verdween|schreef|sprak|bracht|brachten|dacht|kocht|kochten|zocht|mocht|kon|konden|moest|moesten|wilde|zou|zouden)\b"
)
# An item of a list of conditions, and what a reader is told to do: both demand.
_ITEM = re.compile(r"\A[a-z].*;(?: en)?\Z", re.DOTALL)
_ORDERS = re.compile(
    r"(?:\A|[.:;] |, dan )(?:stuur|neem|lever|betaal|zorg|laat|bewaar|houd)\b(?! (?:ik|u)\b)"
)
_PURPOSE = re.compile(r"\b(?:zodat|opdat|waardoor|ervoor dat)\b")
_GOAL = re.compile(r"\b(?:doel|doelen|streven|inzet|bedoeld|gericht)\b")
_MUST_NOT = re.compile(
    r"\b(?:moet|moeten|hoeft|hoeven|hoef|verplicht\w*|dient|dienen)\b.{0,40}\b(?:niet|geen)\b|\bgeen (?:verplichting|eis)"
)
_CAN_NOT = re.compile(r"\b(?:kan|kunt|kunnen|mag|mogen)\b.{0,60}\b(?:niet|geen)\b")
_POSSIBLE = re.compile(r"\bmogelijk\b|\bmogelijkheid\b")
_PENDING = re.compile(
    r"\b(?:wordt|worden|er kom(?:t|en)|kom(?:t|en) er|kondig(?:t|en)\b.{0,80}\baan)\b"
)
_PERFECT = re.compile(r"\b(?:is|zijn|heeft|hebben|werd|werden|was|waren)\b")
_ALREADY = re.compile(r"\b(?:inmiddels|al ingevoerd|reeds|afgerond|voltooid)\b")


def negation_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """A denial that the quotes do not have, or one of theirs that is gone."""
    if rounds_on_denial(sentence, quotes):
        return
    clauses = [clause for quote in quotes for clause in quote.clauses]
    for clause in sentence.clauses:
        ours = denials(clause)
        counterparts = _counterparts(clause, clauses, _WIDE_TIE if ours else _TIE)
        if not counterparts:
            continue
        if any(_agree(clause, ours, other) for other in counterparts):
            continue
        if ours and _excepted(sentence, clauses):
            continue
        if ours and denials(sentence) <= sum(map(denials, clauses)):
            continue  # where the quotes deny as often, what is denied may be said the other way round
        if not ours:
            if max(_said(sentence, other) for other in counterparts) < _MOSTLY:
                continue  # what is denied there is not said here
            if not any(_says_denied(sentence, other) for other in counterparts):
                continue
            if _INSTEAD.search(clause.text.lower()):
                continue
            if denials(sentence) >= _covered(sentence, clauses) > 0:
                continue  # it stands in another part of the sentence
        yield Fault("negation", clause.text)
    total, allowed = denials(sentence), sum(denials(quote) + softer(quote) for quote in quotes)
    if total and not allowed:
        yield Fault("negation", sentence.text)


def _covered(sentence: Statement, clauses: Sequence[Statement]) -> int:
    """Denials of the clauses whose words the sentence says for the most part."""
    return sum(denials(clause) for clause in clauses if _said(sentence, clause) >= _MOSTLY)


def _said(statement: Statement, other: Statement) -> float:
    """Share of the words of ``other`` that a statement says; 0 where it has none."""
    words = other.content
    return sum(map(statement.says, words)) / len(words) if words else 0.0


# *Geen boetes en ook geen schulden* denies once, of two things.
_LISTED = re.compile(r"\b(?:geen|niet)\b[^.;]*\b(?:en|of|noch) (?:ook )?(?:geen|niet)\b")
_EXCEPTS = re.compile(r"\b(?:tenzij|behalve|mits|alleen|uitsluitend|slechts)\b")


def _excepted(sentence: Statement, clauses: Sequence[Statement]) -> bool:
    """Whether a denial tells what a text excepts: *niet bij ziekte* for *tenzij u ziek bent*."""
    return not _EXCEPTS.search(sentence.text.lower()) and any(
        _EXCEPTS.search(clause.text.lower()) and _said(sentence, clause) >= _HALF
        for clause in clauses
    )


def _says_denied(sentence: Statement, other: Statement) -> bool:
    """Whether a sentence speaks of what another text denies; true where that cannot be told."""
    denied = denied_words(other)
    return not denied or sum(map(sentence.says, denied)) >= _HALF * len(denied)


def _agree(clause: Statement, ours: int, other: Statement) -> bool:
    theirs = denials(other)
    if (ours > 0) == (theirs > 0):
        # Once *niet* is not twice *niet* when all the same words are said.
        listed = ours > theirs and _LISTED.search(clause.text.lower())
        return ours == theirs or bool(listed) or not all(map(clause.says, other.content))
    denied, plain = (clause, other) if ours else (other, clause)
    return softer(plain) > softer(denied)


def modality_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """What may, must, will or was: a clause that says it more surely or otherwise than its quote."""
    clauses = [clause for quote in quotes for clause in quote.clauses]
    for clause in sentence.clauses:
        counterparts = _counterparts(clause, clauses)
        if counterparts and all(_flips(clause, other) for other in counterparts):
            yield Fault("modality", clause.text)
    whole = [_whole(quotes)]
    if all(_flips_whole(sentence, other) for other in whole):
        yield Fault("modality", sentence.text)


def moods(text: str) -> set[Mood]:
    """Which ways of speaking a clause has."""
    lowered = _IDIOM.sub(" ", text.lower())
    found: set[Mood] = {mood for mood, pattern in _MOODS.items() if pattern.search(lowered)}
    if is_done(text):
        found.add("done")
    return found


def is_done(text: str) -> bool:
    """Whether a clause tells what has happened: *is ingevoerd*, *heeft gekregen*, *werd verlaagd*."""
    words = words_of(text)
    lowered = {word.lower for word in words}
    if _ALREADY.search(text.lower()):
        return True
    if lowered & {"werd", "werden"}:
        return True
    if not _PERFECT.search(text.lower()):
        return False
    ended = sum(
        closing_verb(words, at) and bool(_PARTICIPLE.match(w.lower))
        for at, w in enumerate(words)
        if not w.sign
    )
    return ended > len([w for w in words if w.lower in ("wordt", "worden")])


_PARTICIPLE = re.compile(r".*ge\w+(?:d|t|en)$|(?:be|ver|her|ont|er)\w+(?:d|t|en)$")


def _flips(clause: Statement, other: Statement) -> bool:
    ours, theirs = moods(clause.text), moods(other.text)
    there = other.text.lower()
    if "can" in theirs and "must" in ours - theirs and not _MUST_NOT.search(clause.text.lower()):
        return True
    demanded = "must" in theirs or ("can" not in theirs and _DEMANDS.search(there))
    if demanded and "must" not in ours and "can" in ours - theirs and not denials(clause):
        return not denials(other)
    if "can" in theirs and not ours & {"can", "maybe", "must", "plan", "study"}:
        if (denials(clause) and denials(other)) or _PURPOSE.search(there):
            return False
        # What may be is not what is.
        said = clause.text.lower()
        as_good = _AS_GOOD["can"].search(said) or _conditional(said) or _IMPERATIVE.search(said)
        return not as_good and _same_act(clause, other) and _said(clause, other) >= _MOSTLY
    return _reality(ours, theirs, clause, other)


def _flips_whole(sentence: Statement, quotes: Statement) -> bool:
    ours, theirs = moods(sentence.text), moods(quotes.text)
    said, there = sentence.text.lower(), quotes.text.lower()
    if _PERHAPS.search(said) and "maybe" not in theirs:
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
        and not _AS_GOOD["can"].search(there)
        and "hoef" not in there
    ):
        return any(
            _MAY.search(text) and not _NO.search(text)
            for text in (clause.text.lower() for clause in sentence.clauses)
        )
    if "study" in ours - theirs or (_ALREADY.search(said) and not _ALREADY.search(there)):
        return True
    if "must" in ours - theirs and "can" not in ours:
        free = [c for c in quotes.clauses if "can" in moods(c.text) or _POSSIBLE.search(c.text)]
        return any(_same_act(sentence, c) for c in free) and not _MUST_NOT.search(said)
    if "can" in ours - theirs and "must" in theirs - ours:
        return not _CAN_NOT.search(said)
    if "can" in ours - theirs and (_ITEM.search(quotes.text) or _ordered(sentence, quotes)):
        return not (_CAN_NOT.search(said) or _AS_GOOD["can"].search(there))
    return "maybe" in ours - theirs and "can" not in theirs and "plan" not in theirs


def _ordered(sentence: Statement, quotes: Statement) -> bool:
    """Whether a text tells its reader to do what the sentence says."""
    return any(
        _ORDERS.search(clause.text.lower()) and _said(sentence, clause) >= _MOSTLY
        for clause in quotes.clauses
    )


def _reality(ours: set[Mood], theirs: set[Mood], clause: Statement, other: Statement) -> bool:
    text, there = clause.text.lower(), other.text.lower()
    if "study" in theirs and "study" not in ours:
        return _same_act(clause, other)
    if "done" in ours and "done" not in theirs:
        pending = theirs & {"plan", "study"} or _PENDING.search(there)
        earlier = _AFTER.search(text) and not _PAST.search(text)
        return bool(pending) and not earlier and _same_act(clause, other)
    if "done" in theirs and "done" not in ours:
        return bool(ours & {"plan", "study"})
    if _conditional(there) and "study" not in theirs:
        return False  # what someone may want is no plan
    if "plan" in theirs and not ours & {"plan", "study", "maybe", "can", "must"}:
        if not _INTENDS.search(there):
            return False  # Dutch tells what will be in the present as well
        # *Zal worden ingevoerd* and *wordt ingevoerd* both announce; *voert in* does not.
        # A goal is a plan in another word.
        told = _PENDING.search(text) or _GOAL.search(text)
        return not told and _same_act(clause, other)
    return False


_INTENDS = re.compile(
    r"\b(?:wil|willen|wilt|voornemens|van plan|streef\w*|streven|beoog\w*|voorgesteld|voorstelt|"
    r"voorgenomen|naar verwachting|bedoeling|ambitie)\b"
)


def _same_act(clause: Statement, other: Statement) -> bool:
    """Whether a clause tells the same act as the other: its verb, or most of its words."""
    words = words_of(other.text)
    verbs = {w.lower for at, w in enumerate(words) if not w.sign and closing_verb(words, at)}
    acts = [t for t in other.content if t.text.lower() in verbs]
    if acts:
        return any(clause.says_form(t) or _says_apart(clause, t.norm) for t in acts)
    said = sum(other.says(t) for t in clause.content)
    return said >= 0.6 * max(1, len(clause.content))


# Done in time for something else: *nadat de aanvraag is ontvangen* tells no more than *na ontvangst*.
_AFTER = re.compile(r"^(?:en )?(?:als|indien|wanneer|zolang|wie)\b|\b(?:nadat|zodra)\b")
_PAST = re.compile(r"\b(?:werd|werden)\b")


_PARTICLE = re.compile(
    r"(in|op|aan|uit|af|toe|mee|door|over|voor|na|vast|terug|bij|om|weg)(\w{4,})"
)


def _says_apart(clause: Statement, verb: str) -> bool:
    """*Voert ... in* says *invoeren*."""
    match = _PARTICLE.fullmatch(verb)
    return match is not None and match[1] in clause.norms and stem(match[2]) in clause.stems


def _conditional(text: str) -> bool:
    lowered = text.lower()
    return bool(re.search(r"\b(?:als|indien|wanneer|wie|zodra|zolang|mits)\b", lowered)) or bool(
        _VERB_FIRST.search(lowered)
    )


# *Bent u ziek, dan ...*: a condition without a word for it.
_VERB_FIRST = re.compile(
    r"^(?:\w{2,}t|is|zijn|heb|hebben|worden|kunnen|willen|moeten) (?:u|de|het|een|uw|er|iemand|die|dat|zij|hij)\b[^?]*$"
)


def _counterparts(
    clause: Statement, clauses: Sequence[Statement], tie: float = _TIE
) -> list[Statement]:
    """Clauses that say about as much of ``clause`` as the one that says most of it."""
    ranked = nearest(clause, clauses)
    if not ranked or ranked[0][0] < 0.4:
        return []
    best = ranked[0][0]
    return [other for score, other in ranked if score >= best - tie * best]


def _whole(quotes: Sequence[Statement]) -> Statement:
    return Statement(" ".join(quote.text for quote in quotes))
