from pathlib import Path

import numpy as np
import pytest

from corpus.document import Document
from corpus.library import read_corpus
from eval.baseline import QuickStart, read_source, source_gold, split_source
from eval.metrics import Place
from eval.questions import Gold, Question
from index.hit import Vectors

FILLER = "Het kabinet werkt aan goed onderwijs voor iedereen in het land. "
LAMP = "Voor een lantaarnpaal geldt een vergoeding van 40 euro."
BOAT = "De veerboot vaart elke werkdag naar het eiland."


class Letters:
    """How often each letter stands in a text: crude, and the same everywhere."""

    name = "letters"
    dimension = 26

    def encode_passages(self, texts: list[str]) -> Vectors:
        counts = [[text.lower().count(chr(97 + at)) for at in range(26)] for text in texts]
        rows = np.array(counts, dtype=np.float32).reshape(len(texts), 26)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        unit: Vectors = rows / np.where(norms == 0, 1, norms)
        return unit

    encode_queries = encode_passages


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("teksten")
    (folder / "lamp.txt").write_text(f"{LAMP}\n\n" + f"{FILLER * 8}\n\n" * 3, encoding="utf-8")
    (folder / "sub").mkdir()
    (folder / "sub" / "boot.txt").write_text(f"{BOAT}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def documents(folder: Path) -> dict[str, Document]:
    return {document.id: document for document in read_corpus(folder)}


def asked(document: Document, quote: str, *, answerable: bool = True) -> Question:
    start = document.text.index(quote)
    gold = Gold(quote, document.id, start, start + len(quote))
    return Question(
        id=document.id,
        split="test",
        slice="fact",
        kind="amount",
        turns=("?",),
        answerable=answerable,
        status=("answered",),
        gold=(gold,),
        gold_mode="any",
        values=("x",),
    )


def test_chunks_are_places_in_the_source() -> None:
    source = f"{LAMP}\n\n" + f"{FILLER * 8}\n\n" * 5
    chunks = split_source("lamp", source)
    assert len(chunks) > 2
    assert all(source[c.start : c.end] == c.text for c in chunks)
    assert all(len(c.text) <= 1000 for c in chunks)
    assert len({c.id for c in chunks}) == len(chunks)


def test_real_chroma_finds_the_nearest_chunk(folder: Path, documents: dict[str, Document]) -> None:
    with QuickStart(documents.values(), folder, Letters()) as quick_start:
        places = quick_start.search(BOAT)
    assert places[0] == Place("boot", 0, len(BOAT))
    assert 1 < len(places) <= 4
    assert {place.document_id for place in places} == {"boot", "lamp"}


def test_gold_evidence_is_found_again_in_the_source(
    folder: Path, documents: dict[str, Document]
) -> None:
    gold = source_gold([asked(documents["lamp"], LAMP)], documents, folder)
    assert gold == {"lamp": [Place("lamp", 0, len(LAMP))]}
    part = source_gold([asked(documents["boot"], "elke werkdag")], documents, folder)
    at = BOAT.index("elke werkdag")
    assert part == {"boot": [Place("boot", at, at + len("elke werkdag"))]}


def test_gold_evidence_across_a_line_break(tmp_path: Path) -> None:
    source = (
        "Een eerste alinea staat hier, en zij is lang genoeg om een zin te zijn en geen kop.\n\n"
        "Wie een aanvraag doet krijgt bericht van de minister, en de premie is in elk geval\n"
        "vijf euro hoog. Daarna volgt er nog een zin die met het bedrag niets te maken heeft.\n"
    )
    (tmp_path / "premie.txt").write_text(source, encoding="utf-8")
    documents = {document.id: document for document in read_corpus(tmp_path)}
    question = asked(documents["premie"], "de premie is in elk geval vijf euro hoog.")
    place = source_gold([question], documents, tmp_path)["premie"][0]
    assert source[place.start : place.end] == "de premie is in elk geval\nvijf euro hoog."


def test_what_the_quick_start_cannot_read_or_is_not_asked_stays_out(
    folder: Path, documents: dict[str, Document], tmp_path: Path
) -> None:
    unanswerable = asked(documents["lamp"], LAMP, answerable=False)
    assert source_gold([unanswerable], documents, folder) == {}
    assert source_gold([asked(documents["lamp"], LAMP)], documents, tmp_path) == {}
    assert read_source(tmp_path, documents["lamp"]) is None
