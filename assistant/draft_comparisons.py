"""Comparisons of a figure: next to it, as the figure reader sees them, or apart from it.

*Een maximum van € 500 per gebouw*, *niet ouder dan 6 weken* and *hoogstens 6 weken* compare alike.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft_words import Statement
from corpus.figures import Figure

# Words of comparison that stand apart from the figure: *de maximale bijdrage bedraagt € 500*.
_APART = {
    "<=": re.compile(
        r"\b(?:maximaal|maximum|maximale|hoogstens|ten hoogste|hooguit|uiterlijk|plafond|bovengrens|"
        r"niet (?:meer|hoger|langer|later|ouder|groter) (?:\w+ ){0,3}dan|niet boven|tot en met|t/m|"
        r"niet (?:meer|hoger) (?:mag|mogen|zijn)|op(?:loopt|lopen|lopend) tot|loopt op tot|gemaximeerd|begrensd|beperkt tot|limiet|"
        r"bovenlimiet|maximum\w+|leeftijdsplafond|ten laatste|op zijn (?:laatst|meest)|binnen een (?:straal|afstand|cirkel)|"
        r"binnen|eindigt|eindigen|loopt af|liep af|"
        r"of (?:eerder|minder|jonger|korter|lager|vroeger|kleiner)|op zijn hoogst|totdat|laatste dag|einddatum|sluit|sluiten|deadline)\b"
    ),
    ">=": re.compile(
        r"\b(?:minimaal|minimum\w*|minimale|minstens|zeker|ondergrens|drempel\w*|ten minste|tenminste|vanaf|"
        r"met ingang van|per|sinds|ingaande|"
        r"niet (?:minder|lager|korter|jonger|eerder|kleiner) (?:\w+ ){0,3}dan|of (?:ouder|meer|langer|hoger|later|groter)|"
        r"en (?:ouder|meer|langer|hoger)|treedt|treden|in werking|gaat in|ga(?:at|an) gelden|begint|beginnen|start|starten|"
        r"in (?:elk|ieder) geval|op zijn minst|"
        r"eerste dag|begindatum|ingangsdatum)\b"
    ),
    ">": re.compile(
        r"\b(?!minder|ander|lager|korter|jonger|kleiner|eerder|dunner|lichter|smaller|goedkoper|vroeger|verder)\w{2,}er (?:\w+ ){0,3}dan\b|\bboven\b|\bna\b|"
        r"\bruim\b"
    ),
    "<": re.compile(
        r"\b(?:minder|lager|korter|jonger|kleiner|eerder|dunner|lichter|smaller|goedkoper|vroeger) (?:\w+ ){0,3}dan\b|\bonder\b|\bvóór\b|\bvoor\b|\btot\b|"
        r"\bbijna\b|\b(?:nog|net) (?:geen|niet)\s*\Z|\bkrap\s*\Z"
    ),
    "~": re.compile(
        r"\b(?:circa|ca|ongeveer|ruim|bijna|plusminus|rond|naar schatting|om en nabij|zo[’']n|zon)\b"
    ),
}  # fmt: skip
# What is said of a figure by a verb after it: *heeft de termijn van drie jaar overschreden*.
_BEYOND = re.compile(
    r"\b(?:over(?:stij?g|schr[ei]j?d)\w*|te boven|gepasseerd|passe(?:ert|ren)|voorbij|ontgroeid|uitkom\w*)\b"
)
# What may be had or done within a time is not more than that time.
_ROOM = re.compile(
    r"\b(?:de (?:aller)?eerste|\w*tijd van|\w*termijn (?:is|van|bedraagt|duurt))\s*\Z"
)
_IN_ALL = re.compile(
    r"\b(?:mag|mogen|kan|kunt|kunnen|recht)\b[^.;]*\b(?:in totaal|bij elkaar|samen)\s*\Z"
)
_ENDS = re.compile(
    r"\b(?:stopt|stoppen|eindig\w*|vervalt|vervallen|verloopt|verlopen|ophoud\w*|houdt op)\W*\Z"
)
# *Vanaf dan moet u in vier jaar ...* is about the moment, not about the figure.
_SINCE_THEN = re.compile(
    r"\b(?:vanaf|sinds|per|na) (?:dan|nu|dat moment|die dag|die datum|dat jaar)\b"
)
# *Voordat er tien jaar om zijn* is within ten years.
_NOT_YET_OVER = re.compile(r"\bvoordat (?:er )?\|\s(?:om|voorbij|verstreken)\b")
_UPPER = re.compile(r"\b(?!onder)\w*grens\b[^.;,]{0,40}\Z")
_UNDER_THE = re.compile(r"\b(?:onder|boven) (?:de|het) \Z")
_CEILING = re.compile(r"\w*plafond\b")
_TO_SPEND = re.compile(r"\b(?:beschikbaar|te verdelen|te besteden|budget|in de pot)\b")
_BACK = re.compile(r"\bterugwerkende kracht\b")
_SIZE = re.compile(r"\bmeter\Z|m²|\bkilo|\bkm\b|\bton\b|\bgraden\b")
_DISTANCE = re.compile(r"\b(?:\w*meter|km|m)\Z")
# Approximations that lean to one side: each with the comparisons that say the same.
_LEANING = {"ruim": {">", "~ruim"}, "bijna": {"<", "~bijna"}}
_WIDE = 60
_DENIED = {">": "<=", "<=": ">", "<": ">=", ">=": "<"}
_ON_DAY = re.compile(r"\bop\s*\Z")
_FROM_DAY = re.compile(r"(?:met ingang van|ingaande)\b")
_TIME_BEFORE = re.compile(r"\s(?:voor|vóór|voordat|van tevoren|vooraf|eerder)\b")
_JOINED = re.compile(r"[^.;:]{0,60}\b(?:en|of|respectievelijk)\b[^.;:]{0,40}")
# *Nu is dat € 40*, *voor hen geldt drie weken*: the same quantity in another case.
_SAME_THING = re.compile(
    r"[^;:]{0,90}(?:[.;,] |\b)[^.;:]{0,60}\b(?:dat|dit|die|(?:een|de) (?:ander|grot|klein|hog|lag)\w*)\b[^.;:]{0,40}",
)
_CHANGES = re.compile(
    r"\b(?:ge)?(?:da[al]l|dal|ste[eg]g|stijg|stegen|verla[ag]|verho[og]|verminder|terug|krimp|kromp|groei|"
    r"afgenomen|toegenomen|toene|afne|bracht|breng)\w*\b(?:[^.;]|\.(?=\d))*\Z"
)
_UP_TO = re.compile(r"\btot (?:wel |en met )?\Z")
_BOUND_BEFORE = re.compile(
    r"\b(?:\w{2,}er dan|maximaal|minimaal|minstens|hoogstens|hooguit|ten (?:minste|hoogste))\s*\Z"
)
_TIME_TO = re.compile(r"\s(?:(?:de )?tijd\b|om (?:[\w-]+ ){0,6}?te )")
_BOUND = re.compile(r"\bdan (?:de|het|een|die|deze) \w+ van\s*\Z")
_EACH = re.compile(r"\b(?:per|elke|iedere|om de|in de)\s*\Z")
_LESS = "minder|lager|korter|jonger|kleiner|eerder|dunner|lichter|smaller|goedkoper|vroeger"
_DOWNWARD = frozenset(_LESS.split("|"))
_NOT_MORE = re.compile(r"\bn(?:iet|ooit) (\w{2,}er)(?: \w+){0,4} dan\b")
_EXACT = 2
"""Hyphens of a date that names a day."""
_BORDER = re.compile(r"[;:?!]|,\s|\.\s| (?:en|maar) (?=\D{0,40}\d)")


def compares_alike(figure: Figure, sentence: Statement, other: Figure, quote: Statement) -> bool:
    if isinstance(figure.value, tuple) or "/" in str(figure.value):
        return True  # a range says its own bounds
    on_day = figure.unit == "date" and _ON_DAY.search(sentence.text[: figure.start].lower())
    if on_day and figure.comparator is None and _FROM_DAY.match(other.text.lower()):
        return True  # *vervalt op 1 mei*, *vervalt met ingang van 1 mei*
    ours = signs(figure, sentence) | _carried(figure, sentence)
    theirs = signs(other, quote) | _carried(other, quote)
    if _TIME_BEFORE.match(sentence.text[figure.end :].lower()):
        ours, theirs = _before_then(ours), _before_then(theirs)
    if _leaves_room(other, quote) and not _ROOM.search(sentence.text[: figure.start].lower()):
        theirs |= {None, "<="}
    if _UPPER.search(quote.text[: other.start].lower()):
        theirs |= {"<=", "<"}
    if _CEILING.search(quote.text.lower()) and _TO_SPEND.search(sentence.text.lower()):
        theirs |= {None}  # *er is 2 miljoen te verdelen* for a ceiling of as much
    return bool(ours & theirs) or bool(ours & signs(other, quote, 2 * _WIDE))


def _leaves_room(figure: Figure, statement: Statement) -> bool:
    """*In de eerste drie maanden* is within three months, *in totaal mag u 60 dagen* at most 60."""
    before = statement.text[: figure.start].lower()
    return figure.unit not in ("date", "period") and bool(
        _ROOM.search(before) or _IN_ALL.search(before)
    )


def _carried(figure: Figure, statement: Statement) -> set[str | None]:
    """The comparison of the figure before, which may hold for this one: *tot € 6 en € 3*."""
    before = [f for f in statement.figures if f.end <= figure.start and f.unit == figure.unit]
    if figure.comparator is not None or not before:
        return set()
    between = statement.text[before[-1].end : figure.start]
    joined = _JOINED.fullmatch(between.lower()) or _SAME_THING.fullmatch(between.lower())
    if not joined:
        return set()
    return {sign for sign in signs(before[-1], statement) if sign is not None}


def _before_then(signs: set[str | None]) -> set[str | None]:
    """*Uiterlijk een maand voor de start* asks for at least a month: the bound of the other side."""
    return {">=" if sign == "<=" else sign for sign in signs}


def turned_round(figure: Figure, sentence: Statement, other: Figure, quote: Statement) -> bool:
    """Whether comparisons are each other's denial: *meer dan 6 weken*, *niet meer dan 6 weken*."""
    theirs = signs(other, quote)
    return any(_DENIED[sign] in theirs for sign in signs(figure, sentence) if sign in _DENIED)


def signs(figure: Figure, statement: Statement, wide: int = _WIDE) -> set[str | None]:
    """All comparisons that a figure may be read with: its own, or those that stand apart from it.

    None stands for no comparison at all.
    """
    text = statement.text
    own = figure.comparator
    words = figure.text.lower()
    if own == "~":
        for word, same in _LEANING.items():
            if words.startswith(word):
                return set(same)
        bound = _BOUND_BEFORE.search(text[: figure.start].lower())
        return {"bound"} if bound else {"~"}  # *minder dan zo'n 40* is not *ongeveer 40*
    dated = figure.unit in ("date", "period")
    if own is not None:
        signs: set[str | None] = {own}
        if words.startswith("tot ") and not dated and _CHANGES.search(text[: figure.start].lower()):
            return {None, "<="}  # *gedaald tot 13 weken* is *gedaald naar 13 weken*
        if dated and own == ">" and _ENDS.search(text[: figure.start].lower()):
            return {">", "<="}  # *stopt na 2027*
        if dated and words.startswith("tot ") and _BACK.search(text[: figure.start].lower()):
            return {">="}  # *met terugwerkende kracht tot 1 juli* holds from that day
        if own == "<" and words.startswith("tot ") and figure.unit not in ("age", "date", "period"):
            signs = {"<=", "<"}
        if own == "<=" and words.startswith("binnen ") and _DISTANCE.search(words):
            signs |= {"<"}
        return signs
    if not dated and _EACH.search(text[: figure.start].lower()):
        return {None}  # a rate, which is not what is compared
    start, end = _piece(text, figure, statement.figures, wide)
    before, after = text[start : figure.start].lower(), text[figure.end : end].lower()
    before = _SINCE_THEN.sub(" ", before)
    apart: set[str | None] = {None} if _BOUND.search(before) else set()
    if negated := _NOT_MORE.search(before):
        # *Niet ouder dan* must not be read as *ouder dan*.
        apart.add(">=" if negated[1] in _DOWNWARD else "<=")
        before = _NOT_MORE.sub(" ", before)
    for sign, pattern in _APART.items():
        # *Langer dan* after a figure is about what follows; *of ouder* and *maximaal* are about it.
        place = f"{before} | {after}" if sign in (">=", "<=") else before
        if sign in (">", "<") and not dated:
            # *na*, *voor*, *onder* and *tot* are mostly plain prepositions when they stand apart.
            close = _UNDER_THE.search(place)
            place = re.sub(r"\b(?:na|voor|onder|tot|boven)\b", " ", place)
            if close:
                place += close[0]
        elif sign in (">", "<") and dated:
            place = before[-12:]
        if not dated:
            place = re.sub(
                r"\b(?:per|sinds|binnen|treedt|treden|in werking|gaat in|begint|beginnen|start|starten|eindigt|eindigen|loopt af|liep af|sluit|sluiten|deadline|ga(?:at|an) gelden|einddatum|begindatum|ingangsdatum|eerste dag|laatste dag)\b"
                r"(?! een (?:straal|afstand|cirkel))",
                " ", place,
            )  # fmt: skip
        if pattern.search(place):
            apart.add(sign)
    if not dated and _UP_TO.search(before):
        apart |= {None, "<="} if _CHANGES.search(text[: figure.start].lower()) else {"<="}
        if _SIZE.search(words):
            apart.add("<")
    lasts = figure.unit in ("hours", "days", "weeks", "months", "years")
    if lasts and _TIME_TO.match(after) and not before.endswith("in "):
        apart |= {None, "<="}
    if _DISTANCE.search(words) and re.search(r"\bbinnen\s*\Z", before):
        apart |= {None, "<=", "<"}
    if not dated and _NOT_YET_OVER.search(f"{before}|{after}"):
        apart |= {"<=", "<"}
    if not dated and _BEYOND.search(after):
        apart.add(">")
    if dated:
        # *per*, *op* and *met ingang van* a day name that day as a start; so does the bare day.
        # *Er is voor 2022 een bedrag*: without its accent it may be *for* that year.
        open_ = str(figure.value).count("-") < _EXACT and before.endswith("voor ")
        return {*apart, None} if open_ or apart <= {">=", "<="} else apart
    return apart or {None}


def _piece(text: str, figure: Figure, figures: Sequence[Figure], wide: int) -> tuple[int, int]:
    """The words around a figure that may hold its comparison: up to a mark or the next figure."""
    low = max([0, figure.start - wide, *(f.end for f in figures if f.end <= figure.start)])
    high = min(
        [len(text), figure.end + _WIDE // 2, *(f.start for f in figures if f.start >= figure.end)]
    )
    for mark in _BORDER.finditer(text, low, figure.start):
        low = mark.end()
    after = _BORDER.search(text, figure.end, high)
    return low, after.start() if after else high
