"""How well a statement answers a question, read with every word in its context.

Two small transformers, used as MORES has them (Gao, Dai and Callan 2020, arXiv:2004.13313). The
*encoder* gives each piece of a word its vector in its context: of a question by itself and of a
statement by itself, so that a statement is encoded once. The *reader* lets the pieces of the
question look at those of the statement and says how well it is answered. Data, method, figures and
limits stand in ``close_reader/README.md``; made by ``eval/fit_close_reader.py``.

It knows nothing of documents, figures or conditions, and decides nothing by itself:
``assistant/judge.py`` weighs what it says.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

FOLDER = Path(__file__).with_name("close_reader")
THREADS = 1
"""Two are hardly quicker for a few short texts, and the page has other things to do."""

MOST_QUESTION, MOST_HEADING, MOST_AROUND, MOST_BODY = 40, 14, 40, 96
"""Pieces of words that are read; *around* includes the heading."""
BEGIN, END = 0, 2
"""Numbers of the marks, as XLM-RoBERTa has them (Conneau et al. 2020, arXiv:1911.02116)."""
AROUND, BODY = 1, 2
"""What a piece of a statement belongs to."""
MOST_REMEMBERED = 500
"""Statements whose vectors are kept: of some 60 pieces, 92 kB each, and 217 kB at most."""

Scores = npt.NDArray[np.float64]
States = npt.NDArray[np.float32]
"""(n_pieces, 384): a vector of each piece in its context."""


class Statement(NamedTuple):
    """A statement as it is read.

    Attributes:
        heading: of its section, or "".
        around: what is said directly before it and belongs to it; its end counts most.
    """

    heading: str
    around: str
    body: str


class Pieces(NamedTuple):
    """A text in pieces of words.

    Attributes:
        ids: numbers of the pieces, marks included.
        body: place of the first piece of the statement itself.
    """

    ids: tuple[int, ...]
    body: int = 0


def question_pieces(tokenizer: Tokenizer, question: str) -> Pieces:
    """Marked as a query, as the encoder learnt it (Wang et al. 2024, arXiv:2402.05672).

    Of a long one the end, where the asking sentence stands.
    """
    ids = (*_ids(tokenizer, "query:"), *_ids(tokenizer, question)[-MOST_QUESTION:])
    return Pieces((BEGIN, *ids, END))


def statement_pieces(tokenizer: Tokenizer, statement: Statement) -> Pieces:
    """Marked as a passage: heading, what stands around, the statement."""
    heading = _ids(tokenizer, f"{statement.heading}. ")[:MOST_HEADING] if statement.heading else []
    around = _ids(tokenizer, statement.around)[-(MOST_AROUND - len(heading)) :]
    before = (BEGIN, *_ids(tokenizer, "passage:"), *heading, *around)
    return Pieces((*before, *_ids(tokenizer, statement.body)[:MOST_BODY], END), len(before))


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids) if text else []


class CloseReader:
    """Scores statements for a question. Loaded on first use; safe to use from several threads."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._lock = Lock()
        self._remembered: OrderedDict[Statement, tuple[States, int]] = OrderedDict()

    def scores(self, question: str, statements: Sequence[Statement]) -> Scores:
        """(n_statements,) log odds that each answers the question, not calibrated.

        Each is scored by itself: but for rounding, its score does not depend on the others.
        """
        if not statements:
            return np.zeros(0)
        with self._lock:  # one at a time is quicker than several that share the cores
            tokenizer, encoder, reader = _load(self._folder)
            asked = _states(encoder, question_pieces(tokenizer, question))
            read = [self._read(tokenizer, encoder, statement) for statement in statements]
            found = reader.run(None, {"question": asked[None], **_padded(read)})[0]
        return np.asarray(found, dtype=np.float64)

    def _read(
        self, tokenizer: Tokenizer, encoder: onnxruntime.InferenceSession, statement: Statement
    ) -> tuple[States, int]:
        if statement in self._remembered:
            self._remembered.move_to_end(statement)
            return self._remembered[statement]
        pieces = statement_pieces(tokenizer, statement)
        self._remembered[statement] = _states(encoder, pieces), pieces.body
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.popitem(last=False)
        return self._remembered[statement]


def _padded(read: Sequence[tuple[States, int]]) -> dict[str, npt.NDArray[np.generic]]:
    """What the reader is fed: vectors, what each belongs to, and which there are."""
    longest = max(len(states) for states, _ in read)
    statement = np.zeros((len(read), longest, read[0][0].shape[1]), dtype=np.float32)
    said = np.zeros((len(read), longest), dtype=np.float32)
    part = np.full((len(read), longest), BODY, dtype=np.int64)
    for at, (states, body) in enumerate(read):
        statement[at, : len(states)] = states
        said[at, : len(states)] = 1.0
        part[at, :body] = AROUND
    return {"statement": statement, "part": part, "said": said}


def _states(encoder: onnxruntime.InferenceSession, pieces: Pieces) -> States:
    # One text at a time: padded beside a longer one, the last digits would change.
    ids = np.array([pieces.ids], dtype=np.int64)
    states: States = encoder.run(None, {"pieces": ids})[0][0]
    return states


@cache
def _load(
    folder: Path,
) -> tuple[Tokenizer, onnxruntime.InferenceSession, onnxruntime.InferenceSession]:
    """Tokenizer, encoder and reader, once for all assistants of this process."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    encoder, reader = (
        onnxruntime.InferenceSession(
            str(folder / f"{name}.onnx"), options, providers=["CPUExecutionProvider"]
        )
        for name in ("encoder", "reader")
    )
    return Tokenizer.from_file(str(folder / "tokenizer.json")), encoder, reader
