"""Where Dutch sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.document import Span
from corpus.text import words

# Abbreviations after which a sentence goes on, whatever the next letter.
_GOES_ON = words(
    """
    aant. aanw. afb. afd. afl. alg. a.g.v. a.h.w. art. artt. a.u.b. b.d. betr. bijl. bijv.
    bl. blz. bv. b.v. ca. cf. cie. c.q. col. d.d. dd. dept. d.i. dhr. div. dl. dr. drs. ds.
    d.m.v. d.w.z. ed. eerw. e.g. evt. ev. fa. fig. gebr. geb. gem. gen. hfdst. hoofdst. i.c.
    i.e. i.c.m. i.g.v. i.h.b. i.h.k.v. incl. excl. ing. inz. i.o.m. i.o.v. i.p.v. ir. i.s.m.
    i.t.t. i.v.m. jhr. jkvr. jr. k.k. lic. max. m.a.w. m.b.t. m.b.v. mej. mevr. mw. m.i.
    m.i.v. min. m.m.v. m.n. mr. mrs. m.u.v. n.a.v. nl. nr. nrs. n.t.b. o.a. o.b.v. o.g.v.
    o.l.v. o.m. onderd. o.v.v. p.a. par. p.p. pag. p. pp. ph.d. plm. plv. prof. red. resp.
    s. sr. st. stb. stcrt. t.a.v. t.b.v. t.g.v. t.h.v. tab. t.k. t.m. t/m. t.n.v. t.o.v.
    trb. t.w. v.a. v.w.b. v.d. vergl. vgl. vlg. vnl. voorz. vz. w.o. zgn. z.g. z.i.
    """
)
# Abbreviations that also stand at a sentence's end: a capital after them starts a new one.
_MAY_END = words(
    """
    a.s. c.a. c.s. e.a. e.d. e.e.a. enz. etc. e.v. jl. ll. n.v. o.i.d. v.chr.
    """
)
_STARTERS = words(
    """
    De Het Een Dit Dat Deze Die Er In Op Bij Voor Met Van Door Om Ook Als Zij Hij We Wij U
    Daarnaast Daarom Daarmee Dus Hierbij Hiermee Verder Zo Na Tot Uit
    """
)
_END = re.compile(r"(?:[.!?]+|…)[\"”’')\]»]*(?=\s)")
_NEXT = re.compile(r"\s+(?:(?P<clipped>['’][a-z]\s\S+)|(?P<open>[\"“„‘'(\[«¿–-]*\s?)(?P<word>\S+))")
_TOKEN = re.compile(r"[^\s(\[“„‘\"]+$")


def split_sentences(text: str, breaks: Iterable[int] = ()) -> list[Span]:
    """Spans of the sentences of one block, without the white space between them.

    Together the spans cover every word of ``text``. ``breaks`` are offsets where a sentence surely
    ends, for instance after a list item's own heading.
    """
    cuts = {at for at in breaks if 0 < at < len(text)}
    cuts.update(end.end() for end in _END.finditer(text) if _ends(text, end))
    spans, start = [], 0
    for cut in [*sorted(cuts), len(text)]:
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def _ends(text: str, end: re.Match[str]) -> bool:
    following = _NEXT.match(text, end.end())
    if following is None:
        return False
    # *'s Avonds* starts a sentence by its second letter word.
    word = (following["clipped"] or "")[3:] or following["word"]
    first = word[0]
    if not (first.isupper() or first.isdigit()):
        return False
    mark = end.group()
    if mark[0] != "." or mark.startswith(".."):
        return True
    token = _TOKEN.search(text, 0, end.start() + 1)
    abbreviation = token.group().lower() if token else "."
    if abbreviation in _GOES_ON:
        return False
    if abbreviation in _MAY_END:
        return first.isupper()
    if re.fullmatch(r"(?:[^\W\d_]\.)+", abbreviation):
        # Initials, or an abbreviation that no list has: only a usual first word tells otherwise.
        return word in _STARTERS
    if re.fullmatch(r"\d{1,3}\.", abbreviation):
        # A number where a sentence starts is a mark; elsewhere it ends the sentence.
        before = text[: end.start()].rstrip("0123456789").rstrip()
        return before != "" and before[-1] not in ".;:!?"
    return True
