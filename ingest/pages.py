"""Pages of the web as they were fetched: kept, so that they are parsed anew without the network."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import UnreadableFileError
from ingest.web import Fetcher, Page
from ingest.whole import write_whole

_NOTE = "page.json"
_KEY = 24


class _Note(BaseModel):
    """What is kept beside a page's bytes."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    final_url: str
    name: str
    sha256: str
    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """A folder of fetched pages, one folder an address.

    Attributes:
        folder: Where they are kept.
        fetcher: How they are fetched.
    """

    folder: Path
    fetcher: Fetcher

    def fetch(self, url: str) -> Page:
        """The current version of a page; it is not kept yet, see `keep`.

        Raises:
            UnreadableFileError: If it cannot be had.
        """
        kept = self.kept(url)
        page = self.fetcher.fetch(url, kept.etag, kept.modified) or kept if kept else self.fetcher.fetch(url)
        if page is None:
            raise UnreadableFileError(f"« {url} » n'a rien envoyé.", "Réessayez plus tard.")
        return page

    def kept(self, url: str) -> Page | None:
        """The version that was kept, or None if there is none or it is damaged."""
        folder = self.place(url)
        try:
            note = _Note.model_validate_json((folder / _NOTE).read_bytes())
            data = (folder / note.sha256).read_bytes()
        except (OSError, ValidationError):
            return None
        if hashlib.sha256(data).hexdigest() != note.sha256:
            return None
        return Page(url, note.final_url, note.name, data, note.etag, note.modified)

    def keep(self, page: Page) -> None:
        """Keep a version in the place of the one before; whoever reads meanwhile finds one or the other."""
        folder = self.place(page.url)
        folder.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256(page.data).hexdigest()
        note = _Note(
            url=page.url,
            final_url=page.final_url,
            name=page.name,
            sha256=digest,
            etag=page.etag,
            modified=page.modified,
        )
        for name, content in ((digest, page.data), (_NOTE, note.model_dump_json(indent=1).encode())):
            write_whole(folder / name, content)
        for other in folder.iterdir():
            if other.name not in (digest, _NOTE):
                other.unlink()

    def forget(self, url: str) -> None:
        """Erase what was kept of a page."""
        shutil.rmtree(self.place(url), ignore_errors=True)

    def place(self, url: str) -> Path:
        """The folder of what is kept of a page."""
        return self.folder / hashlib.sha256(url.encode(errors="surrogatepass")).hexdigest()[:_KEY]
