"""Stub moved below."""
from corpus.document import Document

def about(document: Document) -> str:
    """Publisher and title: who speaks in a document."""
    return " · ".join(part for part in (document.metadata.publisher, document.title) if part)
