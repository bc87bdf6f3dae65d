"""Training: the real code path on two hundred made-up rows, and the parts by hand."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from index.encoder import BUILTIN, load_encoder
from index.train_encoder import Recipe, gather, main, symmetric_loss, train_encoder
from index.training_data import clean, is_training_query, read_columns, says_something, sentences
from index.training_questions import TrainingQuestion
from index.training_sets import OWN_PAIRS, OWN_WORDS, other_texts

SUBJECTS = {
    "bijen": ("honing", "imker", "bijenkast"),
    "bruggen": ("brugwachter", "schepen", "doorvaart"),
    "molens": ("molenaar", "wieken", "graan"),
    "tulpen": ("bollen", "kweker", "bloei"),
}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two questions instead of thousands about texts that are not among the made-up data."""
    questions = [
        TrainingQuestion("D0000", "fact", "De imker houdt bijen.", "", "Wie houdt bijen?"),
        TrainingQuestion("D0001", "own_words", "De kweker teelt bollen.", "", "Wie doet tulpen?"),
    ]
    monkeypatch.setattr("index.training_sets.public_texts", lambda data: {})
    monkeypatch.setattr("index.training_sets.training_questions", lambda texts: questions)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that training reads, filled with four subjects that never share a sentence."""
    folder = tmp_path_factory.mktemp("data")
    rng = np.random.default_rng(1)
    with gzip.open(folder / "dutch-law-passages.jsonl.gz", "wt", encoding="utf-8") as out:
        for n in range(200):
            subject = list(SUBJECTS)[n % 4]
            a, b = rng.choice(SUBJECTS[subject], 2, replace=False)
            row = {
                "law": f"L{n // 4}{subject}",
                "type": "wet",
                "title": f"Besluit {subject} {n // 4}",
                "heading": f"Artikel {n} › Regels over {a}",
                "text": f"De {a} wordt geregistreerd bij het {subject} register. "
                f"Voor de {b} geldt dat de {a} jaarlijks wordt onderzocht.",
            }
            print(json.dumps(row), file=out)
    questions = folder / "kamervragen_qa"
    questions.mkdir()
    rows = [(f"Q{n}", f"A{n}", list(SUBJECTS.items())[n % 4]) for n in range(40)]
    (questions / "queries.jsonl").write_text(
        "\n".join(json.dumps({"_id": q, "text": f"Wat doet u met {s}?"}) for q, _, (s, _) in rows)
    )
    (questions / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"_id": a, "text": " ".join(w)}) for _, a, (_, w) in rows)
    )
    (questions / "qrels.tsv").write_text(
        "query-id\tcorpus-id\tscore\n" + "\n".join(f"{q}\t{a}\t1" for q, a, _ in rows)
    )
    for path, text in (
        ("gov_nl_en/pairs.tsv", "a\tde imker\tthe beekeeper\nb\tde molenaar\tthe miller\n"),
        ("opentaal/inflections.tsv", "imkers\timker\nmolenaars\tmolenaar\n"),
    ):
        (folder / path).parent.mkdir()
        (folder / path).write_text(text)
    return folder


def test_training_learns_writes_and_repeats(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe = Recipe(vocabulary=600, dimension=16, batch=64, steps=150)
    threads = torch.get_num_threads()
    for name in ("one", "two"):
        train_encoder(data, tmp_path / name, recipe)
    assert torch.get_num_threads() == threads
    assert "stap 150/150" in capsys.readouterr().out
    one, two = (tmp_path / name / "model.safetensors" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()

    encoder = load_encoder(str(tmp_path / "one"))
    assert encoder.dimension == 16
    asked = encoder.encode_queries(list(SUBJECTS))
    found = encoder.encode_passages([" ".join(words) for words in SUBJECTS.values()])
    assert (asked @ found.T).argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert not encoder.encode_passages(["☃"]).any()  # nothing known: no direction


def test_without_the_data_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "model")]) == 2
    assert "dutch-law-passages.jsonl.gz" in capsys.readouterr().err
    assert not (tmp_path / "model").exists()


def test_the_loss_is_cross_entropy_both_ways() -> None:
    torch.manual_seed(0)
    scores = torch.randn(5, 5, requires_grad=True)
    loss, slope = symmetric_loss(scores.detach(), torch.arange(5))
    target = torch.arange(5)
    expected = (
        functional.cross_entropy(scores, target) + functional.cross_entropy(scores.T, target)
    ) / 2
    torch.autograd.backward(expected)
    assert loss == pytest.approx(float(expected.detach()), abs=1e-5)
    torch.testing.assert_close(slope, scores.grad)


def test_pairs_of_one_group_are_no_negatives() -> None:
    scores = torch.tensor([[1.0, 9.0, 0.0], [9.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    _, slope = symmetric_loss(scores, torch.tensor([4, 4, 5]))
    assert slope[0, 1] == slope[1, 0] == 0
    assert slope[0, 2] > 0


@given(sizes=st.lists(st.integers(1, 300), min_size=1, max_size=8), dropout=st.floats(0.0, 0.9))
@settings(max_examples=50, deadline=None)
def test_gathered_tokens_come_from_their_own_text(sizes: list[int], dropout: float) -> None:
    ends = np.cumsum(sizes)
    spans = np.stack([ends - sizes, ends], axis=1)
    ids, offsets = gather(np.arange(ends[-1]), spans, dropout, np.random.default_rng(3))
    parts = np.split(ids, offsets[1:])
    assert len(parts) == len(sizes)
    for part, (start, end) in zip(parts, spans, strict=True):
        assert 0 < len(part) <= 128
        assert start <= part[0]
        assert part[-1] < end
        assert (np.diff(part) > 0).all()


def test_the_split_is_fixed_and_under_seventy_per_cent() -> None:
    share = sum(is_training_query(f"Q{n:05}") for n in range(1, 2016)) / 2015
    assert 0.6 < share <= 0.7
    # Golden: these decide which published figures are comparable.
    first = [n for n in range(1, 9) if is_training_query(f"Q{n:05}")]
    assert first == [1, 6, 7]


def test_cleaning_keeps_the_words() -> None:
    text = "*hoofd* van de [Wet op  de zorg](../../README.md) | :--- | a<br>b"
    assert clean(text) == "hoofd van de Wet op de zorg a b"


def test_sentences_and_headings() -> None:
    assert sentences("Het eerste lid vervalt. De rest blijft; 2° ook.") == [
        "Het eerste lid vervalt.",
        "De rest blijft;",
        "2° ook.",
    ]
    assert not says_something("Artikel 2.2")
    assert says_something("Artikel 1 › Begripsbepaling")


def test_our_own_pairs_are_well_formed_and_not_those_of_the_test() -> None:
    rows = read_columns(OWN_PAIRS, 0, 1)
    assert len(rows) == len(OWN_PAIRS.read_text(encoding="utf-8").splitlines())
    assert len(set(rows)) == len(rows)
    related = (Path(__file__).parent / "test_encoder.py").read_text(encoding="utf-8")
    assert not [row for row in rows if f'"{row[0]}", "{row[1]}"' in related]


def test_our_own_words_are_well_formed_and_each_stands_once() -> None:
    rows = read_columns(OWN_WORDS, 0, 1)
    assert len(rows) == len(OWN_WORDS.read_text(encoding="utf-8").splitlines())
    words = [word for word, _ in rows]
    assert len(set(words)) == len(words)
    for word, ways in rows:
        said = [way.strip() for way in ways.split(";")]
        assert all(said), word
        assert len(set(said)) == len(said), word
        assert word not in said


def test_the_card_says_how_it_was_made() -> None:
    card = (BUILTIN / "README.md").read_text(encoding="utf-8")
    for word in ("python -m index.train_encoder", "seed", "Auteurswet", "EUPL", "OpenTaal"):
        assert word in card


def test_a_half_learns_from_its_own_questions_only(data: Path) -> None:
    assert len(other_texts(data)["asked"]) == 2
    assert other_texts(data, 0)["asked"] == [("Wie houdt bijen?", "De imker houdt bijen.")]
    assert other_texts(data, 1)["asked"] == [("Wie doet tulpen?", "De kweker teelt bollen.")]
