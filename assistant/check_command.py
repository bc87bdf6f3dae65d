"""``beleid check`` on the command line; what it does stands in ``assistant/check_run.py``."""

from __future__ import annotations

from assistant import options
from assistant.console import print_json
from assistant.dutch_help import examples

EXAMPLES = examples(
    'beleid check --facts \'{"employee_age": 58, "situation": "hire"}\' --as-of 2013-06-01',
    "beleid check --list",
)


def check(
    facts: options.Facts = None,
    listed: options.Listed = False,
    as_of: options.AsOf = None,
    json: options.Json = False,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Toont welke regelingen mogelijk gelden.

    De regels staan naast het document, elk met het citaat waarop ze rusten. Wat niet is opgegeven,
    telt als onbekend. De uitkomst is geen beslissing. Een index is niet nodig.
    """
    from assistant.check_run import run_check
    from assistant.settings import load_settings

    settings = load_settings(corpus=corpus, index=index)
    result, text = run_check(settings.corpus, facts, as_of, listed)
    if json:
        print_json(result)
    else:
        print(text, end="")
