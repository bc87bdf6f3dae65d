"""Words of denial in a text, and words that deny by themselves."""

from __future__ import annotations

import re

from assistant.draft_words import Statement
from corpus.numbers import WORDS

_CLOSE_BY = 14
"""Characters between a comparison and its figure: an article, *de leeftijd van*."""
_COMPARING = re.compile(
    r"\bn(?:iet|ooit) \w{2,}er(?: \w+){0,4} dan\b|"
    r"\bniet (?:voor|vóór|na|boven|onder)(?= \d)"
)
_NUMBERS = "|".join(sorted(WORDS, key=len, reverse=True))
_NO_DENIAL = re.compile(
    rf"\b(?:nog|net) (?:geen|niet)(?= (?:€ ?)?(?:\d|(?:{_NUMBERS}|de helft|een (?:kwart|derde|half)|driekwart)\b))|"
    r"\bniet (?:alleen|slechts|enkel)\b|\bzonder (?:uitzondering|meer|twijfel)\b|\bal dan niet\b|\bof niet\b|\bniet-\w+|"
    r"(?<=het) (?:er )?niet (?:mee )?eens\b|\bniets? anders dan\b"
)
NOT = re.compile(r"\b(?:niet|geen|nooit|noch|niemand|niets|nergens|evenmin|geenszins|zonder)\b")
# Words that deny by themselves: they stand for a *niet* in either text.
_DENIES = re.compile(
    r"\b(?:weiger\w*|geweigerd|val(?:t|len) (?:af|weg|buiten)|verworpen|verw[ie]+rp\w*|afgekeurd|uitsluit\w*|afgewezen|afwij[sz]\w*|wijst\b.{0,40}\baf|vervalt|vervallen|verlop\w+|stopt|stoppen|gestopt|"
    r"uitgesloten|uitgezonderd|uitzondering|behalve|verboden|verbied\w*|onmogelijk|ontbreekt|ontbreken|ontbrak\w*|afge(?:blazen|last|zegd|ketst|broken|keurd)|geannuleerd|annule\w*|gestaakt|achterwege|geschorst|minderjarig\w*|\w{4,}(?:vrij|vrije|loos|loze)|afstand|"
    r"buiten|overbodig|\w*verbod\w*|niet-\w+|nauwelijks|amper|zelden|(?:bijna|vrijwel) (?:niet|geen)|op(?:geheven|heff\w+)|opgeschort|uit (?:gebruik|dienst)|te (?:laat|late)|tekort\w*|vastlo\w+|ten onrechte|te (?:klein|kort|laag|weinig|jong|licht|vroeg|groot|lang|hoog|veel|oud|zwaar|duur)|sta(?:pt|ppen)\b.{0,40}\baf|schaf(?:t|fen)\b.{0,40}\baf|trekt\b.{0,40}\bin|vrijgesteld|vrijstelling|ontheff\w*|afgeschaft|schrap\w*|geschrapt|afgezien|werklo\w+|gratis|"
    r"in plaats van|anders dan|tenzij|mits|op\b(?=,|\.|$)|uitgeput|kwijt\w*|te weinig|onvoldoende|onbekend|ongewijzigd|onverkort|"
    r"nul|voorkom\w*|vermijd\w*|tegengaan|dezelfde|hetzelfde|behoud\w*|openstaande?|st(?:aat|aan|ond|onden)\b.{0,60}\bopen|vrijwillig\w*|vrijblijvend|kosteloos|ondanks|"
    r"alleen|uitsluitend|slechts|mislukt\w*|tekort|gemist|missen|mist|verlies\w*|leeg|stilgelegd|stopgezet|beëindigd|beëindigen|"
    r"wegvalt|wegvallen|onge(?!veer)\w+|onbe\w+|onver\w+|alsnog|los(?:gelaten|laten)|ingetrokken)\b"
)

# Of these the words that say *niet* or *geen* outright, so that a sentence may put it so.
_OUTRIGHT = re.compile(
    r"\b(?:verboden|verbied\w*|\w*verbod|weiger\w*|geweigerd|verworpen|verw[ie]+rp\w*|afgekeurd|uitsluit\w*|afgewezen|wijst\b.{0,60}\baf|uitgesloten|uitgezonderd|"
    r"buiten beschouwing|valt buiten|vallen buiten|vervalt|vervallen|stopt|stoppen|gestopt|eindigt|eindigen|beëindig\w*|"
    r"afgeschaft|schaft\b.{0,60}\baf|geschrapt|schrapt|ingetrokken|opgeheven|stopgezet|afgeblazen|afgelast|gestaakt|"
    r"geannuleerd|onmogelijk|ontbreekt|ontbreken|ontbrak\w*|mist|missen|tenzij|behalve|met uitzondering|anders dan|"
    r"vrijgesteld|vrijstelling\w*|ontheff\w*|gratis|kosteloos|(?!onder|over)on(?!line|der|twik|ze\b|s\b|derz)\w{3,}(?:d|t|e|lijk|lijke|ig|ige|baar|bare|en)|"
    r"\w{4,}(?:vrij|vrije|loos|loze)|minderjarig\w*|achterwege|verliest|verliezen|kwijt\w*)\b"
)


# What need not be is left to the reader: *hoeft niet weg* for *mag blijven*.
_NEED_NOT = re.compile(
    r"\b(?:hoeft|hoeven|hoef)\b[^.;]{0,80}?\b(?:niet|geen|niets)\b|\bgeen (?:belemmering|bezwaar|beletsel)\b"
)


def need_nots(statement: Statement) -> int:
    return len(_NEED_NOT.findall(statement.text.lower()))


def denials(statement: Statement) -> int:
    """How many words of denial a text has, those of comparison left out."""
    return len(denial_spans(statement))


def denial_spans(statement: Statement) -> list[tuple[int, int]]:
    """Where words of denial stand, those of comparison and of no denial (*niet alleen*) left out."""
    text = statement.text.lower()
    idle = [m.span() for m in _NO_DENIAL.finditer(text)]
    idle += [
        m.span()
        for m in _COMPARING.finditer(text)
        if any(f.end - m.start() >= 0 and f.start - m.end() <= _CLOSE_BY for f in statement.figures)
    ]
    return [m.span() for m in NOT.finditer(text) if not any(a <= m.start() < b for a, b in idle)]


def softer_words(statement: Statement) -> list[str]:
    return _DENIES.findall(statement.text.lower())


def outright_words(statement: Statement) -> list[str]:
    return _OUTRIGHT.findall(statement.text.lower())


BOUNDS = re.compile(
    r"\b(?:maxim\w+|minim\w+|hoogstens|minstens|hooguit|ten (?:hoogste|minste|laagste)|uiterlijk|grens|plafond|tot)\b"
)
