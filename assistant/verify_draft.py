"""A model's draft, sentence by sentence, against the quotes it cites: what may be shown.

The model phrases and never decides. A sentence may be shown when it cites a key that was given, and
its figures, names, denials, ways of speaking and words all stand in the quotes under those keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.draft_fault import Fault
from assistant.draft_figures import figure_faults, rate_faults, swapped
from assistant.draft_names import name_faults
from assistant.draft_opposites import opposite_faults
from assistant.draft_polarity import modality_faults, negation_faults
from assistant.draft_words import Statement, support
from assistant.instruction import is_instruction

_LEAST_SUPPORT = 0.5
"""Share of a sentence's words that its quotes must say."""
_LEAST_ANCHORED = 0.34
"""The same for a sentence with a figure, which has been found in the quotes already."""
_LEAST_OF_EACH = 0.2
"""Share of a sentence's words that every quote it cites must say."""

_FORM = re.compile(
    r"https?://|www\.|<\/?[a-z]|```|\{\s*\"|!\[|\]\(|^\s*#|^\s*\||[\u4e00-\u9fff\u0400-\u04ff\u0600-\u06ff]"
)


def sentence_faults(
    text: str, keys: Sequence[str], evidence: Mapping[str, str], about: str = ""
) -> list[Fault]:
    """Every reason not to show a sentence; empty when it may be shown.

    Args:
        text: the sentence without its keys.
        keys: the keys it cites, as written.
        evidence: quotes by key.
        about: publisher and title of the documents, which tell who *wij* are in a quote.
    """
    unknown = [key for key in keys if key not in evidence]
    if unknown or not keys:
        return [Fault("key", " ".join(unknown))]
    if not text.strip() or _FORM.search(text) or is_instruction(text):
        return [Fault("form", text)]
    sentence = Statement.of(text)
    quotes = [Statement.of(evidence[key]) for key in dict.fromkeys(keys)]
    faults = [
        *figure_faults(sentence, quotes),
        *rate_faults(sentence, quotes),
        *swapped(sentence, quotes),
        *name_faults(sentence, quotes, Statement.of(about)),
        *opposite_faults(sentence, quotes),
        *negation_faults(sentence, quotes),
        *modality_faults(sentence, quotes),
    ]
    anchored = any(f.unit != "count" for f in sentence.figures)
    if support(sentence, quotes) < (_LEAST_ANCHORED if anchored else _LEAST_SUPPORT):
        faults.append(Fault("support", text))
    elif len(quotes) > 1:
        for key, quote in zip(dict.fromkeys(keys), quotes, strict=True):
            if support(sentence, [quote]) < _LEAST_OF_EACH:
                faults.append(Fault("key", key))
    return faults
