"""The encoder: texts to vectors. The only file that imports sentence-transformers.

Importing sentence-transformers takes seconds, so it happens in ``load_encoder``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import socket
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import SettingsError
from index.hit import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

DEFAULT_ENCODER = "dutch-static"
BUILTIN = Path(__file__).with_name("dutch_static")

_HUB_NAME = re.compile(r"[\w][\w.-]*(/[\w.-]+)?")
_WEIGHTS = (".safetensors", ".bin")
_BATCH = 1024  # static models are fastest here; a transformer gets its usual 32
_READ = 4  # models in folders that are kept in memory: one is built with and then searched with
_RECENT = 8  # vectors of questions that are kept in memory
_TASK = "Instruct: Given a question about Dutch policy, retrieve passages that answer it\nQuery: "

# (pattern in the model's name, before a query, before a passage); the first match counts. Used
# only where the model does not bring prompts of its own.
_PREFIXES = (
    (r"e5.*instruct|qwen3-embedding|gte-qwen", _TASK, ""),
    (r"(^|[/_-])e5([_-]|$)", "query: ", "passage: "),
    (r"nomic-embed-text|modernbert-embed", "search_query: ", "search_document: "),
    (r"embeddinggemma", "task: search result | query: ", "title: none | text: "),
    (r"arctic-embed.*v2", "query: ", ""),
    (
        r"mxbai-embed|arctic-embed|bge-.*-en",
        "Represent this sentence for searching relevant passages: ",
        "",
    ),
)


def prefixes(name: str) -> tuple[str, str]:
    """What stands before a query and before a passage for this family of models."""
    for pattern, query, passage in _PREFIXES:
        if re.search(pattern, name.lower()):
            return query, passage
    return "", ""


class SentenceEncoder:
    """An ``index.hit.Encoder`` over any sentence-transformers model.

    Attributes:
        name: as given to ``load_encoder``.
        dimension: length of a vector.
        fingerprint: changes when the vectors may change; the index keeps it.
    """

    def __init__(self, model: SentenceTransformer, name: str, fingerprint: str) -> None:
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding

        self.name = name
        self.fingerprint = fingerprint
        # Half precision is for the file; sums in half precision would differ by processor.
        self._model = model.float()
        self._batch = _BATCH if isinstance(model[0], StaticEmbedding) else 32
        own = model.prompts or {}
        query, passage = prefixes(name)
        self._query = own.get("query") or query
        self._passage = own.get("document") or own.get("passage") or passage
        self.dimension = int(self._encode(["maat"], "").shape[1])
        # One question is searched with and read with: its vector is wanted more than once.
        self._one_query = lru_cache(_RECENT)(lambda text: self._encode([text], self._query))

    def encode_queries(self, texts: list[str]) -> Vectors:
        """Returns (n_texts, dimension) float32, unit length; zero for an empty text."""
        if len(texts) == 1:
            vector: Vectors = self._one_query(texts[0]).copy()
            return vector
        return self._encode(texts, self._query)

    def encode_passages(self, texts: list[str]) -> Vectors:
        """Returns (n_texts, dimension) float32, unit length; zero for an empty text."""
        return self._encode(texts, self._passage)

    def _encode(self, texts: list[str], prefix: str) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        found = self._model.encode(
            [prefix + text for text in texts],
            batch_size=self._batch,
            show_progress_bar=False,
            convert_to_numpy=True,
            prompt="",  # ours is in front already
        )
        vectors: Vectors = np.array(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        vectors[[not text.strip() for text in texts]] = 0.0
        return vectors


def load_encoder(name: str = DEFAULT_ENCODER, *, device: str = "cpu") -> SentenceEncoder:
    """The encoder of this name: the built-in one, a folder, or a model of the Hugging Face Hub.

    A folder is read without any network; a hub model is first looked for on this machine and
    downloaded only when it is not there and ``HF_HUB_OFFLINE`` is not set.

    Raises:
        SettingsError: there is no such folder or model, or it cannot be read.
    """
    folder = BUILTIN if name == DEFAULT_ENCODER else Path(name).expanduser()
    if name.strip() and folder.is_dir():
        return _load_folder(folder, name, device)
    if name == DEFAULT_ENCODER:
        raise SettingsError(
            f"Het meegeleverde zoekmodel ontbreekt: verwacht in {folder}. "
            "Installeer de beleidsassistent opnieuw."
        )
    if not _HUB_NAME.fullmatch(name):
        raise SettingsError(
            f"Zoekmodel '{name}' is niet gevonden: er is geen map met die naam, en het is ook geen "
            f"modelnaam zoals 'intfloat/multilingual-e5-small'. {_ADVICE}"
        )
    return _load_hub(name, device)


_ADVICE = (
    "Geef de map van een model in het formaat van sentence-transformers, de naam van een model, "
    f"of '{DEFAULT_ENCODER}' voor het meegeleverde model."
)


def save_static(tokenizer: Tokenizer, table: Vectors, folder: Path) -> None:
    """Writes a static encoder in half precision: [StaticEmbedding, Normalize].

    Args:
        table: (n_tokens, dimension), one vector per token; their common scale does not matter.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    table = table * (8.0 / np.abs(table).max())  # far from the smallest half-precision numbers
    weights = torch.from_numpy(table.astype(np.float16))
    modules: list[torch.nn.Module] = [
        StaticEmbedding(tokenizer, embedding_weights=weights),
        Normalize(),
    ]
    model = SentenceTransformer(modules=modules, device="cpu")
    model.save_pretrained(str(folder), create_model_card=False)


def _load_folder(folder: Path, name: str, device: str) -> SentenceEncoder:
    found = [path for path in folder.rglob("*") if path.suffix in _WEIGHTS]
    if not found or not any((folder / f).is_file() for f in ("modules.json", "config.json")):
        inside = ", ".join(sorted(path.name for path in folder.iterdir())[:5]) or "niets"
        raise SettingsError(
            f"De map {folder} bevat geen zoekmodel. Gevonden: {inside}. Verwacht: modules.json "
            f"(of config.json) en een bestand met gewichten (.safetensors). {_ADVICE}"
        )
    try:
        return _read_folder(folder, name, device, _hash(folder))
    except Exception as error:  # the libraries raise many kinds
        raise SettingsError(
            f"Het zoekmodel in {folder} kan niet worden gelezen ({_first_line(error)}). {_ADVICE}"
        ) from error


@lru_cache(_READ)
def _read_folder(folder: Path, name: str, device: str, fingerprint: str) -> SentenceEncoder:
    return SentenceEncoder(_model(str(folder), device, local=True), name, fingerprint)


def _load_hub(name: str, device: str) -> SentenceEncoder:
    try:
        return SentenceEncoder(_model(name, device, local=True), name, name)
    except Exception as error:  # not on this machine, or damaged: the libraries raise many kinds
        failure = error
    if _hub_in_reach():
        try:
            return SentenceEncoder(_model(name, device, local=False), name, name)
        except Exception as error:
            failure = error
    raise SettingsError(
        f"Zoekmodel '{name}' staat niet op deze computer en is niet opgehaald "
        f"({_first_line(failure)}). {_ADVICE}"
    ) from failure


def _hub_in_reach() -> bool:
    """Asks for the hub's address first: without a network its library would retry for minutes."""
    if os.environ.get("HF_HUB_OFFLINE", "").upper() in {"1", "ON", "YES", "TRUE"}:
        return False
    host = urlsplit(os.environ.get("HF_ENDPOINT", "https://huggingface.co")).hostname
    try:
        socket.getaddrinfo(host, 443)
    except OSError:
        return False
    return True


def _model(name: str, device: str, *, local: bool) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stderr(nowhere):  # loading bars
        return SentenceTransformer(name, device=device, local_files_only=local)


def _hash(folder: Path) -> str:
    """SHA-256 over the weights and tokenizers of a model."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _WEIGHTS or path.name in {"tokenizer.json", "modules.json"}:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
