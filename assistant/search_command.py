"""``beleid search``: the passages that bear on a question, or on many."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from assistant import options
from assistant.batch_command import run_rows
from assistant.console import print_json, readable, say
from assistant.dutch_help import examples
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from assistant.batch import Row

EXAMPLES = examples(
    'beleid search "mobiliteitsbonus" -k 3',
    "beleid search --batch vragen.jsonl passages.jsonl -k 20",
)


def search(
    question: options.Sought = None,
    k: options.K = 10,
    json: options.Json = False,
    many: options.Many = None,
    corpus: options.Corpus = None,
    index: options.Index = None,
) -> None:
    """Toont de passages bij een vraag.

    De beste staat bovenaan. Er wordt geen antwoord gemaakt.
    """
    from assistant.settings import load_settings

    settings = load_settings(corpus=corpus, index=index)
    if (question is None) == (many is None):
        raise SettingsError("Geef een vraag, of --batch IN UIT. Uitleg: beleid search --help")
    from assistant.batch import hit_row
    from assistant.ready import ready_assistant

    if many is not None:

        def worker() -> Callable[[Row], dict[str, Any]]:
            assistant = ready_assistant(settings, say)

            def work(row: Row) -> dict[str, Any]:
                hits = assistant.search(row.turns, k)
                return {"id": row.id, "hits": [hit_row(hit) for hit in hits]}

            return work

        run_rows(*many, worker)
        return
    hits = ready_assistant(settings, say).search([readable(os.fsencode(question or ""))], k)
    if json:
        print_json([hit_row(hit) for hit in hits])
    else:
        from assistant.terminal import print_hits

        print_hits(hits)
