"""A model's draft, sentence by sentence, against the quotes it cites: what may be shown.

The model phrases and never decides. A sentence may be shown when it cites a key that was given, and
its figures, names, denials, ways of speaking and words all stand in the quotes under those keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.draft_fault import Fault
from assistant.draft_figures import figure_faults
from assistant.draft_literal import in_their_notation, unsupported, with_their_figures
from assistant.draft_names import name_faults
from assistant.draft_odds import odds_faults
from assistant.draft_opposites import opposite_faults
from assistant.draft_rates import rate_faults
from assistant.draft_reality import reality_faults
from assistant.draft_swaps import swapped
from assistant.draft_words import Statement, support
from assistant.instruction import is_instruction

_LEAST_SUPPORT = 0.15
"""Share of a sentence's words that its quotes must say, where all the other checks agree.

Chosen from the trade-off between honest sentences below it and sentences about another quote of the
same document above it (docs/evaluation.md).
"""
_LEAST_ANCHORED = 0.1
"""The same for a sentence with a figure, which has been found in the quotes already."""
_WELL_SUPPORTED = 0.5
_BETTER = 0.3
"""How much more of the words a quote that is not cited must say before its key is the right one."""
_LEAST_OF_EACH = 0.2
"""Share of a sentence's words that every quote it cites must say."""

_FORM = re.compile(
    r"https?://|www\.|<\/?[a-z]|```|\{\s*\"|!\[|\]\(|^\s*#|^\s*\||[\u4e00-\u9fff\u0400-\u04ff\u0600-\u06ff]"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence as it may be shown, or why not.

    Attributes:
        text: without keys, its figures in the notation of the quotes.
        faults: every reason not to show it; empty when it may be shown.
    """

    text: str
    faults: tuple[Fault, ...]


def judge(
    text: str,
    keys: Sequence[str],
    evidence: Mapping[str, str],
    about: str = "",
    leads: Mapping[str, str] | None = None,
) -> Verdict:
    """Judge one sentence.

    Args:
        text: the sentence without its keys.
        keys: the keys it cites, as written.
        evidence: quotes by key.
        about: publisher and title of the documents, which tell who *wij* are in a quote.
        leads: by key the sentence that introduces a quote. Its words may be used and its way of
            speaking holds for the quote (*Het kabinet onderzoekt:*), but not its figures or names.
    """
    unknown = [key for key in keys if key not in evidence]
    if unknown or not keys:
        return Verdict(text, (Fault("key", " ".join(unknown)),))
    if not text.strip() or _FORM.search(text) or is_instruction(text):
        return Verdict(text, (Fault("form", text),))
    cited = list(dict.fromkeys(keys))
    quotes = [Statement.of(evidence[key]) for key in cited]
    # Without its colon the lead-in is one clause with the quote, so that it holds for it.
    before = {key: lead.rstrip(" :") for key, lead in (leads or {}).items()}
    led = [Statement.of(f"{before.get(key, '')} {evidence[key]}") for key in cited]
    shown = in_their_notation(" ".join(text.split()), quotes)
    sentence = Statement.of(shown)
    faults = [
        *figure_faults(sentence, quotes),
        *rate_faults(sentence, quotes),
        *swapped(sentence, quotes),
        *name_faults(sentence, quotes, Statement.of(about)),
        *opposite_faults(sentence, led),
        *odds_faults(sentence, led),
        *reality_faults(sentence, led),
    ]
    if not faults:
        shown = with_their_figures(shown, quotes)
        faults += [Fault("figure", each) for each in unsupported(shown, [q.text for q in quotes])]
    anchored = any(f.unit != "count" or f.value != 1 for f in sentence.figures)
    said = support(sentence, led)
    if said < (_LEAST_ANCHORED if anchored else _LEAST_SUPPORT):
        faults.append(Fault("support", text))
    elif said < _WELL_SUPPORTED and any(
        support(sentence, [Statement.of(quote)]) >= said + _BETTER
        for key, quote in evidence.items()
        if key not in cited
    ):
        faults.append(Fault("key", " ".join(cited)))
    elif len(quotes) > 1:
        for key, quote in zip(cited, led, strict=True):
            if support(sentence, [quote]) < _LEAST_OF_EACH:
                faults.append(Fault("key", key))
    return Verdict(shown, tuple(faults))


def sentence_faults(
    text: str, keys: Sequence[str], evidence: Mapping[str, str], about: str = ""
) -> list[Fault]:
    """Every reason not to show a sentence; see ``judge``."""
    return list(judge(text, keys, evidence, about).faults)
