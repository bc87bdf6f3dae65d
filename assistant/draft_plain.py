"""Plain words for official ones: what a writer at B1 makes of policy text.

For the draft checks only. A word of a group counts as said where another of it stands; that lends
support to a sentence and never excuses a figure, a name, a denial or a way of speaking. Words that
are each other's rival (``draft_opposites``) share no group.
"""

from __future__ import annotations

from functools import lru_cache

from index.analysis import stem

_GROUPS = """
besteden besteedt besteding uitgeven uitgeeft uitgaven bestedingen
beslissen beslist bepalen bepaalt besluiten besluit kiezen kiest beslissing keuze
bekostigen bekostigd financieren gefinancierd betalen betaalt betaald financiering
vergoeden vergoedt vergoed vergoeding terugbetaald
verstrekken verstrekt verlenen verleent verleend geven geeft toekennen toegekend uitkeren verstrekking verlening toekenning
indienen ingediend aanvragen aangevraagd insturen ingestuurd opsturen sturen aanvraag inleveren
overleggen overlegt tonen laten zien meesturen voegen gevoegd meenemen
aanvangen aanvang beginnen begint begin starten start
beëindigen beëindigd stoppen stopt gestopt eindigen eindigt einde
woning woningen huis huizen
arbeid werk werken baan werkzaamheden banen
inkomen salaris loon verdienen verdient
kosten prijs duur betalen
prioriteren prioriteit voorrang
mening opvatting standpunt standpunten
gepast gepaste netjes fatsoenlijk respectvol
verwijderen verwijderd weghalen haalt weg
verhogen verhoogd verhoging meer hoger extra erbij omhoog stijgen stijgt
verlagen verlaagd verlaging minder lager omlaag dalen daalt
verminderen verminderd vermindering minder aftrek
realiseren gerealiseerd bereiken bereikt maken gemaakt bouwen
ondersteunen ondersteuning steun hulp helpen helpt bijstaan
informeren geïnformeerd informatie vertellen vertelt laten weten uitleg uitleggen
contact benaderen bellen spreken
controleren controle toetsen getoetst toets nagaan nakijken
noodzakelijk nodig vereist
voldoende genoeg toereikend
onvoldoende weinig
gedurende tijdens
jaarlijks jaar
maandelijks maand
eenmalig keer eenmaal
momenteel nu thans
reeds al
tevens ook daarnaast bovendien
echter maar toch
diverse verschillende meerdere
trachten proberen probeert
aanvullend aanvullende extra
circa ongeveer
middelen geld bedrag budget subsidie
huisvesting wonen woonruimte
vaststellen vastgesteld bepalen bepaald
uitvoeren uitgevoerd uitvoering doen doet
toenemen toename groeien groeit groei stijgen stijgt stijging meer
afnemen afname dalen daalt daling minder krimp
deelnemen deelname meedoen doen mee
opleiding opleidingen studie cursus school scholing training onderwijs
leraar leraren docent docenten
kind kinderen leerling leerlingen
gebruikmaken gebruik gebruiken inzetten ingezet inzet
opnemen opgenomen staan staat
wijzigen gewijzigd wijziging veranderen verandert verandering aanpassen aangepast
melden meldt doorgeven geeft door
beschikbaar er
bevorderen stimuleren stimuleert verbeteren versterken
ontstaan veroorzaakt oorzaak komt door
volledig volledige heel hele helemaal geheel alles
onverwijld direct meteen onmiddellijk
termijn tijd periode
ingang ingaan gaat in werking
verzoeken verzoek vragen vraagt vraag
verschuldigd betalen betaalt kosten kost betaald
deelnemer deelnemers deelnemen meedoen meedoet meedoen
schriftelijk brief post
elektronisch digitaal online
vooraf tevoren
achteraf daarna later
intrekken ingetrokken kwijtraken verliezen vervallen vervalt
nadere aanvullende extra meer
afwijken afwijkt uitzondering uitzonderingen anders
rapporteren rapportage verslag verantwoorden
evalueren geëvalueerd evaluatie bekeken gekeken beoordelen beoordeeld
constateren geconstateerd zien vaststellen gebleken
overtreding overtredingen mis fout regels
vergoeding tegemoetkoming bijdrage bedrag toelage
onderbreking onderbreken tussen pauze pauzeren stilzetten stilgezet
verkrijgen verkregen krijgen kopen gekocht
echtgenoot partner man vrouw
minderjarig minderjarige kind kinderen jongeren
voertuig voertuigen auto auto's
terrein gebied plek plaats
locatie plek plaats adres
overlijden overleden dood sterft doodgaat
echtscheiding scheiding gescheiden scheiden
betreden binnengaan binnenkomen
bewoner bewoners bewonen wonen woont
inwoner inwoners mensen bewoners wonen woont
ouder ouders vader moeder
vervangen vervanging plaats komt
vervoeren vervoer brengen rijden
verplaatsen verplaatst verhuizen verhuist
bezwaar oneens protesteren
beroep rechter rechtbank
herroepen terugdraaien terugkomen intrekken
verlengen verlengd langer verlenging
verkorten verkort korter
resultaat resultaten uitkomst uitkomsten
doelstelling doel doelen
prijs tarief uurtarief uurprijs kosten
vrijstellen vrijgesteld erbuiten uitgezonderd
raadplegen bekijken kijken lezen
vestigen gevestigd vestiging beginnen openen
handhaven handhaving controleren optreden
afronden afgerond klaar afmaken
behalen behaald halen haalt
aantonen bewijzen bewijs blijken laten
ophogen hoger erbij
omvang grootte groot
tijdstip moment tijd
geschikt passend passende
alternatief anders vervangend vervangende
benodigd nodig
belanghebbende betrokkene u uw
""".strip().splitlines()


@lru_cache(maxsize=1)
def plain_groups() -> dict[str, tuple[int, ...]]:
    """Numbers of groups by stem."""
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(_GROUPS):
        for stemmed in {stem(word) for word in line.split()}:
            found[stemmed] = (*found.get(stemmed, ()), number)
    return found
