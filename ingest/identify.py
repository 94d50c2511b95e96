"""What a document says of itself: kind, organisation, period, dates; each with the words that prove it."""

import re

from ingest.dates import DATE, day
from ingest.folding import fold, fold_spaces
from ingest.layout import Block
from ingest.organisation import find_organisation
from ingest.parsers.labels import is_navigation, kind_named, match_label, names_kind
from ingest.records import DocumentKind, Evidence, Identity, Level, Period
from ingest.source import KindHint
from ingest.statute import Statute, dates, recognise
from ingest.vocabulary import load

_TITLE_BLOCKS = 12
_MAX_TITLE_WORDS = 20
_EDGE_LINES = 15
_MIN_OPERATIONAL = 2
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-/]|a|au)\s*(20\d\d)(?!\d)")
_DATE = re.compile(DATE)
_LAW_BEFORE = re.compile(r"(?:loi|decret|arrete|directive|reglement|circulaire)[^.;]{0,40}$")
_PERIOD_CUES = re.compile(
    r"\bpst\b|p\.s\.t|programme|plan strategique|declaration|legislature|mandature|^periode\s*:|dps\b"
)
_MIN_YEARS, _MAX_YEARS = 2, 8
_SENTENCE_END = re.compile(r"[.;]\s*$")


def identify(text: str, blocks: list[Block], form: KindHint | None = None) -> Identity:
    """Identify a document.

    Args:
        text: The source text.
        blocks: Its layout blocks, those outside the content included.
        form: The kind that the document's form gives away, for one that does not name itself.

    Returns:
        The identity; a field is None where the document does not say.
    """
    body = [block for block in blocks if not is_navigation(block)]
    planned = _operational(text, body) >= _MIN_OPERATIONAL
    if not planned and (statute := _statute(text, body)):
        return _law(text, body, statute)
    kind, kind_evidence = _kind(blocks, body, planned)
    if kind is DocumentKind.AUTRE and form is not None:
        kind, kind_evidence = form.kind, form.evidence
    if kind is DocumentKind.PST:
        kind_evidence = next((one.text for one in body[:_TITLE_BLOCKS] if _is_draft(one)), kind_evidence)
    period, period_evidence = _period(body)
    zone = sorted(body[:_TITLE_BLOCKS], key=lambda block: block.outside)
    titles = [block.text for block in zone if names_kind(block) and kind is not DocumentKind.AUTRE]
    # An abbreviation alone on the first line (« P.S.T. ») is a poorer title than the words below it.
    title = next((words for words in titles if " " in words), next(iter(titles), body[0].text if body else ""))
    return Identity(
        kind=kind,
        kind_evidence=kind_evidence,
        title=title,
        organisation=find_organisation(text, _speaking(body, kind)),
        period=period,
        period_evidence=period_evidence,
        dates=_dates(text, body, kind),
    )


def _statute(text: str, body: list[Block]) -> Statute | None:
    """The law that a document is, unless it names itself something else."""
    zone = body[:_TITLE_BLOCKS]
    named = next((block for block in zone if names_kind(block) not in (None, DocumentKind.LOI)), None)
    return recognise(text, body, named)


def _operational(text: str, body: list[Block]) -> int:
    """How many lines are labelled as operational objectives."""
    return sum(match_label(text, block, frozenset({Level.OO})) is not None for block in body)


def _law(text: str, body: list[Block], statute: Statute) -> Identity:
    """What a law says of itself; it belongs to no organisation and has no period."""
    return Identity(
        kind=DocumentKind.LOI,
        kind_evidence=statute.evidence,
        title=(statute.title or body[0]).text,
        organisation=None,
        period=None,
        period_evidence=None,
        dates=dates(text, statute),
    )


def _kind(blocks: list[Block], body: list[Block], planned: bool) -> tuple[DocumentKind, str | None]:
    edges = blocks[:_EDGE_LINES] + blocks[-_EDGE_LINES:]
    furniture = [block.text for block in edges if is_navigation(block)]
    # The rows of a table name what it lists; they are a title only on the cover of a plan.
    zone = [block for block in body[:_TITLE_BLOCKS] if planned or not _is_row(block)]
    names = [(kind, block) for block in zone if (kind := names_kind(block))]
    # A title names the document; a running header may name the file that it belongs to, a sentence another one first.
    short = [one for one in names if len(one[1].text.split()) <= _MAX_TITLE_WORDS]
    own = (one for one in short if not (one[1].outside or one[1].bullet or _SENTENCE_END.search(one[1].text)))
    named = next(own, next(iter(short), next(iter(names), None)))
    if len(furniture) >= 2 and not planned:
        return DocumentKind.PAGE, furniture[0]
    return (named[0], named[1].text) if named else (DocumentKind.AUTRE, None)


def _period(body: list[Block]) -> tuple[Period | None, str | None]:
    """The document's own period: years in its title zone, beside the name of the plan or of the term."""
    zone = body[:_TITLE_BLOCKS]
    for index, block in enumerate(zone):
        folded = fold_spaces(block.text)
        match = _YEARS.search(folded)
        if match is None:
            continue
        # Years alone on their line belong to the title beside them.
        alone = folded.strip(" ().:") == match.group(0)
        beside = zone[max(0, index - 1) : index + 2] if alone else [block]
        if any(_PERIOD_CUES.search(fold_spaces(one.text)) or names_kind(one) for one in beside):
            start, end = int(match.group(1)), int(match.group(2))
            if _MIN_YEARS <= end - start <= _MAX_YEARS:
                return Period(start, end), block.text
    return None, None


def _dates(text: str, body: list[Block], kind: DocumentKind) -> tuple[tuple[str, Evidence], ...]:
    """Adoption dates; in a plan, the date of the declaration that it rests on has a name of its own."""
    found: dict[str, Evidence] = {}
    cues = [fold(cue) for cue in load("labels")["adoption"]]
    for block in body:
        folded = fold(text[block.start : block.end])
        if not any(cue in folded for cue in cues):
            continue
        for match in _DATE.finditer(folded):
            when = day(match.group())
            if when is None or _LAW_BEFORE.search(folded[: match.start()]):
                continue
            about = kind_named(_sentence(folded, match.start()))
            other = about not in (None, kind) and kind is not DocumentKind.AUTRE
            name = f"{about}_adoption" if about and other else "adoption"
            found.setdefault(name, Evidence(when.isoformat(), text[block.start : block.end], block.start, block.end))
    return tuple(found.items())


def _sentence(folded: str, place: int) -> str:
    """The sentence of a folded text in which a place stands, up to the place: what was done that day."""
    return re.split(r"[.!?;]\s", folded[:place])[-1]


def _is_draft(block: Block) -> bool:
    """Whether a line of the title page says that the plan is only a draft: « Projet — brouillon »."""
    return fold_spaces(block.text) == fold_spaces(load("exports")["draft"])


def _is_row(block: Block) -> bool:
    return " | " in block.text and block.level is None


def _speaking(body: list[Block], kind: DocumentKind) -> list[Block]:
    """The blocks that may name the document's organisation: a list of other documents names theirs in its rows."""
    return [block for block in body if not _is_row(block)] if kind is DocumentKind.AUTRE else body
