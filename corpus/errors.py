"""The errors of the project, one tree.

    PolicyError                  anything the user can mend; caught once, in the command line and the page
    ├── CorpusError              a document or a folder of documents cannot be read
    │   └── UnknownDocumentError a document id that is not in the corpus
    ├── SearchIndexError         the index is absent, of another text or encoder, or damaged
    ├── SettingsError            a setting or argument has a value that cannot work
    ├── InputError               a file handed in (batch, facts, questions) is not what was expected
    └── BusyError                more questions at once than may wait for their turn

Every message is Dutch, gives what was found, what was expected, and where there is one the
command that mends it.
"""


class PolicyError(Exception):
    """Root of all errors that a user can mend."""


class CorpusError(PolicyError):
    """A document or a folder of documents cannot be read."""


class UnknownDocumentError(CorpusError):
    """A document id that is not in the corpus."""


class SearchIndexError(PolicyError):
    """The index is absent, belongs to another text or encoder, or is damaged."""


class SettingsError(PolicyError):
    """A setting or argument has a value that cannot work."""


class InputError(PolicyError):
    """A file handed in (batch rows, facts, questions) is not what was expected."""


class BusyError(PolicyError):
    """More questions at once than may wait for their turn; come back later."""
