"""Nothing goes by the names of snapshots or the machine's clock."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.errors import LibraryError
from tests.shelves import publish, shelf_in, two_plans
from vectorstore import shelf as module


def at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fixed(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    monkeypatch.setattr(module, "datetime", Fixed)


@pytest.mark.parametrize("year", [1981, 2010, 2099])
def test_a_library_published_by_another_clock_is_the_current_one(
    year: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    at(datetime(year, 3, 29, 2, 30, tzinfo=UTC), monkeypatch)
    publish(shelf, two_plans()[:1]).close()
    library = shelf.open()
    assert [document.id for document in library.documents] == ["hannut.txt"]
    assert library.search("guide d'accueil", 1)
    library.close()
    monkeypatch.undo()
    publish(shelf, two_plans()).close()
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_a_clock_that_starts_again_in_1970_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = shelf_in(tmp_path)
    publish(shelf, two_plans()).close()
    before = shelf.current
    at(datetime(1970, 1, 1, tzinfo=UTC), monkeypatch)
    with pytest.raises(LibraryError, match="01/01/1970") as caught:
        publish(shelf, two_plans()[:1])
    assert "à l'heure" in caught.value.remedy
    assert shelf.current == before
