"""Passages in the order of their best reading.

Retrieve, then rerank with a slower, better judge (Nogueira and Cho 2019, arXiv:1901.04085; here
the judge is the linear reader). What answers a question is seen best by what reads it: the asked
kind of figure, the condition, the words that stand together. Measured in docs/adr/0006.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from assistant.reader import Reading
from index.hit import Hit

DEPTH = 20
"""Passages that are read again."""


def rerank(hits: Sequence[Hit], readings: Sequence[Reading]) -> list[Hit]:
    """The hits that were read in the order of their best reading, before those that were not.

    Args:
        hits: best first; their scores in [0, 1].
        readings: best first, of the first of the hits; one that spans passages counts for each.

    Returns:
        all the hits with scores that fall along the list: above 0.5 what was read (the logistic
        of the best reading's score), below it half the score it came with. Ties by passage id.
    """
    best: dict[str, float] = {}
    for reading in readings:
        at = reading.candidate
        if at.kind == "list":
            continue  # a whole list says nothing of its items
        for hit in hits:
            passage = hit.passage
            if (
                passage.id not in best
                and passage.document_id == at.document_id
                and passage.start < at.end
                and at.start < passage.end
            ):
                best[passage.id] = 0.5 + 0.5 / (1.0 + math.exp(-reading.score / _SCALE))
    scored = [
        replace(hit, score=round(best.get(hit.passage.id, 0.5 * hit.score), 6)) for hit in hits
    ]
    return sorted(scored, key=lambda hit: (-hit.score, hit.passage.id))


_SCALE = 4.0
"""Spreads the reader's scores, which run from about -20 to 15, over the curve."""
