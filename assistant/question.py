"""What is asked: the kind of answer wanted, and the terms and figures that carry the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.figures import Figure, find_figures
from index.analysis import STOPWORDS, Token, fold, tokenize

Kind = Literal[
    "amount", "percentage", "date", "age", "duration", "count", "measure",
    "who", "where", "list", "definition", "reason", "way", "yesno", "fact",
]  # fmt: skip

FIGURE_UNITS: dict[Kind, frozenset[str]] = {
    "amount": frozenset({"EUR"}),
    "percentage": frozenset({"%", "procentpunt", "share"}),
    "date": frozenset({"date", "period"}),
    "age": frozenset({"age"}),
    "duration": frozenset({"years", "months", "weeks", "days", "hours", "minutes", "period"}),
    "count": frozenset({"count", "times", "share", "%"}),
    "measure": frozenset({"EUR", "%", "procentpunt", "count", "share", "times"}),
}
"""Units of ``corpus.figures`` that can answer each kind that asks for a figure."""

_MONEY = (
    r"bedrag\w*|budget\w*|\w*bonus|\w*premie|\w*subsidie(?:bedrag|plafond)?|\w*vergoeding|"
    r"\w*bijdrage|\w*kosten|\w*loon|\w*salaris\w*|\w*inkomen\w*|\w*boete|\w*tarief|\w*tarieven|"
    r"\w*toeslag|\w*uitkering|\w*prijs|\w*huur|\w*korting|\w*heffing|\w*leges|\w*plafond|"
    r"\w*drempel\w*|\w*fonds|\w*investering|\w*lening|\w*belasting|\w*euro|\w*begroting"
)
_DURATION_UNIT = r"(?:jaar|jaren|maand(?:en)?|we(?:ek|ken)|dag(?:en)?|u(?:ur|ren)|werkdagen)"

_VERB_FIRST = r"^(?:.*[.!?]\s+)?\W*(?:en |dus |maar |ook )?(?:klopt|houden|betalen|is|zijn|was|waren|krijg\w*|mag|mogen|kan|kun|kunt|kunnen|moet|moeten|geldt|gelden|bestaat|bestaan|heeft|heb|hebt|hebben|kom|komt|komen|word|wordt|worden|ben|bent|doet|doen|gaat|gaan|zal|zullen|wil|willen|staat|valt|hoef\w*|telt|blijft|werkt|steunt|vindt|ontvang\w*|onderzoekt|verlaagt|verhoogt|vergoedt|betaalt)\b"
# The first pattern that is found decides, so the specific ones stand before the general ones.
_KIND_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("age", r"\bhoe oud\b|\b(?:welke|wat is de|hoe hoog is de|vanaf welke|tot welke) \w*-?\w*leeftijd"),
    ("age", r"\b(?:leeftijds(?:grens|eis|criterium)|hoe jong)\b"),
    ("measure", r"\bhoeveel (?:daar|hier)van\b|\bhoeveel van (?:de|het|dit|dat|deze|die)\b"),
    ("percentage", r"\b(?:welk|wat is het|hoe hoog is het|met welk|naar welk|hoe groot is het) (?:\w+ )?(?:percentage|aandeel|deel)\b"),
    ("percentage", r"\bhoe groot (?:is|was|wordt) (?:[\w-]+ ){0,4}(?:het|de) (?:\w+ )?(?:deel|aandeel|percentage)\b"),
    ("percentage", r"\bhoeveel (?:procent\w*|%|van (?:mijn|uw|onze)\b|v[hd]\b)"),
    ("percentage", r"^\W*percentage\b|^(?!.*\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*)\b).*(?:\bprocent\w*|\bpercentage|%)"),
    ("duration", r"\bhoe ?lang\b|\bhoeveel tijd\b|\bbinnen welke (?:termijn|tijd)|\bwelke (?:\w+)?termijn|\bwat is de \w*(?:termijn|duur|tijd)\b"),
    ("duration", rf"\bhoeveel {_DURATION_UNIT}\b|\bhoe snel\b|\bbinnen hoeveel\b"),
    ("date", r"\bwanneer\b|\b(?:welke|wat is de|wat was de) (?:\w+)?(?:datum|ingangsdatum|einddatum|deadline)|\bwelk (?:school)?jaar\b|\bwelke (?:periode|maand|jaren|dag)\b|\bhoe laat\b|\b(?:datum|ingangsdatum)\b"),
    ("amount", rf"\bwelke bedragen\b|\bhoe duur\b|\bhoeveel (?:miljoen|miljard)\b|\bhoeveel (?:\w+ ){{0,3}}(?:{_MONEY}|geld)\b|(?<!\bbij )(?<!\bdoor )(?<!\bin )(?<!\bop )\bhoeveel\b.*\b(?:uitgegeven|ingezet|besteed|uitgetrokken|gestoken|geïnvesteerd|vrijgemaakt|beschikbaar gesteld|bijgedragen|vergoed|betaald|verdienen|verdien|kosten)\b|\bwelk (?:\w+ )?bedrag\b|\bwat (?:kost|kosten|betaal\w*|verdien\w*)\b|\bhoeveel (?:kost|kosten|bedraagt|betaal\w*|krijg\w*|ontvang\w*|verdien\w*|moet \w+ (?:\w+ ){{0,3}}(?:verdienen|betalen))\b"),
    ("amount", r"\bwat (?:gaat|gaan|zal|zullen|moet|moeten|mag) .*\bkosten\b"),
    ("amount", rf"\bhoe (?:hoog|groot) (?:is|zijn|was|waren|wordt|ligt|mag|moet|blijft) (?:\w+ ){{0,4}}?(?:{_MONEY})\b"),
    ("measure", r"\bhoe (?:hoog|groot|ver|breed|zwaar|diep|lang|veel) (?:is|zijn|was|waren|wordt|ligt|mag|moet|blijft)\b(?! (?:het|de) (?:\w+ )?(?:percentage|aandeel|aantal))"),
    ("amount", rf"\bwat (?:is|was|zijn|wordt) (?:de hoogte|het bedrag|het (?:\w+ )?(?:{_MONEY})|de (?:{_MONEY})|het \w*inkomen\w*)\b"),
    ("amount", r"\bwelk (?:\w+ )?(?:inkomen|salaris|loon|budget|minimuminkomen|jaarinkomen)\b|\bwelke (?:salaris|inkomens)(?!scha|groep|klasse)\w*\b|\bwat (?:krijg|krijgt|ontvang|ontvangt|levert|schuift)\b|\bhoeveel (?:trekt|steekt|geeft|investeert|draagt)\b"),
    ("yesno", rf"^(?!.*\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*)\b)(?={_VERB_FIRST})"),
    ("amount", r"^(?!.*\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*)\b).*\b(?:hoogte|bedrag|budget|kosten|prijs)\b"),
    ("date", r"^(?!.*\b(?:wie|wat|waar\w*|welke?|hoe\w*)\b).*\b(?:ingangsdatum|startdatum|einddatum)\b"),
    ("count", r"\bhoeveel\b|\bhoe vaak\b|\bwat is het aantal\b|\bhoe groot is het aantal\b|^\W*aantal\b"),
    ("reason", r"\bwaarom\b|\bwaardoor\b|\bhoe komt het\b|\bwat (?:is|was) (?:de|het) (?:\w+ )?(?:reden|oorzaak|doel|bedoeling|argument|risico|gevaar|achtergrond|verklaring|nut|belang)\b|\b(?:met )?welk(?:e)? (?:doel|reden|redenen)\b|^\W*(?:en )?waar(?:voor|toe)\b|\bom welke reden\b|\breden\b"),
    ("definition", r"\bwat (?:wordt|wordt er|verstaat \w+|verstaan \w+) .*(?:bedoeld|verstaan|onder)\b|\bwat (?:betekent|betekenen|houdt|houden|behelst)\b|\bwat is (?:de betekenis|een definitie)\b|\bwaar staat .* voor\b|\bdefinitie\b"),
    ("list", r"\b(?:noem|geef|som)\b|\bwat zijn\b|\buit welke\b|\bwelke (?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien)\b|\bwat voor\b|\bwelke\b.*\ballemaal\b|^\W*(?:lijst|overzicht|opsomming)\b"),
    ("who", r"\bwie\b|\bwiens\b|\b(?:welke|welk) (?:\w+ )?(?:organisatie|minister\w*|staatssecretaris|partij|instantie|dienst|bureau|ministerie|stichting|commissie|instelling|bedrijf|bestuur|raad|overheid|gemeente)\b"),
    ("where", r"\bwaar (?:kan|kunnen|moet|moeten|meld|vraag|vind|dien)\b|\bbij welk\w* \w+\b|\bwaarheen\b"),
    ("definition", r"^\W*(?:en )?wat (?:is|was) (?:(?:een|de|het) )?(?:[\w.&'’\"„“”‘-]+ ?){1,5}\W*$"),
    ("way", r"\bhoe\b|\bop welke (?:wijze|manier)\b|\bwaarmee\b"),
    ("yesno", _VERB_FIRST),
    ("fact", r"\bwelk\b|\bwelke\b|\bwat\b|\bwaar\b"),
)  # fmt: skip
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _KIND_PATTERNS)

# Nouns that name the kind of answer and not its subject: *hoogte*, *bedrag*, *datum*. A text that
# answers the question need not repeat them.
_KIND_NOUNS = re.compile(
    r"^(?:hoog|groot|lang|duur|vaak|veel|ver|oud|hoogte|bedrag|bedragen|datum|percentage|procent|aantal|leeftijd|termijn|periode|jaar|"
    r"jaren|geld|euro|reden|redenen|doel|manier|wijze|definitie|betekenis|lijst|overzicht|"
    r"organisatie|organisaties|partij|partijen|instantie|instanties|keer|deel|aandeel|maatregelen|"
    r"voorbeelden|voorbeeld|dingen|zaken|soorten|tekst|document|brief|oorzaak|verklaring)$"
)


Role = Literal["focus", "noun", "other", "background"]

# What directly follows is the thing asked for: *welke klacht*, *wie is de directeur*.
_FOCUS = re.compile(
    r"\b(?:welke?|hoeveel|(?:wie|wat) (?:is|was|zijn|waren|wordt|worden) (?:de|het|een)|"
    r"hoe (?:hoog|groot|duur|lang|oud) (?:is|was|zijn|wordt|mag|moet) (?:de|het|een))"
    r"(?:\s+[\w-]+e)?\s+$",
    re.IGNORECASE,
)

# A noun follows these, perhaps with an adjective in between.
_DETERMINER = re.compile(
    r"\b(?:de|het|een|deze|dit|die|dat|welke?|geen|mijn|onze?|uw|hun|zijn|haar|per|hoeveel|van|voor|"
    r"met|over|tot|naar|bij|door|aan|op|in)(?:\s+[\w-]+e)?\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that carries the question.

    Attributes:
        generic: names the kind of answer (*hoogte*, *datum*), not its subject.
        role: ``focus`` for the thing asked for (*welke klacht*), ``noun`` after an article or the like in the asking sentence, ``background`` in a
            sentence before it (*Ik heb een bakkerij.*), else ``other``.
    """

    token: Token
    generic: bool
    role: Role


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    Attributes:
        text: the standalone question.
        terms: carrying words in order, each stem once.
        figures: figures in the question: conditions the answer must satisfy, or claims.
        preposition: the word before *welk/hoeveel* (*naar welk bedrag*), or "".
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    figures: tuple[Figure, ...]
    preposition: str

    @property
    def units(self) -> frozenset[str]:
        """Units that can answer, empty when no figure is asked for."""
        return FIGURE_UNITS.get(self.kind, frozenset())


def kind_of(text: str) -> Kind:
    """The kind of answer a Dutch question asks for; ``fact`` when nothing tells."""
    folded = " ".join(text.lower().split())
    kind: Kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), "fact")
    if kind == "fact" and _TELEGRAM_AMOUNT.search(folded) and len(folded.split()) <= _TELEGRAM:
        return "amount"
    several = kind in ("fact", "who", "where") and _asks_for_several(folded)
    return "list" if several else kind


_TELEGRAM = 8
"""Words of the longest question that is read as a telegram: *ondergrens salaris kennismigrant*."""
_TELEGRAM_AMOUNT = re.compile(
    rf"^(?!.*\b(?:wie|wat|waar\w*|wanneer|welke?|hoe\w*)\b).*\b(?:{_MONEY}|minimum\w*|maximum\w*)\b"
)
_SEVERAL = re.compile(
    r"\bwelke ((?:[\w-]+e )?[\w-]{3,}(?:en|s))\b|\bwie (?:kunnen|mogen|krijgen|komen|zijn)\b"
)


# Nouns on -s and -en that are one thing: *bonus*, *prijs*, *eis*, *termijn voor een teken*.
_SINGULAR = re.compile(r"(?:us|is|ijs|ss|as|os|ns|ls|aars|teken|leven|inkomen|vermogen|examen)$")


def _asks_for_several(folded: str) -> bool:
    """*welke (technische) opleidingen*, *wie kunnen*; not *welke organisatie kunnen*."""
    for match in _SEVERAL.finditer(folded):
        words = (match.group(1) or "").split()
        if words and _SINGULAR.search(words[-1]):
            continue
        if not any(fold(word) in STOPWORDS for word in words):
            return True
    return False


_PREPOSITION = re.compile(
    r"\b(naar|van|tot|met|voor|vanaf|per|boven|onder|op|in|binnen|tegen|uit)\s+"
    r"(?:welk|welke|hoeveel|wanneer|wie)\b",
    re.IGNORECASE,
)


def analyse(text: str) -> Question:
    """Take a standalone question apart."""
    plain = find_figures(text)
    figures = (*plain, *_bare_ages(text, plain))
    seen: set[str] = set()
    terms = []
    tokens = tokenize(text)
    asking = _asking_from(text)
    for at, token in enumerate(tokens):
        if token.norm in STOPWORDS or token.stem in seen or _inside_figure(token, figures):
            continue
        if at + 1 < len(tokens) and tokens[at + 1].start < token.end:
            continue  # a word with hyphens: its parts follow and carry it
        seen.add(token.stem)
        terms.append(
            Term(token, bool(_KIND_NOUNS.match(token.norm)), _role(text, token.start, asking))
        )
    preposition = _PREPOSITION.search(text)
    return Question(
        text=text,
        kind=kind_of(text),
        terms=tuple(terms),
        figures=figures,
        preposition=preposition.group(1).lower() if preposition else "",
    )


def _asking_from(text: str) -> int:
    """Where the asking sentence starts: the last one with a question mark, else the last."""
    starts = [0, *(m.end() for m in re.finditer(r"[.!?]\s+(?=[A-ZÀ-Þ])", text))]
    with_mark = [
        start
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True)
        if "?" in text[start:end]
    ]
    return (with_mark or starts)[-1]


def _role(text: str, start: int, asking: int) -> Role:
    if start < asking:
        return "background"
    if _FOCUS.search(text[asking:start]):
        return "focus"
    return "noun" if _DETERMINER.search(text[:start]) else "other"


_BARE_AGE = re.compile(
    r"\b(?:ik ben|ben ik|ik word|(?:mijn|onze|een) \w+ (?:is|wordt)|iemand van|\w+ van|die|onder|boven|over|ouder dan|jonger dan|vanaf) (?:de )?"
    r"(?P<age>[1-9]\d|dertig|veertig|vijftig|zestig|zeventig)\b"
    r"(?!\s*(?:%|€|euro|procent|miljoen|miljard|duizend|dagen|weken|maanden|uur|uren|jaar|jaren|"
    r"minuten|kilometer|meter|vierkante|decibel|graden|cent|liter|kilo\w*|ton|hectare|watt|\w+(?:meter|gram)|personen|mensen|punten|"
    r"leerlingen|werknemers|woningen|keer|maal)|[.,]\d)",
    re.IGNORECASE,
)


def _bare_ages(text: str, figures: Sequence[Figure]) -> list[Figure]:
    """Ages that people type without *jaar*: *een timmerman van 58*, *boven de dertig*.

    Found by writing *jaar oud* after the number and reading the words before it again.
    """
    found = []
    for match in _BARE_AGE.finditer(text):
        start, end = match.span("age")
        if any(f.start < end and start < f.end for f in figures if f.unit != "count"):
            continue
        window = max(0, start - _BEFORE_AGE)
        for figure in find_figures(f"{text[window:end]} jaar oud"):
            at = window + figure.start
            if figure.unit == "age" and at <= start < window + figure.end:
                found.append(replace(figure, start=at, end=end, text=text[at:end]))
    return found


_BEFORE_AGE = 24
"""Characters before an age that can hold its comparator."""


def _inside_figure(token: Token, figures: tuple[Figure, ...]) -> bool:
    """Figures are matched by value, not as words (unless they are a plain number or a date)."""
    return any(f.start <= token.start and token.end <= f.end for f in figures)
