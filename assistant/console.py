"""What every command shares: text in, JSON out, and errors as one line with an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from assistant.dutch_help import dutch_error
from corpus.errors import PolicyError

WRONG_USAGE = 2
STOPPED = 130


def say(line: str) -> None:
    """Tell the person something that is not the result."""
    print(line, file=sys.stderr, flush=True)


def readable(raw: bytes) -> str:
    """Text from outside; bytes that are no UTF-8 become replacement characters."""
    return raw.decode("utf-8", "replace").removesuffix("\n")


def shown(text: str) -> str:
    """Text from outside on one line: what would steer a terminal is written out as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def print_json(value: object) -> None:
    """One line of UTF-8, whatever encoding the terminal has."""
    from assistant.batch import to_line

    sys.stdout.flush()
    sys.stdout.buffer.write(to_line(value).encode() + b"\n")
    sys.stdout.buffer.flush()


def run(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Run a command line to its exit code; what a user can mend is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = app(args=list(arguments), prog_name="beleid", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except PolicyError as error:
        return _fail(str(error))
    except TyperException as error:
        message = getattr(error, "format_message", error.__str__)()
        return _fail(f"{dutch_error(message)} Uitleg: beleid --help")
    except (KeyboardInterrupt, typer.Abort):
        return STOPPED
    except BrokenPipeError:
        return _unheard()
    except SystemExit as error:  # how typer itself ends after a broken pipe
        if isinstance(error.__context__, BrokenPipeError):
            return _unheard()
        raise
    except OSError as error:
        return _fail(f"{error.filename or 'Bestand'}: {error.strerror or error}")


def _unheard() -> int:
    """The reader went away, as in ``| head``: nothing is left to say, at exit neither."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return 0


def _fail(message: str) -> int:
    say(f"beleid: {' '.join(message.split())}")
    return WRONG_USAGE
