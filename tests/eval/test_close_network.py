"""The close reader while it learns, on a base of a few numbers that the test makes itself."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import numpy as np
import pytest
import torch

from eval.base_vocabulary import tokenizer_of
from eval.base_weights import BaseWeights, Sizes, _names, read_base_weights, unpacked
from eval.close_network import CloseNetwork, Group, Item, Recipe, bert, learn, listwise_loss

SIZES = Sizes(32, 2, 4, 64, 12, 40, 2)
RECIPE = Recipe(layers=(0, 1), rate=3e-3, warm_up=5, groups=8)
PIECES = tuple((piece, -1.0) for piece in ("<s>", "<pad>", "</s>", "<unk>", *"▁abcdefg"))


@pytest.fixture(scope="module")
def base() -> BaseWeights:
    drawn = torch.Generator().manual_seed(1)
    tensors = {name: torch.randn(shape, generator=drawn) * 0.1 for name, _, shape in _names(SIZES)}
    return BaseWeights(SIZES, PIECES, tensors)


def test_the_base_is_a_model_of_the_library_that_stands_still(base: BaseWeights) -> None:
    model = bert(base)
    ids = torch.tensor([[0, 5, 6, 2]])
    with torch.inference_mode():
        one, other = (model(input_ids=ids).last_hidden_state for _ in range(2))
    assert one.shape == (1, 4, 32)
    assert torch.equal(one, other)


def test_padding_changes_no_score(base: BaseWeights) -> None:
    torch.manual_seed(0)
    network = CloseNetwork(base, RECIPE).eval()
    short, long = (Item(torch.randn(n, 32), torch.randn(2 * n, 32), 2) for n in (3, 9))
    together = [Group((short, long), 0, 1.0)]
    with torch.inference_mode():
        pair = listwise_loss(network, together)
        part = [torch.tensor([[1, 1, *[2] * (len(i.statement) - 2)]]) for i in (short, long)]
        scores = [
            network(item.question[None], item.statement[None], roles)[0]
            for item, roles in zip((short, long), part, strict=True)
        ]
        listed = torch.stack([*scores, torch.tensor(0.0)])
    assert pair.item() == pytest.approx(-listed.log_softmax(0)[0].item(), abs=1e-5)


def test_it_learns_which_statement_holds_the_pieces_of_the_question(base: BaseWeights) -> None:
    drawn = random.Random(3)
    vectors = torch.randn(7, 32, generator=torch.Generator().manual_seed(2))

    def group() -> Group:
        asked, *others = drawn.sample(range(7), 3)
        items = [Item(vectors[[asked]], vectors[[other, other]], 1) for other in (asked, *others)]
        none = drawn.random() < 0.5
        return Group(tuple(items[1:] if none else items), None if none else 0, 1.0)

    torch.manual_seed(0)
    network = CloseNetwork(base, RECIPE)
    losses: list[float] = []
    learn(
        network,
        lambda _: [group() for _ in range(64)],
        RECIPE,
        0.15,
        lambda steps, loss, seconds: losses.append(loss),
    )
    assert min(losses) < 0.7 * losses[0]


def test_blocks_of_four_bits_are_unpacked() -> None:
    scale = np.array([0.5], dtype="<f2").view(np.uint8)
    nibbles = np.arange(16, dtype=np.uint8) | (np.arange(16, dtype=np.uint8)[::-1] << 4)
    values = unpacked(np.concatenate([scale, nibbles])[None])
    assert list(values[:16]) == [(n - 8) * 0.5 for n in range(16)]
    assert list(values[16:]) == [(n - 8) * 0.5 for n in range(15, -1, -1)]


@pytest.mark.parametrize("data", [b"", b"GGUF" + struct.pack("<8i", *range(8))])
def test_another_file_is_refused_by_name(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"model\.bin"):
        read_base_weights(path)


def test_words_are_split_into_the_bases_pieces(base: BaseWeights) -> None:
    tokenizer = tokenizer_of(base)
    assert tokenizer.encode("ab  c", add_special_tokens=False).tokens == [*"▁ab▁c"]
