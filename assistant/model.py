"""The chat model: the only file that knows one. Text in, pieces of text out, faults in plain words.

Any provider of LangChain's ``init_chat_model`` will do. Its own retries are off: how long is waited
and how often is tried is decided here, for every provider alike. What goes wrong becomes a
``ModelFault`` with our own words: a provider's message may hold an address or a key.
"""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.errors import SettingsError

FaultKind = Literal[
    "refused", "slow", "stalled", "cut", "unauthorised", "busy", "broken", "garbled", "empty",
    "endless", "unknown_model", "language", "declined", "json", "unsupported",
]  # fmt: skip

WHY: dict[FaultKind, str] = {
    "refused": "er was geen verbinding met het taalmodel",
    "slow": "het taalmodel begon niet op tijd",
    "stalled": "het taalmodel viel halverwege stil",
    "cut": "de verbinding met het taalmodel brak af",
    "unauthorised": "het taalmodel weigerde de toegang; controleer de sleutel",
    "busy": "het taalmodel had het te druk",
    "broken": "de server van het taalmodel gaf een fout",
    "garbled": "het antwoord van het taalmodel was onleesbaar",
    "empty": "het taalmodel gaf geen tekst",
    "endless": "het taalmodel hield niet op",
    "unknown_model": "de server kent dit taalmodel niet",
    "language": "het taalmodel antwoordde niet in het Nederlands",
    "declined": "het taalmodel wilde niet antwoorden",
    "json": "het taalmodel gaf geen gewone tekst",
    "unsupported": "wat het taalmodel schreef, stond niet in de tekst",
}
_WORTH_A_RETRY = frozenset[FaultKind]({"refused", "cut", "busy", "broken", "garbled", "empty"})

Message = tuple[Literal["system", "human"], str]


class ModelFault(Exception):
    """The model gave nothing that can be used.

    Attributes:
        kind: which of the known faults.
        retry_after: seconds that the server asks to wait, or None.
    """

    def __init__(self, kind: FaultKind, retry_after: float | None = None) -> None:
        super().__init__(WHY[kind])
        self.kind: FaultKind = kind
        self.retry_after = retry_after

    @property
    def worth_a_retry(self) -> bool:
        return self.kind in _WORTH_A_RETRY


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a model may take; seconds, except ``characters``.

    Attributes:
        total: from the question to the last word, retries included.
        first: to the first piece of text; a model that thinks aloud counts as having begun.
        stall: between two pieces.
        characters: of a whole draft, thinking included.
        retries: how often a fault that may pass is tried again.
        longest_wait: what a server may ask to wait before a retry.
    """

    total: float = 60.0
    first: float = 30.0
    stall: float = 15.0
    characters: int = 20_000
    retries: int = 1
    longest_wait: float = 5.0

    @classmethod
    def of(cls, total: float) -> Limits:
        """Limits in proportion to the whole."""
        return cls(total=total, first=total / 2, stall=total / 4, longest_wait=total / 4)


Source = Callable[[Sequence[Message], Any], Iterator[str]]
"""From messages and a LangChain run configuration (or None) to pieces of text."""


class PhrasingModel:
    """A chat model with time limits. Safe to use from several threads.

    Args:
        name: as the reader gave it, for the page and the JSON.
        source: gives the pieces of one reply; may raise anything.
    """

    def __init__(self, name: str, source: Source, limits: Limits) -> None:
        self.name = name
        self.limits = limits
        self._source = source

    def pieces(
        self, messages: Sequence[Message], *, until: float, config: Any = None
    ) -> Iterator[str]:
        """The pieces of one reply as they come.

        The provider runs in a thread of its own, so that whatever it hangs in, the limits hold; a
        thread that is given up ends with its connection.

        Args:
            until: the moment (``time.monotonic``) at which it must be done.

        Raises:
            ModelFault: whatever went wrong.
        """
        given: queue.Queue[str | BaseException | None] = queue.Queue()
        given_up = threading.Event()

        def work() -> None:
            try:
                for piece in self._source(messages, config):
                    if given_up.is_set():
                        return
                    given.put(piece)
                given.put(None)
            except BaseException as error:
                given.put(error)

        threading.Thread(target=work, name="beleid-model", daemon=True).start()
        length, started, limit = 0, False, self.limits.first
        try:
            while True:
                left = until - time.monotonic()
                try:
                    piece = given.get(timeout=max(0.0, min(limit, left)))
                except queue.Empty:
                    if started and left <= limit:
                        raise ModelFault("endless") from None
                    raise ModelFault("stalled" if started else "slow") from None
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise fault_of(piece, started) from piece
                if piece:
                    started, limit = True, self.limits.stall
                length += len(piece)
                if length > self.limits.characters or time.monotonic() > until:
                    raise ModelFault("endless")
                yield piece
        finally:
            given_up.set()


def fault_of(error: BaseException, started: bool) -> ModelFault:
    """What an exception of any provider means, by its status code or the kind it is named after."""
    if isinstance(error, ModelFault):
        return error
    status = getattr(error, "status_code", None)
    if status in (401, 403):
        return ModelFault("unauthorised")
    if status == 404:
        return ModelFault("unknown_model")
    if status == 429:
        return ModelFault("busy", _retry_after(error))
    if isinstance(status, int) and status >= 400:
        return ModelFault("broken", _retry_after(error))
    names = {cls.__name__.lower() for cls in type(error).__mro__}
    if any("timeout" in name for name in names):
        return ModelFault("stalled" if started else "slow")
    if any("connect" in name or "protocol" in name or "readerror" in name for name in names):
        return ModelFault("cut" if started else "refused")
    return ModelFault("garbled")


def _retry_after(error: BaseException) -> float | None:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return max(0.0, float(headers.get("retry-after", "")))
    except (TypeError, ValueError):
        return None


def open_model(name: str, url: str | None, total: float) -> PhrasingModel:
    """The model that the settings name; nothing is asked of it yet.

    Args:
        name: ``provider:model`` as ``init_chat_model`` takes it, such as ``ollama:qwen3:8b``.
        url: of an OpenAI-compatible server, or of Ollama elsewhere.
        total: seconds for one answer.

    Raises:
        SettingsError: no such provider, or its package or key is absent.
    """
    provider, _, model = name.partition(":")
    if not provider or not model:
        raise SettingsError(
            f"BELEID_MODEL is {name!r}; verwacht: aanbieder:model, bijvoorbeeld ollama:qwen3:8b."
        )
    try:
        from langchain.chat_models import init_chat_model

        limits = Limits.of(total)
        options: dict[str, Any] = {"temperature": 0, **_connection(provider, url, limits)}
        chat = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        raise SettingsError(
            f"Voor {provider} ontbreekt een pakket. Installeer het met: "
            'pip install ".[model]", of het pakket van LangChain voor deze aanbieder.'
        ) from error
    except Exception as error:
        raise SettingsError(_not_opened(provider, error)) from None

    def source(messages: Sequence[Message], config: Any) -> Iterator[str]:
        for chunk in chat.stream(list(messages), config=config):
            yield str(chunk.text)

    return PhrasingModel(name, source, limits)


def _connection(provider: str, url: str | None, limits: Limits) -> dict[str, Any]:
    """What a provider must be told so that it neither retries nor waits for ever by itself."""
    options: dict[str, Any] = {}
    if url:
        options["base_url"] = url
    if provider == "openai":
        options |= {"max_retries": 0, "timeout": limits.total}
        if url and not os.environ.get("OPENAI_API_KEY"):
            options["api_key"] = "geen"  # servers of one's own mostly ask for none
    elif provider == "ollama":
        options |= {"client_kwargs": {"timeout": limits.total}}
    return options


def _not_opened(provider: str, error: Exception) -> str:
    if "key" in str(error).lower():
        return (
            f"Voor {provider} is een sleutel nodig. Zet die in de omgeving "
            f"({provider.upper()}_API_KEY)."
        )
    return (
        f"Het taalmodel van {provider!r} kan niet worden geopend. Verwacht: een aanbieder die "
        "LangChain kent, zoals ollama of openai."
    )
