"""The page's HTML: templates filled with an answer, a section of a document, a message.

Every text goes through Jinja's autoescape; there is no way here to put text in unescaped.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from assistant.answer import Answer
from assistant.page_answer import view_answer
from assistant.page_export import conversation_markdown, copy_text, turn_markdown
from assistant.page_source import outline_of, view_source
from assistant.page_template import dutch_date, macro
from corpus.document import Document

_HERE = Path(__file__).parent
TITLE = "Beleidsassistent"
TABS: Mapping[str, str] = {
    "ask": "Vraag", "check": "Regelingcheck", "document": "Document", "about": "Over",
}  # fmt: skip
"""The tabs by name; the panel of each is the element ``panel-<name>``."""
ASSETS: Mapping[str, tuple[Path, str]] = {
    "page.css": (_HERE / "page.css", "text/css"),
    "page_more.css": (_HERE / "page_more.css", "text/css"),
    "page.js": (_HERE / "page.js", "text/javascript"),
    "page_tabs.js": (_HERE / "page_tabs.js", "text/javascript"),
    "page_feedback.js": (_HERE / "page_feedback.js", "text/javascript"),
    "page_document.js": (_HERE / "page_document.js", "text/javascript"),
    "icon.svg": (_HERE / "page.svg", "image/svg+xml"),
}
"""Files that the page loads from ``page/``, with their media type."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question to try; a follow-up has two. ``kind`` says in a word what it shows."""

    kind: str
    questions: list[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer with what the page shows of it, made once for as long as the page is open.

    Attributes:
        number: its place in the conversation, from 1.
        html: of our own templates.
        markdown: what is saved of it.
    """

    answer: Answer
    number: int
    html: str
    markdown: str


def render_turn(
    answer: Answer,
    documents: Mapping[str, Document],
    number: int = 1,
    *,
    offer: str = "",
    feedback: bool = False,
) -> Turn:
    """An answer in the conversation.

    Args:
        offer: HTML of our own templates to show below it, or "".
        feedback: whether to ask for a judgement of it.
    """
    html = macro(
        "page.html", "turn", view_answer(answer), number, copy_text(answer, documents),
        Markup(offer), feedback,
    )  # fmt: skip
    return Turn(answer, number, html, turn_markdown(answer, documents))


def render_conversation(
    turns: Sequence[Turn],
    documents: Mapping[str, Document],
    examples: Sequence[Example],
    follow_ups: Sequence[str] = (),
) -> str:
    """The conversation, with questions to go on with after the last answer."""
    export = conversation_markdown([turn.markdown for turn in turns], documents)
    answered = bool(turns) and turns[-1].answer.status == "answered"
    return macro(
        "page.html", "conversation", [Markup(turn.html) for turn in turns], answered,
        list(examples), list(documents), export, list(follow_ups),
    )  # fmt: skip


def render_source(document: Document, start: int, end: int, *, opened: bool = False) -> str:
    """The source panel; ``opened`` when the reader asked for it, so that it may take the focus."""
    return macro("page.html", "source", view_source(document, start, end), opened)


def render_shelf(documents: Iterable[Document]) -> str:
    """The source panel before any question: which documents there are, and their outlines."""
    return macro("page.html", "shelf", [(d, outline_of(d)) for d in documents])


def render_tabs(without: Sequence[str] = ()) -> str:
    """The row of tabs; ``without`` names tabs that have nothing to show."""
    return macro("page.html", "tabs", {n: t for n, t in TABS.items() if n not in without})


def render_judged(number: int, kept: bool) -> str:
    """What the browser puts in the place of the form of turn ``number`` (0: nothing)."""
    return macro("page.html", "judged", number, kept)


def render_message(text: str) -> str:
    return macro("page.html", "message", text)


def dress(
    html: str, documents: Sequence[Document], model: str | None = None, *, stored: bool = False
) -> str:
    """Gradio's page in Dutch, with our head, header and footer, and without its own cards.

    Args:
        model: the language model that questions are sent to, or None.
        stored: whether judgements of answers are kept, which the reader must know.

    Raises:
        ValueError: the page is not built as this was made for (another version of Gradio).
    """
    subtitle, about = _subtitle(documents), disclosure(documents, stored=stored)
    html, languages = re.subn(r'(<html\b[^>]*?\blang=")[^"]*"', r'\1nl"', html, count=1)
    html = re.sub(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>', "", html)
    html = re.sub(r'\s*<link rel="manifest"[^>]*>', "", html)
    head = macro("page_shell.html", "head", TITLE, about, list(ASSETS), _version())
    top = macro("page_shell.html", "top", TITLE, subtitle, about)
    bottom = macro("page_shell.html", "bottom", stored, model)
    # Functions as replacements: a backslash in a title is no group reference.
    html, heads = re.subn(
        r'<meta charset="utf-8"\s*/?>\s*<base\b[^>]*>', lambda m: m[0] + head, html, count=1
    )
    html, bodies = re.subn(r"<body\b[^>]*>", lambda m: m[0] + top, html, count=1)
    html, ends = re.subn(r"</body>", lambda m: bottom + m[0], html, count=1)
    if not (languages and heads and bodies and ends):
        raise ValueError("Gradio's page has no html lang, charset and base, or body to dress")
    return html


_BUT = ", behalve een antwoord waarover u zelf een oordeel verstuurt"


def disclosure(documents: Sequence[Document], *, stored: bool = False) -> str:
    """What the reader must know before asking (AI Act, article 50): what it is, on what text."""
    if len(documents) == 1:
        date = documents[0].metadata.date
        basis = f"één document{f' uit {dutch_date(date)}' if date else ''}"
    else:
        basis = f"{len(documents)} documenten"
    return (
        f"Dit is een automatische assistent, geen mens. De antwoorden komen uit {basis}; wat "
        "daarna is veranderd, weet de assistent niet. De letterlijke tekst gaat voor. "
        f"Uw gesprek wordt niet opgeslagen{_BUT if stored else ''}."
    )


def examples_for(documents: Mapping[str, Document]) -> list[Example]:
    """The examples written for these documents; none for a document nobody wrote any for."""
    table = tomllib.loads((_HERE / "examples.toml").read_text(encoding="utf-8"))
    return [Example(**row) for name in documents for row in table.get(name, [])]


def _subtitle(documents: Sequence[Document]) -> str:
    if len(documents) == 1:
        return f"Vragen over: {documents[0].title}"
    return f"Vragen over {len(documents)} beleidsstukken"


@cache
def _version() -> str:
    """Changes when an asset changes, so that a browser does not keep the old one."""
    content = b"".join(path.read_bytes() for path, _ in ASSETS.values())
    return hashlib.sha256(content).hexdigest()[:10]
