"""Every error that a user can meet: what happened, where, and what to do about it, in French.

The module stands at the bottom of the stack so that each layer raises the same family and the
command line, the app and the API each catch one type.
"""


class PstError(Exception):
    """An expected failure, told to the user in one French line.

    Args:
        what: What happened, and where (a file, a document, a setting).
        remedy: What the user can do about it.
    """

    exit_code = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


class UnreadableFileError(PstError):
    """A file that cannot become a document: empty, binary, of an unknown format, too large."""


class UnknownDocumentError(PstError):
    """A document that the library does not hold."""


class LibraryError(PstError):
    """A library that is absent, busy, damaged or built with other settings."""


class SettingsError(PstError):
    """A setting with a value that the product does not support."""

    exit_code = 2


class ModelError(PstError):
    """An embedding model, a reranker or a language model that cannot be loaded or does not answer."""


class CaseFileError(PstError):
    """A file of questions or evaluation cases that does not follow its format."""

    exit_code = 2


class CorrectionError(PstError):
    """A correction by the staff that cannot be made, or a file of corrections that cannot be read."""

    exit_code = 2
