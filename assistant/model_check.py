"""Does the configured model work? One question with its evidence, judged like any other."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer import Answer, Citation
from assistant.model import WHY, FaultKind, open_model
from assistant.phrase import Phraser
from assistant.settings import Settings
from corpus.document import Document, Metadata
from corpus.errors import SettingsError

_TEXT = (
    "De gemeente vergoedt € 250 voor een elektrische fiets van een inwoner van 60 jaar en ouder."
)
_QUESTION = "Hoeveel vergoedt de gemeente voor een elektrische fiets?"

_MEND: dict[FaultKind, str] = {
    "refused": "Controleer of de server draait en of BELEID_MODEL_URL klopt.",
    "slow": "Het laden van een model kan lang duren: probeer het nog eens, of verhoog BELEID_MODEL_TIMEOUT.",
    "stalled": "Probeer het nog eens, of verhoog BELEID_MODEL_TIMEOUT.",
    "cut": "Kijk op de server wat er misging.",
    "unauthorised": "Zet de juiste sleutel in de omgeving, bijvoorbeeld OPENAI_API_KEY.",
    "busy": "Probeer het later nog eens.",
    "broken": "Kijk op de server wat er misging.",
    "garbled": "Controleer of BELEID_MODEL_URL naar een server wijst die het OpenAI-protocol spreekt.",
    "empty": "Kies een ander model.",
    "endless": "Kies een ander model, of verhoog BELEID_MODEL_TIMEOUT.",
    "unknown_model": "Controleer de naam in BELEID_MODEL en of de server dat model heeft.",
    "language": "Kies een model dat Nederlands schrijft.",
    "declined": "Kies een ander model.",
    "json": "Kies een ander model.",
    "unsupported": "Het model werkt, maar volgt de bron niet: kies een groter of ander model.",
}


def check_model(settings: Settings) -> Iterator[str]:
    """Lines for the reader, as they become known.

    Raises:
        SettingsError: no model is configured, or it cannot be used; with what mends it.
    """
    if settings.model is None:
        raise SettingsError(
            "Er is geen taalmodel ingesteld. Dat hoeft ook niet; wilt u er een, zet dan "
            "BELEID_MODEL, bijvoorbeeld BELEID_MODEL=ollama:qwen3:8b."
        )
    yield f"Taalmodel: {settings.model}"
    model = open_model(settings.model, settings.model_url, settings.model_timeout)
    yield f"Proefvraag: {_QUESTION}"
    answer = list(Phraser(model, {_DOCUMENT.id: _DOCUMENT}).phrase(_literal()))[-1]
    assert answer.model is not None
    fault = next((kind for kind in _MEND if kind == answer.model.fault), None)
    if answer.mode == "extractive":
        assert fault is not None
        raise SettingsError(f"{WHY[fault][0].upper()}{WHY[fault][1:]}. {_MEND[fault]}")
    yield f"Antwoord: {answer.answer.replace('**', '')}"
    counted = answer.model
    yield (
        f"Nagekeken: {counted.passed} van {counted.sentences} zinnen kloppen met de bron; de eerste "
        f"stond er na {answer.timings_ms['first_sentence'] / 1000:.1f} s, alles na "
        f"{answer.timings_ms['model'] / 1000:.1f} s."
    )
    yield "Het taalmodel werkt." if fault is None else f"Let op: {WHY[fault]}. {_MEND[fault]}"


_DOCUMENT = Document(
    id="proef",
    metadata=Metadata(title="Proeftekst", source="proef", sha256="", publisher="de gemeente"),
    text=_TEXT, sections=(), blocks=(), lists=(), footnotes=(), passages=(),
)  # fmt: skip


def _literal() -> Answer:
    quote = Citation(1, "proef", "Proeftekst", [], _TEXT, 0, len(_TEXT), None, [1, 1], 1.0)
    return Answer(
        id=None, question=_QUESTION, standalone_question=_QUESTION, status="answered",
        answer=f"**€ 250**\n\n„{_TEXT}” [1]", citations=[quote], figures=[], notices=[], nearest=[],
        choices=[], next_step=None, confidence=1.0, timings_ms={"retrieve": 0.0, "read": 0.0, "total": 0.0},
    )  # fmt: skip
