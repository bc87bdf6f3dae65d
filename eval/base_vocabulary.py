"""The pieces of words that the close reader knows: those that Dutch and English texts use.

The base has 250,000 pieces for a hundred languages; nine in ten of them never occur here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers
from wordfreq import top_n_list

from eval.base_weights import BaseWeights
from index.training_data import read_laws

_MARKS = 4
_EVERY = 8
"""Of the passages of law one in so many is counted."""
_DUTCH, _ENGLISH = 60_000, 15_000
"""Most frequent words whose pieces are kept."""
_LATIN = "\u2200"
"""Single characters before this one are kept: letters, marks, signs of money."""
_SPACES = Regex(r"\s+")
_VECTORS = "embeddings.word_embeddings.weight"


def tokenizer_of(base: BaseWeights) -> Tokenizer:
    """Splits into the base's pieces as XLM-RoBERTa does, up to rare characters."""
    tokenizer = Tokenizer(models.Unigram(list(base.pieces), unk_id=3))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(_SPACES, " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def public_texts_to_count(data: Path) -> Iterator[str]:
    """Texts of the public data in which the pieces are counted."""
    for at, passage in enumerate(read_laws(data / "dutch-law-passages.jsonl.gz")):
        if at % _EVERY == 0:
            yield f"{passage.title} {passage.heading} {passage.text}"
    for folder in ("kamervragen_qa", "rijksoverheid_vac"):
        for name in ("corpus.jsonl", "queries.jsonl"):
            with (data / folder / name).open(encoding="utf-8") as lines:
                yield from (json.loads(line)["text"] for line in lines)
    yield from (data / "gov_nl_en" / "pairs.tsv").read_text(encoding="utf-8").splitlines()


def pruned(base: BaseWeights, texts: Iterable[str]) -> BaseWeights:
    """Only the pieces that the texts and frequent words use."""
    tokenizer = tokenizer_of(base)

    def counts(some: Sequence[str]) -> Counter[int]:
        found = tokenizer.encode_batch(list(some), add_special_tokens=False)
        return Counter(piece for text in found for piece in text.ids)

    seen = counts(list(texts))
    kept = {*range(_MARKS), *(piece for piece, n in seen.items() if n > 1)}
    kept |= set(counts([*top_n_list("nl", _DUTCH), *top_n_list("en", _ENGLISH)]))
    for at, (piece, _) in enumerate(base.pieces):
        letter = piece.removeprefix("▁")
        if len(letter) <= 1 and (letter or " ") < _LATIN:
            kept.add(at)
    order = sorted(kept)
    return replace(
        base,
        sizes=base.sizes._replace(vocab_size=len(order)),
        pieces=tuple(base.pieces[at] for at in order),
        tensors=base.tensors | {_VECTORS: base.tensors[_VECTORS][order].clone()},
    )
