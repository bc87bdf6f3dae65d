"""Questions made from one sentence: its own words in the order of a question.

*Het kabinet trekt € 3 miljoen uit voor X.* gives *Hoeveel geld trekt het kabinet uit voor X?*: the
verb of a Dutch main clause stands second, so that a question is the same clause with the question
word in front of it and what answers it left out. Only plain clauses are taken, and whether a
question is any good is decided by asking it (``assistant.suggest``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.question import Kind
from assistant.wordforms import CLAUSE, DETERMINERS, PREPOSITIONS, is_finite
from corpus.figures import Figure, find_figures
from index.compounds import zipf

MOST_CHARACTERS = 110
"""Of a question: one that is longer is no help to a reader who is looking for one."""

_ASIDE = re.compile(r"\s*\([^()]*\)")
# Not plain: quotes, lists, more than one sentence in one.
_UNPLAIN = re.compile(r"[():;„“”‘\"\[\]…]|\s[-–]\s|\.\s")
# What points back, to a sentence that the reader of the question does not see.
_POINTS_BACK = re.compile(
    r"\b(?:deze|dit|hij|zij|ze|hem|wij|we|ons|onze|ik|mijn|u|uw|genoemde?|bovenstaande|"
    r"(?:daar|hier)(?:aan|bij|door|in|mee|na|naar|op|over|toe|uit|van|voor|om)|zo'n|dergelijke?|"
    r"beide|ander|andere|anderen)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"\b(?:ook|echter|dus|verder|daarnaast|tevens|nu|al|reeds|namelijk|bovendien|daarom|immers)\s+"
)
_TAIL = re.compile(r",? (?:zodat|waarbij|waarmee|waardoor|mits|tenzij|waarna|waarvan|terwijl)\b.*$")
_CAUSE = re.compile(r"^(?P<clause>.+?),? (?:omdat|doordat|want)\b (?P<cause>.+)$")
_FIGURE_FIRST = re.compile(
    r"^(?:(?:Ruim|Circa|Ongeveer|Bijna|Minstens|Een bedrag van|Er (?P<verb>is|komt|gaat|wordt|was)) )?$"
)
_ORGANISATION = re.compile(
    r"\b(?:gemeenten?|college|raad|provincies?|rijk|inspectie|"
    r"werkgevers?|scholen|school|bestuur|bureau|dienst|commissie|bank|fonds|stichting|UWV|SVB|RVO|DUO|IND)\b",
    re.IGNORECASE,
)
_DATE_FIRST = re.compile(
    r"^(?:Op|In|Per|Vanaf|Sinds|Met ingang van|Uiterlijk(?: op)?|Tot|Na)\s+(?:het (?:school)?jaar\s+)?$"
)
_BEFORE_DATE = re.compile(
    r"\s(?P<word>op|in|per|vanaf|sinds|met ingang van|uiterlijk(?: op)?|tot|tot en met)"
    r"\s+(?:het (?:school)?jaar\s+)?$"
)
_WHEN = {"vanaf": "Vanaf wanneer", "sinds": "Sinds wanneer", "met ingang van": "Vanaf wanneer",
         "tot": "Tot wanneer", "tot en met": "Tot wanneer"}  # fmt: skip
_AT_MOST = re.compile(
    r"\s?\b(?:maximaal|minimaal|ten hoogste|ten minste|jaarlijks|eenmalig|structureel|in totaal|"
    r"circa|ongeveer|ruim|een bedrag van|totaal)\s*$"
)
_AMOUNTS = frozenset(["is", "bedraagt", "wordt", "blijft", "was"])
_EQUALS = _AMOUNTS | {"zijn", "waren", "bedragen", "bedroeg", "bedroegen", "worden", "blijven"}
_COSTS = frozenset(["kost", "kosten", "kostte", "kostten"])
_LASTS = frozenset(["duurt", "duren", "geldt", "gelden"])
_BY = re.compile(
    r"^(?P<before>(?:.*\s)?)door (?P<who>(?:de|het|een) [\w-]+(?: [A-Z][\w-]+)*|[A-Z][\w-]+(?: [A-Z][\w-]+)*)"
    r" (?P<done>\w+)$"
)
_MEANT_FOR = re.compile(r"^(?P<meant>bestemd|bedoeld|beschikbaar|toegankelijk) voor (?!€|\d)")
_IS = frozenset(["is", "zijn", "was", "waren"])
# Would sound clumsy: a second verb after *en*, and words that lean on a subject that is asked for.
_SECOND = re.compile(r"\ben (?P<word>\w+)\b")
_LEANS = re.compile(r"\b(?:hun|haar|zelf|zich|alleen|slechts|pas|elkaar)\b", re.IGNORECASE)
_DONE = re.compile(r"^(?:\w*ge\w+|ver\w+|be\w+|ont\w+)(?:d|t|en)$")
_COUNTED = re.compile(r"\s?[a-zà-ÿ-]{4,}(?:en|s)\b")
_PASSIVE = frozenset(["wordt", "worden", "werd", "werden", "is", "zijn"])
_NO_SUBJECT = DETERMINERS - {"de", "het"} | PREPOSITIONS | CLAUSE


@dataclass(frozen=True, slots=True)
class Made:
    """A question, the kinds it may be read as, and the words that its answer must hold."""

    question: str
    kinds: tuple[Kind, ...]
    says: str = ""


def made_from(sentence: str) -> Iterator[Made]:
    """The questions that a plain main clause answers; none where it is not plainly one."""
    whole = _ASIDE.sub("", " ".join(sentence.split())).partition(";")[0]
    plain = _LOOSE.sub("", whole.rstrip(" .,"))
    if _UNPLAIN.search(plain) or _POINTS_BACK.search(plain):
        return
    figures = find_figures(plain)
    for made in _made(plain, figures):
        words = made.question.split()
        if len(words) > 3 and len(made.question) <= MOST_CHARACTERS and _reads_well(made.question):
            yield made


def _made(plain: str, figures: list[Figure]) -> Iterator[Made]:
    for figure in figures[:1]:
        if figure.unit in ("date", "period") and _DATE_FIRST.match(plain[: figure.start]):
            clause = _without_tail(plain[figure.end :].strip())
            if clause and _happens(clause):
                yield Made(f"Wanneer {clause}?", ("date",), figure.text)
            return
        if led := _FIGURE_FIRST.match(plain[: figure.start]):
            yield from _figure_first(
                figure, led["verb"], _without_tail(plain[figure.end :].strip())
            )
            return
    split = _split(plain)
    if split is None:
        return
    subject, verb, start = split
    rest = plain[start:]
    if cause := _CAUSE.match(rest):
        if clause := _without_tail(cause["clause"]):
            yield Made(f"Waarom {verb} {subject} {clause}?", ("reason",), cause["cause"][:25])
        return
    clause = _without_tail(rest)
    if not clause:
        return
    if verb in _PASSIVE and (by := _BY.match(clause)):
        done = f"{by['before']}{by['done']}"
        yield Made(f"Door wie {verb} {subject} {done}?", ("who",), by["who"].split()[-1])
    if verb in ("is", "zijn") and (meant := _MEANT_FOR.match(clause)):
        yield Made(f"Voor wie {verb} {subject} {meant['meant']}?", ("who",))
    if (
        not figures
        and _ORGANISATION.search(subject)
        and len(clause.split()) > 3
        and not _LEANS.search(clause)
    ):
        yield Made(f"Wie {verb} {clause}?", ("who",), subject.split()[-1])
    for figure in figures:
        at, end = figure.start - start, figure.end - start
        if at >= 0 and end <= len(clause):
            yield from _of_figure(figure, subject, verb, clause[:at], clause[end:])


def _of_figure(figure: Figure, subject: str, verb: str, before: str, after: str) -> Iterator[Made]:
    """What asks for a figure of the clause: what stands before and after it there is kept."""
    if figure.unit in ("date", "period") and (led := _BEFORE_DATE.search(f" {before}")):
        word = led["word"].removesuffix(" op") if led["word"] != "op" else "op"
        when = "Uiterlijk wanneer" if word == "uiterlijk" else _WHEN.get(word, "Wanneer")
        clause = _joined(f" {before}"[: led.start()], after)
        asked = _joined(verb, subject, clause)
        if _happens(asked):
            yield Made(f"{when} {asked}?", ("date",), figure.text)
    bare = _AT_MOST.sub("", before.rstrip()).strip()
    if bare:  # something stands between: the figure belongs to that, or to a preposition
        return
    if figure.unit in ("EUR", "%") and verb in _AMOUNTS:
        if not after.strip() or re.match(r"\s+(?:per|voor|van|in)\b", after):
            kinds: tuple[Kind, ...] = ("amount", "measure", "percentage")
            yield Made(f"Hoe hoog is {subject}?", kinds, figure.text)
    elif figure.unit == "EUR" and verb in _COSTS:
        yield Made(_joined("Hoeveel", verb, subject, after) + "?", ("amount",), figure.text)
    elif figure.unit == "EUR" and verb not in _EQUALS:
        yield Made(_joined("Hoeveel geld", verb, subject, after) + "?", ("amount",), figure.text)
    elif figure.unit == "count" and verb not in _EQUALS and (of := _COUNTED.match(after)):
        yield Made(
            _joined("Hoeveel", of[0], verb, subject, after[of.end() :]) + "?",
            ("count",),
            figure.text,
        )
    elif figure.unit in ("years", "months", "weeks", "days") and verb in _LASTS:
        yield Made(f"Hoe lang {verb} {subject}?", ("duration",), figure.text)


def _figure_first(figure: Figure, verb: str | None, rest: str) -> Iterator[Made]:
    """*37% van de starters heeft ...*, *Er is € 3 miljoen beschikbaar voor ...*."""
    if not rest:
        return
    if figure.unit == "EUR":
        clause = f"{verb} er {rest}" if verb else rest
        if is_finite(clause.split()[0]):
            yield Made(f"Hoeveel geld {clause}?", ("amount",), figure.text)
    elif verb is None and figure.unit == "%" and rest.startswith("van "):
        yield Made(f"Hoeveel procent {rest}?", ("percentage",), figure.text)
    elif verb is None and figure.unit == "count" and _COUNTED.match(rest):
        yield Made(f"Hoeveel {rest}?", ("count",), figure.text)


def _reads_well(question: str) -> bool:
    """Whether one thing is said of what the question is about: one main verb, not two."""
    return not any(is_finite(match["word"]) for match in _SECOND.finditer(question))


def _happens(clause: str) -> bool:
    """Whether one may ask when: of one thing that is done, not of what something amounts to."""
    words = clause.split()
    if (
        not is_finite(words[0])
        or len(words) < 3
        or words[1][:1].isdigit()
        or words[1] == "er"  # that something is there is no event
        or re.search(r"\s(?:en|dat|of)\s", clause)
    ):
        return False
    if any(figure.unit in ("date", "period") for figure in find_figures(clause)):
        return False
    return words[0] not in _IS or _DONE.search(words[-1]) is not None


def _split(plain: str) -> tuple[str, str, int] | None:
    """Subject, verb, and where what follows starts.

    The subject comes first, and has an article or is a plural or a name.
    """
    words = [(m.group(), m.start(), m.end()) for m in re.finditer(r"\S+", plain)]
    first = words[0][0] if words else ""
    if not first[:1].isupper() or first.lower() in _NO_SUBJECT:
        return None
    article = first in ("De", "Het")
    for at, (word, start, end) in enumerate(words[1:9], 1):
        if word.endswith(",") or word in CLAUSE or word in ("die", "dat", "wat", "en"):
            return None
        if is_finite(word) and at > article:
            subject = plain[:start].rstrip()
            named = not article and zipf(first.lower()) < 3
            if not article and not named and not re.search(r"(?:en|s)$", first):
                return None
            return (subject if named else subject[0].lower() + subject[1:], word, end + 1)
    return None


def _without_tail(clause: str) -> str:
    """The clause up to what is added to it; "" where a comma leaves open what belongs to it."""
    short = _TAIL.sub("", clause).strip()
    return "" if "," in re.sub(r"(?<=\d),(?=\d)", "", short) else short


def _joined(*parts: str) -> str:
    return " ".join(" ".join(parts).split())
