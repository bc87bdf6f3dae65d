"""The judge's network: what it learns with is what it is used with."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from assistant.judge import forward
from assistant.judge_input import JudgeInput
from eval.judge_network import Batch, Example, JudgeNetwork, Recipe, learn, listwise_loss

N_TERM, N_READING, N_QUESTION, DIMENSION = 11, 7, 5, 6


def _example(rng: np.random.Generator, n_terms: int, n_readings: int, right: int | None) -> Example:
    def drawn(*shape: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return rng.random(shape).astype(np.float32)

    found = drawn(n_readings, n_terms, 3) * 0.2
    if right is not None:
        found[right] = 1.0  # what is right has all the terms
    made = JudgeInput(
        terms=tuple("abcdefgh"[:n_terms]),
        function_words=("wie", "is"),
        question=drawn(N_QUESTION),
        term_values=drawn(n_terms, N_TERM),
        found=found,
        readings=drawn(n_readings, N_READING),
        said=drawn(n_readings, 4),
        barred=np.zeros(n_readings, dtype=np.float32),
    )
    marks = tuple(at == right for at in range(n_readings))
    return Example(made, drawn(n_terms, DIMENSION), drawn(2, DIMENSION), marks)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    rng = np.random.default_rng(3)
    return [
        _example(rng, int(rng.integers(1, 6)), n := int(rng.integers(1, 9)),
                 int(rng.integers(n)) if at % 2 else None)
        for at in range(60)
    ]  # fmt: skip


def test_numpy_gives_what_torch_gives(examples: list[Example]) -> None:
    torch.manual_seed(1)
    features = np.concatenate([e.made.readings for e in examples])
    network = JudgeNetwork(examples[0], features.mean(0), features.std(0) + 1e-3, Recipe())
    network.eval()
    batch = Batch.of(examples)
    with torch.no_grad():
        scores, nothing = network(batch)
    weights, start = network.weights(), 0
    for at, example in enumerate(examples):
        judged = forward(weights, example.made, (example.terms, example.function_words))
        end = start + len(example.right)
        assert judged.readings == pytest.approx(scores[start:end].numpy(), abs=1e-4)
        assert judged.nothing == pytest.approx(float(nothing[at]), abs=1e-4)
        start = end


def test_the_loss_by_hand(examples: list[Example]) -> None:
    """Readings 0 and 1 at log 2 and log 1, nothing at log 1: shares 1/2, 1/4, 1/4."""
    rng = np.random.default_rng(0)
    pair = [_example(rng, 2, 2, 0), _example(rng, 3, 2, None)]
    batch = Batch.of(pair)
    scores = torch.tensor([math.log(2), 0.0, math.log(2), 0.0])
    loss = listwise_loss(scores, torch.zeros(2), batch)
    assert float(loss) == pytest.approx((math.log(2) + math.log(4)) / 2)


def test_it_learns_to_prefer_what_has_the_terms(examples: list[Example]) -> None:
    network = learn(examples, Recipe(epochs=30, batch=10), 0, lambda epoch, epochs: None)
    again = learn(examples, Recipe(epochs=30, batch=10), 0, lambda epoch, epochs: None)
    weights = network.weights()
    assert all(np.array_equal(value, again.weights()[name]) for name, value in weights.items())
    rng = np.random.default_rng(9)
    for _ in range(20):
        fresh = _example(rng, 3, 4, 2)
        judged = forward(weights, fresh.made, (fresh.terms, fresh.function_words))
        assert int(judged.readings.argmax()) == 2
        assert judged.readings.max() > judged.nothing
        empty = _example(rng, 3, 4, None)
        judged = forward(weights, empty.made, (empty.terms, empty.function_words))
        assert judged.readings.max() < judged.nothing
