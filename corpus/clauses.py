"""Which part of a sentence a figure belongs to.

One Dutch sentence often states several cases, each with a figure and a condition of its own:
*een bonus van € 3500 voor een werknemer boven 55 jaar en een dubbele bonus voor een werkzoekende
boven 50 jaar*. A figure may be read only together with the words of its own case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document import Span
from corpus.figures import Figure

# Strong marks always end a case; a comma or conjunction only where both sides hold a figure.
_STRONG = re.compile(r";\s*|:\s+|\s[–—-]\s|[()]")
_WEAK = re.compile(
    r",\s+(?=(?:en|maar|terwijl|waarvan|voor|bij|in|met|of|dan|plus|aan)\b)|"
    r"\s+(?=(?:en|maar|terwijl|of|dan wel)\s+(?:(?:een|het|de|voor|bij|in|aan|op|met|dat|die|"
    r"verwerft|elke?|ieder\w*|van|naar)\b))",
    re.IGNORECASE,
)


def cases(text: str, figures: Sequence[Figure]) -> list[Span]:
    """Split a sentence into the cases it states; spans in order, every figure whole in one."""
    spans = _split(text, (0, len(text)), _STRONG, figures, need_figures=False)
    return [
        part for span in spans for part in _split(text, span, _WEAK, figures, need_figures=True)
    ]


def case_of(text: str, figure: Figure, figures: Sequence[Figure]) -> str:
    """The words of a figure's own case, with a parenthesis that directly follows the figure.

    A parenthesis after another figure belongs to that figure, so it is left out; what stands
    around the parenthesis belongs together.
    """
    spans = cases(text, figures)
    at = next((n for n, span in enumerate(spans) if span[0] <= figure.start < span[1]), None)
    if at is None:
        return text
    kept = [spans[at]]
    follow = spans[at + 1] if at + 1 < len(spans) else None
    if follow and _in_parenthesis(text, follow) and not _words(text[figure.end : spans[at][1]]):
        kept.append(follow)
    if _in_parenthesis(text, spans[at]):
        if at and not _words(_without(text, spans[at], figures)):
            # A figure alone in parentheses belongs to the words before it, up to the last mark.
            start, end = spans[at - 1]
            kept.append((max(start, text.rfind(",", start, end) + 1), end))
    else:
        before = _across_parenthesis(text, spans, at, -1)
        after = _across_parenthesis(text, spans, at, +1)
        kept.extend(s for s in (before, after) if s and not _holds(s, figures, figure))
        if before and before not in kept:
            # The words before the other figure still name the subject of both.
            first = min(f.start for f in figures if before[0] <= f.start < before[1])
            kept.append((before[0], first))
    return " ".join(text[a:b].strip() for a, b in sorted(kept))


def _split(
    text: str,
    span: Span,
    pattern: re.Pattern[str],
    figures: Sequence[Figure],
    *,
    need_figures: bool,
) -> list[Span]:
    out, start = [], span[0]
    for mark in pattern.finditer(text, *span):
        inside = any(f.start < mark.end() and mark.start() < f.end for f in figures)
        if inside or mark.start() <= start:
            continue
        if need_figures and not (
            _any_within(figures, start, mark.start()) and _any_within(figures, mark.end(), span[1])
        ):
            continue
        out.append((start, mark.start()))
        start = mark.end()
    if start < span[1]:
        out.append((start, span[1]))
    return [part for part in out if text[part[0] : part[1]].strip()]


def _any_within(figures: Sequence[Figure], start: int, end: int) -> bool:
    return any(start <= f.start and f.end <= end for f in figures)


def _holds(span: Span, figures: Sequence[Figure], but: Figure) -> bool:
    return any(span[0] <= f.start < span[1] and f is not but for f in figures)


def _in_parenthesis(text: str, span: Span) -> bool:
    return text[: span[0]].rstrip().endswith("(") or (
        span[0] > 0 and text[span[0] - 1 : span[0]] == "("
    )


def _without(text: str, span: Span, figures: Sequence[Figure]) -> str:
    """The words of a span that are no part of a figure."""
    return "".join(
        c
        for at, c in enumerate(text[span[0] : span[1]], span[0])
        if not any(f.start <= at < f.end for f in figures)
    )


def _words(text: str) -> bool:
    return bool(re.search(r"\w", text))


def _across_parenthesis(text: str, spans: list[Span], at: int, step: int) -> Span | None:
    """The part on the other side of a neighbouring parenthesis, or None."""
    beside, beyond = at + step, at + 2 * step
    if not (0 <= beside < len(spans) and 0 <= beyond < len(spans)):
        return None
    return spans[beyond] if _in_parenthesis(text, spans[beside]) else None
