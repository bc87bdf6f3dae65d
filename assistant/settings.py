"""Settings: from arguments, then BELEID_* variables, then ``beleid.toml``, then the defaults."""

from __future__ import annotations

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
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
        data_dir: where built things go.
        model: ``provider:model`` of a language model that may phrase answers; None is none. Keys
            are no setting: the provider's package reads them from the environment.
        model_url: address of an OpenAI-compatible server, or of Ollama elsewhere.
        model_timeout: seconds that a model may take for one answer.
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
    max_question_chars: int = Field(default=MOST_CHARACTERS, ge=1)
    data_dir: Path = Path(".beleid")
    model: str | None = None
    model_url: str | None = None
    model_timeout: int = Field(default=60, ge=1, le=600)

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


def _dutch(error: ValidationError) -> str:
    """The first complaint in one line: which setting, what was found, what is allowed."""
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    if first["type"] == "extra_forbidden":
        known = ", ".join(Settings.model_fields)
        return f"Onbekende instelling '{name}' in {FILE}. Bekend zijn: {known}."
    field = Settings.model_fields.get(name)
    bounds = {key: getattr(m, key) for m in (field.metadata if field else ()) for key in ("ge", "le") if hasattr(m, key)}  # fmt: skip
    wanted = (
        "een geheel getal"
        if field is not None and field.annotation in (int, int | None)
        else "tekst"
    )
    if bounds:
        wanted += " van ten minste {ge}".format(**bounds)
        wanted += " en ten hoogste {le}".format(**bounds) if "le" in bounds else ""
    return f"Instelling '{name}' (BELEID_{name.upper()}) is {first['input']!r}; verwacht: {wanted}."
