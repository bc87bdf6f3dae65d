"""What of a passage is embedded."""

from __future__ import annotations

from corpus.document import Passage


def dense_text(passage: Passage) -> str:
    """The passage alone.

    Headings and lead-in before it were measured too: the vectors of neighbours then grow so alike
    that the first hit is more often beside the point. The lexical half knows the context.
    """
    return passage.text
