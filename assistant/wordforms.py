"""Words of a Dutch question by place and form: verbs, participles, adjectives.

No tagger: the word after *wie* or *waar* is the verb, the last word after *kan* an infinitive, and
an adjective is a word on -e that is about as common without it (*dubbele*, but not *boete*).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.analysis import STOPWORDS, fold
from index.compounds import zipf


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ARTICLES = _set("de het een")
DETERMINERS = ARTICLES | _set("deze dit die dat mijn uw onze hun geen")
MODALS = _set(
    "kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zult zullen zou zouden hoef "
    "hoeft hoeven gaat gaan laat laten"
)
_AUXILIARIES = _set("is zijn was waren ben bent wordt worden werd werden heeft heb hebben had")
FINITE = (
    MODALS
    | _AUXILIARIES
    | _set(
        "kost duurt duren loopt lopen begint beginnen eindigt stopt start geldt gelden telt tellen "
        "valt vallen hoort horen werkt werken helpt betaalt betalen beslist beslissen bepaalt krijg "
        "krijgt krijgen ontvangt ontvangen verdient verdienen voert treedt treden vervalt verloopt "
        "ligt liggen zit zitten heet bestaat bestaan klopt regelt beheert zorgt stelt neemt nemen "
        "vindt vinden zegt hebt doet doen komt komen staat staan blijft blijven bedraagt bedragen "
        "betekent houdt steunt vergoedt geeft geven draagt levert kom ga sta betaal ontvang vraagt "
        "vraag meldt meld"
    )
)
SINGULAR_OF = {
    "krijgen": "krijgt", "mogen": "mag", "moeten": "moet", "kunnen": "kan", "hebben": "heeft",
    "zijn": "is", "worden": "wordt", "komen": "komt", "gaan": "gaat", "betalen": "betaalt",
    "ontvangen": "ontvangt", "waren": "was", "gelden": "geldt", "doen": "doet", "kosten": "kost",
    "vallen": "valt", "beslissen": "beslist", "verdienen": "verdient", "duren": "duurt",
    "beginnen": "begint", "lopen": "loopt", "staan": "staat", "liggen": "ligt", "zullen": "zal",
}  # fmt: skip
PLURAL_OF = {singular: plural for plural, singular in SINGULAR_OF.items()}
PREPOSITIONS = _set(
    "in op aan bij van voor met door naar om tot uit over per via binnen tijdens volgens tegen "
    "onder boven vanaf sinds na naast zonder tussen rond wegens namens buiten inclusief "
    "exclusief"
)
_QUESTION_WORD = re.compile(r"^(?:wie|wat|waar\w*|wanneer|hoezo|hoe|hoeveel|welke?)$")
CLAUSE = _set("als omdat indien terwijl nadat voordat zodra tenzij doordat zodat")
_PARTICLES = _set("open dicht bijeen samen weg terug plaats af mee toe")
_FUNCTION = (
    STOPWORDS | FINITE | PREPOSITIONS | CLAUSE
    | _set(
    "niet elders thuis meer minder meest nodig genoeg toch vaak soms altijd nooit steeds straks"
)
) - DETERMINERS  # fmt: skip
_PREDICATE = re.compile(
    r"^(?:open|dicht|vrij|gratis|bekend|klaar|hoog|laag|lang|duur|groot|klein|oud|\w+baar|\w+lijk|"
    r"\w+loos|\w+zaam|\w+ig|\w+isch|hoger|lager|duurder|goedkoper|groter|kleiner|langer|korter|"
    r"verplicht|toegestaan|verboden|bedoeld)$"
)
_PARTICIPLE = re.compile(
    r"^(?:\w*ge\w{2,}|(?:\w{2,4})?(?:be|ver|her|ont|er)\w{2,})(?:d|t|en)$|"
    r"^\w{0,6}ge(?:gaan|daan|staan|slagen|zien)$"
)
_ORDINALS = _set(
    "tweede derde vierde vijfde zesde zevende achtste negende tiende laatste volgende vorige "
    "andere overige"
)
_NOUNS_ON_E = _set("ronde einde zone methode klasse waarde kade orde pauze breedte")
_WORD = re.compile(r"\w[\w'’&.-]*\w|\w|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or sign as it stands in a question, and its lower-case form."""

    start: int
    end: int
    lower: str

    @property
    def sign(self) -> bool:
        return not self.lower[0].isalnum()


def words_of(text: str) -> list[Word]:
    """Words and signs in order."""
    return [Word(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(text)]


def is_content(word: str) -> bool:
    """A word that may stand in a noun phrase and says something there."""
    return word[0].isalnum() and fold(word) not in _FUNCTION and word not in DETERMINERS


@lru_cache(maxsize=1 << 12)
def _is_verb(stem: str, least: float = 3.2) -> bool:
    """Whether the infinitive of a verb stem is a Dutch word: *betaal*, *schrijf*, *klop*."""
    forms = [f"{stem}en"]
    if re.search(r"(aa|ee|oo|uu)[^aeiou]$", stem):
        forms.append(f"{stem[:-2]}{stem[-1]}en")
    elif re.search(r"(?<![aeiou])[aeiou][^aeiou]$", stem):
        forms = [f"{stem}{stem[-1]}en"]
    if stem[-1:] in "fs":
        soft = stem[:-1] + {"f": "v", "s": "z"}[stem[-1]]
        forms.append(f"{soft}en")
    return max(map(zipf, forms)) >= least


def is_finite(word: str) -> bool:
    """A verb form on -t or a very common one; nouns on -t have no such infinitive."""
    return word in FINITE or (len(word) > 3 and word.endswith("t") and _is_verb(word[:-1]))


def is_adjective(word: str) -> bool:
    """An inflected adjective or ordinal: *dubbele*, *eerste*, *hoge*; not *boete*, *gemeente*."""
    if word in _ORDINALS:
        return True
    if not word.endswith("e") or len(word) < 4 or word in _NOUNS_ON_E:
        return False
    stem = word[:-1]
    bases = [stem, re.sub(r"(.)\1$", r"\1", stem), re.sub(r"([aeou])([^aeiou])$", r"\1\1\2", stem)]
    bases.extend([base[:-1] + {"z": "s", "v": "f"}[base[-1]] for base in bases if base[-1] in "zv"])
    return max(map(zipf, bases)) >= max(3.0, zipf(word) - 0.6)


def _participle(word: str) -> bool:
    """*opgehaald*, *verbonden*, *afgesproken*; not *overheid*, whose verb there is not."""
    if not _PARTICIPLE.match(word):
        return False
    if word.endswith("n"):
        return True
    bare = re.sub(r"^(\w{0,6}?)ge(?=\w{3})", r"\1", word)
    return any(_is_verb(stem, 1.5) for stem in {bare, bare[:-1], word[:-1]} if stem != word)


def closing_verb(words: list[Word], at: int, *, pointed: bool = False) -> bool:
    """Whether a word is an infinitive or participle that closes its clause, by what it follows.

    Args:
        pointed: the word before is a pronoun (*wie mag het gebruiken*), not an article.
    """
    word, before = words[at].lower, words[at - 1].lower if at else ""
    if before == "te":
        return True
    if pointed:
        before = "die"
    if not before or before in ARTICLES or before in PREPOSITIONS or is_adjective(before):
        return False
    after = words[at + 1].lower if at + 1 < len(words) else "?"
    closes = after in PREPOSITIONS or after in CLAUSE or not after[0].isalnum() or after in FINITE
    if not closes or (_QUESTION_WORD.match(before) and before not in ("waar", "wanneer", "hoe")):
        return False
    earlier = {w.lower for w in words[:at]}
    if word.endswith("n") and earlier & MODALS and before not in FINITE:
        return True
    defines = re.match(r"wat (?:is|zijn|was|waren) \w", " ".join(w.lower for w in words[:3]))
    if (defines and not pointed) or not earlier & _AUXILIARIES or before in _AUXILIARIES:
        return False
    return _participle(word)


def closes_predicate(words: list[Word], at: int, *, pointed: bool = False) -> bool:
    """A word that ends what is said of something: *opgericht*, *verplicht*, *aanvragen*, *open*."""
    word = words[at].lower
    after = words[at + 1].lower if at + 1 < len(words) else "?"
    closes = fold(after) in _FUNCTION or not after[0].isalnum()
    named = bool(_PREDICATE.match(word)) or word in _PARTICLES
    return closes and (named or closing_verb(words, at, pointed=pointed))


def verb_place(words: list[Word]) -> int | None:
    """Where the finite verb of a question stands, None when it has none."""
    if not words:
        return None
    at = 1 if words[0].lower in PREPOSITIONS and len(words) > 1 else 0
    if [w.lower for w in words[:3]] == ["tot", "en", "met"] and len(words) > 3:
        at = 3
    first = words[at].lower
    if not _QUESTION_WORD.match(first):
        return 0 if at == 0 and is_finite(first) else None
    if first in ("wie", "wat", "wanneer", "hoezo") or first.startswith("waar"):
        if at + 1 < len(words) and words[at + 1].lower in PREPOSITIONS:
            at += 1  # wat voor, wie van
        elif at + 1 < len(words) and not words[at + 1].sign:
            if is_content(words[at + 1].lower) and len(words) <= at + 2 + words[-1].sign:
                return at + 1 if is_finite(words[at + 1].lower) else None  # waar aanvragen?
            return at + 1
    return next((i for i in range(at + 1, len(words)) if is_finite(words[i].lower)), None)
