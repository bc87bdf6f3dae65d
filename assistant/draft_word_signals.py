"""Small words that a sentence has and its quotes do not, or the other way round, as signals."""

from __future__ import annotations

from assistant.draft_words import Statement

_GROUPS = """
niet
geen
nooit
zonder
niets niks
niemand
evenmin noch
alleen uitsluitend slechts enkel
pas
eerst
tenzij behalve
mits
als indien wanneer zodra
voorwaarde voorwaarden eis eisen
recht aanspraak
nodig noodzakelijk vereist
verplicht verplichte verplichting plicht
vrijwillig vrijwillige vrij
hoeft hoeven hoef
mag mogen
kan kunt kunnen kun
moet moeten
dient dienen
zal zullen zult
wil willen wilt
wordt worden
is zijn
werd werden was waren
heeft hebben hebt
inmiddels al reeds
misschien mogelijk wellicht waarschijnlijk
onderzoekt onderzocht onderzoek onderzoeken
ook
maar
wel
toch
meer
minder
ander andere anders
hetzelfde dezelfde gelijk
verbod verboden
toegestaan toestemming
bezwaar belemmering
kiezen kiest keuze zelf
altijd elke elk iedere ieder
genoeg voldoende
alle iedereen
tegen
plaats
buiten
stopt stoppen vervalt vervallen verliest verliezen
blijft blijven
telt tellen
gratis kosteloos kosten
of
krijgt krijgen
nog
later eerder
voordat totdat zolang
doel plan streven
mogelijkheid mogelijkheden gelegenheid
aanmerking
beschikbaar
verschil verschillen verschilt verschillende
""".strip().splitlines()
_WORDS = {line.split()[0]: frozenset(line.split()) for line in _GROUPS}


def word_signals(sentence: Statement, whole: Statement) -> dict[str, float]:
    """``+word`` came, ``-word`` went, ``=word`` stands in both; ``whole`` is all quotes together."""
    found = {}
    for name, group in _WORDS.items():
        here = not group.isdisjoint(sentence.norms)
        there = not group.isdisjoint(whole.norms)
        if here or there:
            found["+-="[(not here) + 2 * (here and there)] + name] = 1.0
    return found
