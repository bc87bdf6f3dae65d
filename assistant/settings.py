"""Settings: from arguments, then BELEID_* variables, then ``beleid.toml``, then the defaults."""

from __future__ import annotations

import hashlib
import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Any, get_args

from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.clean import MOST_CHARACTERS
from corpus.errors import SettingsError

FILE = Path("beleid.toml")


class Settings(BaseSettings):
    """What a user may choose; every path may be relative to the working directory.

    Attributes:
        corpus: folder of documents; None is the built-in one.
        index: folder of the index; None derives it from ``data_dir`` and ``corpus``.
        encoder: name or folder of a sentence-transformers model; None is the committed one.
        k: passages that the reader looks at.
        second_look: whether the best readings are read again, closely; without it answers come
            sooner and are wrong more often.
        data_dir: where built things go.
        model: ``provider:model`` of a language model that may phrase answers; None is none. Keys
            are no setting: the provider's package reads them from the environment.
        model_url: address of an OpenAI-compatible server, or of Ollama elsewhere.
        model_timeout: seconds that a model may take for one answer.
        root_path: path prefix behind a reverse proxy; empty, or ``/name`` without a slash at the end.
        trusted_proxy: addresses or networks, with commas, whose ``X-Forwarded-*`` is believed.
        requests_per_minute: for each visitor; 0 is no limit.
        concurrency: questions that are worked on at the same time; None is as ``at_once`` says.
        queue_size: questions that may wait for their turn.
        access_log: a line for each request on standard error, never with a question in it.
        mcp: tools for programs at ``/gradio_api/mcp``; None is on where the extra is installed.
        contact: how a reader reaches a human: an address or a sentence, shown on the page.
        feedback: whether the page asks for a judgement and keeps it, below ``data_dir``.
    """

    model_config = SettingsConfigDict(
        env_prefix="BELEID_",
        toml_file=FILE,
        extra="forbid",
        env_ignore_empty=True,
        protected_namespaces=(),  # ``model_url`` is about a language model, not about pydantic
    )

    corpus: Path | None = None
    index: Path | None = None
    encoder: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    k: int = Field(default=12, ge=1, le=100)
    second_look: bool = True
    max_question_chars: int = Field(default=MOST_CHARACTERS, ge=1)
    data_dir: Path = Path(".beleid")
    model: str | None = None
    model_url: str | None = None
    model_timeout: int = Field(default=60, ge=1, le=600)
    root_path: str = Field(default="", pattern=r"^(/[A-Za-z0-9._~-]+)*$", max_length=200)
    trusted_proxy: str = "127.0.0.1"
    requests_per_minute: int = Field(default=120, ge=0)
    concurrency: int | None = Field(default=None, ge=1, le=100)
    queue_size: int = Field(default=100, ge=1, le=10000)
    access_log: bool = False
    mcp: bool | None = None
    contact: str | None = None
    feedback: bool = False

    @field_validator("root_path")
    @classmethod
    def _no_dots(cls, path: str) -> str:
        if {".", ".."} & set(path.split("/")):
            raise ValueError("dots lead out of the prefix")
        return path

    @field_validator("trusted_proxy")
    @classmethod
    def _addresses(cls, text: str) -> str:
        for part in filter(None, (part.strip() for part in text.split(","))):
            ip_network(part, strict=False)
        return text

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """No .env and no secrets: nothing here is secret; keys of a model are not read here."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def at_once(self) -> int:
        """Questions worked on at the same time: one, or four with a model, which is waited for.

        Python computes one thing at a time, and answering is computing: two answers at once are
        each ready when, one after another, the second would be. A model is another's work.
        """
        return self.concurrency or (4 if self.model else 1)

    @property
    def feedback_file(self) -> Path:
        """Where judgements are kept when ``feedback`` is on."""
        return self.data_dir / "feedback.jsonl"

    @property
    def index_dir(self) -> Path:
        """The index folder: as set, else one for each corpus, below ``data_dir``."""
        if self.index is not None:
            return self.index
        if self.corpus is None:
            return self.data_dir / "index"
        folder = self.corpus.resolve()
        slug = re.sub(r"[^a-z0-9]+", "-", folder.name.lower()).strip("-") or "map"
        digest = hashlib.sha256(str(folder).encode("utf-8", "surrogateescape")).hexdigest()
        return self.data_dir / f"index-{slug}-{digest[:8]}"


def load_settings(**arguments: Any) -> Settings:
    """The settings in force; an argument that is None counts as not given.

    Raises:
        SettingsError: a value that cannot work, or a ``beleid.toml`` that cannot be read.
    """
    given = {name: value for name, value in arguments.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError(_dutch(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{FILE} kan niet worden gelezen: {error}.") from error


def origins(**arguments: Any) -> dict[str, str]:
    """Where each setting in force comes from: the highest source that gives it, in Dutch.

    Takes what ``load_settings`` takes, which must have succeeded.
    """
    file = TomlConfigSettingsSource(Settings)()
    environment = EnvSettingsSource(Settings)()
    given = {name for name, value in arguments.items() if value is not None}
    return {
        name: "argument"
        if name in given
        else f"omgeving (BELEID_{name.upper()})"
        if name in environment
        else str(FILE)
        if name in file
        else "standaard"
        for name in Settings.model_fields
    }


_WANTED: dict[str, str] = {
    "root_path": "leeg of een pad als /beleid, zonder schuine streep aan het eind",
    "trusted_proxy": "adressen of netwerken met komma's, zoals 127.0.0.1,10.0.0.0/8",
}


def _dutch(error: ValidationError) -> str:
    """The first complaint in one line: which setting, what was found, what is allowed."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return f"Onbekende instelling {name!r} in {FILE}. Bekend zijn: {known}."
    field = Settings.model_fields.get(name)
    wanted = _WANTED.get(name) or _kind(field)
    return f"Instelling '{name}' (BELEID_{name.upper()}) is {first['input']!r}; verwacht: {wanted}."


def _kind(field: FieldInfo | None) -> str:
    """What a setting may be, from its type and bounds."""
    kinds = set(get_args(field.annotation)) or {field.annotation} if field else set()
    bounds = {
        key: getattr(rule, key)
        for rule in (field.metadata if field else ())
        for key in ("ge", "le")
        if hasattr(rule, key)
    }
    if bool in kinds:
        return "true of false"
    wanted = "een geheel getal" if int in kinds else "tekst"
    if bounds:
        wanted += " van ten minste {ge}".format(**bounds)
        wanted += " en ten hoogste {le}".format(**bounds) if "le" in bounds else ""
    return wanted
