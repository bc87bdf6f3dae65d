"""Words that stand for different people, directions or amounts: one may not become the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_fault import Fault
from assistant.draft_words import Statement
from index.analysis import stem

# In each line every group is the opposite, or the rival, of the others.
_ROLES = """
werkgever werkgevers bedrijf bedrijven onderneming ondernemingen ondernemer ondernemers
werknemer werknemers medewerker medewerkers personeel
werkzoekende werkzoekenden werkloze werklozen
zelfstandige zelfstandigen zzp zzper freelancer ondernemer ondernemers
student studenten afgestudeerde afgestudeerden stagiair stagiairs stagiaire
docent docenten leraar leraren leerkracht leerkrachten starter starters
leerling leerlingen scholier scholieren stagiair stagiairs
huurder huurders
verhuurder verhuurders
koper kopers
verkoper verkopers
patiënt patiënten cliënt cliënten
mantelzorger mantelzorgers
vrijwilliger vrijwilligers
gepensioneerde gepensioneerden
migrant migranten kennismigrant kennismigranten vluchteling vluchtelingen statushouder statushouders
schuldeiser schuldeisers
schuldenaar schuldenaren
rechter rechters
arts artsen huisarts
agent agenten politiemedewerker politiemedewerkers
""".strip().splitlines()
"""Who is meant: in each line one role. None may come into a sentence that its quotes do not name."""

_LINES = """
stijgen stijgt steeg gestegen stijging toenemen toename verhogen verhoogd verhoging hoger omhoog groei groeien | dalen daalt daalde gedaald daling afnemen afname verlagen verlaagd verlaging lager omlaag krimp
enkele enkel eenmalig | dubbele dubbel tweemaal
minimum minimaal minstens | maximum maximaal hoogstens
toegekend toekennen toegewezen goedgekeurd | afgewezen afwijzen geweigerd weigeren afgekeurd
verplicht verplichting | vrijwillig vrijblijvend
schuldeiser | schuldenaar
bruto | netto
begint beginnen begin start starten aanvang | eindigt eindigen einde eind afloop stopt stoppen gestopt afbreekt afbreken afgebroken vervalt vervallen
ouder ouderen oudere | jonger jongeren jongere
langer | korter
vrouw vrouwen vrouwelijk vrouwelijke meisjes | man mannen mannelijk mannelijke jongens
publiek publieke | privaat private particulier particuliere
vmbo | havo | vwo
mbo | hbo | wo
eerste | laatste
volledig volledige geheel gehele hele heel | gedeeltelijk gedeeltelijke deels
""".strip().splitlines()


def _groups() -> tuple[tuple[frozenset[str], ...], ...]:
    return tuple(
        tuple(frozenset(group.replace(",", " ").split()) for group in line.split("|"))
        for line in _LINES
    )


_RIVALS = _groups()
_PEOPLE = tuple(frozenset(line.split()) for line in _ROLES)


def opposite_faults(sentence: Statement, quotes: Sequence[Statement]) -> Iterator[Fault]:
    """Words that took the place of a rival: it stands in the quotes, and here only they do."""
    said = [(t.norm, t.stem, t.text) for t in sentence.tokens]
    norms = frozenset[str]().union(*(quote.norms for quote in quotes))
    stems = frozenset[str]().union(*(quote.stems for quote in quotes))
    own_norms, own_stems = sentence.norms, sentence.stems
    named_there = [role for role in _PEOPLE if _has(role, norms, stems)]
    if named_there:
        for norm, stemmed, text in said:
            # A word may be of more than one role: *zelfstandig ondernemer*.
            roles = [role for role in _PEOPLE if _is(role, norm, stemmed)]
            if not roles or any(role in named_there for role in roles):
                continue
            if re.search(rf"\b(?:uw|je|jouw) {re.escape(text.lower())}\b", sentence.text.lower()):
                continue  # who the quote names is the reader, and this is the other party
            parts = {part for role in roles for part in role if len(part) > 5}
            if not any(part in other for part in parts for other in norms):
                yield Fault("opposite", text)
                break
    compared = {m[1] for f in sentence.figures for m in _BOUND.finditer(f.text.lower())} | {
        m[1] for m in _BOUND.finditer(sentence.text.lower()) if _beside(m.end(), sentence)
    }
    for line in _RIVALS:
        present = [n for n, group in enumerate(line) if _has(group, norms, stems)]
        if any(_has(line[n], own_norms, own_stems) for n in present):
            continue  # the sentence names the one that the quotes name as well
        for number, group in enumerate(line):
            if number in present or not present:
                continue
            for norm, stemmed, text in said:
                if norm in compared or _round_about(text, sentence, line, quotes):
                    continue  # a bound of a figure, which has a check of its own
                if norm in group and stemmed not in stems:
                    yield Fault("opposite", text)
                    break


_BOUND = re.compile(r"\b(\w{3,}r) dan\b")
_DENIED = r"\b(?:niet|geen|nooit|noch)\b(?: \w+){0,2} "


def _round_about(
    text: str, sentence: Statement, line: Sequence[frozenset[str]], quotes: Sequence[Statement]
) -> bool:
    """*Niet verplicht* is no rival of *vrijwillig*, but it is one of *niet vrijwillig*."""
    rivals = "|".join(re.escape(word) for group in line for word in group)
    return bool(
        re.search(_DENIED + re.escape(text.lower()) + r"\b", sentence.text.lower())
    ) and not any(re.search(rf"{_DENIED}(?:{rivals})\b", quote.text.lower()) for quote in quotes)


_CLOSE_BY = 20


def _beside(end: int, sentence: Statement) -> bool:
    return any(0 <= figure.start - end <= _CLOSE_BY for figure in sentence.figures)


def _is(group: frozenset[str], norm: str, stemmed: str) -> bool:
    return norm in group or any(
        stem(word) == stemmed and (norm.startswith(word) or word.startswith(norm)) for word in group
    )


def _has(group: frozenset[str], norms: frozenset[str], stems: frozenset[str]) -> bool:
    return any(word in norms or stem(word) in stems for word in group)
