"""What the rules come to for some facts on a day, generic over any rules.

An unknown fact is never a false one: adding facts only makes outcomes more definite. Nothing here
says that someone has a right to something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from assistant.check_logic import all_of, missing, once, verdict
from corpus.rules import Condition, FactValue, Quote, Rules, Scheme

SCHEMA_VERSION = "1"

Outcome = Literal[
    "mogelijk van toepassing",
    "te weinig bekend",
    "waarschijnlijk niet van toepassing",
    "periode verstreken",
]
ConditionVerdict = Literal["voldoet", "voldoet niet", "onbekend"]
OUTCOMES: tuple[Outcome, ...] = (
    "mogelijk van toepassing",
    "te weinig bekend",
    "waarschijnlijk niet van toepassing",
    "periode verstreken",
)
_VERDICT: dict[bool | None, ConditionVerdict] = {
    True: "voldoet",
    False: "voldoet niet",
    None: "onbekend",
}
CheckNotice = Literal[
    "status", "announced", "elsewhere", "not_stated", "conflict", "dated", "not_yet", "before"
]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know beside the outcome, with the quotes it rests on."""

    kind: CheckNotice
    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class ConditionOutcome:
    """A condition held against the facts; ``missing`` are facts that may still decide it."""

    condition: Condition
    outcome: ConditionVerdict
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemeOutcome:
    """A scheme held against the facts on a day."""

    scheme: Scheme
    outcome: Outcome
    conditions: tuple[ConditionOutcome, ...]
    gives_text: str
    period_text: str
    notices: tuple[Notice, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Facts that may still decide the scheme; none where it is decided."""
        if self.outcome != "te weinig bekend":
            return ()
        return once(name for row in self.conditions for name in row.missing)


@dataclass(frozen=True, slots=True)
class Check:
    """All schemes, in the order of the rules."""

    as_of: date
    facts: Mapping[str, FactValue]
    schemes: tuple[SchemeOutcome, ...]

    def to_json(self) -> dict[str, Any]:
        """The check as the machine interface gives it (``schema/check.schema.json``)."""
        return {
            "schema_version": SCHEMA_VERSION,
            "as_of": self.as_of.isoformat(),
            "facts": {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in self.facts.items()
            },
            "schemes": [_scheme_row(scheme) for scheme in self.schemes],
        }


def check(rules: Rules, facts: Mapping[str, FactValue], as_of: date) -> Check:
    """Hold every scheme against the facts.

    Args:
        facts: by name, as ``assistant.check_facts.read_facts`` gives them; absent is unknown.
        as_of: the day on which the schemes should hold.
    """
    return Check(as_of, dict(facts), tuple(_scheme(s, facts, as_of) for s in rules.schemes))


def _scheme(scheme: Scheme, facts: Mapping[str, FactValue], as_of: date) -> SchemeOutcome:
    conditions = tuple(
        ConditionOutcome(c, _VERDICT[verdict(c.test, facts)], missing(c.test, facts))
        for c in scheme.conditions
    )
    period = scheme.period
    if period and period.end and as_of > period.end:
        outcome: Outcome = "periode verstreken"
    else:
        met = all_of(
            [in_force(scheme, as_of), *(verdict(c.test, facts) for c in scheme.conditions)]
        )
        outcome = OUTCOMES[{True: 0, None: 1, False: 2}[met]]
    return SchemeOutcome(
        scheme,
        outcome,
        conditions,
        gives_text=f"{scheme.gives.text} (volgens {scheme.source})",
        period_text=_period_text(scheme),
        notices=tuple(_notices(scheme, conditions, as_of)),
    )


def in_force(scheme: Scheme, as_of: date) -> bool | None:
    """Whether the scheme's time has come; None before the document where no start is given."""
    if scheme.period and scheme.period.start:
        return as_of >= scheme.period.start
    return None if scheme.dated and as_of < scheme.dated else True


def _open_ended(scheme: Scheme) -> bool:
    return scheme.period is None or scheme.period.end is None


def _period_text(scheme: Scheme) -> str:
    said = [scheme.period.text] if scheme.period else []
    said += [f"geldigheid onbekend: volgens {scheme.source}"] if _open_ended(scheme) else []
    return "; ".join(said)


def _notices(
    scheme: Scheme, conditions: tuple[ConditionOutcome, ...], as_of: date
) -> Iterable[Notice]:
    period = scheme.period
    if period and period.end and as_of > period.end:
        yield Notice("dated", f"De periode is voorbij: {period.text}.", period.quotes)
    elif in_force(scheme, as_of) is False and period:
        yield Notice("not_yet", f"Nog niet begonnen op deze datum: {period.text}.", period.quotes)
    elif in_force(scheme, as_of) is None:
        text = f"Deze datum ligt vóór {scheme.source}. Over die tijd zegt de tekst niets."
        yield Notice("before", text)
    elif _open_ended(scheme):
        text = f"Geldigheid onbekend: volgens {scheme.source}. Kijk bij de overheid wat nu geldt."
        yield Notice("dated", text, period.quotes if period else ())
    yield Notice("status", f"Stand van zaken: {scheme.status.text}.", scheme.status.quotes)
    for row in conditions:
        for figures in row.condition.differing:
            text = (
                f"De tekst noemt verschillende bedragen of getallen voor hetzelfde: "
                f"{' en '.join(figures)}. Ik kies er geen; daartussen is de uitkomst onbekend."
            )
            yield Notice("conflict", text, _holding(row.condition.quotes, figures))
    for remark in scheme.remarks:
        yield Notice(remark.kind, remark.text, remark.quotes)


def _holding(quotes: tuple[Quote, ...], figures: tuple[str, ...]) -> tuple[Quote, ...]:
    return tuple(quote for quote in quotes if any(figure in quote.text for figure in figures))


def _scheme_row(row: SchemeOutcome) -> dict[str, Any]:
    scheme, period = row.scheme, row.scheme.period
    return {
        "id": scheme.id,
        "name": scheme.name,
        "document_id": scheme.document_id,
        "recipient": scheme.recipient,
        "gives": {"text": row.gives_text, **_quoted(scheme.gives.quotes)},
        "outcome": row.outcome,
        "conditions": [
            {
                "text": part.condition.text,
                "outcome": part.outcome,
                **_quoted(part.condition.quotes),
                "missing": list(part.missing),
            }
            for part in row.conditions
        ],
        "status": scheme.status.text,
        "period": {
            "text": row.period_text,
            "from": period.start.isoformat() if period and period.start else None,
            "until": period.end.isoformat() if period and period.end else None,
            **_quoted(period.quotes if period else ()),
        },
        "notices": [
            {"kind": note.kind, "text": note.text, "quotes": [_place(q) for q in note.quotes]}
            for note in row.notices
        ],
    }


def _quoted(quotes: tuple[Quote, ...]) -> dict[str, Any]:
    """The first quote as keys of its own, the others beside it."""
    first = _place(quotes[0]) if quotes else dict.fromkeys(("quote", "start", "end"))
    return {**first, "more_quotes": [_place(quote) for quote in quotes[1:]]}


def _place(quote: Quote) -> dict[str, Any]:
    return {"quote": quote.text, "start": quote.start, "end": quote.end}
