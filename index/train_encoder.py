"""Trains the Dutch static encoder: ``python -m index.train_encoder --data DIR``.

One vector per token, added up and normalised. In-batch negatives, both directions: each text of a
batch must find its own partner among all partners (Henderson et al. 2017, arXiv:1705.00652). The
length of a token's vector is its weight, so that rare words weigh more than common ones.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.encoder import BUILTIN, save_static
from index.hit import Vectors
from index.training_data import is_training_law, is_training_query, read_laws
from index.training_sets import Ints, Pairs, Store, law_pairs, other_pairs, other_texts

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

__all__ = ["is_training_query", "main", "train"]

Report = Callable[[int, float], bool]  # step, loss -> whether to go on
UNKNOWN = "[UNK]"
COUNTED = 40_000  # texts, enough for the odds of 32,000 pieces
LONGEST = 128  # tokens of a text that are looked at in one step; where they start is drawn


@dataclass(frozen=True, slots=True)
class Recipe:
    """What was settled by measuring; the model card has the figures."""

    vocabulary: int = 32_000
    dimension: int = 256
    batch: int = 2048
    learning_rate: float = 0.01
    scale: float = 15.0
    dropout: float = 0.2
    steps: int = 700
    smooth: float = 1e-3
    seed: int = 7
    mix: tuple[tuple[str, float], ...] = (
        ("title", 1.0),
        ("heading", 1.0),
        ("sentence", 1.0),
        ("halves", 1.0),
        ("neighbour", 1.0),
        ("question", 0.25),
        ("english", 0.25),
        ("inflection", 0.25),
        ("phrase", 0.4),
        ("word", 0.6),
        ("asked", 0.5),
    )


def train_tokenizer(texts: list[str], vocabulary: int) -> Tokenizer:
    """Pieces of words in lower case without accents, cut in the likeliest way (Kudo 2018).

    No mark for the start of a word: the last part of a compound is then the same piece as the
    word alone, ``huurtoeslag|aanvraag``. The pieces come from the WordPiece trainer and their
    odds from counting, because the unigram trainer gives other pieces each time.
    """
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    def finished(model: models.Model) -> Tokenizer:
        tokenizer = Tokenizer(model)
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True, strip_accents=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        return tokenizer

    tokenizer = finished(models.WordPiece(unk_token=UNKNOWN, continuing_subword_prefix=""))
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocabulary,
        special_tokens=["[PAD]", UNKNOWN],
        limit_alphabet=200,
        continuing_subword_prefix="",
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    sample = texts[:: max(1, len(texts) // COUNTED)]
    pieces = sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])
    for _ in range(2):  # the second time with the cuts that the first odds give
        counts = np.ones(len(pieces))
        for encoding in tokenizer.encode_batch_fast(sample, add_special_tokens=False):
            np.add.at(counts, encoding.ids, 1)
        odds = np.log(counts / counts.sum())
        scored = [(piece, float(odd)) for (piece, _), odd in zip(pieces, odds, strict=True)]
        tokenizer = finished(models.Unigram(scored, unk_id=tokenizer.token_to_id(UNKNOWN)))
    return tokenizer


def vocabulary_texts(data: Path, seed: int) -> list[str]:
    """The texts that decide on the word pieces; those of few words count more than once."""
    rows = [r for r in read_laws(data / "dutch-law-passages.jsonl.gz") if is_training_law(r.law)]
    rng = random.Random(seed)
    texts = [row.text for row in rng.sample(rows, min(len(rows), 120_000))]
    texts += [row.title for row in rng.sample(rows, min(len(rows), 20_000))]
    others = other_texts(data)
    for kind, times in (("question", 3), ("english", 1)):
        texts += [text for pair in others[kind] for text in pair] * times
    texts += [dutch for dutch, _ in others["english"]]
    return texts


def gather(
    tokens: Ints, spans: Ints, dropout: float, rng: np.random.Generator
) -> tuple[Ints, Ints]:
    """Token ids of the spans one after another, with offsets; some left out at random."""
    sizes = np.minimum(spans[:, 1] - spans[:, 0], LONGEST)
    first = spans[:, 0] + rng.integers(0, spans[:, 1] - spans[:, 0] - sizes + 1)
    total = int(sizes.sum())
    owner = np.repeat(np.arange(len(spans)), sizes)
    begin = np.cumsum(sizes) - sizes
    ids = tokens[np.arange(total) - begin[owner] + first[owner]]
    kept = rng.random(total) >= dropout
    kept[begin] = True  # never an empty text
    counts = np.bincount(owner[kept], minlength=len(spans))
    return ids[kept], np.cumsum(counts) - counts


def symmetric_loss(scores: torch.Tensor, groups: torch.Tensor) -> tuple[float, torch.Tensor]:
    """Mean cross-entropy over rows and columns, and its gradient with respect to the scores.

    Written out because the two directions share one exponential, half the time of the loss.
    """
    size = len(scores)
    same = groups[:, None] == groups[None, :]
    partners = scores.diagonal().clone()
    scores = scores.masked_fill(same, -1e4)
    scores.diagonal().copy_(partners)
    top = scores.max()
    slope = (scores - top).exp()
    rows, columns = slope.sum(1, keepdim=True), slope.sum(0, keepdim=True)
    loss = float(((rows[:, 0].log() + columns[0].log()) / 2 + top - partners).mean())
    slope = slope * (1 / rows + 1 / columns) / (2 * size)
    slope.diagonal().sub_(1 / size)
    return loss, slope


def train(
    tokens: Ints, kinds: dict[str, Pairs], recipe: Recipe, n_tokens: int, report: Report
) -> Vectors:
    """Returns (n_tokens, dimension): one vector per token, its length the token's weight."""
    import torch
    from torch.nn import functional

    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    share = np.bincount(tokens, minlength=n_tokens) / len(tokens)
    weights = torch.from_numpy((recipe.smooth / (recipe.smooth + share)).astype(np.float32))
    vectors = torch.nn.Parameter(torch.randn(n_tokens, recipe.dimension) / recipe.dimension**0.5)
    optimizer = torch.optim.Adam([vectors], lr=recipe.learning_rate, fused=True)
    mix = {kind: odds for kind, odds in recipe.mix if len(kinds[kind].spans)}
    odds = np.array(list(mix.values())) / sum(mix.values())

    def encode(spans: Ints) -> torch.Tensor:
        found, offsets = gather(tokens, spans, recipe.dropout, rng)
        ids = torch.from_numpy(found)
        summed = functional.embedding_bag(
            ids,
            vectors,
            torch.from_numpy(offsets),
            mode="sum",
            per_sample_weights=weights[ids],
        )
        return functional.normalize(summed, dim=-1)

    for step in range(recipe.steps):
        for group in optimizer.param_groups:
            warm = min(1.0, (step + 1) / 50)
            group["lr"] = recipe.learning_rate * warm * max(0.02, 1 - step / recipe.steps)
        pairs = kinds[list(mix)[rng.choice(len(mix), p=odds)]]
        picked = rng.choice(len(pairs.spans), min(recipe.batch, len(pairs.spans)), replace=False)
        left, right = encode(pairs.spans[picked][:, :2]), encode(pairs.spans[picked][:, 2:])
        scores = recipe.scale * (left @ right.T)
        loss, slope = symmetric_loss(scores.detach(), torch.from_numpy(pairs.groups[picked]))
        optimizer.zero_grad()
        torch.autograd.backward(scores, slope)
        optimizer.step()
        if not report(step, loss):
            break
    table: Vectors = (vectors.detach() * weights[:, None]).numpy()
    return table


def train_encoder(
    data: Path,
    out: Path,
    recipe: Recipe,
    *,
    minutes: float | None = None,
    half: int | None = None,
    more: bool = False,
) -> None:
    """Trains on the files in ``data`` and writes the model to ``out``.

    Raises:
        OSError: a file is absent or cannot be read.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # repeatable, and no slower where others use the processor too
    try:
        started = time.monotonic()
        print("Woorddelen kiezen ...", flush=True)
        tokenizer = train_tokenizer(vocabulary_texts(data, recipe.seed), recipe.vocabulary)
        print("Paren maken ...", flush=True)
        store = Store(tokenizer)
        kinds = law_pairs(store, data, random.Random(recipe.seed)) | other_pairs(
            store, data, half, more=more
        )
        for kind, pairs in kinds.items():
            print(f"  {kind}: {len(pairs.spans)}", flush=True)

        def report(step: int, loss: float) -> bool:
            spent = time.monotonic() - started
            if step % 100 == 99 or step + 1 == recipe.steps:
                print(f"stap {step + 1}/{recipe.steps}  fout {loss:.3f}  {spent:.0f} s", flush=True)
            return minutes is None or spent < 60 * minutes

        table = train(store.tokens(), kinds, recipe, tokenizer.get_vocab_size(), report)
    finally:
        torch.set_num_threads(threads)
    for mark in ("[PAD]", UNKNOWN):
        table[tokenizer.token_to_id(mark)] = 0.0
    save_static(tokenizer, table, out)
    print(f"Geschreven: {out}")


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m index.train_encoder",
        description="Traint het meegeleverde Nederlandse zoekmodel opnieuw.",
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="MAP", help="map met de trainingsteksten"
    )
    parser.add_argument(
        "--out", type=Path, default=BUILTIN, metavar="MAP", help="map voor het model (%(default)s)"
    )
    parser.add_argument(
        "--minutes", type=float, metavar="N", help="stop na N minuten (dan niet herhaalbaar)"
    )
    parser.add_argument(
        "--half",
        type=int,
        choices=(0, 1),
        help="leer alleen van de vragen over deze helft van de teksten (voor eval.fit_judge)",
    )
    parser.add_argument("--more", action="store_true", help="leer ook van training_pairs_more.tsv")
    parser.add_argument("--steps", type=int, default=Recipe().steps, help="stappen (%(default)s)")
    parser.add_argument(
        "--seed", type=int, default=Recipe().seed, help="toevalsgetal (%(default)s)"
    )
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    arguments = _arguments(argv)
    try:
        train_encoder(
            arguments.data,
            arguments.out,
            Recipe(steps=arguments.steps, seed=arguments.seed),
            minutes=arguments.minutes,
            half=arguments.half,
            more=arguments.more,
        )
    except OSError as error:
        print(f"Trainingsteksten ontbreken of zijn onleesbaar: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
