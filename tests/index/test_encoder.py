"""The encoder: the committed model itself, and what is said when another cannot be loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import SettingsError
from index.encoder import BUILTIN, DEFAULT_ENCODER, SentenceEncoder, load_encoder, prefixes


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return load_encoder(DEFAULT_ENCODER)


def test_importing_is_light() -> None:
    code = "import sys, index.encoder; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_committed_model_is_small_and_has_a_card() -> None:
    assert sum(path.stat().st_size for path in BUILTIN.rglob("*")) <= 20_000_000
    assert (BUILTIN / "README.md").is_file()


def test_vectors_have_unit_length(encoder: SentenceEncoder) -> None:
    texts = ["De subsidie bedraagt ten hoogste € 2.500.", "huurtoeslag", "één café", "1 + 1 = 2"]
    for vectors in (encoder.encode_queries(texts), encoder.encode_passages(texts)):
        assert vectors.shape == (4, encoder.dimension)
        assert vectors.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_text_is_a_zero_vector(encoder: SentenceEncoder, text: str) -> None:
    vectors = encoder.encode_passages(["woningbouw", text])
    assert not vectors[1].any()
    assert vectors[0].any()


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)


def test_a_text_has_one_vector_whatever_stands_beside_it(encoder: SentenceEncoder) -> None:
    texts = [f"Artikel {n} gaat over de leerplicht." for n in range(2100)]
    together = encoder.encode_passages(texts)
    alone = encoder.encode_passages(texts[2050:2051])
    np.testing.assert_array_equal(together[2050], alone[0])
    np.testing.assert_array_equal(together, load_encoder(DEFAULT_ENCODER).encode_passages(texts))


# (a question in everyday words, the official phrase, a phrase of the same style about another
# subject); the first two share no word with content.
RELATED = [
    ("hoeveel geld krijg ik als ik geen werk heb", "werkloosheidsuitkering", "rijbewijs"),
    (
        "mijn paspoort is gestolen",
        "aangifte van vermissing reisdocument",
        "jaarrekening vennootschap",
    ),
    (
        "wanneer mag ik stoppen met werken",
        "pensioengerechtigde leeftijd",
        "geluidhinder luchthaven",
    ),
    ("subsidie om je huis warm te houden", "isolatie van woningen", "toezicht op notarissen"),
    ("kind naar de crèche", "kinderopvangtoeslag", "visserij op zee"),
    ("boer met koeien", "veehouderij", "burgerlijke stand"),
    ("straf voor te hard rijden", "verkeersovertreding boete", "begrotingswet"),
    ("dokter in het ziekenhuis", "medisch specialistische zorg", "bouwvergunning"),
    ("docenten voor de klas", "leraren in het onderwijs", "elektriciteitsnet"),
    ("sollicitatie van ambtenaren", "werving en selectie van rijkspersoneel", "afvalwater"),
]


def test_everyday_words_lie_nearer_to_their_official_phrase(encoder: SentenceEncoder) -> None:
    asked, official, other = (encoder.encode_passages(list(c)) for c in zip(*RELATED, strict=True))
    nearer = (asked * official).sum(axis=1) > (asked * other).sum(axis=1)
    assert nearer.sum() >= 9, [row for row, right in zip(RELATED, nearer, strict=True) if not right]


def test_the_fingerprint_follows_the_weights(encoder: SentenceEncoder, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for path in BUILTIN.rglob("*"):
        if path.is_file():
            target = copy / path.relative_to(BUILTIN)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert load_encoder(str(copy)).fingerprint == encoder.fingerprint
    weights = bytearray((copy / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (copy / "model.safetensors").write_bytes(weights)
    assert load_encoder(str(copy)).fingerprint != encoder.fingerprint


def test_an_unknown_name_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "HF_HUB_OFFLINE", "1")
    with pytest.raises(SettingsError, match=r"bestaat-niet.*dutch-static"):
        load_encoder("niemand/bestaat-niet")


@pytest.mark.parametrize("name", ["./geen/map", "een naam met spaties", ""])
def test_a_name_that_cannot_be_a_model(name: str) -> None:
    with pytest.raises(SettingsError, match="Zoekmodel"):
        load_encoder(name)


def test_a_folder_without_a_model_names_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Geachte voorzitter,")
    with pytest.raises(SettingsError, match=r"brief\.txt.*modules\.json"):
        load_encoder(str(tmp_path))


def test_a_damaged_model_is_a_settings_error(tmp_path: Path) -> None:
    for name in ("modules.json", "config_sentence_transformers.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((BUILTIN / name).read_bytes())
    (tmp_path / "model.safetensors").write_bytes(b"half a file")
    with pytest.raises(SettingsError, match="kan niet worden gelezen"):
        load_encoder(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "query", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("intfloat/multilingual-e5-large-instruct", "Instruct: ", ""),
        ("BAAI/bge-m3", "", ""),
        ("nomic-ai/nomic-embed-text-v2-moe", "search_query: ", "search_document: "),
        ("sentence-transformers/all-MiniLM-L6-v2", "", ""),
    ],
)
def test_prefixes_of_known_families(name: str, query: str, passage: str) -> None:
    found = prefixes(name)
    assert found[0].startswith(query)
    assert bool(found[0]) == bool(query)
    assert found[1] == passage
