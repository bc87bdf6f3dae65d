"""From a conversation to one question that can be understood on its own.

One step back: what the last turn leaves out is filled in from the question before it. Earlier
turns are completed first, so that a chain of short turns keeps its subject.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant import anaphora, ellipsis, question_words
from assistant.phrases import Phrase, phrases
from assistant.wordforms import PREPOSITIONS, is_finite, verb_place, words_of
from index.analysis import STOPWORDS, tokenize

Weigh = Callable[[str], float]
"""How specific a folded word is; higher is more specific."""

_THANKS = (
    r"dank(?:je|u)?(?: (?:u|je|jullie))?(?: ?wel)?(?: voor (?:uw|je|het|de) \w+)?|"
    r"(?:hartelijk |alvast |heel erg )?bedankt(?: voor (?:uw|je|het|de) \w+)?|hartelijk dank|merci"
)
_LEAD = re.compile(
    rf"^(?:(?:{_THANKS}|ok[eé]?|oke|prima|duidelijk|helder|mooi|fijn|top|super|goed(?: zo)?|ja|nee|"
    r"hm+|aha|juist|precies|hallo|hoi|interessant|begrepen|nog een vraag|nog iets|andere vraag|"
    r"(?:en|maar|dus|ook|dan|nou|eigenlijk))\b[\s,.!:;-]*)+",
    re.IGNORECASE,
)
_THANKS_FIRST = re.compile(rf"^[^.?!]*\b(?:{_THANKS})\b[^.?!]*[.!]\s+(?=\w)", re.IGNORECASE)
_JOINED_LEAD = re.compile(r"^(?:en|maar|dus|ook|dan|nou)\b", re.IGNORECASE)
_FILLER = re.compile(
    r"[,\s]+(?:dan|eigenlijk|precies|graag|alstublieft|alsjeblieft|a\.?u\.?b\.?|svp|dan eigenlijk|"
    r"dan precies)(?=\W*$)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:terug naar|(?:nog )?even over|wat betreft|over|qua|bij|en) (?P<a>[^,:?]+)[,:]\s*(?P<q>.+)$|"
    r"^(?P<b>(?:de|het|een|die|dat) [^,:?]{2,60}),\s*(?P<r>.+)$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"^(?:(?:hoe zit (?:het|dat)|hoe is (?:het|dat)|en) (?:dan )?(?:met|bij|voor)|wat dacht (?:u|je) van|"
    r"wat betreft|qua)\s+(?P<np>[^?,]+?)\W*$",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"^(waarom|hoe|waardoor) (?:komt|is|geldt) dat(?: zo)?\W*$|^(waarom)\W*$", re.IGNORECASE
)
_ALLOWED = re.compile(
    r"^(?:mag|kan|moet|hoeft|geldt) dat (?:ook |dan |alleen )*(?P<slot>(?:in|op|bij|aan|voor|met|zonder|"
    r"als|buiten|binnen)\b.+)$",
    re.IGNORECASE,
)
_PERIPHERAL = frozenset(
    [
        "in",
        "op",
        "bij",
        "aan",
        "per",
        "binnen",
        "tussen",
        "vanaf",
        "tot",
        "na",
        "tijdens",
        "sinds",
        "naar",
        "uit",
        "door",
        "onder",
        "boven",
    ]
)
_CONDITION = re.compile(r"^(?:als|wanneer|indien)\b[^,]+,\s*(?:dan\s+)?(.+)$", re.IGNORECASE)
_COUNT = re.compile(r"^(hoeveel zijn) (?:het|ze|dat) er\b", re.IGNORECASE)
_LONGEST = 5
"""A turn of more carrying words than this names itself what its pronouns stand for."""


def standalone(turns: Sequence[str], weigh: Weigh) -> str:
    """The last turn as a complete question; unchanged when it is one already."""
    return follow(asked(turns[:-1], weigh), turns[-1], weigh)


def asked(turns: Sequence[str], weigh: Weigh) -> list[str]:
    """The complete questions of a conversation so far, in order."""
    questions: list[str] = []
    for turn in turns:
        if not questions:
            questions.append(turn)
        elif _asks(turn):
            questions.append(_complete(turn, questions[-1], questions, weigh))
    return questions


def follow(questions: Sequence[str], turn: str, weigh: Weigh) -> str:
    """A turn as a complete question after the complete ones before it."""
    if not questions or not _asks(turn):
        return turn
    return _complete(turn, questions[-1], questions, weigh)


def _asks(turn: str) -> bool:
    """Whether there is more in it than thanks."""
    return bool(_LEAD.sub("", turn).strip(" ?!.,"))


def topic(question: str, weigh: Weigh) -> str:
    """The noun phrase that a question is about, as it stands there; "" when there is none."""
    found = _subject(question, weigh)
    return found.text if found else ""


def _subject(
    question: str, weigh: Weigh, pronoun: str = "", but: Phrase | None = None
) -> Phrase | None:
    """The heaviest phrase; for a pronoun, of those that agree with it when there are any.

    Args:
        but: a phrase that something else stands for already.
    """
    found = [p for p in phrases(question) if p != but]
    agreeing = [p for p in found if _agrees(p, pronoun)]
    best, subject = 0.0, None
    for phrase in agreeing or found:
        score = _weight(phrase, weigh)
        if score > best:
            best, subject = score, phrase
    return subject


def _agrees(phrase: Phrase, pronoun: str) -> bool:
    """By article, number and, for *hij* and *hem*, by being a person or at least no *het*."""
    if pronoun in ("ze", "hen", "hun"):
        return phrase.plural
    if pronoun in ("hij", "hem"):
        return phrase.person
    other = {"die": "het", "deze": "het", "het": "de", "dit": "de"}.get(pronoun)
    return phrase.determiner != other


def _weight(phrase: Phrase, weigh: Weigh) -> float:
    words = [t for t in tokenize(phrase.text) if t.norm not in STOPWORDS]
    # The heaviest word decides; more words of the same phrase only break ties.
    score = max((weigh(t.norm) for t in words), default=0.0) * (1 + 0.02 * len(words))
    if phrase.after in _PERIPHERAL:
        score *= 0.75
    if phrase.late or all(t.norm.isdigit() for t in words):
        score *= 0.6
    general = anaphora.ATTRIBUTE.match(phrase.head) and len(words) == 1
    return score * (0.5 if general and phrase.determiner not in ("mijn", "uw") else 1.0)


def _complete(turn: str, before: str, earlier: Sequence[str], weigh: Weigh) -> str:
    turn = _THANKS_FIRST.sub("", turn)
    lead = _LEAD.match(turn)
    rest = turn[lead.end() :].strip() if lead else turn.strip()
    led = bool(lead)
    short = _FILLER.sub("", rest).rstrip("?!. ")
    if named := _NAMED.match(rest):
        name, asked = (named["a"] or named["b"]).strip(), (named["q"] or named["r"]).strip()
        if verb_place(words_of(asked)) is not None and not is_finite(name.split()[0].lower()):
            whole = _refer(asked, f"Wat is {name}?", weigh)
            if whole is not None:
                return question_words.question(whole)
    if cause := _CAUSE.match(short):
        word = "Waarom" if (cause.group(1) or "waarom").lower() != "waardoor" else "Waardoor"
        if whole := question_words.ask_anew(word, before):
            return whole
    if (allowed := _ALLOWED.match(rest)) and question_words.yes_no(before):
        return ellipsis.fill_slot(before, allowed["slot"])
    fragment = question_words.fragment(short)
    subject = _subject(before, weigh)
    if fragment:
        if whole := question_words.ask_anew(short, before):
            return whole
        return question_words.about(short, subject) if subject else turn
    asks = verb_place(words_of(short)) is not None and not short.lower().startswith("wat als ")
    if opened := _CONDITION.match(short):
        asks = verb_place(words_of(opened.group(1))) is not None
    if (about := _ABOUT.match(short)) and subject:
        return _exchange(about["np"], before, subject, weigh)
    if ellipsis.is_slot(short) and not asks:
        if returned := _returned(short, earlier, weigh):
            return _exchange(returned, before, subject, weigh) if subject else turn
        return ellipsis.fill_slot(before, short)
    if subject is None:
        return question_words.question(rest) if led else turn
    if asks:
        whole = _refer(rest, before, weigh)
        if whole is None and (adjective := anaphora.headless(rest)):
            whole = anaphora.noun_for(adjective, rest, subject)
        whole = whole or anaphora.owner(rest, subject.text)
        return question_words.question(whole or rest) if whole or led else turn
    if infinitive := question_words.bare_verb(short):
        return question_words.question(f"{infinitive[0]} {subject.text} {infinitive[1]}")
    joined = bool(lead and _JOINED_LEAD.search(lead.group().split()[-1]))
    if ellipsis.is_noun_phrase(short, joined):
        return _exchange(short, before, subject, weigh)
    return question_words.question(rest) if led else turn


def _refer(text: str, before: str, weigh: Weigh) -> str | None:
    """The turn with what points back replaced; None when nothing does."""
    subject = _subject(before, weigh)
    if subject is None:
        return None
    if whole := anaphora.adverb(text, subject.text):
        return whole
    if count := _COUNT.match(text):
        return f"{count.group(1).split()[0]} {_bare(subject)} zijn er{text[count.end() :]}"
    words = [t for t in tokenize(text) if t.norm not in STOPWORDS]
    if len(words) <= _LONGEST and (found := anaphora.pronoun(text)):
        agreeing = _subject(before, weigh, found.lower) or subject
        left, right = text[: found.start] + agreeing.text, text[found.end :]
        second = anaphora.pronoun(left + right) if found.lower in ("hij", "zij", "ze") else None
        other = _subject(before, weigh, second.lower, agreeing) if second else None
        if second and other and second.start > len(left):  # *mag hij die verkopen?*
            return (
                left
                + right[: second.start - len(left)]
                + other.text
                + right[second.end - len(left) :]
            )
        return left + right
    return anaphora.demonstrative(text, subject.text, subject.head)


def _bare(phrase: Phrase) -> str:
    return phrase.text[len(phrase.determiner) :].strip() if phrase.determiner else phrase.text


def _exchange(new: str, before: str, subject: Phrase, weigh: Weigh) -> str:
    """*En de werkbonus?*: another thing in the place of the phrase that is most like it."""
    new = new.rstrip("?!. ")
    words = [w.lower for w in words_of(new)]
    noun = words[-1]
    if anaphora.ATTRIBUTE.match(noun) and len(words) <= 2:
        return ellipsis.attribute(new, noun, before, subject)
    return ellipsis.exchange(new, before, subject, lambda phrase: _weight(phrase, weigh))


def _returned(slot: str, earlier: Sequence[str], weigh: Weigh) -> str | None:
    """*En bij de stadspas?* after it was spoken of before, and of something else since."""
    preposition, _, name = slot.partition(" ")
    if preposition.lower() not in ("bij", "voor", "van", "met") or preposition not in PREPOSITIONS:
        return None
    head = name.split()[-1].lower() if name.split() else ""
    heads = [found.head for q in earlier if (found := _subject(q, weigh))]
    return name if head in heads[:-1] and head != heads[-1] else None
