"""Who may read a document, by the name that the staff give it."""

from ingest.errors import CorrectionError
from ingest.folding import fold
from ingest.nouns import shortened
from ingest.records import Visibility


def visibility_for(value: str) -> Visibility:
    """Who may read a document, by its name: « interne », « publique ».

    Raises:
        CorrectionError: If there is none of that name.
    """
    name = fold(value.strip())
    try:
        return Visibility.PUBLIC if name == "publique" else Visibility(name)
    except ValueError:
        raise CorrectionError(
            f"« {shortened(value)} » n'est pas une visibilité.", "Visibilités admises : publique, interne."
        ) from None
