"""Names in a draft sentence: schemes, bodies and people must stand in the cited quote.

Dutch names of schemes are mostly written without a capital (*mobiliteitsbonus*), so besides
capitals the last part of a compound tells a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.draft_fault import Fault
from assistant.draft_words import Statement
from assistant.wordforms import is_finite
from corpus.text import words
from index.analysis import STOPWORDS, Token, fold
from index.compounds import parts, zipf

_SCHEME = re.compile(
    r"\w{3,}(?:bonus|bonussen|regeling|regelingen|fonds|fondsen|subsidie|subsidies|toeslag|toeslagen|"
    r"toelage|toelages|budget|budgetten|plan|plannen|pact|wet|akkoord|programma|programma’s|korting|"
    r"kortingen|uitkering|uitkeringen|lening|leningen|aftrek|cheque|cheques|voucher|vouchers|pas|"
    r"pasje|beurs|beurzen|vergunning|vergunningen|tegemoetkoming|premie|premies|"
    r"taskforce|commissie|raad|dienst|loket|centrum|autoriteit|instituut|ministerie|stichting|platform|"
    r"inspectie|bank|vrijstelling|heffing|belasting)\Z"
)
_BODIES = {
    "kabinet": {"regering"}, "regering": {"kabinet"}, "minister": {"bewindspersoon"},
    "staatssecretaris": {"bewindspersoon"}, "gemeente": {"gemeentelijk"}, "provincie": {"provinciaal"},
    "rijk": {"rijksoverheid"}, "rijksoverheid": {"rijk"}, "gemeenteraad": set(), "burgemeester": {"college"},
    "wethouder": {"college"}, "waterschap": set(), "college": {"burgemeester", "wethouder"}, "ministerie": set(), "parlement": {"kamer"},
    "rechter": {"rechtbank"}, "rechtbank": {"rechter"}, "politie": set(), "inspectie": set(),
    "bestuur": set(), "commissie": set(), "bank": set(), "belastingdienst": set(),
}  # fmt: skip
_PLURAL = re.compile(r"(?:s|en|n)\Z")
_EVERYDAY = 2.6
"""Zipf frequency from which a word at the start of a sentence is taken for a word, not a name."""
_LONG = 5
_DUTCH = re.compile(r"^[A-Z][a-zà-ÿ]+$")
_MONTHS_DAYS = words(
    """
    januari februari maart april mei juni juli augustus september oktober november december
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    """
)
_PARTICLES = words(
    """
    Nachts Avonds Morgens Ochtends Middags Zomers Winters De Het Een Van Der Den Ten Ter U Uw Zij Hij
    """
)


_ASKS = re.compile(
    r" (?:een|de|het|u|je|uw|iemand|er|ik|wij|we|hij|zij|ze|dat|dit|die|deze|geen)\b"
)
_ACRONYM = re.compile(r"[A-Z]{2,}|[A-Z][A-Za-z]{0,3}[A-Z]")
_SPEAKS = re.compile(r"\b(?:wij|we|ons|onze|ik|mij|mijn)\b")
_HERE = re.compile(r"\b(?:hier|ons land|nederlandse?)\b")


def name_faults(
    sentence: Statement, quotes: Sequence[Statement], about: Statement
) -> Iterator[Fault]:
    """Names that no quote has, each once.

    Args:
        about: publisher and title of the quotes' documents: who says *wij*.
    """
    spoken = " ".join(quote.text for quote in quotes).lower()
    if _SPEAKS.search(spoken):
        quotes = [*quotes, about]
    if _HERE.search(spoken):
        quotes = [*quotes, Statement("Nederland Nederlandse")]
    named = any(_is_name(quote, n, t) for quote in quotes for n, t in enumerate(quote.tokens))
    seen: set[str] = set()
    for at, token in enumerate(sentence.tokens):
        if token.norm in seen or not token.norm[0].isalpha():
            continue
        if _is_name(sentence, at, token) and not any(_names(quote, token) for quote in quotes):
            if _names(about, token) and (
                not named or _SPEAKS.search(spoken) or _shortened(sentence, token, quotes)
            ):
                continue  # a reader knows who speaks and what was named before
            if token.text.islower() and (_headed(token, quotes) or _spelt_out(token, quotes)):
                continue
            seen.add(token.norm)
            yield Fault("name", token.text)
    for token in sentence.tokens:
        body = _body(token)
        if body is None or token.norm in seen:
            continue
        allowed = {body, *_BODIES[body]}
        if (
            body in ("kabinet", "regering")
            and _SPEAKS.search(spoken)
            and _mentions(about, {"ministerie"})
        ):
            continue  # *wij* of a ministry
        bodies = any(_mentions(quote, set(_BODIES)) for quote in quotes)
        if (_SPEAKS.search(spoken) or not bodies) and _mentions(about, {body}):
            continue  # who speaks is meant where the quote says *ik*, or names no body at all
        if not any(_mentions(quote, allowed) for quote in quotes):
            seen.add(token.norm)
            yield Fault("name", token.text)


def _is_name(sentence: Statement, at: int, token: Token) -> bool:
    text = token.text
    if re.search(r"[A-ZÀ-Þ]", text[1:]) and len(text) > 1:
        return True  # an acronym or a name with an inner capital
    if _SCHEME.match(token.norm) and token.norm not in _COMMON:
        return True
    if not text[0].isupper() or text in _PARTICLES or token.norm in _MONTHS_DAYS:
        return False
    if _starts_sentence(sentence.text, token.start):
        common = max(zipf(token.norm), zipf(_PLURAL.sub("", token.norm)))
        if is_finite(token.norm) and _ASKS.match(sentence.text[token.end :].lower()):
            return False  # *Haakt een leerling af, ...*: a verb before who does it
        if _PARTICIPLE.fullmatch(token.norm):
            return False  # *Gestreefd wordt naar ...*
        return common < _EVERYDAY and not parts(token.norm) and bool(_DUTCH.match(text))
    return True


_PARTICIPLE = re.compile(r"(?:\w{2,4})?ge\w{3,}(?:d|t|en)|(?:be|ver|her|ont)\w{4,}(?:d|t|en)")
# Compounds that end like a scheme and are plain words.
_COMMON = words(
    """
    subsidieregeling betalingsregeling voorwaarde plafond leeftijdsgrens maximumgrens
    """
)


_PLAIN_HEADS = words(
    """
    plan plannen programma dienst raad commissie loket centrum pas uitkering
    """
)
"""Last parts that name no scheme where the quote has them as words: *leerroute* for *route*."""


def _headed(token: Token, quotes: Sequence[Statement]) -> bool:
    return any(
        token.norm.endswith(head) and head in quote.norms
        for quote in quotes
        for head in _PLAIN_HEADS
    )


def _shortened(sentence: Statement, token: Token, quotes: Sequence[Statement]) -> bool:
    """*De bonus* in a quote, for *Meesterbonus*; *de training* for *Harrie-training*."""
    whole = token.norm
    joined = re.match(r"-([a-zà-ÿ]+)", sentence.text[token.end :])
    if joined:
        whole += fold(joined[1])
    return any(
        len(norm) >= _HEAD and whole.endswith(norm) and norm != whole
        for quote in quotes
        for norm in quote.norms
    )


_HEAD = 4


def _spelt_out(token: Token, quotes: Sequence[Statement]) -> bool:
    """*Bijstandsuitkering* for *bijstand*: the quote has all of the word but a plain last part."""
    split = parts(token.norm)
    return (
        len(split) > 1
        and split[-1] in ("uitkering", "vergunning", "premie", "regeling", "belasting", "heffing")
        and all(part in quote.norms for quote in quotes for part in split[:-1])
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“„‘(")
    return not before or before[-1] in ".!?:"


def _names(quote: Statement, token: Token) -> bool:
    if token.norm in quote.norms or token.stem in quote.stems:
        return True
    if _ACRONYM.fullmatch(token.text) and _initials(quote.text, token.text):
        return True
    bare = _PLURAL.sub("", token.norm)
    if len(bare) >= _LONG and any(other.startswith(bare) for other in quote.norms):
        return True  # *Nederlands*, *Nederlandstalig*
    return any(
        other == bare or _PLURAL.sub("", other) in (token.norm, bare)
        for other in quote.norms
        if other[:3] == token.norm[:3]
    )


def _initials(text: str, acronym: str) -> bool:
    """Whether words in a row begin so: *Europese Unie* for *EU*, *Sociale verzekeringsbank* for *SVB*.

    The first word has a capital; a compound counts by its parts, and a small word may be passed over.
    """
    if len(acronym) < 2:
        return False
    capitals = "".join(word[0] for word in re.findall(r"[A-ZÀ-Þ][\w-]*", text))
    if acronym in capitals:
        return True
    words = re.findall(r"[\w-]+", text)
    return any(
        word[0].isupper() and _begins(acronym.lower(), words[at : at + _IN_A_NAME])
        for at, word in enumerate(words)
    )


_IN_A_NAME = 8


def _begins(letters: str, words: Sequence[str]) -> bool:
    if not letters:
        return True
    if not words:
        return False
    norm = fold(words[0])
    split = "".join(part[0] for part in parts(norm))
    if any(
        letters.startswith(firsts) and _begins(letters[len(firsts) :], words[1:])
        for firsts in (norm[0], split)
        if firsts
    ):
        return True
    return norm in STOPWORDS and _begins(letters, words[1:])


def _body(token: Token) -> str | None:
    norm = token.norm
    for form in (norm, norm.removesuffix("s"), norm.removesuffix("n"), norm.removesuffix("en")):
        if form in _BODIES:
            return form
    return None


def _mentions(quote: Statement, allowed: set[str]) -> bool:
    forms = {re.sub(r"(?<=\w\w\w\w\w\w)e\Z", "", fold(word)) for word in allowed}  # *provinciale*
    return any(form in norm for form in forms for norm in quote.norms)
