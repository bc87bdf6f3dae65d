"""Adds networks that learnt from the hard questions to ``assistant/judge.safetensors``.

    python -m eval.fit_judge_hard            trains them and shows how they do
    python -m eval.fit_judge_hard --write    also puts them beside those of ``eval.fit_judge``

Two kinds of networks err in different places, so their mean is better than either. The encoder
never learnt from the hard questions, so no left-out encoders are needed: five minutes to read, two
for each network. Both curves are then fitted on the judgements of all networks together on development
questions that none of them learnt from. A capital says nothing to them: networks that saw capitals refused any question
typed in capitals (docs/adr/0007, sixth round).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

import torch

from assistant.judge import Weights, load_networks
from assistant.judge_input import CAPITAL
from assistant.words import Words
from eval.fit_judge import curves, judge, networks, write
from eval.judge_examples import Judgeable, from_development, from_hard
from eval.judge_network import Recipe
from index.encoder import load_encoder

SEEDS = (0, 1, 2)
WEIGHT = 3.0
"""What one of these questions counts for; one development question counts the same."""
RECIPE = Recipe(hidden=96, dropout=0.3, epochs=8)
FROM_FIT_JUDGE = 3
"""Networks that stood there already."""


def without_capitals(judgeable: Judgeable) -> Judgeable:
    """The same question as if nobody had seen which words have a capital."""
    values = judgeable.example.made.term_values.copy()
    values[:, CAPITAL] = 0.0
    made = replace(judgeable.example.made, term_values=values)
    return replace(judgeable, example=replace(judgeable.example, made=made))


def blind_to_capitals(weights: Weights, n_found: int) -> Weights:
    """The network with nothing learnt from a value that was always nought.

    Args:
        n_found: signals of a term in a reading, which stand before its own values.
    """
    out = {name: value.copy() for name, value in weights.items()}
    for name, before in (("imp", 0), ("cmp", n_found), ("nul", 0)):
        out[f"{name}.0.weight"][:, before + CAPITAL] = 0.0
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_judge_hard", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write assistant/judge.safetensors")
    options = parser.parse_args(argv)
    torch.set_num_threads(1)  # repeatable
    words = Words(load_encoder())
    found = [without_capitals(j) for j in from_development(words, WEIGHT)]
    print(f"{len(found)} development questions read", flush=True)
    for judgeable in from_hard(words, WEIGHT):
        found.append(without_capitals(judgeable))
        if len(found) % 500 == 0:
            print(f"\r  {len(found)} questions read", end="", flush=True)
    print()
    n_found = found[0].example.made.found.shape[2]
    made = [blind_to_capitals(net, n_found) for net in networks(found, RECIPE, SEEDS)]
    nets = [*load_networks()[0][:FROM_FIT_JUDGE], *made]
    calibration = curves([judge(nets, j) for j in from_development(words, WEIGHT, unseen=True)])
    print(calibration)
    if options.write:
        write(nets, calibration)
    return 0


if __name__ == "__main__":
    sys.exit(main())
