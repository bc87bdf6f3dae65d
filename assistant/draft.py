"""A draft as it streams in: thinking taken out, cut into sentences, keys read from each.

A sentence is given only when it is whole: its end is known when the next one begins, since keys may
follow the full stop.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.model import ModelFault
from corpus.sentences import split_sentences
from corpus.text import words

_THINKING = re.compile(
    r"<\s*(think|thinking|thought|reasoning|analysis)\s*>.*?(?:<\s*/\s*\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_THOUGHT_BEFORE = re.compile(
    r"\A.*?<\s*/\s*(?:think|thinking|thought|reasoning|analysis)\s*>", re.IGNORECASE | re.DOTALL
)
_HALF_TAG = re.compile(r"<[^<>]{0,12}\Z")
_HALF_KEY = re.compile(r"\s*[\[(【][^\])】]{0,40}\Z")
_KEYS = re.compile(r"\s*[\[(【]\s*(B\d{1,3}(?:\s*(?:,|;|en|&|/)?\s*B\d{1,3})*)\s*[\])】]")
_KEY = re.compile(r"B\d{1,3}")
# Keys after the full stop belong before it.
_AFTER_STOP = re.compile(r"([.!?])((?:\s*[\[(【]\s*B\d{1,3}[^\])】\n]{0,40}[\])】])+)[.]?")
_KEYED_END = re.compile(r"[\])】][.!?](?=\s)")
_LIST_MARK = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")
_MARKUP = re.compile(r"\*\*|__|`")

_DUTCH = words(
    """
    de het een en van in op te dat die is zijn voor met niet er aan om ook als bij door naar
    wordt worden u uw of dan deze dit geen kan kunnen moet per tot
    """
)
_FOREIGN = words(
    """
    the and of to is are for with that this you your not which by from der die das und ist
    nicht mit für les des est une pour dans avec sur el los las una por con para
    """
)
_DECLINES = re.compile(
    r"\b(?:ik kan (?:u |je |daar |hier |deze |dit |dat )*(?:niet|geen)|als (?:ai|taalmodel)|helaas kan ik|"
    r"het spijt (?:me|mij)|sorry|i(?: am|'m) sorry|i cannot|i can't|as an ai|ik mag (?:daar |hier )*(?:niet|geen))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence of a draft; ``keys`` are those it cites, in order, without repeats."""

    text: str
    keys: tuple[str, ...]


def sentences(pieces: Iterable[str]) -> Iterator[DraftSentence]:
    """Whole sentences of a draft, each as soon as it is known to be whole.

    Raises:
        ModelFault: the draft is empty, JSON, or not Dutch, or the model declines.
    """
    raw, given = "", 0
    for piece in pieces:
        raw += piece
        whole = _cut(_visible(raw, ended=False))[:-1]
        if given == 0:
            _usable("\n".join(whole), ended=False, raw=raw)
        for text in whole[given:]:
            yield _read(text)
        given = max(given, len(whole))
    text = _visible(raw, ended=True)
    _usable(text, ended=True, raw=raw)
    for rest in _cut(text)[given:]:
        yield _read(rest)


def _visible(raw: str, *, ended: bool) -> str:
    """What is meant for the reader: without thoughts, and without a tag that is still coming."""
    text = _THINKING.sub("", raw)
    text = _THOUGHT_BEFORE.sub("", text)  # some models leave out the opening tag
    if not ended:
        text = _HALF_KEY.sub("", _HALF_TAG.sub("", text))
    return text


def _cut(text: str) -> list[str]:
    """Sentences with their keys inside; the last one may be unfinished."""
    text = _AFTER_STOP.sub(lambda m: f"{m[2]}{m[1]}", text)
    out: list[str] = []
    for line in text.split("\n"):
        line = _LIST_MARK.sub("", line)
        ends = [m.end() for m in _KEYED_END.finditer(line)]
        out.extend(line[a:b] for a, b in split_sentences(line, ends))
    return out


def _read(text: str) -> DraftSentence:
    keys = [key for found in _KEYS.finditer(text) for key in _KEY.findall(found[1])]
    plain = _MARKUP.sub("", _KEYS.sub("", text))
    plain = re.sub(r"\s+([.,;:!?])", r"\1", " ".join(plain.split()))
    return DraftSentence(plain, tuple(dict.fromkeys(keys)))


def _usable(text: str, *, ended: bool, raw: str) -> None:
    stripped = text.strip()
    if ended and not stripped:
        raise ModelFault("empty")
    begun = _visible(raw, ended=ended).lstrip().removeprefix("```json").removeprefix("```").lstrip()
    if begun[:1] in "{[" and not _KEYS.match(begun) and (_is_json(begun) or begun[:1] == "{"):
        raise ModelFault("json")
    if _DECLINES.search(stripped) and not _KEYS.search(stripped):
        raise ModelFault("declined")
    words = re.findall(r"[a-zà-ÿ]+", stripped.lower())
    if len(words) >= 6:
        dutch = sum(word in _DUTCH for word in words)
        foreign = sum(word in _FOREIGN - _DUTCH for word in words)
        if foreign > dutch:
            raise ModelFault("language")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
