"""Dutch words that deny without *niet*, and pairs of words of which each denies the other.

General knowledge of the language, written down without any sentence in view. A word counts by its
stem, and a separable verb also where its particle stands apart (*wijst ... af*).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.draft_words import Statement
from index.analysis import stem
from index.compounds import zipf

_DENYING = """
weigeren weigering verbieden verboden verbod uitsluiten uitgesloten uitsluiting uitzonderen
uitzondering ontbreken gebrek missen gemis mislukken mislukt falen faalt vervallen vervalt
verlopen verliezen verlies kwijt kwijtraken kwijtschelden kwijtschelding vrijstellen
vrijstelling ontheffen ontheffing vrij vrijgesteld afzien afwijzen afwijzing verwerpen afkeuren
afkeuring intrekken intrekking opheffen opheffing schrappen afschaffen afschaffing stoppen stop
stopzetten staken beëindigen eindigen ophouden onthouden achterwege uitblijven tegenhouden
tegengaan beletten verhinderen voorkomen vermijden ontwijken belemmeren belemmering blokkeren
dwarsbomen afraden ontraden ontkennen betwisten tegenspreken bestrijden buiten uitgezonderd
behalve tenzij zonder ondanks nul nihil geenszins nauwelijks amper zelden onmogelijk onvoldoende
onbekend onduidelijk onzeker ongeldig onbevoegd onnodig overbodig onverplicht vrijwillig
vrijblijvend gratis kosteloos leeg werkloos minderjarig illegaal verkeerd fout ten onrechte
tekort tekortschieten tekortkomen schorsen schorsing opschorten uitstellen uitstel aanhouden
annuleren afgelasten afblazen afketsen afzeggen opzeggen verspelen inleveren vergeten nalaten
verzuimen verzuim negeren overslaan weglaten wegblijven wegvallen afvallen uitvallen laten
loslaten afwezig afwezigheid afstand tegenstander oneens dicht gesloten sluiten dichtgaan
weigerachtig vervallenverklaring niets niemand nergens evenmin noch minder weinig geweigerd
tegen bezwaar vastlopen verdwijnen verdwenen terugtrekken terugdraaien herroepen vernietigen
nietig opgeven afbreken afhaken stilleggen stilliggen stilstaan overig resteren overhouden
openstaan voorlopig alsnog pas alleen uitsluitend enkel slechts enige anders elders ander
vrijkomen oningevuld onbenut onaangetast ongewijzigd onveranderd hetzelfde gelijkblijven
behouden blijven geheim afwijken los losstaan ongeacht onafhankelijk irrelevant ontzien gespaard
sparen onthouding verstoken ontslaan ontslag
"""
_PREFIXED = re.compile(
    r"(?:on|niet-)(?!der|line|ze\b|s\b|twikk|twerp|tvang|tstaa|dank|geveer)\w{4,}"
)
_SUFFIXED = re.compile(r"\w{4,}(?:loos|loze|vrij|vrije)\Z")

_PAIRS = """
verplicht/vrijwillig verplichten/vrijlaten moeten/mogen toestaan/verbieden toegestaan/verboden
toelaten/weigeren toewijzen/afwijzen toekennen/afwijzen goedkeuren/afkeuren aannemen/verwerpen
aanvaarden/weigeren overnemen/afwijzen accepteren/weigeren instellen/afschaffen
invoeren/afschaffen invoeren/intrekken beginnen/stoppen starten/stoppen beginnen/eindigen
starten/eindigen doorgaan/stoppen voortzetten/beëindigen voortzetten/stoppen blijven/vertrekken
blijven/vervallen blijven/verdwijnen blijven/veranderen houden/verliezen houden/inleveren
behouden/verliezen krijgen/verliezen krijgen/missen bestaan/ontbreken aanwezig/afwezig
aanwezig/ontbreken komen/wegblijven komen/uitblijven slagen/mislukken slagen/zakken
lukken/mislukken halen/missen openen/sluiten open/dicht open/gesloten openbaar/geheim
openbaar/besloten openbaar/vertrouwelijk binnen/buiten voor/tegen voor/na voordat/nadat
eerder/later vroeg/laat vroeger/later meer/minder veel/weinig hoger/lager hoog/laag groot/klein
groter/kleiner lang/kort langer/korter oud/jong ouder/jonger zwaar/licht zwaarder/lichter
duur/goedkoop duurder/goedkoper snel/langzaam sneller/langzamer stijgen/dalen toenemen/afnemen
groeien/krimpen verhogen/verlagen vermeerderen/verminderen uitbreiden/inkrimpen
versoepelen/aanscherpen verruimen/beperken verlengen/verkorten optellen/aftrekken
meetellen/ontzien meetellen/weglaten meenemen/achterlaten opnemen/weglaten
inschrijven/uitschrijven aanmelden/afmelden opbouwen/afbouwen uitgeven/overhouden
uitgeven/sparen besteden/overhouden gebruiken/overhouden gebruiken/staan betalen/kwijtschelden
betalen/gratis betalen/kosteloos kosten/gratis belasten/vrijstellen heffen/vrijstellen
geldig/ongeldig zeker/onzeker bekend/onbekend duidelijk/onduidelijk mogelijk/onmogelijk
bevoegd/onbevoegd voldoende/onvoldoende genoeg/onvoldoende genoeg/tekort voldoende/tekort
nodig/overbodig nodig/onnodig vereist/overbodig veilig/onveilig veilig/gevaarlijk gezond/ziek
vast/tijdelijk vast/los vast/flexibel permanent/tijdelijk definitief/voorlopig
volledig/gedeeltelijk geheel/gedeeltelijk heel/deels alle/geen altijd/nooit iedereen/niemand
iets/niets ergens/nergens ooit/nooit wel/niet goed/slecht beter/slechter juist/onjuist goed/fout
terecht/onterecht gelijk/verschillend zelfde/ander hetzelfde/anders zelf/anders zelf/ander
gelijk/anders veranderen/gelijkblijven wijzigen/ongewijzigd veranderen/behouden
aanpassen/behouden samen/apart samen/gescheiden samen/alleen eens/oneens overeenstemming/oneens
akkoord/oneens akkoord/bezwaar werkend/werkloos meerderjarig/minderjarig volwassen/minderjarig
eerste/laatste minimum/maximum minimaal/maximaal minstens/hoogstens bruto/netto winst/verlies
overschot/tekort vol/leeg bezet/vrij bezet/leeg afhankelijk/onafhankelijk afhankelijk/ongeacht
meedoen/uitsluiten meedoen/afzien deelnemen/afzien erkennen/ontkennen toegeven/ontkennen
bevestigen/ontkennen steunen/afwijzen steunen/bestrijden aanraden/afraden bevorderen/tegengaan
stimuleren/ontmoedigen helpen/hinderen voldoen/tekortschieten voldoen/falen naleven/overtreden
houden/overtreden doen/nalaten doen/weigeren doen/laten geven/weigeren geven/inhouden
verstrekken/weigeren verlenen/weigeren uitvoeren/nalaten doorlopen/aflopen lopen/aflopen
lopen/voorbij gaan/blijven opvragen/weglaten vinden/zoeken weten/twijfelen besluiten/twijfelen
besluiten/aanhouden bereiken/uitblijven reageren/zwijgen reageren/uitblijven antwoorden/zwijgen
tijdig/laat bereikbaar/onbereikbaar toegankelijk/ontoegankelijk haalbaar/onhaalbaar
wettelijk/onwettig legaal/illegaal eigen/ander huur/koop huren/kopen publiek/privaat
achteraf/vooraf vooraf/later zichtbaar/onzichtbaar nieuw/bestaand nieuw/oud uniform/divers
landelijk/regionaal direct/later meteen/later nu/later hier/elders thuis/elders gebonden/vrij
plicht/vrij plicht/keuze verplichten/kiezen plicht/vrijwillig verplicht/kiezen moeten/kiezen
vereisen/vrijlaten beperkt/onbeperkt bepaald/onbepaald betaald/onbetaald belast/onbelast
gehuwd/ongehuwd geldig/verlopen gelden/vervallen gelden/uitzonderen gelden/buiten vallen/buiten
toepassing/uitzondering toepassing/buiten recht/uitsluiten beschikbaar/uitgeput
beschikbaar/bezet gelden/vrijstellen functioneren/disfunctioneren werken/disfunctioneren
voorkomen/ontstaan uitgevoerd/achterwege gebeuren/achterwege hinder/toestaan
belemmering/toestaan belemmering/mogelijk bezwaar/mogelijk weg/toestaan eigenaar/huurder
"""

_PARTICLE = re.compile(
    r"(aan|achter|af|bij|dicht|door|in|kwijt|mee|na|om|op|over|stil|stop|tegen|terug|toe|uit|vast|vrij|weg)(\w{4,})\Z"
)


@lru_cache(maxsize=1)
def _denying() -> frozenset[str]:
    return frozenset(stem(word) for word in _DENYING.split())


@lru_cache(maxsize=1)
def _separable() -> dict[str, str]:
    """Separable verbs that deny or stand in a pair: *af wijz* to the stem of the whole."""
    found = {}
    every = [*_DENYING.split(), *(word for pair in _PAIRS.split() for word in pair.split("/"))]
    for word in every:
        match = _PARTICLE.fullmatch(word)
        if match and match[2].endswith("en") and zipf(match[2]) > 2.0:
            found[f"{match[1]} {stem(match[2])}"] = stem(word)
    return found


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        one, other = map(stem, pair.split("/"))
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


def acts(statement: Statement) -> frozenset[str]:
    """Stems of a text, with those of separable verbs whose particle stands apart."""
    return statement.stems | frozenset(_apart(statement))


def _apart(statement: Statement) -> Iterator[str]:
    for clause in statement.clauses:
        for key, whole in _separable().items():
            particle, verb = key.split(" ")
            if verb in clause.stems and particle in clause.norms:
                yield whole


def denying_words(statement: Statement) -> frozenset[str]:
    """Words that deny by themselves, as stems."""
    found = set(acts(statement) & _denying())
    for token in statement.tokens:
        if _PREFIXED.fullmatch(token.norm) or _SUFFIXED.fullmatch(token.norm):
            found.add(token.stem)
    return frozenset(found)


def opposites_of(stemmed: str) -> frozenset[str]:
    return _opposites().get(stemmed, frozenset())
