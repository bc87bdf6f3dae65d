"""The split into passages: what is indexed and cited."""

from __future__ import annotations

from bisect import bisect_right

from corpus.document import Block, Passage, Span
from corpus.structure import Structure

SHORTEST, LONGEST = 200, 400  # characters that a passage of several sentences should have
LONG_ITEM = 500  # an item up to this long stays whole


def split_passages(document_id: str, structure: Structure) -> tuple[Passage, ...]:
    """Passages in document order: every sentence of every block but headings in exactly one."""
    text = structure.text
    leads = {
        item: text[slice(*entry.lead_in)]
        for entry in structure.lists
        if entry.lead_in is not None
        for item in entry.items
    }
    callers = {note.block: note.sentence for note in structure.footnotes}
    sentences = [
        (span, block.section, block.kind == "footnote")
        for block in structure.blocks
        if block.kind != "heading"
        for span in block.sentences
    ]
    place = {span: at for at, (span, _, _) in enumerate(sentences)}
    passages: list[Passage] = []
    for at, block in enumerate(structure.blocks):
        if block.kind == "heading" or not block.sentences:
            continue
        lead = leads.get(at, "")
        if block.kind == "footnote":
            caller = callers[at]
            lead = text[slice(*caller)] if caller else ""
        for part, spans in enumerate(_groups(block)):
            start, end = spans[0][0], spans[-1][1]
            head = ""
            if part and block.kind == "item":
                head = text[slice(*block.sentences[0])]
            first, last = place[spans[0]], place[spans[-1]]
            lines = _lines(structure, start, end)
            passages.append(
                Passage(
                    id=f"{document_id}#{len(passages):05d}",
                    document_id=document_id,
                    start=start,
                    end=end,
                    text=text[start:end],
                    section_path=structure.sections[block.section].path,
                    kind=block.kind,
                    block=at,
                    sentences=tuple(spans),
                    lines=lines,
                    page=structure.pages.get(lines[0]),
                    lead_in=" ".join(part for part in (lead, head) if part),
                    before=_neighbour(text, sentences, first, -1),
                    after=_neighbour(text, sentences, last, 1),
                )
            )
    return tuple(passages)


def _neighbour(text: str, sentences: list[tuple[Span, int, bool]], at: int, step: int) -> str:
    other = at + step
    if not 0 <= other < len(sentences) or sentences[other][1:] != sentences[at][1:]:
        return ""
    if sentences[at][2]:
        return ""  # footnotes do not continue each other
    return text[slice(*sentences[other][0])]


def _groups(block: Block) -> list[tuple[Span, ...]]:
    spans = block.sentences
    if block.kind == "footnote" or (block.kind == "item" and block.end - block.start <= LONG_ITEM):
        return [spans]
    # The cheapest way to cut: cost[i] is that of the best split of the first i sentences.
    cost, cut = [0.0], [0]
    for end in range(1, len(spans) + 1):
        options = [
            (cost[start] + _cost(spans[end - 1][1] - spans[start][0]), start)
            for start in range(max(0, end - 25), end)
        ]
        best = min(options)
        cost.append(best[0])
        cut.append(best[1])
    groups: list[tuple[Span, ...]] = []
    end = len(spans)
    while end:
        groups.insert(0, spans[cut[end] : end])
        end = cut[end]
    return groups


def _cost(length: int) -> float:
    """How far a length lies outside the wanted range, and a little for each passage."""
    short, long = max(0, SHORTEST - length), max(0, length - LONGEST)
    return 0.1 + (short / 100) ** 2 + 2 * (long / 100) ** 2


def _lines(structure: Structure, start: int, end: int) -> tuple[int, int]:
    starts = structure.line_starts

    def line(offset: int) -> int:
        at = bisect_right(starts, offset, key=lambda pair: pair[0]) - 1
        return starts[max(at, 0)][1] if starts else 1

    return line(start), line(max(start, end - 1))
