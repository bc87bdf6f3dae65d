"""An index to answer from: opened when it fits, built when there is none yet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from filelock import Timeout

from assistant.settings import Settings
from corpus.errors import SearchIndexError
from corpus.library import BUILTIN
from index.build import BuildReport, build_index
from index.encoder import DEFAULT_ENCODER, load_encoder
from index.generations import current_generation
from index.store import PolicyIndex, open_index

if TYPE_CHECKING:
    from assistant.ask import Assistant
    from assistant.model_assistant import ModelAssistant

PATIENCE = 120.0
"""Seconds to wait for another process that is building the same index."""


def ready_index(settings: Settings, say: Callable[[str], None]) -> PolicyIndex:
    """The index that the settings name; ``say`` gets a line for the reader when it must be built.

    An index folder without a corpus is trusted to know its own documents.

    Raises:
        SearchIndexError: it is of another text or encoder, or damaged.
        CorpusError: there is none yet and the documents cannot be read.
    """
    where = settings.index_dir
    if current_generation(where) is None:
        say(f"Er is nog geen index; hij wordt nu gebouwd in {where} ...")
        try:
            refresh_index(settings, lambda step: None)
        except SearchIndexError as error:
            if not isinstance(error.__cause__, Timeout):
                raise
            _await_other(settings, error)
    trusted = settings.index is not None and settings.corpus is None
    return open_index(
        where,
        corpus_dir=None if trusted else settings.corpus or BUILTIN,
        encoder=settings.encoder,
    )


def refresh_index(settings: Settings, say: Callable[[str], None]) -> BuildReport:
    """Build the index, or only what changed. Raises: CorpusError, SearchIndexError."""
    return build_index(
        settings.corpus or BUILTIN,
        settings.index_dir,
        encoder=settings.encoder or DEFAULT_ENCODER,
        progress=say,
    )


def ready_assistant(settings: Settings, say: Callable[[str], None]) -> Assistant:
    """An assistant over that index. Raises: as ``ready_index``."""
    from assistant.ask import CLOSE, Assistant  # not needed to build an index or to search

    index = ready_index(settings, say)
    # Single words are compared by the thousand, for which a static encoder is quick enough.
    static = index.manifest.encoder == DEFAULT_ENCODER
    return Assistant(
        index,
        word_encoder=None if static else load_encoder(DEFAULT_ENCODER),
        k=settings.k,
        close=CLOSE if settings.second_look else None,
        most_characters=settings.max_question_chars,
    )


def answering_assistant(
    settings: Settings, say: Callable[[str], None]
) -> Assistant | ModelAssistant:
    """The assistant, with the model that the settings name, if any.

    Nothing that knows a model is imported without one.

    Raises:
        SettingsError: the model cannot be used.
        SearchIndexError, CorpusError: as ``ready_index``.
    """
    if settings.model is None:
        return ready_assistant(settings, say)
    from assistant.model import open_model
    from assistant.model_assistant import ModelAssistant

    # Before the index: a wrong name is known at once, an index may take a while.
    model = open_model(settings.model, settings.model_url, settings.model_timeout)
    return ModelAssistant(ready_assistant(settings, say), model)


def _await_other(settings: Settings, busy: SearchIndexError) -> None:
    """Another process builds it already: wait for that one."""
    patience = time.monotonic() + PATIENCE
    while current_generation(settings.index_dir) is None:
        if time.monotonic() > patience:
            raise busy
        time.sleep(0.2)
