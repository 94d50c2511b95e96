"""What goes wrong in drafting: told in French, with what to do."""

from ingest.errors import PstError


class DraftError(PstError):
    """A draft that cannot be made."""
