"""F1 on the edges of these documents, compared as everywhere else."""

from pathlib import Path

from tests.layouts_more import scores as shared

FOLDER = Path(__file__).parent


def scores() -> dict[str, tuple[str, float]]:
    """The format and the F1 of each document; 0 for one that the product refuses."""
    return shared.scores(FOLDER)
