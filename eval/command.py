"""`beleid eval`: run, score and report, in one function with plain parameters.

Only the command line calls this; it must import it inside the command, since answering loads the
heavy libraries.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.settings import Settings
from corpus.document import Document
from corpus.errors import SettingsError
from corpus.library import read_corpus
from eval.ablation import ablate, score_variants
from eval.baseline import QuickStart, source_gold
from eval.compare import compare
from eval.gate import FLOORS, Check, check_floors, read_floors
from eval.html import write_html
from eval.junit import write_junit
from eval.machine import REPEATS, cold_start, index_time, latency
from eval.model_mode import ModelOutcome, outcome, phrase_all
from eval.plan import Options, QuestionSet, Splits, configuration
from eval.questions import BUILTIN_QUESTIONS, OTHER_TEXTS, Question, load_questions
from eval.report import Report, write_report
from eval.run import Row, Run, answer_questions, differing, read_run, write_run
from eval.score import Score, score_answers
from eval.summary import summarise
from eval.terminal import out, print_report, progress
from index.encoder import DEFAULT_ENCODER

LETTER = "brief"


def evaluate(
    settings: Settings,
    *,
    questions: Path = BUILTIN_QUESTIONS,
    split: Splits = "test",
    out_dir: Path | None = None,
    score_only: Path | None = None,
    against: Path | None = None,
    gate: bool = False,
    floors: Path = FLOORS,
    other: bool = False,
    twice: bool = False,
    quick_start: bool = True,
    machine: bool = True,
) -> int:
    """Answers the questions, scores the answers and writes the reports.

    Writes ``answers.jsonl``, ``report.md``, ``report.json`` and ``junit.xml`` to ``out_dir``
    (default ``<data_dir>/eval``) and a summary to standard output.

    Args:
        settings: ``corpus``, ``index`` and ``encoder`` as for every other command. The index is
            built or refreshed first.
        questions: JSONL, described in ``eval/QUESTIONS.md``.
        split: ``dev``, ``test`` or ``all``.
        out_dir: where answers and reports go.
        score_only: score this file instead of answering; needs no index. A file that
            `beleid batch` wrote can be scored too, without its retrieval.
        against: an older ``answers.jsonl`` to compare with, question by question.
        gate: also check the floors.
        floors: the file with floors.
        other: also the questions on other texts (``eval/other``), into folders of their own.
        twice: answer everything a second time and demand the same bytes, timings apart.
        quick_start: also measure the usual quick start.
        machine: also measure cold start, index time and memory (takes about a minute).

    Returns:
        The exit code: 0, or 1 when a floor was missed or two runs differed.

    Raises:
        PolicyError: a file or setting that cannot be used.
    """
    if score_only is not None and (other or twice):
        raise SettingsError("--score-only gaat niet samen met --other of --twice.")
    options = Options(split, gate, floors, against, twice, quick_start, machine)
    target = out_dir or settings.data_dir / "eval"
    name = LETTER if questions == BUILTIN_QUESTIONS else questions.stem
    passed = _evaluate(QuestionSet(name, questions, settings), options, target, score_only)
    if other:
        for part in ("dev", "test") if split == "all" else (split,):
            again = replace(options, against=None, machine=False, split=part)
            passed &= _evaluate(_other(part, settings), again, target / f"other-{part}", None)
    return 0 if passed else 1


def _other(split: str, settings: Settings) -> QuestionSet:
    folder = OTHER_TEXTS / split
    index = settings.data_dir / f"index-other-{split}"
    own = settings.model_copy(update={"corpus": folder / "documents", "index": index})
    return QuestionSet("andere teksten", folder / "questions.jsonl", own, prefix="other-")


def _evaluate(which: QuestionSet, options: Options, target: Path, score_only: Path | None) -> bool:
    """One set from questions to reports; False when the gate is missed or runs differ."""
    documents = {document.id: document for document in read_corpus(which.corpus)}
    asked = [
        question
        for question in load_questions(which.questions, documents)
        if options.split in ("all", question.split)
    ]
    if not asked:
        raise SettingsError(f"{which.questions} heeft geen vragen in de split {options.split}.")
    different: list[str] = []
    model = ModelOutcome()
    if score_only is not None:
        run = read_run(score_only)
    else:
        answers = target / "answers.jsonl"
        rows, different, phrased = _answer(which, asked, options)
        config = configuration(which, documents, asked, options)
        write_run(answers, config, rows)
        run = read_run(answers)
        if phrased:
            write_run(
                target / "answers-model.jsonl", {**config, "model": which.settings.model}, phrased
            )
            model = outcome(
                str(which.settings.model), asked, run.rows, {r["id"]: r for r in phrased}, documents
            )
    report = replace(_report(which, run, asked, documents, options), model=model)
    report = replace(report, machine={**report.machine, **model.times})
    if not model.absent and which.name == LETTER:
        from eval.mutation_run import to_table, verify  # not without a model: it takes a while

        report = replace(report, verifier=to_table(verify()))
    if options.machine and score_only is None:
        report = replace(report, machine={**report.machine, **_machine(which, asked)})
    files = [*write_report(report, target), *write_html(report, target)]
    junit = target / "junit.xml"
    write_junit(junit, report.scores, run.rows)
    print_report(report, [*files, junit])
    if different:
        out().print(f"Twee keer gevraagd, verschillend beantwoord: {' '.join(different)}")
    elif options.twice:
        out().print("Twee keer gevraagd, twee keer hetzelfde antwoord.")
    return not different and all(check.passed for check in report.checks)


def _answer(
    which: QuestionSet, asked: Sequence[Question], options: Options
) -> tuple[list[Row], list[str], list[Row]]:
    """The rows, the ids whose answers differ the second time, and the rows with a model."""
    from assistant.ready import ready_assistant, refresh_index

    refresh_index(which.settings, lambda step: None)
    assistant = ready_assistant(which.settings, lambda line: None)
    index = assistant.index
    with ExitStack() as stack:
        stack.callback(index.close)
        quick_start = None
        if options.quick_start:
            quick_start = stack.enter_context(
                QuickStart(index.documents.values(), which.corpus, index.encoder)
            )
        # The first question loads models; measured times are warm.
        answer_questions(asked[:1], assistant, quick_start)
        with progress("Vragen beantwoorden", len(asked)) as step:
            rows = answer_questions(asked, assistant, quick_start, on_done=step)
        phrased: list[Row] = []
        if which.settings.model is not None:
            with progress("Met het taalmodel", len(asked)) as step:
                phrased = phrase_all(asked, assistant, which.settings, step)
        different: list[str] = []
        if options.twice:
            with progress("Nog een keer", len(asked)) as step:
                again = answer_questions(asked, assistant, quick_start, on_done=step)
            different = differing(rows, again)
        if options.quick_start:
            with progress("Zonder een deel", len(asked)) as step:
                ablated = ablate(asked, assistant, step)
            rows = [{**row, "ablated": ablated[row["id"]]} for row in rows]
        return rows, different, phrased


def _report(
    which: QuestionSet,
    run: Run,
    asked: Sequence[Question],
    documents: dict[str, Document],
    options: Options,
) -> Report:
    measured = options.quick_start and any("quick_start" in row for row in run.rows.values())
    gold = source_gold(asked, documents, which.corpus) if measured else None
    scores = _prefixed(which, score_answers(asked, run.rows, documents, quick_start_gold=gold))
    values = summarise(scores)
    differences = []
    if options.against is not None:
        before = read_run(options.against)
        known = [question for question in asked if question.id in before.rows]
        old = score_answers(known, before.rows, documents)
        differences = compare(scores, old)
    return Report(
        name=which.name,
        config=run.config,
        values=values,
        scores=scores,
        checks=_gate(which, options, values) if options.gate else (),
        differences=differences,
        machine=latency(list(run.rows.values())),
        ablated=score_variants(asked, run.rows, documents, partial(_prefixed, which)),
        latencies=[
            row["timings_ms"]["ask"]
            for row in run.rows.values()
            if "ask" in row.get("timings_ms", {})
        ],
    )


def _prefixed(which: QuestionSet, scores: Iterable[Score]) -> list[Score]:
    return [replace(score, split=which.prefix + score.split) for score in scores]


def _gate(which: QuestionSet, options: Options, values: Sequence[Any]) -> list[Check]:
    splits = list(dict.fromkeys(value.split for value in values))
    floors = read_floors(options.floors)
    if which.prefix and not any(floor.split in splits for floor in floors):
        return []  # floors for other texts are optional, those for the set asked about are not
    return check_floors(floors, values, splits)


def _machine(which: QuestionSet, asked: Sequence[Question]) -> dict[str, Any]:
    settings = which.settings
    question = next((q.turns[0] for q in asked if q.answerable), asked[0].turns[0])
    arguments = ["--index", str(settings.index_dir)]
    if settings.corpus is not None:
        arguments += ["--corpus", str(settings.corpus)]
    with progress("Koude start meten", REPEATS + 1) as step:
        times = cold_start(question, arguments, on_done=step)
        times |= index_time(which.corpus, settings.encoder or DEFAULT_ENCODER)
        step()
    return times
