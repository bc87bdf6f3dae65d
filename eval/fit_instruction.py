"""Fits the words by which an order is told from a question: ``assistant/instruction_words.json``.

    python -m eval.fit_instruction             cross-validates, writes nothing
    python -m eval.fit_instruction --write

A logistic regression over single words and pairs of neighbours (scikit-learn). Orders:
``index/training/orders.txt``, written for this purpose, and the hostile development questions;
questions: those written for training and the other development questions. The test split is not
read.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline

from assistant.instruction import WORDS, order_features
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS
from index.training_questions import FOLDER

FALSE_ALARMS = 0.002
"""Share of real questions that may be taken for an order."""
DOUBT = 0.02
"""Share of real questions of which an answer must be surer, since they sound a little like one."""
_LEAST_WEIGHT = 0.05


def examples() -> tuple[list[str], list[str]]:
    """Orders and questions."""
    orders = (FOLDER / "orders.txt").read_text(encoding="utf-8").splitlines()
    questions = []
    for name in ("questions.tsv", "questions_hard.tsv"):
        rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
        questions += [row[4] for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)]
    for path in (BUILTIN_QUESTIONS, OTHER_TEXTS / "dev" / "questions.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            if row["split"] == "dev":
                (orders if row["slice"] == "hostile" else questions).append(row["turns"][-1])
    return [order for order in orders if order.strip()], questions


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_instruction", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {WORDS.name}")
    options = parser.parse_args(argv)
    orders, questions = examples()
    texts = [*orders, *questions]
    truth = np.array([True] * len(orders) + [False] * len(questions))
    model = make_pipeline(
        CountVectorizer(analyzer=order_features, binary=True, min_df=2),
        LogisticRegression(C=3.0, max_iter=2000, class_weight={True: 3.0, False: 1.0}),
    )
    odds = cross_val_predict(model, texts, truth, cv=10, method="decision_function")
    thresholds = {
        name: float(np.quantile(odds[~truth], 1 - share))
        for name, share in (("threshold", FALSE_ALARMS), ("doubt", DOUBT))
    }
    print(f"{len(orders)} orders, {len(questions)} questions; cross-validated:")
    for name, least in thresholds.items():
        print(
            f"  {name} {least:.2f}: {np.mean(odds[truth] > least):.3f} of the orders, "
            f"{np.mean(odds[~truth] > least):.4f} of the questions"
        )
    if options.write:
        model.fit(texts, truth)
        names = model[0].get_feature_names_out()
        weights = {
            name: round(float(weight), 2)
            for name, weight in zip(names, model[1].coef_[0], strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        }
        found = {
            **{
                name: round(least - float(model[1].intercept_[0]), 3)
                for name, least in thresholds.items()
            },
            "weights": dict(sorted(weights.items())),
        }
        Path(WORDS).write_text(
            json.dumps(found, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
        )
        print(f"{len(weights)} words and pairs in {WORDS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
