"""Reads the rules that lie beside documents: ``NAME.rules.toml`` beside ``NAME.txt``."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from corpus.document import Document
from corpus.errors import CorpusError
from corpus.library import read_corpus
from corpus.metadata import RULES
from corpus.rules import Fact, Rules
from corpus.rules_reader import RulesReader
from corpus.rules_shape import read_shape


def read_rules(folder: Path, documents: Iterable[Document] | None = None) -> Rules:
    """All rules in a folder and its subfolders together, in the order of the documents' ids.

    Args:
        folder: where documents and rules lie.
        documents: those of an index over the folder; rules of other documents are left out.
            Without them the folder is read.

    Raises:
        CorpusError: in Dutch, when a rules file cannot be read, stands beside no document, does
            not fit the document's text, or names a fact or scheme otherwise than another file.
    """
    files = [path for path in sorted(folder.rglob(f"*{RULES}")) if path.is_file()]
    if not files:
        return Rules((), ())
    given = documents is not None
    known = list(read_corpus(folder) if documents is None else documents)
    found = []
    for path in files:
        document = _document_beside(path, known)
        if document is not None:
            found.append((document.id, read_rules_file(path, document)))
        elif not given:
            raise CorpusError(
                f"{path.name} hoort bij geen document. Verwacht: "
                f"{path.name.removesuffix(RULES)}.txt of .md in dezelfde map."
            )
    return _together(rules for _, rules in sorted(found, key=lambda pair: pair[0]))


def read_rules_file(path: Path, document: Document) -> Rules:
    """The rules of one document. Raises: CorpusError, as ``read_rules``."""
    return RulesReader(path.name, read_shape(path), document).rules()


def _document_beside(path: Path, documents: list[Document]) -> Document | None:
    stem = path.name.removesuffix(RULES)
    for document in documents:
        beside = path.with_name(document.metadata.source)
        if beside.stem == stem and beside.is_file():
            digest = hashlib.sha256(beside.read_bytes()).hexdigest()
            if digest == document.metadata.sha256:
                return document
    return None


def _together(parts: Iterable[Rules]) -> Rules:
    rules = list(parts)
    facts: dict[str, Fact] = {}
    for fact in chain.from_iterable(part.facts for part in rules):
        if facts.setdefault(fact.name, fact) != fact:
            raise CorpusError(
                f"Het gegeven {fact.name} staat verschillend in twee regelbestanden van deze map. "
                "Schrijf het in beide hetzelfde, of geef het een andere naam."
            )
    return Rules(
        tuple(facts.values()),
        tuple(chain.from_iterable(part.schemes for part in rules)),
        tuple(chain.from_iterable(part.left_out for part in rules)),
    )
