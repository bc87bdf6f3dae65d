"""Fits what tells a lie about denials and ways of speaking: ``assistant/draft_trees.json``.

    python -m eval.fit_draft             cross-validates, writes nothing
    python -m eval.fit_draft --write

Small boosted trees (scikit-learn) over ``draft_signals``, one set for each kind of lie. Lies: the
mutants of the mutation test; honest: the gold evidence itself and the paraphrases. Whole documents
are left out in turn; the threshold is set on the sentences of the left-out documents, so that
``FALSE_ALARMS`` of the paraphrases by authors who saw no code is rejected. The fresh paraphrases are
not read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.model_selection import GroupKFold

from assistant.draft_odds import KINDS, TREES, Odds
from assistant.draft_signals import signals
from assistant.draft_words import Statement
from eval.mutate import Honest, blind, mutants, paraphrases
from eval.mutation_run import development_statements

FALSE_ALARMS = {"negation": 0.05, "modality": 0.05}
"""Share of honest paraphrases by authors who saw no code that may be rejected for each kind: with
it 0.82 of the lies in left-out documents are found, 0.98 of those in gold evidence. A rejected sentence costs the reader fluency, a
lie that passes costs the truth."""
_FOLDS = 8
_LITERAL_WEIGHT = 0.5
_BLIND_WEIGHT = 2.0
_TREES, _LEAVES, _PACE, _RIDGE, _LEAST = 80, 10, 0.1, 5.0, 20
_DIGITS = 4
_CLOSE = 0.01
Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Sentences with their signals; ``kind`` is *honest* or the kind of lie."""

    found: list[dict[str, float]]
    kind: npt.NDArray[np.str_]
    document: npt.NDArray[np.str_]
    literal: npt.NDArray[np.bool_]
    blind: npt.NDArray[np.bool_]


def rows() -> Rows:
    """All sentences and their mutants of the learnt kinds."""
    found: list[tuple[str, str, Honest]] = []
    for honest in (development_statements(), paraphrases()):
        found += [("honest", one.text, one) for one in honest]
        found += [(m.kind, m.text, m.honest) for m in mutants(honest) if m.kind in KINDS]
    return Rows(
        [signals(Statement.of(text), [Statement.of(one.quote)]) for _, text, one in found],
        np.array([kind for kind, _, _ in found]),
        np.array([one.document for _, _, one in found]),
        np.array([one.literal for _, _, one in found]),
        np.array([blind(one) for _, _, one in found]),
    )


def _model() -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=_TREES, learning_rate=_PACE, max_leaf_nodes=_LEAVES, l2_regularization=_RIDGE,
        min_samples_leaf=_LEAST, early_stopping=False, random_state=0,
    )  # fmt: skip


def _export(model: HistGradientBoostingClassifier, names: Sequence[str], threshold: float) -> Odds:
    trees = []
    for (predictor,) in model._predictors:  # there is no public way to the nodes
        nodes = predictor.nodes
        trees.append(
            tuple(
                round(float(n["value"]), _DIGITS)
                if n["is_leaf"]
                else (
                    names[n["feature_idx"]], float(n["num_threshold"]),
                    int(n["left"]), int(n["right"]),
                )
                for n in nodes
            )
        )  # fmt: skip
    return Odds(round(model._baseline_prediction.item(), _DIGITS), threshold, tuple(trees))


def fit(data: Rows, kind: str) -> tuple[Odds, list[str]]:
    """The trees of one kind, and lines that tell what cross-validation says of them."""
    use = np.isin(data.kind, ["honest", kind])
    vectors = DictVectorizer(sparse=False)
    x: Vector = vectors.fit_transform([f for f, u in zip(data.found, use, strict=True) if u])
    lie = data.kind[use] == kind
    literal, others = data.literal[use], data.blind[use]
    weight = np.where(~lie & literal, _LITERAL_WEIGHT, np.where(~lie & others, _BLIND_WEIGHT, 1.0))
    score = np.zeros(len(lie))
    for some, rest in GroupKFold(_FOLDS, shuffle=True, random_state=0).split(
        x, lie, data.document[use]
    ):
        score[rest] = _model().fit(x[some], lie[some], weight[some]).decision_function(x[rest])
    told = np.sort(score[~lie & others])[::-1]
    threshold = round(float(told[int(len(told) * FALSE_ALARMS[kind])]) + 1e-3, _DIGITS)
    lines = [f"{kind}: threshold {threshold}"]
    for name, group in (
        ("literal", literal), ("paraphrases", ~literal), ("of these by blind authors", others)
    ):  # fmt: skip
        caught, wrong = score[lie & group] >= threshold, score[~lie & group] >= threshold
        lines.append(
            f"  {name}: recall {caught.mean():.3f} of {caught.size}, "
            f"false alarms {wrong.mean():.4f} of {wrong.size}"
        )
    model = _model().fit(x, lie, weight)
    odds = _export(model, vectors.get_feature_names_out().tolist(), threshold)
    ours = np.array([odds.score(f) for f, u in zip(data.found, use, strict=True) if u])
    if np.abs(ours - model.decision_function(x)).max() > _CLOSE:
        raise RuntimeError("the exported trees do not score as scikit-learn's do")
    return odds, lines


def main(argv: Sequence[str] | None = None) -> int:
    """The command line. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m eval.fit_draft", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"write {TREES.name}")
    options = parser.parse_args(argv)
    data = rows()
    written = {}
    for kind in KINDS:
        odds, lines = fit(data, kind)
        print("\n".join(lines))
        written[kind] = {"start": odds.start, "threshold": odds.threshold, "trees": odds.trees}
    if options.write:
        TREES.write_text(json.dumps(written, separators=(",", ":")) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
