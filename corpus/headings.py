"""Which blocks of a plain text are headings, and how deep."""

from __future__ import annotations

import re

from corpus.layout import Line

_LABELLED = re.compile(
    r"(?P<word>[A-ZÀ-Ý][a-zà-ÿ]{2,})\s+(?P<number>\d{1,3}[a-z]?(?:[.:]\d+)*|[IVXLC]+|[A-Z])"
    r"(?:$|[.:]?\s*[-–—:.]?\s*(?=\S))"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z])(?P<dot>[.)]?)\s+(?=\S)")
_LABEL_RANK = {
    "deel": 10, "boek": 10, "bijlage": 11, "annex": 11, "hoofdstuk": 12, "titel": 12,
    "afdeling": 14, "paragraaf": 15, "artikel": 17,
}  # fmt: skip
_UNDERLINE = re.compile(r"(=|-|~|_)\1{2,}")
_LONGEST = 120


def mark_headings(blocks: list[list[Line]], is_item: list[bool]) -> dict[int, int]:
    """Block index to level (1 is outermost). A lone first heading is the document's title."""
    kinds: dict[int, float] = {}
    for at, block in enumerate(blocks):
        kind = None if is_item[at] else _kind(blocks, is_item, at)
        if kind is not None:
            kinds[at] = kind
    for at in _runs(blocks, kinds):
        del kinds[at]
    if not kinds:
        return {}
    levels: dict[int, int] = {}
    title = 0 in kinds and list(kinds.values()).count(kinds[0]) == 1 or kinds.get(0) == _PLAIN
    rest = {at: kind for at, kind in kinds.items() if not (title and at == 0)}
    order = {kind: place for place, kind in enumerate(sorted(set(rest.values())))}
    if title:
        levels[0] = 1
    for at, kind in rest.items():
        levels[at] = order[kind] + (2 if title else 1)
    return levels


_PLAIN = 90.0


def _kind(blocks: list[list[Line]], is_item: list[bool], at: int) -> float | None:
    """Rank of the heading (less is outer), or None when the block is no heading."""
    block = blocks[at]
    if len(block) == 2 and _UNDERLINE.fullmatch(block[1].text):
        return 1.0 if block[1].text[0] == "=" else 2.0
    text = " ".join(line.text for line in block)
    if len(text) > _LONGEST or len(block) > 3 or not re.search(r"[^\W\d_]", text):
        return None
    if at + 1 == len(blocks):
        return None
    labelled = _LABELLED.match(text)
    ends = re.search(r"[.;,:!?…][\"”’)]*$", text)
    if labelled and (not ends or text == labelled.group().strip()) and not _sentence(text):
        word = labelled["word"].lower()
        if word in _LABEL_RANK or _set_apart(blocks, at):
            return float(_LABEL_RANK.get(word, 13))
    if ends and not (text.endswith("?") and _set_apart(blocks, at) and len(text) < 90):
        return None
    if re.fullmatch(r"[^a-zà-ÿ]{4,}", text) and re.search(r"[A-ZÀ-Ý]{3}", text):
        return 5.0 if not _NUMBERED.match(text) else 20.0
    numbered = _NUMBERED.match(text)
    if numbered and (text[numbered.end()].isupper() or "." in numbered["number"]):
        if numbered["number"].isalpha() and not numbered["dot"]:
            numbered = None
        else:
            return 20.0 + numbered["number"].count(".")
    if not (text[0].isupper() or text[0] in "(‘“'\"€"):
        return None
    if re.match(r"[A-ZÀ-Ý][\w ]{1,25}: \S", text) and at:
        return None
    if is_item[at + 1] and not block[0].gap and at:
        return None
    return _PLAIN if _set_apart(blocks, at) or _before_prose(blocks, at) else None


def _sentence(text: str) -> bool:
    """A label inside running text: *Artikel 5 is van toepassing op*."""
    return (
        re.match(r"\w+ \S+ (?:is|zijn|wordt|worden|en|van|van de|geldt|bepaalt)\b", text)
        is not None
    )


def _set_apart(blocks: list[list[Line]], at: int) -> bool:
    first = blocks[at][0]
    return at == 0 or first.gap or first.new_page


def _before_prose(blocks: list[list[Line]], at: int) -> bool:
    """A short line without an end mark, right above a block of full sentences."""
    text = " ".join(line.text for line in blocks[at + 1])
    return len(text) > 80 and re.search(r"[.:]", text) is not None


def _runs(blocks: list[list[Line]], kinds: dict[int, float]) -> list[int]:
    """Plain short lines in a row without white space between: an address, not headings."""
    plain = [at for at, kind in kinds.items() if kind == _PLAIN]
    out: list[int] = []
    for at in plain:
        run = [at]
        while run[-1] + 1 in plain and not blocks[run[-1] + 1][0].gap:
            run.append(run[-1] + 1)
        if len(run) >= 3:
            out.extend(other for other in run if other not in out)
    return out
