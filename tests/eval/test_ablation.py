from __future__ import annotations

from assistant.ask import Assistant
from corpus.figures import find_figures
from eval.ablation import COLUMNS, NAMES, Ablated, ablate, score_variants, to_lines
from eval.questions import BUILTIN_QUESTIONS, load_questions
from eval.run import answer_questions
from eval.score import score_answers
from eval.summary import summarise


def value(found: Ablated, measure: str) -> float:
    return next(v.value for v in found.values if v.measure == measure)


def test_each_part_can_be_left_out(assistant: Assistant) -> None:
    documents = assistant.index.documents
    asked = [q for q in load_questions(BUILTIN_QUESTIONS, documents) if q.split == "dev"][::4]
    before = [row["answer"]["answer"] for row in answer_questions(asked[:5], assistant)]
    done: list[None] = []
    made = ablate(asked, assistant, lambda: done.append(None))
    again = {key: {"ablated": answers} for key, answers in made.items()}
    variants = {v.name: v for v in score_variants(asked, again, documents)}
    assert score_variants(asked, {}, documents) == []
    assert list(variants) == list(NAMES)
    assert len(done) == len(asked)
    rows = answer_questions(asked, assistant)
    # Leaving a part out for one answer leaves the assistant as it was.
    assert [row["answer"]["answer"] for row in rows[:5]] == before
    whole = summarise(score_answers(asked, {row["id"]: row for row in rows}, documents))
    refusal = next(v.value for v in whole if (v.measure, v.group) == ("refusal", "all"))
    assert value(variants["no refusal"], "refusal") < 0.2 < refusal
    assert value(variants["no refusal"], "false_refusals") == 0
    assert value(variants["passage"], "refusal") < 0.2
    assert value(variants["passage"], "unfaithful_quotes") == 0
    lines = to_lines(whole, list(variants.values()), "dev")
    assert len(lines) == 2 + 1 + len(NAMES)
    assert all(line.count("|") == len(COLUMNS) + 2 for line in lines)


def test_conditions_are_really_left_out(assistant: Assistant) -> None:
    documents = assistant.index.documents
    asked = [q for q in load_questions(BUILTIN_QUESTIONS, documents) if q.split == "dev"]
    judged = [q for q in asked if any(f.unit == "age" for f in find_figures(q.turns[-1]))]
    rows = {row["id"]: row for row in answer_questions(judged, assistant)}
    scores = summarise(score_answers(judged, rows, documents))
    whole = {v.measure: v.value for v in scores if v.group == "all"}
    made = {key: {"ablated": found} for key, found in ablate(judged, assistant).items()}
    blind = next(v for v in score_variants(judged, made, documents) if v.name == "no conditions")
    assert value(blind, "accuracy") < whole["accuracy"]
