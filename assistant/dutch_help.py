"""Help and usage errors of the command line in Dutch; typer writes them in English."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = (
    (r"^Usage: ", "Gebruik: "),
    (r"^Arguments:$", "Argumenten:"),
    (r"^Options:$", "Opties:"),
    (r"^Commands:$", "Opdrachten:"),
    (r"Show this message and exit\.", "Toont deze uitleg."),
    (r"\{(\w+)\}", r"\1"),
    (r" <(?:str|int|path|file)>", ""),
    (r"\[OPTIONS\]", "[OPTIES]"),
    (r"COMMAND \[ARGS\]\.\.\.", "OPDRACHT ..."),
    (r"\[required\]", "[verplicht]"),
    (r"\[default:\s+", "[standaard: "),
)

_ERRORS = (
    (r"No such command '?(.*?)'?\.?( Did you mean .*)?$", r"Onbekende opdracht '\1'."),
    (r"No such option: (\S+).*", r"Onbekende optie \1."),
    (r"Missing command\.?", "Er is geen opdracht gegeven."),
    (r"Missing argument '?(.*?)'?\.", r"Er ontbreekt een argument: \1."),
    (r"Missing option '?(.*?)'?\.", r"Er ontbreekt een optie: \1."),
    (
        r"Got unexpected extra arguments? ?\(?s?\)? ?\((.*)\)",
        r"Te veel argumenten (\1). Zet een vraag tussen aanhalingstekens.",
    ),
    (r"Option '?(.*?)'? requires (?:an argument|\d+ arguments)\.?", r"Optie \1 mist een waarde."),
    (
        r"Invalid value for '?(.*?)'?: Input should be (?:greater|less) than or equal to (\d+)\.?",
        r"Ongeldige waarde voor \1: de grens is \2.",
    ),
    (
        r"Invalid value for '?(.*?)'?: Input should be a valid integer.*",
        r"Ongeldige waarde voor \1: verwacht een geheel getal.",
    ),
    (
        r"Invalid value for '?(.*?)'?: Value error, '.*' is not one of (.*?)\.?",
        r"Ongeldige waarde voor \1; verwacht: \2.",
    ),
    (r"Invalid value for '?(.*?)'?: (.*)", r"Ongeldige waarde voor \1: \2"),
)


def examples(*lines: str) -> str:
    """What to put under an explanation; the backspace keeps typer from filling the lines."""
    return "\n".join(("\b", "Voorbeelden:", *(f"  {line}" for line in lines)))


class DutchCommand(TyperCommand):
    def get_help(self, ctx: Any) -> str:
        return dutch_help(super().get_help(ctx))


class DutchGroup(TyperGroup):
    def get_help(self, ctx: Any) -> str:
        return dutch_help(super().get_help(ctx))


def dutch_help(text: str) -> str:
    for pattern, dutch in _HELP:
        text = re.sub(pattern, dutch, text, flags=re.MULTILINE)
    return text


def dutch_error(message: str) -> str:
    """A usage error in one line; what is not known stays as it is."""
    line = " ".join(message.split())
    for pattern, dutch in _ERRORS:
        if found := re.fullmatch(pattern, line):
            return found.expand(dutch)
    return line
