"""Dutch compounds taken apart: *inkomenscriterium* is *inkomen* and *criterium*.

A split is made where both parts are everyday words (wordfreq's Zipf scale); the parts may be joined
by the linking sounds *s*, *e* or *en*. Only the most likely split in two is given, as in Koehn and
Knight, "Empirical Methods for Compound Splitting", EACL 2003 (geometric mean of frequencies; in
logarithms, the mean).
"""

from __future__ import annotations

from functools import lru_cache

from wordfreq import zipf_frequency

_SHORTEST_PART = 4
_EVERYDAY = 3.2
"""Least Zipf frequency of a part."""
_OWN_WORD = 4.2
"""A word that is itself as common as this is not taken apart."""
_LINKS = ("", "s", "en", "e")


def zipf(norm: str) -> float:
    """How common a folded word is in Dutch: 0 unknown, 3 once in a million words, 7 *de*."""
    return _zipf(norm)


@lru_cache(maxsize=1 << 15)
def _zipf(norm: str) -> float:
    return float(zipf_frequency(norm, "nl", wordlist="small"))


@lru_cache(maxsize=1 << 14)
def parts(norm: str) -> tuple[str, ...]:
    """The two parts of a compound, without the linking sound, or () when it is none."""
    if len(norm) < 2 * _SHORTEST_PART or not norm.isalpha() or _zipf(norm) >= _OWN_WORD:
        return ()
    best = 0.0
    found: tuple[str, ...] = ()
    for at in range(_SHORTEST_PART, len(norm) - _SHORTEST_PART + 1):
        head = norm[at:]
        if _zipf(head) < _EVERYDAY:
            continue
        for link in _LINKS:
            first = norm[:at].removesuffix(link) if link else norm[:at]
            if (link and not norm[:at].endswith(link)) or len(first) < _SHORTEST_PART:
                continue
            if _zipf(first) < _EVERYDAY:
                continue
            score = (_zipf(first) + _zipf(head)) / 2
            if score > best:
                best, found = score, (first, head)
    return found
