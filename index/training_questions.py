"""Questions written for training, with the texts they are about and the words that answer them.

``training/questions.tsv`` has a row for each question: text, slice, evidence, value, question. The
texts are of two kinds. Those in ``training/documents`` were written for this purpose; evidence is
a literal piece of them. The others are named in ``training/texts.jsonl`` and stand in the public
data that ``--data`` names; evidence is the number of a sentence, counted from 1. A question of the
slice ``unanswerable_near`` is answered nowhere in its text: its evidence is where a careless reader
would look.
"""

from __future__ import annotations

import csv
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.training_data import clean, is_training_law, read_laws, sentences

FOLDER = Path(__file__).with_name("training")


@dataclass(frozen=True, slots=True)
class TrainingText:
    """A text to ask about.

    Attributes:
        parts: heading (or "") and sentences of each passage.
    """

    id: str
    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    lines: bool

    @property
    def sentences(self) -> list[str]:
        return [sentence for _, found in self.parts for sentence in found]

    def markdown(self) -> str:
        """The text as a document that ``corpus`` reads."""
        out, above = [f"# {self.title[:150]}", ""], ""
        for heading, found in self.parts:
            if heading and heading != above:
                out += ["", f"## {heading.split(' › ')[-1]}", ""]
            above = heading or above
            for sentence in found:
                out += [sentence, ""] if self.lines else [sentence]
        return "\n".join(out) + "\n"


@dataclass(frozen=True, slots=True)
class TrainingQuestion:
    """A question about a text.

    Attributes:
        evidence: literal words that answer it; for ``unanswerable_near`` the nearest ones.
        value: the figure asked for as the evidence has it, or "".
    """

    text: str
    slice: str
    evidence: str
    value: str
    question: str

    @property
    def answerable(self) -> bool:
        return not self.slice.startswith("unanswerable")

    @property
    def half(self) -> int | None:
        """0 for texts with an even number, 1 for odd ones, None for those written for training."""
        number = self.text[1:]
        return int(number) % 2 if number.isdigit() else None


def written_texts(folder: Path = FOLDER) -> dict[str, str]:
    """Markdown by id of the texts written for training."""
    paths = sorted((folder / "documents").glob("*.md"))
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def public_texts(data: Path, folder: Path = FOLDER) -> dict[str, TrainingText]:
    """By id the texts that stand in the public data.

    Raises:
        OSError: the data is absent.
        ValueError: it holds another text than the one the questions were written about.
    """
    rows = [json.loads(line) for line in _lines(folder / "texts.jsonl")]
    answers = {
        row["_id"]: clean(row["text"])
        for row in map(json.loads, _lines(data / "kamervragen_qa" / "corpus.jsonl"))
    }
    wanted = {row["law"] for row in rows if "law" in row}
    laws = defaultdict(list)
    for passage in read_laws(data / "dutch-law-passages.jsonl.gz"):
        if passage.law in wanted and is_training_law(passage.law):
            laws[passage.law].append(passage)
    found = {}
    for row in rows:
        if "law" in row:
            passages = laws[row["law"]][row["first"] : row["first"] + row["count"]]
            parts = [(p.heading, tuple(sentences(p.text))) for p in passages]
            title = passages[0].title if passages else ""
        else:
            parts = [("", tuple(sentences(answers[key]))) for key in row["answers"]]
            title = "Antwoorden op Kamervragen"
        text = TrainingText(row["id"], title, tuple(parts), "law" in row)
        if len(text.sentences) != row["sentences"]:
            raise ValueError(
                f"{row['id']}: {len(text.sentences)} sentences found, {row['sentences']} expected. "
                "The public data is another version than the questions were written about."
            )
        found[text.id] = text
    return found


def training_questions(
    texts: dict[str, TrainingText], folder: Path = FOLDER, *, hard: bool = False
) -> Iterator[TrainingQuestion]:
    """Every question, with its evidence in words.

    Args:
        texts: as ``public_texts`` gives them.
        hard: also the hard ones.
    """
    for text, kind, evidence, value, question in _rows(folder / "questions.tsv"):
        words = texts[text].sentences[int(evidence) - 1] if text in texts else evidence
        yield TrainingQuestion(text, kind, words, value, question)
    if hard:
        yield from hard_questions(folder)


def hard_questions(folder: Path = FOLDER) -> Iterator[TrainingQuestion]:
    """Questions about the written texts, half of them without an answer.

    They ask why, until when, who or which of what the text only states, or were drafted by authors
    who had seen no more than the headings. The encoder did not learn from them.
    """
    for row in _rows(folder / "questions_hard.tsv"):
        yield TrainingQuestion(*row)


def _rows(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def far_questions(questions: Sequence[TrainingQuestion]) -> list[TrainingQuestion]:
    """For each text up to two questions about other texts, as ``unanswerable_far``.

    Short ones in everyday words are left out: they might be asked of any text. The same questions
    give the same pairs.
    """
    drawn = random.Random(13)
    first = {question.text: question for question in reversed(questions)}
    pool = [q for q in questions if q.slice != "own_words" or len(q.question.split()) > 6]
    return [
        TrainingQuestion(text, "unanswerable_far", first[text].evidence, "", other.question)
        for text in sorted(first)
        for other in drawn.sample(pool, 2)
        if other.text[:5] != text[:5]
    ]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
