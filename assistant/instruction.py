"""Orders to the program instead of a question about the documents; text, never obeyed.

Two ways to see them. By pattern: a verb counts only as an imperative, at the start of a sentence or
clause and not followed by its subject (*Schrijf een gedicht*, not *Hoe schrijf ik mij in?*). By
words: weights of words and pairs of neighbours, learnt by ``eval/fit_instruction.py`` from orders
beside thousands of real questions.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from index.analysis import fold

_START = r"(?:^|[.!?:;,]\s*|\b(?:en|dan|eerst|nu|please)\s+)"
_NO_SUBJECT = r"\b(?!\s+(?:ik|je|jij|u|we|wij|ze|zij|hij|het|men)\b)"


def _imperative(verbs: str, rest: str) -> str:
    return rf"{_START}(?:{verbs}){_NO_SUBJECT}{rest}"


_PATTERNS = (
    _imperative(
        "negeer|vergeet|overschrijf|omzeil|wis|verwijder|ignore|disregard|forget|override",
        r".{0,80}\b(?:instructies?|opdracht\w*|regels?|prompts?|hierboven|vorige|voorgaande|"
        r"instructions?|previous|above|bronnen|alles|index|document\w*|tekst|brief|stuk)\b",
    ),
    _imperative("verzin|fantaseer|bedenk|beloof|gok(?! op)", r"\b"),
    # Work that is no answer from the documents.
    _imperative(
        "(?:her)?schrijf|vertaal|teken|dicht|mail|print|hack|installeer|download|promoot|imagine|"
        "pretend|reveal|translate|write|print|keur|onthul|verklap",
        r"\s+\S",
    ),
    _imperative("speel", r".{0,20}\b(?:rol\w*|toneel\w*)\b"),
    _imperative("stuur", r".{0,40}\b(?:mail\w*|e-mail\w*|appje)\b"),
    _imperative("maak", r".{0,30}\b(?:reclame|advertentie|slogan|gedicht|tweet|plaatje)\b"),
    # How to answer, or with what.
    _imperative("(?:kies|vul|bedenk|bepaal|schat)", r"(?: maar)? zelf\b"),
    _imperative(
        "geef",
        r".{0,30}\b(?:schatting|gok|mening|persoonsgegevens|zonder (?:de )?(?:bron\w*|citat?e?n?))\b",
    ),
    _imperative("gebruik", r" (?:geen (?:bron\w*|citaten|citaat)|je eigen|jouw|alleen je)\b"),
    _imperative(
        "zet",
        r".{0,30}\b(?:in (?:je|jouw|het) antwoord|(?:controle|verificatie|filters?|regels|beveiliging) uit)\b",
    ),
    _imperative(r"(?:be)?antwoord(?! \d)", r".{0,40}\b(?:met|als|zonder|in het|in de vorm)\b"),
    _imperative("herhaal|repeat", r".{0,25}\b(?:hierboven|hiervoor|bovenstaande|above)\b"),
    _imperative("doe", r" (?:net (?:of|alsof)|wat ik|gewoon wat|maar alsof)\b"),
    _imperative("ga", r" er(?:\b.{0,30})? van ?uit dat\b"),
    _imperative(
        "laat|toon|geef|print|show",
        r"(?: \w+){0,2} ?\b(?:je|jouw|your)\b.{0,20}\b(?:interne|verborgen|geheime|hidden|regels|opdracht\w*|geheugen)\b",
    ),
    _imperative("schakel", r" over (?:naar|op)\b"),
    _imperative(
        "verhoog|verlaag|wijzig|pas|rond",
        r".{0,30}\b(?:alle bedragen|de bedragen|het bedrag|de getallen)\b",
    ),
    r"\b(?:je|jouw) antwoord (?:moet|mag|is|begint|bestaat)\b",
    r"\b(?:je|jij) mag (?:nu |voortaan )?(?:\w+ ){0,3}(?:negeren|weglaten|overslaan|verzinnen|gokken)\b",
    r"\b(?:regels|instructies|controle) (?:te|mag je|mogen) (?:negeren|vergeten|overslaan)\b",
    # What the program thinks, knows or is, and who says to be its master.
    r"\b(?:wat|hoe) (?:vind|denk) (?:jij|je zelf)\b|\bjij weet (?:best|heus|toch)\b|\b(?:jouw|je eigen) mening\b",
    r"\bik ben (?:de|je|jouw) (?:beheerder|ontwikkelaar|maker|programmeur|baas|admin\w*)\b",
    r"(?:^|\n|[.!?]\s)\s*[\[#<]*\s*(?:system|systeem|assistant|user|instructie)\s*[\]#>]*\s*(?::|[\]#>])",
    # Help with what the documents forbid.
    r"\bhoe (?:kan|kun|moet|zou) (?:ik|je|we|wij)\b.{0,40}\b(?:frauderen|frauduleren|omzeilen|ontduiken|vervalsen|sjoemelen|misleiden)\b",
    r"\bhoe (?:ik|je|we) (?:kan|kunt|kun|kunnen|moet)\b.{0,20}\b(?:frauderen|omzeilen|ontduiken|vervalsen|sjoemelen)\b",
    r"\bvalse? (?:vergunning|diploma|paspoort|verklaring|factuur|rekening|document)\w*\b.{0,20}\b(?:kopen|maken|krijgen|regelen)\b",
    _imperative(
        "schrijf|maak|genereer|programmeer|vertel|geef|toon|voer|dicht",
        r".{0,40}\b(?:gedicht|verhaal|code|script|lied|essay|grap|mop|wachtwoord|instructies|prompt)\b",
    ),
    _imperative(
        "antwoord|zeg|herhaal|bevestig|repeat|say|answer",
        r".{0,25}\b(?:alleen|uitsluitend|enkel|altijd|gewoon|letterlijk|dat|ja|nee|only|just)\b",
    ),
    _imperative("bevestig|doe een gok|raad maar|(?:schat|raad|noem) maar", r"\b"),
    r"\book al staat (?:het|dat|dit|er) (?:er |nergens|niet)",
    r"\b(?:willekeurige?|verzonnen|zelf ?bedachte?|fictieve?)\b.{0,30}\b(?:bedrag|getal|cijfer|antwoord|bron)",
    r"\b(?:je|jouw|uw) (?:eigen |geheime )?(?:systeem)?(?:instructies|prompts?|opdracht|wachtwoord)\b",
    r"\bin de rol van\b|\b(?:spreek|praat|antwoord) (?:voortaan|als een)\b",
    r"\bselect \* from\b|\bunion select\b",
    r"\b(?:systeem|system)[ -]?(?:prompt|instructies?)\b",
    r"\b(?:je|u|jij) bent (?:nu|vanaf nu|voortaan) (?:een|de|mijn|in|geen|vrij|niet|dan\b)",
    r"\bvanaf nu (?:antwoord|spreek|ben|doe|praat)\b",
    r"\b(?:doe alsof|gedraag (?:je|u) als|speel (?:de rol|een rol|dat je))\b",
    r"\b(?:you are now|act as|pretend to be|jailbreak|developer mode|ontwikkelaarsmodus)\b",
    r"<\s*/?\s*(?:script|system|img|iframe|svg)\b|\bdrop table\b|\brm -rf\b|\$\{|\{\{",
)
_INSTRUCTION = re.compile("|".join(_PATTERNS), re.IGNORECASE | re.DOTALL)


def is_instruction(text: str) -> bool:
    """Whether a text gives the program orders instead of asking about the documents."""
    return bool(_INSTRUCTION.search(text))


WORDS = Path(__file__).with_name("instruction_words.json")


def order_features(text: str) -> list[str]:
    """Folded words and pairs of neighbours; a sentence's first word has a mark."""
    out: list[str] = []
    for sentence in re.split(r"(?<=[.!?:])\s+", text):
        words = re.findall(r"[^\W\d_]+", fold(sentence))
        marked = [f"^{words[0]}", *words] if words else []
        out.extend(marked)
        out.extend(f"{a} {b}" for a, b in pairwise(words))
    return out


def sounds_like_an_order(text: str) -> bool:
    """Whether the words are those of orders; two in a thousand real questions sound so, too."""
    return _odds(text) > float(_learnt()["threshold"])


def may_be_an_order(text: str) -> bool:
    """Whether they are a little like those of orders, as one in fifty real questions is."""
    return _odds(text) > float(_learnt()["doubt"])


def _odds(text: str) -> float:
    weights: dict[str, float] = _learnt()["weights"]
    return sum(weights.get(name, 0.0) for name in set(order_features(text)))


@cache
def _learnt() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(WORDS.read_text(encoding="utf-8"))
    return loaded
