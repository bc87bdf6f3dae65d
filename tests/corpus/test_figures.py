"""Dutch figures: a hand-checked table, the letter's own sentences, round trips and invariants."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.figures import Figure, find_figures, satisfies

Row = tuple[str, object, str, str | None]

TABLE: list[tuple[str, list[Row]]] = [
    # amounts
    ("een bonus van € 2100.", [("€ 2100", 2100, "EUR", None)]),
    ("naar €26.931;", [("€26.931", 26931, "EUR", None)]),
    ("kost € 1.750,50 per stuk", [("€ 1.750,50", 1750.5, "EUR", None)]),
    ("kost € 250,- per stuk", [("€ 250,-", 250, "EUR", None)]),
    ("kost € 250,-- per stuk", [("€ 250,--", 250, "EUR", None)]),
    ("ligt op 50.619 euro", [("50.619 euro", 50619, "EUR", None)]),
    ("eenmalig € 6 miljoen bij", [("€ 6 miljoen", 6_000_000, "EUR", None)]),
    ("ruwweg 2,5 miljard euro", [("2,5 miljard euro", 2_500_000_000, "EUR", None)]),
    ("€ 20 mln. extra", [("€ 20 mln.", 20_000_000, "EUR", None)]),
    ("€ 1 750 per maand", [("€ 1 750", 1750, "EUR", None)]),
    ("€\u00a01\u00a0750 per maand", [("€\u00a01\u00a0750", 1750, "EUR", None)]),
    ("50 619 euro", [("50 619 euro", 50619, "EUR", None)]),
    ("EUR 500 of 500 €", [("EUR 500", 500, "EUR", None), ("500 €", 500, "EUR", None)]),
    ("tweehonderdvijftig euro", [("tweehonderdvijftig euro", 250, "EUR", None)]),
    ("een miljoen euro", [("een miljoen euro", 1_000_000, "EUR", None)]),
    ("€ 0,19 per kilometer", [("€ 0,19", 0.19, "EUR", None)]),
    ("2000 euro", [("2000 euro", 2000, "EUR", None)]),
    ("tussen € 2100 en € 2350", [("tussen € 2100 en € 2350", (2100, 2350), "EUR", None)]),
    ("van € 10 tot € 20", [("van € 10 tot € 20", (10, 20), "EUR", None)]),
    ("€ 500 tot € 750", [("€ 500 tot € 750", (500, 750), "EUR", None)]),
    ("€ 500-€ 750", [("€ 500-€ 750", (500, 750), "EUR", None)]),
    ("2 tot 3 miljoen euro", [("2 tot 3 miljoen euro", (2_000_000, 3_000_000), "EUR", None)]),
    ("van 2000 tot 2500 euro", [("van 2000 tot 2500 euro", (2000, 2500), "EUR", None)]),
    ("van € 10 naar € 20", [("€ 10", 10, "EUR", None), ("€ 20", 20, "EUR", None)]),
    ("van € 20 tot € 10", [("€ 20", 20, "EUR", None), ("€ 10", 10, "EUR", None)]),
    ("niet meer dan € 500", [("niet meer dan € 500", 500, "EUR", "<=")]),
    ("meer dan € 500", [("meer dan € 500", 500, "EUR", ">")]),
    ("ten hoogste € 20.000", [("ten hoogste € 20.000", 20000, "EUR", "<=")]),
    ("lager dan € 30.000", [("lager dan € 30.000", 30000, "EUR", "<")]),
    ("een boete tot € 500", [("tot € 500", 500, "EUR", "<=")]),
    ("is verhoogd tot € 500", [("€ 500", 500, "EUR", None)]),
    ("€ 500 of meer", [("€ 500 of meer", 500, "EUR", ">=")]),
    ("Voor 2012 € 2 miljoen", [("2012", "2012", "date", None), ("€ 2 miljoen", 2_000_000, "EUR", None)]),
    # percentages
    ("daalt naar 52,6% en", [("52,6%", 52.6, "%", None)]),
    ("15 procent", [("15 procent", 15, "%", None)]),
    ("tien procent", [("tien procent", 10, "%", None)]),
    ("met 8,5 procentpunt", [("8,5 procentpunt", 8.5, "procentpunt", None)]),
    ("5 à 10 procent", [("5 à 10 procent", (5, 10), "%", None)]),
    ("3% tot 5%", [("3% tot 5%", (3, 5), "%", None)]),
    ("van 1,75% naar 2,5%", [("1,75%", 1.75, "%", None), ("2,5%", 2.5, "%", None)]),
    ("tussen 10 en 20 procent", [("tussen 10 en 20 procent", (10, 20), "%", None)]),
    ("circa 20%", [("circa 20%", 20, "%", "~")]),
    ("minimaal 40 %", [("minimaal 40 %", 40, "%", ">=")]),
    ("onder 3%", [("onder 3%", 3, "%", "<")]),
    ("20.5%", [("20.5%", 20.5, "%", None)]),
    ("daalt met -0,5%", [("-0,5%", -0.5, "%", None)]),
    ("vijfentwintig procent", [("vijfentwintig procent", 25, "%", None)]),
    ("0,5%", [("0,5%", 0.5, "%", None)]),
    # dates and periods
    ("per 1 januari 2013", [("1 januari 2013", "2013-01-01", "date", None)]),
    ("Sinds 20 maart kunnen", [("20 maart", "--03-20", "date", None)]),
    ("15\njuni 2011", [("15\njuni 2011", "2011-06-15", "date", None)]),
    ("TNO, februari 2009.", [("februari 2009", "2009-02", "date", None)]),
    ("op 1-1-2013", [("1-1-2013", "2013-01-01", "date", None)]),
    ("op 01/02/2024", [("01/02/2024", "2024-02-01", "date", None)]),
    ("op 2024-02-01", [("2024-02-01", "2024-02-01", "date", None)]),
    ("12 mrt. 2010", [("12 mrt. 2010", "2010-03-12", "date", None)]),
    ("in 2012 en", [("2012", "2012", "date", None)]),
    ("Foto 2011, zijn", [("2011", "2011", "date", None)]),
    ("periode 2012–2014 in", [("2012–2014", "2012/2014", "period", None)]),
    ("Technologie 2011- 2015 op", [("2011- 2015", "2011/2015", "period", None)]),
    ("ESF 2007 - 2013", [("2007 - 2013", "2007/2013", "period", None)]),
    ("het schooljaar 2013-2014", [("schooljaar 2013-2014", "2013/2014", "period", None)]),
    ("schooljaar 2011/12", [("schooljaar 2011/12", "2011/2012", "period", None)]),
    ("het voorjaar van 2012", [("voorjaar van 2012", "2012-spring", "period", None)]),
    ("najaar 2023", [("najaar 2023", "2023-autumn", "period", None)]),
    ("eerste helft van 2012", [("eerste helft van 2012", "2012-01/2012-06", "period", None)]),
    ("tweede kwartaal 2024", [("tweede kwartaal 2024", "2024-04/2024-06", "period", None)]),
    ("Q4 2024", [("Q4 2024", "2024-10/2024-12", "period", None)]),
    ("tussen 1 mei en 1 juli 2024", [("tussen 1 mei en 1 juli 2024", "2024-05-01/2024-07-01", "period", None)]),
    ("1 tot 15 maart 2012", [("1 tot 15 maart 2012", "2012-03-01/2012-03-15", "period", None)]),
    ("2012 tot en met 2014", [("2012 tot en met 2014", "2012/2014", "period", None)]),
    ("tussen 2012 en 2014", [("tussen 2012 en 2014", "2012/2014", "period", None)]),
    ("2012 en 2013", [("2012", "2012", "date", None), ("2013", "2013", "date", None)]),
    ("eind 2013", [("eind 2013", "2013", "date", None)]),
    ("uiterlijk 1 juli 2024", [("uiterlijk 1 juli 2024", "2024-07-01", "date", "<=")]),
    ("vanaf 1 juli 2024", [("vanaf 1 juli 2024", "2024-07-01", "date", ">=")]),
    ("voor 1 mei 2012 ingediend", [("voor 1 mei 2012", "2012-05-01", "date", "<")]),
    ("31 februari 2012", [("2012", "2012", "date", None)]),
    ("29 februari 2012", [("29 februari 2012", "2012-02-29", "date", None)]),
    ("29 februari 2013", [("2013", "2013", "date", None)]),
    ("oktober 2011", [("oktober 2011", "2011-10", "date", None)]),
    ("niet eerder dan 1 januari 2005", [("niet eerder dan 1 januari 2005", "2005-01-01", "date", ">=")]),
    ("niet voor 1 mei 2012", [("niet voor 1 mei 2012", "2012-05-01", "date", ">=")]),
    # ages
    ("61 jaar en ouder", [("61 jaar en ouder", 61, "age", ">=")]),
    ("18 jaar of ouder", [("18 jaar of ouder", 18, "age", ">=")]),
    ("18 jaar of jonger", [("18 jaar of jonger", 18, "age", "<=")]),
    ("boven 55 jaar", [("boven 55 jaar", 55, "age", ">")]),
    ("boven de 55 jaar", [("boven de 55 jaar", 55, "age", ">")]),
    ("ouder dan 50 jaar", [("ouder dan 50 jaar", 50, "age", ">")]),
    ("vanaf 18 jaar", [("vanaf 18 jaar", 18, "age", ">=")]),
    ("jonger dan 30 jaar", [("jonger dan 30 jaar", 30, "age", "<")]),
    ("onder de 30 jaar", [("onder de 30 jaar", 30, "age", "<")]),
    ("tot 27 jaar", [("tot 27 jaar", 27, "age", "<")]),
    ("tot en met 26 jaar", [("tot en met 26 jaar", 26, "age", "<=")]),
    ("20-65 jarigen", [("20-65 jarigen", (20, 65), "age", None)]),
    ("55-plussers", [("55-plussers", 55, "age", ">=")]),
    ("vijftigplussers", [("vijftigplussers", 50, "age", ">=")]),
    ("de groep 65+ groeit", [("65+", 65, "age", ">=")]),
    ("een 58-jarige", [("58-jarige", 58, "age", None)]),
    ("een 62-jarige werknemer", [("62-jarige", 62, "age", None)]),
    ("een 4-jarige leerling", [("4-jarige", 4, "age", None)]),
    ("Ik ben 58. Krijg ik hulp?", [("58", 58, "age", None)]),
    ("ik ben 58 jaar", [("58 jaar", 58, "age", None)]),
    ("Mijn werknemer is 58 en wil minder", [("58", 58, "age", None)]),
    ("Ik neem iemand van 56 aan", [("56", 56, "age", None)]),
    ("ouder dan 55?", [("ouder dan 55", 55, "age", ">")]),
    ("58 jaar", [("58 jaar", 58, "age", None)]),
    ("een werknemer van 58 jaar", [("58 jaar", 58, "age", None)]),
    ("de leeftijd van 12 jaar", [("12 jaar", 12, "age", None)]),
    ("jongeren van 18 tot 27 jaar", [("van 18 tot 27 jaar", (18, 27), "age", None)]),
    ("tussen de 20 en 65 jaar", [("tussen de 20 en 65 jaar", (20, 65), "age", None)]),
    ("bonus 58 jaar", [("58 jaar", 58, "age", None)]),
    ("als je 62 bent", [("62", 62, "age", None)]),
    ("wat als mijn werknemer 62 wordt?", [("62", 62, "age", None)]),
    ("werkzoekende (53 jaar) aannemen", [("53 jaar", 53, "age", None)]),
    ("de leeftijd van zestien jaar", [("zestien jaar", 16, "age", None)]),
    # durations
    ("dat mensen een jaar wachten", [("een jaar", 1, "years", None)]),
    ("vreemdelingen korter dan 1 jaar hier", [("korter dan 1 jaar", 1, "years", "<")]),
    ("bestaat over 50 jaar nog", [("50 jaar", 50, "years", None)]),
    ("binnen twee weken", [("binnen twee weken", 2, "weeks", "<=")]),
    ("een heel jaar de tijd", [("een heel jaar", 1, "years", None)]),
    ("een jaar zoektijd", [("een jaar", 1, "years", None)]),
    ("een half jaar", [("een half jaar", 0.5, "years", None)]),
    ("anderhalf jaar", [("anderhalf jaar", 1.5, "years", None)]),
    ("(500 extra in 7 jaar)", [("500 extra", 500, "count", None), ("7 jaar", 7, "years", None)]),
    ("In de eerste drie jaren", [("drie jaren", 3, "years", None)]),
    ("binnen 8 weken", [("binnen 8 weken", 8, "weeks", "<=")]),
    ("minstens drie maanden", [("minstens drie maanden", 3, "months", ">=")]),
    ("(2-jarige) masters", [("2-jarige", 2, "years", None)]),
    ("een tweejarige opleiding", [("tweejarige", 2, "years", None)]),
    ("36 uur per week", [("36 uur", 36, "hours", None)]),
    ("ik ben 12 jaar in dienst", [("12 jaar", 12, "years", None)]),
    ("een contract van 20 jaar", [("20 jaar", 20, "years", None)]),
    ("5 tot 10 dagen", [("5 tot 10 dagen", (5, 10), "days", None)]),
    ("ouder dan 3 maanden", [("ouder dan 3 maanden", 3, "months", ">")]),
    # counts
    ("gemiddeld 1.000 personen per jaar", [("1.000 personen", 1000, "count", None)]),
    ("langs drie lijnen:", [("drie lijnen", 3, "count", None)]),
    ("de vier speerpunten", [("vier speerpunten", 4, "count", None)]),
    ("uit twee tot drie topsectoren", [("twee tot drie topsectoren", (2, 3), "count", None)]),
    ("een tweetal experimenten", [("tweetal experimenten", 2, "count", None)]),
    ("50 of meer werknemers", [("50 of meer werknemers", 50, "count", ">=")]),
    ("10 werknemers of meer", [("10 werknemers of meer", 10, "count", ">=")]),
    ("ruim 2000 bedrijven", [("ruim 2000 bedrijven", 2000, "count", "~")]),
    ("onder 50 bedrijven", [("50 bedrijven", 50, "count", None)]),
    ("één loket", [("één loket", 1, "count", None)]),
    ("twee belangrijke nieuwe maatregelen", [("twee belangrijke nieuwe maatregelen", 2, "count", None)]),
    ("in totaal 42", [("42", 42, "count", None)]),
    ("1.5 miljoen", [("1.5 miljoen", 1_500_000, "count", None)]),
    # shares and times
    ("de helft van", [("de helft", 0.5, "share", None)]),
    ("ten minste de helft", [("ten minste de helft", 0.5, "share", ">=")]),
    ("een derde van", [("een derde", 1 / 3, "share", None)]),
    ("tweederde", [("tweederde", 2 / 3, "share", None)]),
    ("driekwart", [("driekwart", 0.75, "share", None)]),
    ("Naar 4 op de 10", [("4 op de 10", 0.4, "share", None)]),
    ("één op de vijf", [("één op de vijf", 0.2, "share", None)]),
    ("1/3 deel", [("1/3", 1 / 3, "share", None)]),
    ("meer dan twee keer zo veel", [("meer dan twee keer", 2, "times", ">")]),
    ("driemaal", [("driemaal", 3, "times", None)]),
    ("2x per jaar", [("2x", 2, "times", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TABLE, ids=[text for text, _ in TABLE])
def test_figure_has_text_value_unit_and_comparator(text: str, expected: list[Row]) -> None:
    found = [(f.text, f.value, f.unit, f.comparator) for f in find_figures(text)]
    assert found == expected


NOTHING = [
    "programmaonderdeel Actie E2", "nr. 71.", "artikel 5, lid 2", "artikelen 5, 6 en 7", "4a",
    "mbo niveau 2 en 3", "mbo-niveau 4", "innovatie[2] en", "De 3TU.Federatie",
    "Kamerstukken II, 2011-2012, 32043, nr. 71.", "Kamerstuk 32 043, nr. 5", "Stb. 2012, 345",
    "https://www.voorbeeld.nl/KIA_foto_2011.pdf", "mail a1@b2.nl", "bel 070 123 45 67",
    "bel 0800-8051", "+31 70 123 45 67", "1. Grotere instroom", "2) Afstemming", "3.1 Inleiding",
    "versie 2.1.3", "COVID-19", "24/7 bereikbaar", "een 10-puntenplan", "ISO 27001", "2500 EK Den Haag",
    "een van de drie", "de een of de ander", "een werknemer", "de twee", "vierde plaats",
    "een derde partij", "tweede fase", "een keer", "om 9.00 uur", "verdubbeld", "€ 1,750.00",
    "pagina 12", "innovatie4", "Horizon", "in maart", "een euro", "vele duizenden", "[12 ]", "de 2e",
    "1.2.3", "dossier 02003829", "F.1 De", "02003829", "hoofdstuk 3 en 4", "vragen 3 en 4", "bijlage 1",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_names_and_articles_are_no_figures(text: str) -> None:
    assert find_figures(text) == []


LETTER: list[tuple[str, list[str]]] = [
    (
        "zien we dat het aandeel 20-65 jarigen (potentiële beroepsbevolking) tot aan 2040 met 8,5 "
        "procentpunt daalt naar 52,6% en het aandeel 65 jaar en ouder met 10,7 procentpunt stijgt "
        "naar 25,7%.",
        ["20-65 jarigen", "2040", "8,5 procentpunt", "52,6%", "65 jaar en ouder", "10,7 procentpunt", "25,7%"],
    ),
    (
        "Er komt een werkbonus tussen € 2100 en € 2350 voor werknemers van 61 jaar en ouder;",
        ["tussen € 2100 en € 2350", "61 jaar en ouder"],
    ),
    (
        "Werkgevers krijgen een enkele mobiliteitsbonus van € 3500 voor het aannemen van een "
        "werknemer boven 55 jaar en een dubbele mobiliteitsbonus voor het aannemen van een "
        "werkzoekende boven 50 jaar.",
        ["€ 3500", "boven 55 jaar", "boven 50 jaar"],
    ),
    (
        "In de brief aan de Tweede Kamer over het Vitaliteitspakket van 30 september 2011 kondigt",
        ["30 september 2011"],
    ),
    (
        "Poelman, B. en C. van Duin, Bevolkingsprognose 2009-2060, CBS, 12 maart 2010.",
        ["2009-2060", "12 maart 2010"],
    ),
    (
        "Het minimumvereiste ligt op 50.619 euro; voor werknemers onder de 30 jaar is dit 37.121 "
        "euro; voor afgestudeerde studenten 26.605 euro.",
        ["50.619 euro", "onder de 30 jaar", "37.121 euro", "26.605 euro"],
    ),
    (
        "is voor deze groep verlaagd van € 37.575 (dat geldt voor Kennismigranten jonger dan 30 "
        "jaar) naar €26.931;",
        ["€ 37.575", "jonger dan 30 jaar", "€26.931"],
    ),
    (
        "De minister van OCW draagt hieraan in 2012 eenmalig € 6 miljoen bij",
        ["2012", "€ 6 miljoen"],
    ),
    (
        "Van deze 15% blijft de helft aan de universiteit werken en verwerft de andere helft elders",
        ["15%", "de helft", "andere helft"],
    ),
    (
        "Branches kunnen bij de subsidieregeling ESF 2007 - 2013 programmaonderdeel Actie E2 voor "
        "2012 en 2013 subsidie aanvragen",
        ["2007 - 2013", "2012", "2013"],
    ),
    (
        "geeft binnen twee weken (de streeftijd) een verblijfsvergunning af",
        ["binnen twee weken"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LETTER, ids=[row[0][:40] for row in LETTER])
def test_letter(sentence: str, expected: list[str]) -> None:
    assert [f.text for f in find_figures(sentence)] == expected


def one(text: str) -> Figure:
    (figure,) = find_figures(text)
    return figure


SATISFIES: list[tuple[str, str, bool | None]] = [
    ("ik ben 58 jaar", "boven 55 jaar", True),
    ("ik ben 55 jaar", "boven 55 jaar", False),
    ("ik ben 63", "62 jaar en ouder", True),
    ("ik ben 62", "62 jaar en ouder", True),
    ("ik ben 61", "62 jaar en ouder", False),
    ("ik ben 30 jaar", "jonger dan 30 jaar", False),
    ("ik ben 29 jaar", "jonger dan 30 jaar", True),
    ("ik ben 26", "tot en met 26 jaar", True),
    ("ik ben 27", "tot 27 jaar", False),
    ("ik ben 65", "20-65 jarigen", True),
    ("ik ben 66", "20-65 jarigen", False),
    ("ik ben 27", "jongeren van 18 tot 27 jaar", False),
    ("ik ben 27", "jongeren van 18 tot en met 27 jaar", True),
    ("ouder dan 60 jaar", "boven 55 jaar", True),
    ("ouder dan 55 jaar", "boven 55 jaar", True),
    ("55 jaar en ouder", "boven 55 jaar", None),
    ("boven 50 jaar", "boven 55 jaar", None),
    ("onder de 50 jaar", "boven 55 jaar", False),
    ("€ 2200", "tussen € 2100 en € 2350", True),
    ("€ 2350", "tussen € 2100 en € 2350", True),
    ("€ 2351", "tussen € 2100 en € 2350", False),
    ("€ 58", "boven 55 jaar", None),
    ("twee weken", "binnen 8 weken", True),
    ("10 weken", "binnen 8 weken", False),
    ("10 dagen", "binnen 8 weken", None),
    ("12 werknemers", "50 of meer werknemers", False),
    ("60 werknemers", "50 of meer werknemers", True),
    ("60 locaties", "50 of meer werknemers", None),
    ("20 maart 2012", "vanaf 1 januari 2012", True),
    ("20 maart 2011", "vanaf 1 januari 2012", False),
    ("2012", "vanaf 1 juli 2012", None),
    ("maart 2012", "2012–2014", True),
    ("2015", "2012–2014", False),
    ("20 maart", "vanaf 1 januari 2012", None),
    ("voorjaar van 2012", "2012–2014", True),
    ("1 maart 2012", "voorjaar van 2012", None),
    ("1 maart 2013", "voorjaar van 2012", False),
    ("15%", "15 procent", True),
    ("15%", "16 procent", False),
    ("105%", "circa 100%", True),
    ("120%", "circa 100%", False),
]  # fmt: skip


@pytest.mark.parametrize(("fact", "condition", "expected"), SATISFIES)
def test_satisfies(fact: str, condition: str, expected: bool | None) -> None:
    assert satisfies(one(fact), one(condition)) is expected


def dutch(value: int, cents: int | None) -> str:
    text = f"{value:,}".replace(",", ".")
    return text if cents is None else f"{text},{cents:02}"


CONTEXT = st.lists(
    st.sampled_from(
        "het kabinet geeft subsidie aan bedrijven die de regeling steunen omdat er sprake is en dus".split()  # noqa: SIM905
    ),
    max_size=6,
).map(" ".join)
WHOLE = st.integers(0, 10**12)
CENTS = st.none() | st.integers(0, 99)


@settings(deadline=None)  # other work may share the machine
@given(WHOLE, CENTS, CONTEXT, CONTEXT, st.sampled_from(["€ {}", "€{}", "{} euro", "EUR {}"]))
def test_amount_round_trip(whole: int, cents: int | None, left: str, right: str, form: str) -> None:
    amount = form.format(dutch(whole, cents))
    (figure,) = find_figures(f"{left} {amount} {right}")
    assert (figure.text, figure.unit, figure.comparator) == (amount, "EUR", None)
    assert figure.value == pytest.approx(whole + (cents or 0) / 100)


@settings(deadline=None)  # other work may share the machine
@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    CONTEXT,
    CONTEXT,
    st.sampled_from(["name", "-", "/", "iso"]),
)
def test_date_round_trip(day: date, left: str, right: str, form: str) -> None:
    months = (
        "januari februari maart april mei juni juli augustus september oktober november december"
    )
    written = {
        "name": f"{day.day} {months.split()[day.month - 1]} {day.year}",
        "iso": day.isoformat(),
    }.get(form, form.join((str(day.day), str(day.month), str(day.year))))
    (figure,) = find_figures(f"{left} {written} {right}")
    assert (figure.text, figure.value, figure.unit) == (written, day.isoformat(), "date")


@settings(deadline=None)  # other work may share the machine
@given(
    st.integers(12, 99),
    st.sampled_from(
        [("boven {} jaar", ">"), ("ouder dan {} jaar", ">"), ("{} jaar en ouder", ">="),
         ("jonger dan {} jaar", "<"), ("onder de {} jaar", "<"), ("{} jaar of jonger", "<=")]
    ),
    CONTEXT, CONTEXT,
)  # fmt: skip
def test_age_round_trip(years: int, form: tuple[str, str], left: str, right: str) -> None:
    written = form[0].format(years)
    (figure,) = find_figures(f"{left} {written} {right}")
    assert (figure.text, figure.value, figure.unit, figure.comparator) == (
        written,
        years,
        "age",
        form[1],
    )
    for fact in (years - 1, years, years + 1):
        holds = {">": fact > years, ">=": fact >= years, "<": fact < years, "<=": fact <= years}
        assert satisfies(one(f"ik ben {fact} jaar"), figure) is holds[form[1]]


PIECES = st.sampled_from(
    [
        "1",
        "12",
        "2012",
        "2100",
        "1.750",
        "8,5",
        "€",
        "%",
        "euro",
        "procent",
        "jaar",
        "jaren",
        "en",
        "ouder",
        "dan",
        "tot",
        "tussen",
        "van",
        "boven",
        "de",
        "een",
        "twee",
        "drie",
        "helft",
        "derde",
        "maart",
        "1-1-2013",
        "-",
        "–",
        ".",
        ",",
        ";",
        "/",
        "(",
        ")",
        "[2]",
        "\n",
        "\n\n",
        "\t",
        "\xa0",
        "of",
        "meer",
        "jarige",
        "plus",
        "+",
        "x",
        "tal",
        "maal",
        "artikel",
        "lid",
        "nr.",
        "miljoen",
        "mln.",
        "à",
        "op",
        "leeftijd",
        "İ",
        "ſ",
        "K",
        "٣",
        "²",
        "http://a.b",
        "voorjaar",
        "kwartaal",
    ]
)


@settings(deadline=None)  # other work may share the machine
@given(st.text() | st.lists(PIECES).map(" ".join) | st.lists(PIECES).map("".join))
def test_spans_are_exact_ordered_and_apart_on_any_text(text: str) -> None:
    figures = find_figures(text)
    at = 0
    for figure in figures:
        assert at <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.text == figure.text.strip()
        at = figure.end
        if isinstance(figure.value, tuple):
            assert figure.value[0] < figure.value[1]
            assert figure.comparator is None
    for fact in figures[:6]:
        for condition in figures[:6]:
            assert satisfies(fact, condition) in (True, False, None)


@pytest.mark.parametrize(
    "unit", ["1", "1.", "1 ", "€ ", "tussen 1 en ", "2012-", "a@", "a", "1 jaar "]
)  # fmt: skip
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    start = time.perf_counter()
    find_figures(text)
    assert time.perf_counter() - start < 20
