"""Dutch words that say nothing about what a text is about: folded (``één`` is ``een``).

Question words and auxiliary verbs belong here too: a question about *kosten* must not prefer the
passages that happen to say *hoeveel*. Words of quantity and number (*minimaal*, *jonger*, *twee*)
stay out, since policy texts turn on them, and so does *niet*.
"""

from __future__ import annotations

_ARTICLES = "de het een 't der des den ten ter 'n"

_PRONOUNS = """
ik jij je u wij we jullie zij ze hij haar hem hen hun ons onze mij me mijn jouw uw zich zichzelf
zijn iemand iets niemand niets men deze dit die dat degene diegene dezelfde hetzelfde dergelijke
zulke elkaar er hier daar hiervan hierin hierbij hiermee hiertoe hiervoor hierdoor hierop
daarvan daarin daarbij daarmee daartoe daarvoor daardoor daarop daarnaast daarom daaruit ervan
erin erbij ermee ervoor erdoor erop eruit ertoe zelf alle al ander andere anderen
"""

_QUESTION = """
wie wat waar waarom wanneer welk welke hoe hoeveel hoezo waarvoor waarmee waarin waarop waarvan
waardoor waarbij waartoe waaruit waarover waarnaar wiens
"""

_CONJUNCTIONS = """
en of maar want dus omdat doordat zodat opdat als indien wanneer terwijl hoewel tenzij mits toen
nadat voordat totdat zodra zoals dan evenals alsmede noch zowel hetzij ofwel
"""

_PREPOSITIONS = """
in op aan bij van voor met door naar om tot te uit over per via binnen tijdens volgens omtrent
inzake betreffende aangaande ten behoeve wegens namens jegens omwille rond tegen
"""

_ADVERBS = """
ook nog wel al reeds zeer heel erg nu toch echter immers bovendien tevens verder namelijk
bijvoorbeeld onder andere ongeveer eigenlijk gewoon even graag precies eens weer steeds zo dus
hierna hierboven hieronder daarna alsook alleen zelfs aldus derhalve
"""

_VERBS = """
ben bent is zijn was waren geweest wees word wordt worden werd werden geworden heb hebt heeft
hebben had hadden gehad kan kun kunt kunnen kon konden moet moeten moest moesten mag mogen mocht
mochten wil wilt willen wilde wilden zal zult zullen zou zouden ga gaat gaan ging gingen gegaan
doe doet doen deed deden gedaan komt komen kwam kwamen laat laten blijft blijven bleef bleven
staat staan stond stonden weet weten geeft geven
"""

_ASKING = """
vertel vertellen leg uitleggen noem noemen geef toon laat zien zeg zeggen vraag vragen weet
alsjeblieft alstublieft svp aub graag dank bedankt hallo hoi goedemorgen goedemiddag dag
"""

_SHORT = "bv bijv oa ivm mbt tav tbv dmv nav enz etc evt resp mn dwz cq jl ie nl zgn ca"

STOPWORDS: frozenset[str] = frozenset(
    word.replace("'", "")
    for group in (
        _ARTICLES, _PRONOUNS, _QUESTION, _CONJUNCTIONS, _PREPOSITIONS, _ADVERBS, _VERBS, _ASKING,
        _SHORT,
    )
    for word in group.split()
)  # fmt: skip
