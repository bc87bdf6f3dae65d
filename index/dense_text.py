"""What of a passage is embedded."""

from __future__ import annotations

from corpus.document import Passage


def dense_text(passage: Passage) -> str:
    """The passage under its innermost heading, after the sentence that introduces it.

    A list item such as *de helft van de kosten* means little without them.
    """
    heading = passage.section_path[-1] if passage.section_path else ""
    return " ".join(part for part in (heading, passage.lead_in, passage.text) if part)
