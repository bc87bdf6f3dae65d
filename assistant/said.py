"""Which small words a statement has: they tell what kind of question it can answer.

*omdat* gives a reason, *hoeft* answers *moet ik*, *daarvoor* leans on the sentence before it. The
judge learns what each is worth beside each kind of question, so no rule stands here; the list holds
what any Dutch policy text uses.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from index.analysis import tokenize

_GROUPS = """
may: mag mogen toegestaan bevoegd vrij kan kunnen kunt kun mogelijk mogelijkheid
must: moet moeten dient dienen verplicht verplichting vereist nodig noodzakelijk voorwaarde
need not: hoeft hoeven vrijgesteld uitgezonderd behalve tenzij zonder alleen slechts uitsluitend
denied: niet geen nooit niemand noch niets nee vervalt stopt geweigerd weigert afgewezen
confirmed: ja wel ook zelfs toch al reeds
due: recht aanmerking krijgt krijgen ontvangt ontvangen verstrekt toegekend vergoed vergoedt vergoeding
given: geeft geven biedt bieden betaalt betalen betaald kost kosten bedraagt bedragen gratis
extent: maximaal minimaal hoogstens minstens hoogste ten ongeveer circa ruim bijna meer minder dan totaal per elk iedere samen gemiddeld
if: als indien wanneer mits wie zodra voor zover geval gevallen anders
because: omdat doordat want aangezien daarom daardoor hierdoor waardoor zodat opdat vanwege wegens gevolg reden om doel dankzij door
time: vanaf sinds per tot uiterlijk binnen na voordat nadat daarna tijdens totdat eerst later vervolgens jaarlijks maandelijks nu nog steeds treedt werking ingang ingegaan gaat gaan ging start begint eindigt loopt duurt
said: is zijn was waren wordt worden werd werden is heeft hebben heet heten noemt noemen genoemd betekent verstaan bestaat bestaan omvat houdt namelijk zoals bijvoorbeeld
planned: wil willen zal zullen zou zouden gepland voornemens voornemen onderzoekt onderzoeken onderzocht verkent bekijkt overweegt besloten bekend voorstel voorgesteld plan streeft streven verwacht verwachting
how: aanvragen vraagt aanvraag indienen dient melden meldt aanmelden formulier digitaal online schriftelijk telefonisch website loket via met
who: u uw ik wij we ons onze hij zij ze men iedereen iemand mensen personen minister kabinet staatssecretaris college gemeente gemeenten
back: dit dat deze die daar daarvoor daarbij daarmee daarvan daarin daarop daarover daarnaast hiervoor hierbij hiervan er het zo zulke dezelfde
and: en of maar bovendien echter
"""
SAID: tuple[str, ...] = tuple(
    dict.fromkeys(
        word for line in _GROUPS.strip().splitlines() for word in line.partition(":")[2].split()
    )
)
_PLACE = {word: at for at, word in enumerate(SAID)}

Flags = npt.NDArray[np.float32]


@lru_cache(maxsize=1 << 14)
def said(text: str) -> Flags:
    """(len(SAID),) 1 for each word of ``SAID`` that the text has."""
    found = np.zeros(len(SAID), dtype=np.float32)
    found[[_PLACE[t.norm] for t in tokenize(text) if t.norm in _PLACE]] = 1.0
    found.setflags(write=False)
    return found
