"""Words for not answering: why, and what the reader can do next. Never a figure of the texts."""

from __future__ import annotations

from assistant.decide import Reason
from assistant.question import Kind

_FIGURE_WORDS: dict[Kind, str] = {
    "amount": "geen bedrag",
    "percentage": "geen percentage",
    "date": "geen datum of periode",
    "age": "geen leeftijd",
    "duration": "geen termijn of duur",
    "count": "geen aantal",
}

_WHY: dict[Reason, str] = {
    "instruction": (
        "Ik beantwoord alleen vragen over de tekst. Opdrachten voor mijzelf voer ik niet uit."
    ),
    "off_subject": "Deze vraag gaat niet over wat in de tekst staat. Ik geef daarom geen antwoord.",
    "elsewhere": (
        "De tekst beantwoordt dit zelf niet: hij verwijst hiervoor naar een ander stuk. "
        "De plaats waar dat staat, staat erbij."
    ),
    "condition": (
        "De tekst noemt hiervoor een voorwaarde die niet past bij wat u in uw vraag noemt. "
        "Wat de tekst wel zegt, staat erbij."
    ),
    "moment": (
        "De tekst noemt hierover alleen gegevens van een ander jaar dan u vraagt. "
        "Wat de tekst wel zegt, staat erbij."
    ),
    "no_figure": "Dat staat niet in de tekst: er wordt hierbij {what} genoemd.",
    "weak": (
        "Ik kan in de tekst geen antwoord op deze vraag aanwijzen. "
        "De stukken tekst die er het dichtst bij komen, staan erbij."
    ),
}


def explain(reason: Reason, kind: Kind) -> str:
    """The refusal's ``answer``: one or two plain sentences without digits."""
    return _WHY[reason].format(what=_FIGURE_WORDS.get(kind, "niets"))


def next_step(reason: Reason, publisher: str | None) -> str:
    """What the reader can do now."""
    if reason == "instruction":
        return "Stel een vraag over de inhoud van de tekst, bijvoorbeeld wat een regeling inhoudt."
    where = (
        f"Vraag het na bij de maker van de tekst: {publisher}."
        if publisher
        else ("Vraag het na bij de organisatie die de tekst heeft gemaakt.")
    )
    if reason == "off_subject":
        return f"Stel een vraag over het onderwerp van de tekst. {where}"
    if reason == "elsewhere":
        return f"Zoek het op in het stuk waarnaar de tekst verwijst. {where}"
    return f"Stel de vraag met woorden uit de tekst. {where}"
