"""Trains the judge: which reading answers, and whether any does.

    python -m index.train_encoder --data DIR --half 0 --out A    learns from questions about even texts
    python -m index.train_encoder --data DIR --half 1 --out B    ... about odd texts
    python -m eval.fit_judge --data DIR --encoders A B           cross-validates, writes nothing
    python -m eval.fit_judge --data DIR --encoders A B --write   also writes assistant/judge.safetensors

After ``--write`` come ``python -m eval.fit_judge_hard --write`` and ``python -m eval.fit_balance
--write``, in that order, and the thresholds are to be chosen again: this writes its own three networks
and a threshold for them alone.

Cross-validated over the development texts: no question is judged by a network that saw its text.
The two probabilities are fitted on those judgements (Platt 1999), and so is the threshold. Only
questions of the split ``dev`` and those written for training are read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import brier_score_loss, roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.judge import WEIGHTS, Weights, mean
from assistant.words import Words
from eval.judge_examples import MISSING, Judgeable, from_development, from_training
from eval.judge_network import Recipe, learn
from index.encoder import load_encoder

SEEDS = (0, 1, 2)
DEVELOPMENT_WEIGHT = 3.0
"""What a development question counts for beside one written for training."""
FALSE_REFUSALS = 0.063
"""Share of answerable development questions that the thresholds may refuse."""
LEAST_RIGHT = 0.15
"""An answer that is right less often than about once in seven is not given."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Log odds of a question that no network of the fold learnt from.

    Attributes:
        answerable: log odds that any reading answers, not calibrated.
        best: log odds that the best reading does, not calibrated.
        right: it does.
    """

    of: Judgeable
    answerable: float
    best: float
    right: bool


def networks(found: Sequence[Judgeable], recipe: Recipe, seeds: Sequence[int]) -> list[Weights]:
    """One network a seed."""
    examples = [j.example for j in found if any(j.example.right) or not j.answerable]

    def report(epoch: int, epochs: int) -> None:
        print(f"\r  ronde {epoch}/{epochs} over {len(examples)} vragen", end="", flush=True)

    made = [learn(examples, recipe, seed, report).weights() for seed in seeds]
    print()
    return made


def judge(nets: Sequence[Weights], judgeable: Judgeable) -> Judgement:
    """The mean of some networks on one question."""
    example = judgeable.example
    judged = mean(nets, example.made, (example.terms, example.function_words))
    right = bool(example.right[int(judged.readings.argmax())])
    return Judgement(judgeable, judged.answerable, judged.right, right)


def cross_validate(
    development: Sequence[Judgeable], training: Sequence[Judgeable], recipe: Recipe
) -> list[Judgement]:
    """Every development question judged by networks that saw nothing of its text.

    Those whose evidence was left out are learnt from and not judged.
    """
    texts = [judgeable.text for judgeable in development]
    out: list[Judgement] = []
    for kept, left_out in GroupKFold(5).split(texts, groups=texts):
        nets = networks([*training, *(development[i] for i in kept)], recipe, SEEDS[:1])
        out.extend(judge(nets, development[i]) for i in left_out if development[i].slice != MISSING)
    return out


def calibrate(odds: Numbers, truth: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Slope and intercept of a logistic curve."""
    fitted = LogisticRegression(C=1e6).fit(odds[:, None], truth)
    return round(float(fitted.coef_[0, 0]), 6), round(float(fitted.intercept_[0]), 6)


def curves(judged: Sequence[Judgement]) -> dict[str, tuple[float, float]]:
    """Both probabilities, fitted on judgements of questions that no network learnt from."""
    answerable, right = np.array([j.answerable for j in judged]), np.array([j.best for j in judged])
    return {
        "answerable": calibrate(answerable, np.array([j.of.answerable for j in judged])),
        "right": calibrate(right, np.array([j.right for j in judged])),
    }


def describe(
    judged: Sequence[Judgement], calibration: dict[str, tuple[float, float]]
) -> tuple[str, float]:
    """What the cross-validation shows, and the threshold."""
    answerable = np.array([j.of.answerable for j in judged])
    near = np.array([j.of.slice == "unanswerable_near" for j in judged])
    right = np.array([j.right for j in judged])
    odds = {
        "answerable": np.array([j.answerable for j in judged]),
        "right": np.array([j.best for j in judged]),
    }
    chance = {
        name: 1 / (1 + np.exp(-(values * calibration[name][0] + calibration[name][1])))
        for name, values in odds.items()
    }
    likely = chance["right"] >= LEAST_RIGHT
    allowed = FALSE_REFUSALS - (1 - likely[answerable].mean())
    left = chance["answerable"][answerable & likely]
    threshold = float(np.quantile(left, max(0.0, allowed) / likely[answerable].mean()))
    given = (chance["answerable"] >= threshold) & likely
    some = answerable | near
    lines = [
        f"best reading right: {right[answerable].mean():.3f} of {answerable.sum()}",
        f"answerable against near: AUROC {roc_auc_score(answerable[some], chance['answerable'][some]):.3f}",
        f"right: AUROC {roc_auc_score(right, chance['right']):.3f}, "
        f"Brier {brier_score_loss(right, chance['right']):.3f}",
        f"threshold {threshold:.3f}: false refusals {1 - given[answerable].mean():.3f}, refused "
        f"near {1 - given[near].mean():.3f}, right answers {(given & right)[answerable].mean():.3f}",
    ]
    return "\n".join(lines), threshold


def write(nets: Sequence[Weights], calibration: dict[str, tuple[float, float]]) -> None:
    """Half precision is enough, and halves the file."""
    tensors = {
        f"{at}/{name}": value.astype(np.float16)
        for at, net in enumerate(nets)
        for name, value in net.items()
    }
    save_file(tensors, str(WEIGHTS), metadata={"calibration": json.dumps(calibration)})


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_judge", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--encoders", nargs=2, required=True, metavar=("A", "B"))
    parser.add_argument("--write", action="store_true", help="write assistant/judge.safetensors")
    parser.add_argument(
        "--hard",
        action="store_true",
        help="also the hard questions, and answerable ones with their evidence left out",
    )
    options = parser.parse_args(argv)
    torch.set_num_threads(1)  # repeatable
    words = Words(load_encoder())
    development = [*from_development(words, DEVELOPMENT_WEIGHT, without=options.hard)]
    print(f"{len(development)} development questions read", flush=True)
    training = []
    for judgeable in from_training(options.data, options.encoders, words, hard=options.hard):
        training.append(judgeable)
        if len(training) % 500 == 0:
            print(f"\r  {len(training)} training questions read", end="", flush=True)
    print()
    return fit(development, training, save=options.write)


def fit(development: Sequence[Judgeable], training: Sequence[Judgeable], *, save: bool) -> int:
    """Cross-validate, calibrate and, if asked, train on everything and write."""
    recipe = Recipe()
    judged = cross_validate(development, training, recipe)
    calibration = curves(judged)
    text, threshold = describe(judged, calibration)
    print(text)
    letter = [j for j in judged if j.of.text == development[0].text]
    print("the first text alone:\n" + describe(letter, calibration)[0])
    if save:
        write(networks([*training, *development], recipe, SEEDS), calibration)
        path = WEIGHTS.with_name("weights.json")
        loaded = json.loads(path.read_text(encoding="utf-8"))
        loaded["thresholds"] |= {"answerable": round(threshold, 4), "right": LEAST_RIGHT}
        path.write_text(json.dumps(loaded, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
