"""Whoever types before the page has settled gets an answer too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TIMES = 12
"""When a visit was an event of its own, about one question in nine was lost."""


def test_a_question_typed_at_once_is_answered(open_page: Callable[..., Page]) -> None:
    for _ in range(TIMES):
        page = open_page()
        sent: list[str] = []
        page.on("request", lambda request, sent=sent: sent.append(request.url))
        page.get_by_label("Uw vraag", exact=True).fill("Hoe hoog is de mobiliteitsbonus?")
        page.get_by_label("Uw vraag", exact=True).press("Enter")
        page.wait_for_selector(".turn")
        assert sum("/queue/join" in url for url in sent) == 1
        page.context.close()
