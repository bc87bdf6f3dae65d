"""What a question asks for and a statement does not hold: then it does not answer, however near.

A reason, a name, a place, a day, an upper bound of age: each is asked for in few ways and, where
it stands, shows by its form. The judge sees how well a statement fits a question; these are the
few things that fit alone does not settle. A rule belongs here only where it holds for any Dutch
policy text and hardly ever stops a right answer: ``docs/adr/0007`` (seventh round) has the counts
on questions about a thousand other texts. In doubt a statement holds what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.evidence import Candidate
from assistant.question import Question

Given = Callable[[str, Candidate], bool]
"""Whether a candidate holds what a question (its text) asks for."""


def missing(question: Question, candidate: Candidate) -> bool:
    """Whether the question asks for something of a kind that is not there."""
    return any(
        asked.search(question.text) and not given(question.text, candidate)
        for asked, given in _WANTED
    )


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _said(candidate: Candidate) -> str:
    return f"{candidate.near.text} {candidate.body.text}"


_CAUSE = _pattern(
    r"\b(?:om|omdat|doordat|door|want|vanwege|wegens|zodat|opdat|daardoor|daarom|vandaar|waardoor|"
    r"hierdoor|hierom|dus|immers|namelijk|aangezien|indien|reden\w*|oorza\w+|verklaring\w*|gevolg\w*|"
    r"aanleiding|leidt|leiden|leidde\w*|voorkom\w+|doel\w*|bedoel\w+|gezien|dankzij|nodig|noodza\w+|"
    r"belang\w*|verband|gerelateerd|oog op|te maken|komt|zo|anders|ten behoeve|daarmee|hiermee|wil|"
    r"willen|wens\w*|zodoende|nu|bijdra\w+|nog|echter|maar|toch|uit \w+|wij(?:dt|t|ten)|toe te "
    r"schrijven|toeschrij\w+|zorg\w*|kamp\w*|wacht\w*|onvoldoende|te weinig|te veel|gebrek\w*|"
    r"ontbre\w+)\b"
)


def _reason(_: str, candidate: Candidate) -> bool:
    return bool(_CAUSE.search(_said(candidate)))


# Not the first word of a sentence or an item: there a capital says nothing.
_NAME = re.compile(
    r"(?<![.!?:;„“”‘\"(\n–•-]\s)(?<!^)(?<![„“‘\"(–•-])\b[A-ZÀ-Þ][\w&’'-]*\w",
)


def _new_names(question: str, candidate: Candidate) -> list[str]:
    """Names that the question does not have."""
    asked = question.casefold()
    found = _NAME.findall(candidate.body.text)
    return [name for name in found if name.casefold() not in asked]


_CALLED = _pattern(
    r"\b(?:mevrouw|de heer|dhr|mw|mr|drs|ir|dr|prof|heet|heten|genaamd|genoemd|noem\w+|betreft)\b|"
    r"[„“\"‘«]|^[^.:]{3,60}:"
)


def _name(question: str, candidate: Candidate) -> bool:
    return bool(_new_names(question, candidate) or _CALLED.search(candidate.body.text))


def _place(question: str, candidate: Candidate) -> bool:
    return bool(_new_names(question, candidate))


_MOMENT = _pattern(
    r"\b(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\w*|januari|februari|maart|april|mei|juni|"
    r"juli|augustus|september|oktober|november|december|dag na|dagen na|de maand|geleden|vorige?|"
    r"volgende|(?:eerste|laatste|tweede|derde) (?:dag|werkdag|maand)|(?:19|20)\d\d)\b"
)


def _day(_: str, candidate: Candidate) -> bool:
    figures = (*candidate.body.figures, *candidate.near.figures)
    dated = any(figure.unit in ("date", "period") for figure in figures)
    return dated or bool(_MOMENT.search(_said(candidate)))


_DENIED = _pattern(r"\b(?:niet|geen|nooit|verboden|uitgesloten|behalve)\b")


def _bound(wrong: frozenset[str]) -> Given:
    """Not only the other bound: *62 jaar en ouder* does not say until when.

    Who is younger may not: then the bound is the other way round.
    """

    def given(_: str, candidate: Candidate) -> bool:
        ages = [f.comparator for f in candidate.body.figures if f.unit == "age"]
        denied = _DENIED.search(candidate.body.text)
        return not ages or bool(denied) or any(c not in wrong for c in ages)

    return given


_SOME = (
    r"(?:\d+|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|alle|enkele|verschillende|"
    r"diverse|meerdere|sommige|bepaalde|een aantal|een selectie van|een beperkt aantal)"
)
_WHICH = _pattern(rf"\bwelke (?:{_SOME} )?(?:\w+e )?(\w+(?:en|s|['’]s))\b")
_ENUMERATED = re.compile(r",[^,]+,")
_LISTED = _pattern(r":\s|\n-|\(|^\W*[^.;]{0,40}\b(?:en|of)\b")


def _which_ones(question: str, candidate: Candidate) -> bool:
    """*Met vijf beleggers is afgesproken* does not say which five."""
    asked = _WHICH.search(question)
    if asked is None or len(_new_names(question, candidate)) > 1:
        return True
    noun = re.sub("['’]", "['’]", asked[1])
    said = candidate.body.text
    counted = re.search(rf"\b{_SOME} (?:\w+e )?{noun}\b", said, re.IGNORECASE)
    if counted is None or _ENUMERATED.search(said):
        return True
    return bool(_LISTED.search(said[counted.end() :]))


_NUMBER = _pattern(
    r"\d|\b(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|\w+tig|"
    r"\w*honderd\w*|\w*duizend|geen|niemand|niets|gratis|kosteloos|alle|alleen|helft|\w*maal|\w*malig|"
    r"\w*deel|beide|enkele|paar|\w+voud\w*|nul|ieder\w*|elke?)\b"
)
_OFTEN = _pattern(
    r"\b(?:keer|per|\w*jaarlijks|maandelijks|wekelijks|dagelijks|om de|eens|vast|regelmatig|steeds|"
    r"telkens|opnieuw|doorlopend)\b"
)


def _number(_: str, candidate: Candidate) -> bool:
    return bool(_NUMBER.search(_said(candidate)))


def _often(question: str, candidate: Candidate) -> bool:
    return _number(question, candidate) or bool(_OFTEN.search(_said(candidate)))


_MEANS = _pattern(
    r"\b(?:via|met|door|bij|aan|per|op papier|formulier\w*|digitaal|online|schriftelijk|\w*loket|"
    r"website|aanvra\w+|vraagt|vragen|aanmeld\w+|meldt|melden|dient|dienen|ingediend|indienen|"
    r"stuur\w*|verklaring\w*|bewijs\w*|overleg\w+|toon\w*)\b"
)


def _means(_: str, candidate: Candidate) -> bool:
    return bool(_MEANS.search(candidate.body.text))


_IF = _pattern(
    r"\b(?:als|indien|wanneer|wie|tenzij|mits|zodra|dan|anders|niet|geen|vervalt|vervallen|verliest|"
    r"verliezen|terug\w*|boete\w*|straf\w*|sanctie\w*|intrek\w*|ingetrokken|stopt\w*|beëindig\w*|"
    r"bij|na|gevolg\w*|verlaagd\w*|opgelegd|in gebreke|te laat|zonder|alsnog|weiger\w*|uitgesloten|"
    r"verschuldigd)\b"
)


def _consequence(_: str, candidate: Candidate) -> bool:
    return bool(_IF.search(candidate.body.text))


_PLACES = r"(?:stad|steden|gemeenten?|provincies?|landen|land|regio['’]?s?|plaatsen|dorpen|wijken)"
_OFFICE = (
    r"(?:voorzitter|directeur|minister|staatssecretaris|hoofd|leider|auteur|secretaris|wethouder|"
    r"burgemeester|bestuurder)"
)

_WANTED: tuple[tuple[re.Pattern[str], Given], ...] = (
    (_pattern(r"\b(?:waarom|waardoor|om welke reden|hoezo|hoe komt het)\b"), _reason),
    (
        _pattern(
            r"\bhoe heet(?:te|ten|en)?\b|\bwat is de naam\b|\bwie zit(?:ten)? (?:er|in)\b|"
            rf"\bwie (?:is|was|zijn) (?:\w+ ){{0,2}}{_OFFICE}\b"
        ),
        _name,
    ),
    (_pattern(rf"\bin welke (?:{_SOME} )?{_PLACES}\b"), _place),
    (_pattern(r"\b(?:welke (?:datum|dag|maand)|welk (?:school)?jaar)\b"), _day),
    (
        _pattern(r"\btot (?:en met )?welke leeftijd\b|\bmaximum ?leeftijd\b"),
        _bound(frozenset({">", ">="})),
    ),
    (
        _pattern(r"\bvanaf welke leeftijd\b|\bminimum ?leeftijd\b|\bhoe oud moet\b"),
        _bound(frozenset({"<", "<="})),
    ),
    (_WHICH, _which_ones),
    (_pattern(r"(?:^|[.?!,;])\W*(?:en |dus )?(?:\w+ )?hoeveel\b"), _number),
    (
        _pattern(
            r"\bhoe (?:vaak|dikwijls)\b|\b(?:elke?|iedere?|per) (?:jaar|maand|week) of (?:maar )?"
            r"(?:één|een|1)\b"
        ),
        _often,
    ),
    (
        _pattern(
            r"\bhoe (?:vraag|vragen|meld|melden|dien|dienen|toon|bewijs|schrijf) (?:ik|je|wij|we|u)\b|"
            r"\bhoe (?:kan|kunnen|moet|moeten) (?:ik|je|wij|we|u) .*"
            r"\b(?:aanvragen|aanmelden|indienen|inschrijven)\b"
        ),
        _means,
    ),
    (
        _pattern(
            r"\bwat (?:gebeurt|gebeurde) er (?:met .{3,60} )?(?:als|indien|wanneer|zodra)\b|"
            r"\bwat (?:zijn|is) (?:dan )?(?:de|het) (?:gevolg(?:en)?|straf|sanctie|consequenties?)\b"
        ),
        _consequence,
    ),
)
