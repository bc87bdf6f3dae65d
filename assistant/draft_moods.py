"""Ways of speaking of a clause: what is studied, planned, done, demanded, allowed or perhaps so."""

from __future__ import annotations

import re
from typing import Literal

from assistant.wordforms import closing_verb, words_of

Mood = Literal["study", "plan", "done", "must", "can", "maybe"]
MOOD_NAMES: tuple[Mood, ...] = ("study", "plan", "must", "can", "maybe", "done")
MOODS: dict[Mood, re.Pattern[str]] = {
    "study": re.compile(
        r"\b(?:onderzoek(?:t|en)|(?<=ik )onderzoek|onderzoek (?=ik|of)|(?:doet|doen|verricht\w*|lopend|loopt|volgt|komt) (?:\w+ ){0,2}onderzoek|onderzocht|bekijk(?:t|en)|bekeken|verken(?:t|nen)|verkend|overweeg(?:t|en)|"
        r"overwegen|overwogen|nagegaan|bestudeer\w*|in overweging|(?:kijk|kijkt|kijken|gekeken|bezie\w*)\b(?: \w+){0,5} of|zoekt uit|zoeken uit|uitgezocht|gaat na|gaan na|verkenning|bekijk|buigt zich|buigen zich|denkt na|denken na|nog geen besluit|nog niet (?:beslist|besloten|vast)|in onderzoek)\b"
    ),
    "plan": re.compile(
        r"\b(?:wil|willen|wilt|zal|zullen|zult|voornemens|van plan|streef\w*|streven|beoog\w*|"
        r"voorgesteld|voorstelt|voorgenomen|gepland|planning|aangekondigd|naar verwachting|bedoeling|ambitie|"
        r"beloof\w*|toegezegd)\b"
    ),
    "must": re.compile(
        r"\b(?:moet|moeten|moest|moesten|dient|(?<!te )dienen|verplicht|verplichting|vereist|noodzakelijk|"
        r"behoort te|behoren te)\b"
    ),
    "can": re.compile(r"\b(?:kan|kun|kunt|kunnen|kon|konden|mag|mogen|mocht|mochten)\b"),
    "maybe": re.compile(r"\b(?:mogelijk|misschien|wellicht|waarschijnlijk|naar verwachting|vermoedelijk|de kans)\b"),
}  # fmt: skip
# Other ways to say it, good enough in a paraphrase; that they are not there proves nothing.
AS_GOOD: dict[Mood, re.Pattern[str]] = {
    "must": re.compile(r"\b(?:nodig|voorwaarde\w*|eis|eisen|vereiste|alleen als|wordt|worden|"
        r"verwacht\w*|dwingt|gedwongen|plicht\w*|\w+plicht|verantwoordelijk|zonder)\b"
    ),
    "can": re.compile(
        r"\b(?:recht|toegestaan|bevoegd\w*|vrij|keuze|kiezen|kiest|mogelijk\w*|\w+baar|altijd|gelegenheid|ruimte|welkom|laatste dag|"
    r"eerste dag|uiterlijk|termijn|in aanmerking|terecht|open\w*|beschikbaar|toestemming|lukt|\w*tijd (?:om|van)|bedenktijd|kans|de tijd|vergun\w*|geoorloofd|toelaatbaar|hoeft niet|hoeven niet|niet verplicht|geen (?:verplichting|belemmering|bezwaar|probleem|beletsel)|niet nodig|verlof|legaal)\b|"
        r"\b(?:sta(?:at|an)|la(?:at|ten))\b.{0,80}\btoe\b|\b(?:is|zijn)\b.{0,80}\bte \w+en\b|\bte \w+en (?:is|zijn)\b"
    ),
}  # fmt: skip
_IDIOM = re.compile(
    r"\bmoet(?:en)?(?= (?:\w+ ){0,3}(?:kunnen|mogen)\b)|"
    r"\b(?:kan|kunnen) (?:\w+ )?worden (?:vastgesteld|gesteld|geconcludeerd|gezegd|opgemaakt|afgeleid)\b|"
    r"\b(?:kan|kunnen) (?:vastgesteld|gesteld|geconcludeerd|gezegd|opgemaakt|afgeleid) worden\b|"
    r"\b(?:dat|het) wil zeggen\b|\bkan zijn\b|\bals het nodig is\b|\bwillen weten\b"
)
_PERFECT = re.compile(r"\b(?:is|zijn|heeft|hebben|werd|werden|was|waren)\b")
ALREADY = re.compile(r"\b(?:inmiddels|al ingevoerd|reeds|afgerond|voltooid)\b")
_PARTICIPLE = re.compile(r".*ge\w+(?:d|t|en)$|(?:be|ver|her|ont|er)\w+(?:d|t|en)$")


def moods(text: str) -> set[Mood]:
    """Which ways of speaking a clause has."""
    lowered = _IDIOM.sub(" ", text.lower())
    found: set[Mood] = {mood for mood, pattern in MOODS.items() if pattern.search(lowered)}
    if is_done(text):
        found.add("done")
    return found


def is_done(text: str) -> bool:
    """Whether a clause tells what has happened: *is ingevoerd*, *heeft gekregen*, *werd verlaagd*."""
    words = words_of(text)
    lowered = {word.lower for word in words}
    if ALREADY.search(text.lower()):
        return True
    if lowered & {"werd", "werden"}:
        return True
    if not _PERFECT.search(text.lower()):
        return False
    ended = sum(
        closing_verb(words, at) and bool(_PARTICIPLE.match(w.lower))
        for at, w in enumerate(words)
        if not w.sign and (at == 0 or words[at - 1].lower != "te")  # *is van plan te verlagen*
    )
    return ended > len([w for w in words if w.lower in ("wordt", "worden")])
