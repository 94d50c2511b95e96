"""An answer as one Markdown text for any chat client, with its sources at its end and as annotations.

A client shows nothing but this text: what the reader must know besides is in it. Words of documents stay words: no
image is fetched, no markup of theirs is run.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from assistant.answer import Answer, Citation
from assistant.api.chat_records import Annotation, UrlCitation

_MARK = re.compile(r"\[(\d{1,4})\]")
_FEW = 20
"""More sources than this are listed by document; each mark has its annotation all the same."""
_SPECIAL = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#|~"})


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text, and the sources with the places of their marks in it."""

    content: str
    annotations: tuple[Annotation, ...] = ()


def render(answer: Answer, address: str) -> Rendered:
    """An answer's text and its annotations.

    Args:
        answer: The answer.
        address: The application's address, without a slash at its end, or "".
    """
    body = _harmless(answer.answer)
    by_number = {one.n: one for one in answer.citations}
    annotations = tuple(
        Annotation(
            url_citation=UrlCitation(
                start_index=match.start(), end_index=match.end(), title=title_of(one), url=link(one, address)
            )
        )
        for match in _MARK.finditer(body)
        if (one := by_number.get(int(match.group(1)))) is not None
    )
    parts = [body]
    if answer.status == "clarify" and answer.followups:
        parts.append("\n".join(f"- {_harmless(one)}" for one in answer.followups))
    if answer.notices:
        parts.append("**À savoir**\n\n" + "\n".join(f"- {_harmless(one)}" for one in answer.notices))
    if answer.citations:
        parts.append("**Sources**\n\n" + "\n".join(_sources(answer.citations, address)))
    return Rendered("\n\n".join(part for part in parts if part), annotations)


def link(citation: Citation, address: str) -> str:
    """Where the application shows a source, its passage marked; without an address, the path alone.

    Args:
        citation: The source.
        address: As in `render`.
    """
    document = quote(citation.document, safe="")
    return f"{address}/document?d={document}&de={citation.start}&a={citation.end}"


def title_of(citation: Citation) -> str:
    """What a source is called: « CPAS d'Andenne — plan.pdf, page 12 »."""
    place = f"page {citation.page}" if citation.page is not None else f"ligne {citation.line}"
    return f"{citation.organisation or citation.title} — {citation.document}, {place}"


def _sources(citations: Sequence[Citation], address: str) -> list[str]:
    """The lines of the sources; of many, one for each run of marks from the same document."""
    if len(citations) <= _FEW:
        titles = ((one, title_of(one).translate(_SPECIAL)) for one in citations)
        return [
            f"{one.n}. [{title}]({link(one, address)})" if address else f"{one.n}. {title}" for one, title in titles
        ]
    found = []
    for _, group in groupby(citations, key=lambda one: one.document):
        run = list(group)
        numbers = f"{run[0].n}" if len(run) == 1 else f"{run[0].n} à {run[-1].n}"
        found.append(
            f"- {numbers} : {f'{run[0].organisation or run[0].title} — {run[0].document}'.translate(_SPECIAL)}"
        )
    return found


def _harmless(text: str) -> str:
    """Markdown without the images, links and markup that a document's words might hold; marks `[n]` stay."""
    return text.replace("![", r"!\[").replace("](", r"]\(").replace("]:", r"]\:").replace("<", "&lt;")
