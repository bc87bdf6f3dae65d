"""Contradictions: recall on altered copies, false alarms on the originals, by half of the texts.

``python -m eval.conflict_run`` measures both halves (some tens of seconds). ``show`` adds every alarm
on an original and what was missed in the tuning half; ``fit`` prints weights fitted on the tuning half,
and thresholds with what they give there, cross-validated over whole documents.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.library import BUILTIN, read_corpus
from eval.altered import Altered, Half, half_of, restated, twins
from eval.intervals import wilson
from eval.questions import OTHER_TEXTS
from index.conflict_signals import SIGNALS, Idf, signals
from index.conflicts import Conflict, candidates, find_conflicts
from index.lexical import inverse_document_frequencies
from index.statements import Statement, statements

TRAINING = Path(__file__).parents[1] / "index" / "training" / "documents"
FOLDERS = (TRAINING, OTHER_TEXTS / "dev" / "documents", BUILTIN)
HALVES: tuple[Half, ...] = ("tune", "report")
_SUFFIXES = {".md", ".txt"}
_RATES = (0.3, 0.5, 0.7, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was found in an original, with the document's text to show it by."""

    conflict: Conflict
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """One half of the texts.

    Attributes:
        found: for every altered copy whether its contradiction was found.
        alarms: conflicts in the originals, each document on its own.
        words: of the originals.
    """

    found: Sequence[tuple[Altered, bool]]
    alarms: Sequence[Alarm]
    words: int

    @property
    def rate(self) -> float:
        """Alarms per 10,000 words."""
        return 10_000 * len(self.alarms) / self.words if self.words else 0.0


def originals(folders: Iterable[Path] = FOLDERS) -> list[Document]:
    """All development documents; folders that are not there are passed over."""
    return [document for folder in folders if folder.is_dir() for document in read_corpus(folder)]


def altered_copies(folders: Iterable[Path] = FOLDERS) -> list[Altered]:
    """All altered copies, the same every time."""
    found = [
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.rglob("*"))
        if path.suffix in _SUFFIXES
    ]
    paths = {path.stem.lower(): path for path in found}
    return [*restated(paths), *twins(paths)]


def idf_of(documents: Iterable[Document]) -> Idf:
    """As an index over these documents has it."""
    known, unseen = inverse_document_frequencies([p for d in documents for p in d.passages])
    return lambda stem: known.get(stem, unseen)


def is_found(copy: Altered) -> bool:
    """Whether the contradiction that was put in is among the conflicts."""
    texts = {document.id: document.text for document in copy.documents}
    return any(
        _is_made(copy, c.first, c.second, texts)
        for c in find_conflicts(copy.documents, idf_of(copy.documents))
    )


def measure(documents: Sequence[Document], copies: Sequence[Altered], half: Half) -> Outcome:
    """Recall and false alarms in one half."""
    own = [document for document in documents if half_of(document.id) == half]
    return Outcome(
        found=[(copy, is_found(copy)) for copy in copies if copy.half == half],
        alarms=[
            Alarm(conflict, document.text)
            for document in own
            for conflict in find_conflicts([document], idf_of([document]))
        ],
        words=sum(len(document.text.split()) for document in own),
    )


def to_table(outcomes: Mapping[Half, Outcome]) -> list[str]:
    """Markdown, in Dutch."""
    names = {"tune": "afgesteld", "report": "niet afgesteld"}
    lines = [
        "| helft | wat | gevonden | n | aandeel | 95%-interval |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for half, outcome in outcomes.items():
        for name, part in _parts(outcome.found):
            n, hits = len(part), sum(hit for _, hit in part)
            low, high = wilson(hits, n)
            lines.append(
                f"| {names[half]} | {name} | {hits} | {n} | {hits / n:.3f} | {low:.3f} tot {high:.3f} |"
            )
        lines.append(
            f"| {names[half]} | meldingen in {outcome.words} woorden origineel "
            f"| {len(outcome.alarms)} | | {outcome.rate:.2f} per 10.000 | |"
        )
    return lines


def _parts(
    found: Sequence[tuple[Altered, bool]],
) -> Iterable[tuple[str, Sequence[tuple[Altered, bool]]]]:
    yield "alle kopieën", found
    names = {
        "section": "elders in de tekst", "document": "in een tweede stuk", "twin": "al twee keer gezegd",
    }  # fmt: skip
    for way, name in names.items():
        yield from _some(name, [pair for pair in found if pair[0].way == way])
    yield from _some("verschreven cijfer", [pair for pair in found if pair[0].slip])
    yield from _some("gewijzigd bedrag", [pair for pair in found if not pair[0].slip])
    for unit in sorted({copy.after.unit for copy, _ in found}):
        yield from _some(f"eenheid {unit}", [pair for pair in found if pair[0].after.unit == unit])


def _some(
    name: str, part: Sequence[tuple[Altered, bool]]
) -> Iterable[tuple[str, Sequence[tuple[Altered, bool]]]]:
    if part:
        yield name, part


def _is_made(copy: Altered, a: Statement, b: Statement, texts: Mapping[str, str]) -> bool:
    for new, old in ((a, b), (b, a)):
        said, quoted = (" ".join(texts[s.document_id][s.start : s.end].split()) for s in (new, old))
        if (
            new.figure.unit == copy.after.unit
            and (new.figure.value, old.figure.value) == (copy.after.value, copy.before.value)
            and said in " ".join(copy.restated.split())
            and (quoted in copy.quote or " ".join(copy.quote.split()) in quoted)
        ):
            return True
    return False


def fit(documents: Sequence[Document], copies: Sequence[Altered]) -> list[str]:
    """Weights on the tuning half, and what thresholds give there, cross-validated."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows: list[tuple[float, ...]] = []
    about: list[tuple[str, bool, bool]] = []  # document, in an original, is a contradiction
    for document in documents:
        if half_of(document.id) == "tune":
            idf = idf_of([document])
            for a, b in candidates(list(statements(document))):
                if (found := signals(a, b, idf)) is not None:
                    rows.append(found)
                    about.append((document.id, True, False))
    tuned = [copy for copy in copies if copy.half == "tune"]
    for copy in tuned:
        idf = idf_of(copy.documents)
        texts = {document.id: document.text for document in copy.documents}
        for a, b in candidates([s for d in copy.documents for s in statements(d)]):
            is_new = [
                " ".join(texts[s.document_id][s.start : s.end].split()) in copy.restated
                for s in (a, b)
            ]
            if is_new[0] != is_new[1] and (found := signals(a, b, idf)) is not None:
                rows.append(found)
                about.append((copy.documents[0].id, False, _is_made(copy, a, b, texts)))
    x, y = np.array(rows), np.array([made for *_, made in about])
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000))
    told = cross_val_predict(
        model, x, y, groups=[key for key, *_ in about], cv=GroupKFold(8), method="predict_proba"
    )[:, 1]
    original = np.array([is_original for _, is_original, _ in about])
    words = sum(len(d.text.split()) for d in documents if half_of(d.id) == "tune")
    alarms = np.sort(told[original])[::-1]
    lines = []
    for rate in _RATES:
        threshold = alarms[int(rate * words / 10_000)]
        recall = (told[y] > threshold).sum() / len(tuned)
        lines.append(f"{rate} per 10.000 woorden: drempel {threshold:.3f}, gevonden {recall:.3f}")
    model.fit(x, y)
    weights = model[-1].coef_[0] / model[0].scale_
    bias = model[-1].intercept_[0] - (weights * model[0].mean_).sum()
    lines += [f"{name}: {weight:.3f}" for name, weight in zip(SIGNALS, weights, strict=True)]
    return [*lines, f"BIAS = {bias:.3f}"]


def main(arguments: Sequence[str]) -> None:
    documents, copies = originals(), altered_copies()
    if "fit" in arguments:
        print("\n".join(fit(documents, copies)))
        return
    outcomes = {half: measure(documents, copies, half) for half in HALVES}
    print("\n".join(to_table(outcomes)))
    if "show" in arguments:
        for outcome in outcomes.values():
            for alarm in outcome.alarms:
                _show(alarm)
        for copy, hit in outcomes["tune"].found:
            if not hit:
                print(f"\ngemist ({copy.way}): {copy.restated}\n  citaat: {copy.quote}")


def _show(alarm: Alarm) -> None:
    print(f"\nmelding {alarm.conflict.score:.2f} in {alarm.conflict.first.document_id}")
    for s in (alarm.conflict.first, alarm.conflict.second):
        print(f"  [{s.figure.text}] {' '.join(alarm.text[s.start : s.end].split())}")


if __name__ == "__main__":
    main(sys.argv[1:])
