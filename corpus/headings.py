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
NOTES_HEADING = re.compile(r"(?:eind|voet)?noten:?$", re.IGNORECASE)
# Words that no heading ends with: the line goes on somewhere.
DANGLING = re.compile(
    r"\b(?:de|het|een|van|en|of|in|op|voor|te|dat|die|met|aan|door|bij|om|als|is|zijn|wordt)$|[-–,]$"
)


def mark_headings(
    blocks: list[list[Line]], is_item: list[bool], width: int | None
) -> dict[int, int]:
    """Block index to level (1 is outermost). A lone first heading is the document's title.

    Args:
        blocks: their lines.
        is_item: for each block, whether it is a list item.
        width: where lines are wrapped, None when a line is a paragraph.
    """
    # Without any white space between blocks, that cannot tell headings from other lines.
    gapless = width is None and sum(block[0].gap for block in blocks[1:]) < 0.1 * len(blocks)
    kinds: dict[int, float] = {}
    for at in range(len(blocks)):
        kind = None if is_item[at] else _kind(blocks, is_item, at, gapless)
        if kind is not None:
            kinds[at] = kind
    for at in _runs(blocks, kinds):
        del kinds[at]
    if not kinds:
        return {}
    levels: dict[int, int] = {}
    first = min(kinds)
    unique = list(kinds.values()).count(kinds[first]) == 1
    title = first < 3 and (unique or (first == 0 and kinds[0] == _PLAIN))
    rest = {at: kind for at, kind in kinds.items() if not (title and at == first)}
    order = {kind: place for place, kind in enumerate(sorted(set(rest.values())))}
    if title:
        levels[first] = 1
    for at, kind in rest.items():
        levels[at] = order[kind] + (2 if title else 1)
    return levels


_PLAIN = 90.0


def _kind(blocks: list[list[Line]], is_item: list[bool], at: int, gapless: bool) -> float | None:
    """Rank of the heading (less is outer), or None when the block is no heading."""
    block = blocks[at]
    if len(block) == 2 and _UNDERLINE.fullmatch(block[1].text):
        return 1.0 if block[1].text[0] == "=" else 2.0
    text = " ".join(line.text for line in block)
    if len(text) > _LONGEST or len(block) > 3 or not re.search(r"[^\W\d_]", text):
        return None
    if NOTES_HEADING.match(text):
        return _PLAIN
    if at + 1 == len(blocks) or DANGLING.search(text):
        return None
    labelled = _LABELLED.match(text)
    ends = re.search(r"[.;,:!?…][\"”’)]*$", text)
    if labelled and (not ends or text == labelled.group().strip()) and not _sentence(text):
        word = labelled["word"].lower()
        if word in _LABEL_RANK or _set_apart(blocks, at):
            return float(_LABEL_RANK.get(word, 13))
    apart = _set_apart(blocks, at) or (gapless and _between_sentences(blocks, is_item, at))
    if ends and not (text.endswith("?") and apart and len(text) < 90):
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
    if is_item[at + 1] and not block[0].gap and at and not apart:
        return None
    return _PLAIN if apart or _before_prose(blocks, at) else None


def _sentence(text: str) -> bool:
    """A label inside running text: *Artikel 5 is van toepassing op*."""
    return (
        re.match(r"\w+ \S+ (?:is|zijn|wordt|worden|en|van|van de|geldt|bepaalt)\b", text)
        is not None
    )


def _set_apart(blocks: list[list[Line]], at: int) -> bool:
    first = blocks[at][0]
    return at == 0 or first.gap or first.new_page


def _between_sentences(blocks: list[list[Line]], is_item: list[bool], at: int) -> bool:
    """A short line between blocks that end as sentences or items do."""
    text = blocks[at][-1].text
    before, after = blocks[at - 1][-1].text, blocks[at + 1][-1].text
    return (
        len(text) <= 70
        and re.search(r"[.!?;][\"”’)]*$", before) is not None
        and (is_item[at + 1] or re.search(r"[.:;!?][\"”’)]*$", after) is not None)
    )


def _before_prose(blocks: list[list[Line]], at: int) -> bool:
    """A short line without an end mark, right above a block of full sentences."""
    text = " ".join(line.text for line in blocks[at + 1])
    return len(text) > 80 and re.search(r"[.:]", text) is not None


def _runs(blocks: list[list[Line]], kinds: dict[int, float]) -> set[int]:
    """Plain short lines in a row without white space between: an address, not headings."""
    out: set[int] = set()
    run: list[int] = []
    for at, block in enumerate(blocks):
        text = block[-1].text
        short = len(block) == 1 and len(text) <= 80 and not re.search(r"[.:;!?]$", text)
        if not short or block[0].gap or block[0].new_page:
            run = []
        if short:
            run.append(at)
        if len(run) >= 3:
            out.update(other for other in run if kinds.get(other) == _PLAIN)
    return out
