"""Follow-ups over many subjects; more than one wording may be right."""

from __future__ import annotations

import pytest

from assistant.followup import standalone
from index.compounds import zipf


def weigh(norm: str) -> float:
    """How rare a word is in Dutch; what the assistant uses over a text without that word."""
    return min(1.0, max(0.1, (6.5 - zipf(norm)) / 3.0))


CONVERSATIONS: list[tuple[list[str], list[str]]] = [
    (["Wat is de energietoelage?", "Vanaf wanneer?"], ["Vanaf wanneer is dat bij de energietoelage?", "Vanaf wanneer geldt de energietoelage?"]),
    (["Geldt het vuurwerkverbod in het centrum?", "Vanaf wanneer?"], ["Vanaf wanneer geldt het vuurwerkverbod in het centrum?"]),
    (["Wanneer wordt het museum verbouwd?", "En door wie?"], ["Door wie wordt het museum verbouwd?"]),
    (["Wie beslist over de kapvergunning?", "Binnen welke termijn?"], ["Binnen welke termijn beslist men over de kapvergunning?", "Binnen welke termijn is dat bij de kapvergunning?"]),
    (["Moet ik een dakkapel melden?", "Binnen hoeveel weken?"], ["Binnen hoeveel weken moet ik een dakkapel melden?"]),
    (["Wat is de inburgeringscursus?", "Hoe lang?"], ["Hoe lang is dat bij de inburgeringscursus?", "Hoe lang is de inburgeringscursus?", "Hoe lang duurt de inburgeringscursus?"]),
    (["Hoe hoog is de lerarenbeurs?", "Tot welke leeftijd?"], ["Tot welke leeftijd is dat bij de lerarenbeurs?", "Tot welke leeftijd geldt de lerarenbeurs?"]),
    (["Is asbest op het dak verboden?", "Waarom?"], ["Waarom is asbest op het dak verboden?"]),
    (["Is asbest op het dak verboden?", "Sinds wanneer dan?"], ["Sinds wanneer is asbest op het dak verboden?"]),
    (["Ligt de huurgrens voor ouderen hoger?", "Waardoor komt dat?"], ["Waardoor ligt de huurgrens voor ouderen hoger?"]),
    (["Wat is de loonkostensubsidie?", "Welk bedrag?"], ["Welk bedrag is dat bij de loonkostensubsidie?"]),
    (["Wat is de loonkostensubsidie?", "Hoe hoog?"], ["Hoe hoog is de loonkostensubsidie?"]),
    (["Is er subsidie voor zonnepanelen?", "Hoeveel?"], ["Hoeveel subsidie is er voor zonnepanelen?"]),
    (["Zijn er uitzonderingen op het rookverbod?", "Welke?"], ["Welke uitzonderingen zijn er op het rookverbod?"]),
    (["Waar wordt de nieuwe school gebouwd?", "Wanneer?"], ["Wanneer wordt de nieuwe school gebouwd?"]),
    (["Wat is de woonurgentie?", "Wat zijn de voorwaarden?"], ["Wat zijn de voorwaarden voor de woonurgentie?", "Wat zijn de voorwaarden van de woonurgentie?"]),
    (["Wie krijgt een parkeervergunning?", "En de kosten?"], ["Wat zijn de kosten van een parkeervergunning?"]),
    (["Wat is de hoogte van de boete?", "En de betaaltermijn?"], ["Wat is de betaaltermijn van de boete?"]),
    (["Wat is de kinderopvangtoeslag?", "Hoe wordt de hoogte bepaald?"], ["Hoe wordt de hoogte van de kinderopvangtoeslag bepaald?"]),
    (["Wat is een omgevingsvergunning?", "Hoe moet ik die aanvragen?"], ["Hoe moet ik een omgevingsvergunning aanvragen?"]),
    (["Wat is een omgevingsvergunning?", "Waar aanvragen?"], ["Waar een omgevingsvergunning aanvragen?", "Waar kan ik een omgevingsvergunning aanvragen?"]),
    (["Wat is de stikstofbank?", "Is die al geopend?"], ["Is de stikstofbank al geopend?"]),
    (["Wat is het persoonsgebonden budget?", "Wie mag het gebruiken?"], ["Wie mag het persoonsgebonden budget gebruiken?"]),
    (["Wat is de identificatieplicht?", "Geldt deze ook voor kinderen?"], ["Geldt de identificatieplicht ook voor kinderen?"]),
    (["Hoe hoog is de zorgtoeslag?", "Geldt die regeling ook voor zzp'ers?"], ["Geldt de zorgtoeslag ook voor zzp'ers?"]),
    (["Hoe hoog is de zorgtoeslag?", "Klopt dat bedrag ook voor 2014?"], ["Klopt het bedrag van de zorgtoeslag ook voor 2014?"]),
    (["Wat is het hitteplan?", "Is dat verplicht?"], ["Is het hitteplan verplicht?"]),
    (["Wat is de wijkraad?", "Hoe vaak komt die bijeen?"], ["Hoe vaak komt de wijkraad bijeen?"]),
    (["Wie zijn de buurtsportcoaches?", "Hoeveel zijn het er?"], ["Hoeveel zijn de buurtsportcoaches er?", "Hoeveel buurtsportcoaches zijn er?"]),
    (["Wat doen de wijkverpleegkundigen?", "Wie betaalt hen?"], ["Wie betaalt de wijkverpleegkundigen?"]),
    (["Hoeveel is het eigen risico bij de taxipas?", "Wie krijgt die?"], ["Wie krijgt de taxipas?"]),
    (["Wat kost het zwembad voor de jeugd?", "Wanneer is het open?"], ["Wanneer is het zwembad open?", "Wanneer is het zwembad voor de jeugd open?"]),
    (["Wat is het noodfonds energie?", "Wie kan daar een beroep op doen?"], ["Wie kan een beroep op het noodfonds energie doen?", "Wie kan een beroep doen op het noodfonds energie?"]),
    (["Wat is de subsidie sportmaterialen?", "Zijn er voorwaarden aan verbonden?"], ["Zijn er voorwaarden aan de subsidie sportmaterialen verbonden?"]),
    (["Wat is de verhuisregeling?", "Wie is daar verantwoordelijk voor?"], ["Wie is verantwoordelijk voor de verhuisregeling?"]),
    (["Wat is de erfpachtregeling?", "Welke huizen vallen eronder?"], ["Welke huizen vallen onder de erfpachtregeling?"]),
    (["Wat is het plafond voor daken?", "Hoeveel daarvan is voor scholen?"], ["Hoeveel van het plafond voor daken is voor scholen?", "Hoeveel van het plafond is voor scholen?"]),
    (["Hoe hoog is de hondenbelasting?", "Dank u wel! En voor twee honden?"], ["Hoe hoog is de hondenbelasting voor twee honden?"]),
    (["Wie beslist over de kapvergunning?", "Dank u. En de sloopvergunning?"], ["Wie beslist over de sloopvergunning?"]),
    (["Hoe hoog is de leges?", "Ok, en wie voert de controle van steigers uit?"], ["Wie voert de controle van steigers uit?"]),
    (["Wanneer is het zwembad open?", "Dank u wel"], ["Dank u wel"]),
    (["Wanneer is het zwembad open?", "Bedankt", "En de ijsbaan?"], ["Wanneer is de ijsbaan open?"]),
    (["Wat is de jeugdlening?", "Duidelijk. Hoe hoog is die dan eigenlijk?"], ["Hoe hoog is de jeugdlening dan eigenlijk?", "Hoe hoog is de jeugdlening?"]),
    (["Wanneer wordt het gft-afval opgehaald?", "En het restafval?"], ["Wanneer wordt het restafval opgehaald?"]),
    (["Hoeveel weken verlof krijgt een partner?", "En een adoptieouder?"], ["Hoeveel weken verlof krijgt een adoptieouder?"]),
    (["Hoe hoog is de mobiliteitsbonus?", "Hoe zit het met de werkbonus?"], ["Hoe hoog is de werkbonus?"]),
    (["Krijgt een student huurtoeslag?", "En gepensioneerden?"], ["Krijgen gepensioneerden huurtoeslag?"]),
    (["Hoe oud moet een taxichauffeur zijn?", "En een buschauffeur?"], ["Hoe oud moet een buschauffeur zijn?"]),
    (["Geldt het rookverbod op terrassen?", "En op stations?", "En in winkels?"], ["Geldt het rookverbod in winkels?"]),
    (["Hoe hoog is de toeslag in 2012?", "En in het hbo?"], ["Hoe hoog is de toeslag in 2012 in het hbo?", "Hoe hoog is de toeslag in het hbo in 2012?"]),
    (["Hoeveel draag ik bij voor gewone bijstand als mijn kind elders woont?", "En voor de bijzondere?"], ["Hoeveel draag ik bij voor de bijzondere bijstand als mijn kind elders woont?"]),
    (["Wat is de vergoeding voor een cursus onder b?", "en voor een cursus onder a?"], ["Wat is de vergoeding voor een cursus onder a?"]),
    (["Mag ik een schutting plaatsen in de achtertuin?", "Mag dat ook in de voortuin?"], ["Mag ik een schutting plaatsen in de voortuin?", "Mag ik ook een schutting plaatsen in de voortuin?"]),
    (["Hoeveel moet ik betalen als ik verhuis?", "En als ik ziek ben?"], ["Hoeveel moet ik betalen als ik ziek ben?"]),
    (["Hoeveel aanvraagrondes zijn er?", "Wanneer begint de eerste?"], ["Wanneer begint de eerste aanvraagronde?", "Wanneer begint de eerste van de aanvraagrondes?"]),
    (["Wat is de stadspas?", "Wie krijgt die?", "En wat kost die?", "En voor kinderen?"], ["Wat kost de stadspas voor kinderen?"]),
    (["Wat kost de stadspas?", "Wie krijgt de energietoelage?", "En de stadspas, hoe lang is die geldig?"], ["Hoe lang is de stadspas geldig?"]),
    (["Wat kost de stadspas?", "Wie krijgt de energietoelage?", "Terug naar de stadspas: wie geeft die uit?"], ["Wie geeft de stadspas uit?"]),
    (["Wat is de stadspas?", "Wie krijgt de energietoelage?", "En bij de stadspas?"], ["Wie krijgt de stadspas?"]),
    (["Wat is het Deltafonds?", "Hoe groot is het?", "Waar wordt het aan besteed?"], ["Waar wordt het Deltafonds aan besteed?"]),
    (["Hoe lang mag ik parkeren met een gehandicaptenkaart?", "En zonder kaart?"], ["Hoe lang mag ik parkeren zonder kaart?"]),
    (["Welke vaccins krijgt een baby?", "En een kleuter?"], ["Welke vaccins krijgt een kleuter?"]),
    (["Wat kost een uittreksel?", "Kan ik het online aanvragen?"], ["Kan ik een uittreksel online aanvragen?"]),
    (["Wat is de Omgevingswet?", "Wanneer is deze ingegaan?"], ["Wanneer is de Omgevingswet ingegaan?"]),
    (["Wat is de Omgevingswet?", "Wat betekent dat voor boeren?"], ["Wat betekent de Omgevingswet voor boeren?"]),
    (["Mag ik mijn hond los laten lopen in het park?", "En op het strand?"], ["Mag ik mijn hond los laten lopen op het strand?"]),
    (["Wat is het participatiefonds?", "Hoeveel zit erin?"], ["Hoeveel zit in het participatiefonds?"]),
    (["Wat is het participatiefonds?", "Wie heeft er recht op?"], ["Wie heeft recht op het participatiefonds?"]),
    (["Wie heeft recht op bijzondere bijstand?", "Waar kan ik die aanvragen?"], ["Waar kan ik bijzondere bijstand aanvragen?"]),
    (["Wie heeft recht op bijzondere bijstand?", "Hoe vraag ik dat aan?"], ["Hoe vraag ik bijzondere bijstand aan?"]),
    (["Hoe hoog is de toeristenbelasting op een camping?", "En in een hotel?"], ["Hoe hoog is de toeristenbelasting in een hotel?"]),
    (["Wanneer gaat de milieuzone in?", "Voor welke auto's?"], ["Voor welke auto's gaat de milieuzone in?"]),
    (["Geldt de milieuzone ook voor brommers?", "En voor oldtimers?"], ["Geldt de milieuzone ook voor oldtimers?"]),
    (["Wie mag stemmen bij het referendum?", "Wanneer is dat?"], ["Wanneer is het referendum?"]),
    (["Hoeveel kost kinderopvang per uur?", "En per maand?"], ["Hoeveel kost kinderopvang per maand?"]),
    (["Hoeveel leerlingen zitten er in een klas?", "En in groep 8?"], ["Hoeveel leerlingen zitten er in groep 8?", "Hoeveel leerlingen zitten er in een klas in groep 8?"]),
    (["Is er een maximum aan de huurverhoging?", "Hoe hoog is dat?"], ["Hoe hoog is een maximum aan de huurverhoging?", "Hoe hoog is het maximum aan de huurverhoging?", "Hoe hoog is de huurverhoging?"]),
    (["Wat houdt de zorgplicht in?", "Wie controleert dat?"], ["Wie controleert de zorgplicht?"]),
    (["Wat houdt de zorgplicht in?", "En wat gebeurt er als een school zich er niet aan houdt?"], ["Wat gebeurt er als een school zich niet aan de zorgplicht houdt?", "Wat gebeurt er als een school zich niet houdt aan de zorgplicht?"]),
    (["Hoeveel vakantiedagen heeft een ambtenaar?", "Mag hij die verkopen?"], ["Mag een ambtenaar vakantiedagen verkopen?"]),
    (["Welke documenten heb ik nodig voor een verblijfsvergunning?", "Waar moet ik ze inleveren?"], ["Waar moet ik documenten inleveren?", "Waar moet ik de documenten inleveren?"]),
    (["Wat is het wettelijk minimumjeugdloon?", "Geldt het ook voor stagiairs?"], ["Geldt het wettelijk minimumjeugdloon ook voor stagiairs?"]),
    (["Wie benoemt de ombudsman?", "Voor hoe lang?"], ["Voor hoe lang benoemt men de ombudsman?"]),
    (["Wie benoemt de ombudsman?", "En wie ontslaat hem?"], ["Wie ontslaat de ombudsman?"]),
    (["Hoeveel windmolens komen er bij Zeewolde?", "Wanneer komen die er?"], ["Wanneer komen windmolens er?", "Wanneer komen de windmolens er?"]),
    (["Krijg ik een vergoeding voor reiskosten?", "Hoeveel per kilometer?"], ["Hoeveel per kilometer is dat bij een vergoeding voor reiskosten?", "Hoeveel vergoeding krijg ik per kilometer voor reiskosten?"]),
    (["Krijg ik een vergoeding voor reiskosten?", "Hoe hoog is die?"], ["Hoe hoog is een vergoeding voor reiskosten?", "Hoe hoog is de vergoeding voor reiskosten?"]),
    (["Wat doet de huurcommissie?", "Hoe kan ik die bereiken?"], ["Hoe kan ik de huurcommissie bereiken?"]),
    (["Wat doet de huurcommissie?", "Wat kost een procedure daar?"], ["Wat kost een procedure bij de huurcommissie?", "Wat kost een procedure daar?"]),
    (["Wat is de maximale huur?", "En de minimale?"], ["Wat is de minimale huur?"]),
    (["Wat zijn de openingstijden van het stadhuis?", "En van de bibliotheek?"], ["Wat zijn de openingstijden van de bibliotheek?"]),
    (["Wat zijn de openingstijden van het stadhuis?", "En op zaterdag?"], ["Wat zijn de openingstijden van het stadhuis op zaterdag?"]),
    (["Hoeveel uur mag een zestienjarige werken?", "En in de vakantie?"], ["Hoeveel uur mag een zestienjarige werken in de vakantie?"]),
    (["Wat is de aanrijtijd van de ambulance?", "Wordt die gehaald?"], ["Wordt de aanrijtijd van de ambulance gehaald?"]),
    (["Hoe hoog is het collegegeld?", "Moet ik dat in één keer betalen?"], ["Moet ik het collegegeld in één keer betalen?"]),
    (["Hoe hoog is het collegegeld?", "Wat als ik niet op tijd betaal?"], ["Hoe hoog is het collegegeld, als ik niet op tijd betaal?"]),
    (["Welke plannen zijn er voor de haven?", "Wat vinden omwonenden ervan?"], ["Wat vinden omwonenden van plannen voor de haven?", "Wat vinden omwonenden van de plannen voor de haven?", "Wat vinden omwonenden van de haven?", "Wat vinden omwonenden van plannen?"]),
    (["Is vuurwerk verboden?", "Ook in de tuin?"], ["Is vuurwerk verboden in de tuin?", "Is vuurwerk ook verboden in de tuin?"]),
    (["Is vuurwerk verboden?", "Dat wist ik niet, dank. En wat is de boete?"], ["Wat is de boete?", "Wat is de boete voor vuurwerk?"]),
    (["Hoe groot mag een schuur zijn?", "En hoe hoog?"], ["Hoe hoog mag een schuur zijn?", "Hoe hoog is een schuur?"]),
    (["Hoe groot mag een schuur zijn?", "Heb ik daar een vergunning voor nodig?"], ["Heb ik een vergunning voor een schuur nodig?"]),
    (["Wie betaalt de sanering van de grond?", "Wanneer is die klaar?"], ["Wanneer is de sanering van de grond klaar?"]),
    (["Hoeveel asielzoekers komen er naar Ter Apel?", "Waarom?"], ["Waarom is dat bij asielzoekers?", "Waarom komen er asielzoekers naar Ter Apel?"]),
    (["Wat is de inkomensgrens voor een sociale huurwoning?", "En voor twee personen?"], ["Wat is de inkomensgrens voor twee personen?", "Wat is de inkomensgrens voor een sociale huurwoning voor twee personen?"]),
    (["Heeft de wijk een bibliotheek?", "Wat zijn de openingstijden daarvan?"], ["Wat zijn de openingstijden van een bibliotheek?", "Wat zijn de openingstijden van de bibliotheek?"]),
    (["Wat is een warmtenet?", "Zijn daar nadelen aan?"], ["Zijn nadelen aan een warmtenet?", "Zijn er nadelen aan een warmtenet?"]),
    (["Wat is een warmtenet?", "Wat zijn de nadelen?"], ["Wat zijn de nadelen van een warmtenet?"]),
    (["Wat is een warmtenet?", "Moet iedereen daaraan meedoen?"], ["Moet iedereen aan een warmtenet meedoen?"]),
    (["Wanneer wordt het geld uitgekeerd?", "Aan wie?"], ["Aan wie wordt het geld uitgekeerd?"]),
    (["Kan ik de aanslag in termijnen betalen?", "In hoeveel termijnen?"], ["In hoeveel termijnen kan ik de aanslag betalen?", "In hoeveel termijnen kan ik de aanslag in termijnen betalen?"]),
    (["Wat regelt de Wmo?", "En de Jeugdwet?"], ["Wat regelt de Jeugdwet?"]),
    (["Welke taken heeft de veiligheidsregio?", "Wie is de voorzitter?"], ["Wie is de voorzitter van de veiligheidsregio?", "Wie is de voorzitter?"]),
]  # fmt: skip

NOT_YET: list[tuple[list[str], list[str]]] = [
    (["Hoeveel geld krijgen scholen voor bijlessen?", "En bibliotheken?"], ["Hoeveel geld krijgen bibliotheken voor bijlessen?"]),
    (["Wat is de boete voor te hard rijden?", "En voor door rood rijden?"], ["Wat is de boete voor door rood rijden?"]),
    (["Hoeveel uur mag een zestienjarige werken?", "En iemand van 15?"], ["Hoeveel uur mag iemand van 15 werken?"]),
    (["Wat verdient een minister?", "Is dat inclusief vakantiegeld?"], ["Is wat een minister verdient inclusief vakantiegeld?"]),
]  # fmt: skip

WHOLE = [
    "Is het verplicht om afval te scheiden?",
    "Wie zorgt ervoor dat het park schoon blijft?",
    "Hoeveel woningen komen er in 2025 bij?",
    "Krijgen ouders die werken een toelage?",
    "Welke regels gelden voor bedrijven die exporteren?",
    "Als ik een dakkapel bouw, wat heb ik daarvoor nodig?",
    "Wanneer horen ouders of ze een plek hebben?",
    "Wat vindt het kabinet van het advies van de raad?",
    "Klopt het dat gemeenten geld krijgen voor opvang?",
    "Waar kan ik stemmen?",
    "Hoe hoog is het minimumloon per 1 juli?",
    "Welke gemeenten doen mee aan de proef met deelauto's?",
    "Voor welke bedrijven geldt het verbod op lachgas?",
    "kapvergunning kosten boom",
    "Wanneer is die norm van acht weken afgesproken?",
    "Wat is de boete voor wildplassen?",
    "Wat doet het kabinet tegen dakloosheid?",
    "Hoe kan ik bezwaar maken?",
    "Wat gebeurt er met het geld dat overblijft?",
    "Wat staat er in de brief over jeugdzorg?",
    "Waarom krijgen gemeenten die bezuinigen minder geld?",
    "Als mijn kind ziek is, moet het dan naar school?",
    "Hoeveel mensen zitten er in de schuldsanering?",
    "Is het waar dat de huren stijgen?",
    "Wat zijn de regels voor het houden van kippen?",
    "Krijgen werkgevers een bonus als ze een oudere aannemen?",
    "Welke ouders hebben recht op verlof en hoe lang duurt het?",
    "Wie zijn er lid van de wijkraad?",
    "Wat vindt de minister van het voorstel dat de Kamer deed?",
    "In welke gemeenten zijn er proeven met gratis openbaar vervoer?",
    "de hoogte van de boete voor wildplassen",
    "Gaat het kabinet iets doen aan de wachtlijsten in de zorg?",
    "Hoe wordt een wethouder benoemd?",
    "Wordt het minimumloon verhoogd?",
    "Wat is er afgesproken over stikstof?",
    "energietoeslag studenten",
    "Vergoedt de gemeente dit soort kosten?",
    "Hoeveel bomen worden er dit jaar geplant?",
]


def _cases(rows: list[tuple[list[str], list[str]]]) -> list[object]:
    return [pytest.param(turns, right, id=" / ".join(turns)) for turns, right in rows]


@pytest.mark.parametrize(("turns", "right"), _cases(CONVERSATIONS))
def test_a_follow_up_is_said_in_full(turns: list[str], right: list[str]) -> None:
    assert standalone(turns, weigh) in right


@pytest.mark.parametrize(("turns", "right"), _cases(NOT_YET))
@pytest.mark.xfail(strict=True, reason="not completed yet")
def test_a_follow_up_that_is_not_said_in_full_yet(turns: list[str], right: list[str]) -> None:
    assert standalone(turns, weigh) in right


@pytest.mark.parametrize(
    "before", ["Hoe hoog is de huurtoeslag voor gezinnen?", "Mag ik een hond houden?"]
)
@pytest.mark.parametrize("question", WHOLE)
def test_a_question_of_its_own_stays_as_it_is(question: str, before: str) -> None:
    assert standalone([before, question], weigh) == question
