"""The noun that makes a number a count: ``500 extra``, ``vier belangrijke speerpunten``."""

from __future__ import annotations

import re

_WORD = re.compile(r"[ \u00a0]{1,3}([a-zà-ÿ][a-zà-ÿ’'-]{0,40}[a-zà-ÿ]|fte)(?!\w)")
_FUNCTION = frozenset(
    """de het een en of van in op te om tot aan bij met voor door per uit over naar na als dan dat die
    dit deze er is zijn was waren wordt worden werd werden heeft hebben had hadden kan kunnen kon
    konden zal zullen zou zouden moet moeten mag mogen wil willen gaat gaan komt komen krijgt krijgen
    tussen binnen buiten tegen boven onder samen alleen sinds reeds steeds ook niet geen wel nog al
    maar want dus toch omdat toen nu hier daar waar wie wat hoe we wij ze zij ik u je jij hij hun ons
    onze haar zich zelf anders andere beide alle eens vanaf zonder tijdens volgens langs tegelijk
    hebt doen maken staan blijven laten zien liggen lopen geven nemen helpen vallen stellen vinden
    brengen houden vormen tellen bestaan werken zitten leveren spreken moesten mochten vanwege
    ondanks vooral daarvan hiervan daarvoor waarvan daarom daarna inmiddels toekomstige
    tweede eerste derde laatste""".split()  # noqa: SIM905
)
_ADJECTIVES = frozenset("extra eigen open houten gouden zilveren verschillend".split())  # noqa: SIM905
_INVARIABLE = frozenset(
    """man fte hectare kilometer km meter liter kilo kg gram ton graden mw kw kwh gw stuks personen
    mensen kinderen lieden vrouw m2 m² m3 mg ml cm mm ha dm3 kton""".split()  # noqa: SIM905
)
_ADJECTIVE_LIKE = re.compile(r".{3,}(?:e|end|ste)\Z")
_PLURAL = re.compile(r".{2,}(?:en|s|ën|'s|’s|eren)\Z")
MOST_ADJECTIVES = 2


def noun_end(text: str, end: int, *, plural: bool = True) -> int | None:
    """Where the counted noun after ``end`` ends, or None where no noun can be seen.

    Without a dictionary a plural ending is the sign, with at most two adjectives before it; one
    thing (``plural=False``) may be any word that is not a function word.
    """
    at, extra = end, None
    for _ in range(MOST_ADJECTIVES + 1):
        match = _WORD.match(text, at)
        if match is None or match[1] in _FUNCTION:
            return extra
        word, at = match[1], match.end()
        if word in _ADJECTIVES:
            extra = at if word == "extra" else extra
        elif _PLURAL.match(word) or word in _INVARIABLE:
            return at
        elif not _ADJECTIVE_LIKE.match(word):
            return at if not plural else extra
    return extra
