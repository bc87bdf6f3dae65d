"""What is known about a document beside its text: a sidecar file, front matter, or the file name."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from corpus.dates import MONTHS
from corpus.document import Metadata
from corpus.errors import CorpusError

SIDECARS = (".toml", ".json")
RULES = ".rules.toml"
_KEYS = {
    "title": ("title", "titel"),
    "publisher": ("publisher", "uitgever", "author", "auteur", "organisatie"),
    "date": ("date", "datum"),
    "status": ("status",),
    "licence": ("licence", "license", "licentie"),
    "url": ("url", "bron", "source_url"),
    "sha256": ("sha256", "checksum"),
}


_DATED = re.compile(
    r"^(?:datum(?: vaststelling| besluit| publicatie)?|vastgesteld op|dagtekening|den haag|"
    r"’s-gravenhage|'s-gravenhage|versie van)\s*[:,]?\s*"
    rf"(?P<day>\d{{1,2}})[ -](?P<month>{'|'.join(MONTHS)}|\d{{1,2}})[ -](?P<year>(?:19|20)\d\d)\.?$",
    re.IGNORECASE | re.MULTILINE,
)


def read_sidecar(path: Path) -> dict[str, Any]:
    """The values in ``<stem>.toml`` or ``<stem>.json`` beside a document; {} without one.

    Raises:
        CorpusError: when the sidecar is there but cannot be read.
    """
    for suffix in SIDECARS:
        sidecar = path.with_suffix(suffix)
        if not sidecar.is_file():
            continue
        try:
            text = sidecar.read_text(encoding="utf-8-sig")
            values = tomllib.loads(text) if suffix == ".toml" else json.loads(text)
        except (ValueError, OSError) as error:
            raise CorpusError(
                f"Het bestand met gegevens {sidecar.name} is niet te lezen: {error}."
            ) from error
        if isinstance(values, dict):
            return values
    return {}


def make_metadata(
    path: Path, data: bytes, values: Mapping[str, Any], first_heading: str | None, opening: str = ""
) -> Metadata:
    """Metadata of a file from given values; the title falls back on a heading, then the name.

    Args:
        path: of the document.
        data: the file's bytes.
        values: from sidecar and front matter.
        first_heading: the outermost heading, or what serves as one.
        opening: the document's first blocks, one a line, where a line may give the date.

    Raises:
        CorpusError: when a checksum is given and the file has another.
    """
    known = {key: _first(values, names) for key, names in _KEYS.items()}
    sha256 = hashlib.sha256(data).hexdigest()
    expected = known["sha256"]
    if expected and expected.lower() != sha256:
        raise CorpusError(
            f"{path.name} is veranderd: verwacht controlegetal {expected.lower()}, "
            f"gevonden {sha256}. Zet het oorspronkelijke bestand terug, of pas sha256 aan in het "
            "bestand met gegevens ernaast."
        )
    return Metadata(
        title=known["title"] or first_heading or readable_name(path),
        source=path.name,
        sha256=sha256,
        publisher=known["publisher"],
        date=_iso(known["date"]) or date_in_opening(opening),
        status=known["status"],
        licence=known["licence"],
        url=known["url"],
    )


def date_in_opening(opening: str) -> str | None:
    """The date in a line that says it is one: *Datum: 3 maart 2021*, *Den Haag, 3 maart 2021*."""
    found = _DATED.search(opening)
    if not found:
        return None
    day, month, year = found["day"], found["month"].lower(), found["year"]
    number = MONTHS[month] if month in MONTHS else int(month)
    return _iso(f"{year}-{number:02d}-{int(day):02d}") if number <= 12 else None


def readable_name(path: Path) -> str:
    """*kabinetsreactie-masterplan_2012* becomes *Kabinetsreactie masterplan 2012*."""
    name = " ".join(re.sub(r"[-_.]+", " ", path.stem).split()) or path.name
    return name[:1].upper() + name[1:]


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    lower = {str(key).lower(): value for key, value in values.items()}
    for name in names:
        value = lower.get(name)
        if isinstance(value, datetime.date):
            return value.isoformat()[:10]
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            text = " ".join(str(value).split())
            if text:
                return text
    return None


def _iso(date: str | None) -> str | None:
    """ISO dates pass, ``20-3-2012`` is turned round; anything else is unknown."""
    if date is None:
        return None
    iso = re.match(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:$|[T ])", date)
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", date)
    parts = list(iso.groups()) if iso else list(reversed(dutch.groups())) if dutch else []
    numbers = [int(part) for part in parts if part]
    try:
        datetime.date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    return "-".join([f"{numbers[0]:04d}", *(f"{n:02d}" for n in numbers[1:])])
