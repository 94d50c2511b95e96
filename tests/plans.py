"""Plans for tests of the parsers: trees as text, what a tree leaves over, and plans drawn at random in many layouts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from ingest.document import parse_text
from ingest.layout import clean
from ingest.records import Document, Level

_RANKS = [
    {Level.VOLET, Level.AXE},
    {Level.SECTION},
    {Level.OS, Level.INTENTION},
    {Level.OO, Level.OBJECTIF},
    {Level.ACTION},
    {Level.SOUS_ACTION},
    {Level.PASSAGE},
]
RANK = {level: rank for rank, levels in enumerate(_RANKS) for level in levels}


def parsed(text: str) -> Document:
    """A text as the product reads it."""
    return parse_text(text, "plan.txt", "plan.txt", "0" * 64)


def tree(document: Document) -> str:
    """The typed tree as text, one node a line, indented by depth: `oo 1.1 Former les agents`; prose left out."""
    lines = [
        "  " * len(document.ancestors(node))
        + " ".join(part for part in (node.level.value, node.kind or "", node.number or "", node.text) if part)
        for node in document.nodes
        if node.level is not Level.PASSAGE
    ]
    return "\n".join(lines)


def prose(document: Document) -> list[str]:
    """The words of the prose, in order."""
    return [node.text for node in document.nodes if node.level is Level.PASSAGE]


def check_records(document: Document) -> None:
    """What holds of every parsed document, whatever its text."""
    text, seen = document.text, set[str]()
    position = 0
    for node in document.nodes:
        quote = text[node.start : node.end]
        assert 0 <= node.start < node.end <= len(text), node
        assert clean(quote) == node.text or not node.text, node
        assert quote.strip() == quote, node
        assert node.start >= position, "reading order"
        position = node.start
        assert 1 <= node.line <= text.count("\n", 0, node.start) + 1
        assert node.end_line >= text.count("\n", 0, node.end) + 1
        assert node.id not in seen
        assert node.id.startswith(f"{document.id}#")
        assert node.parent is None or node.parent in seen, "a parent stands before its children"
        seen.add(node.id)
        if node.parent and node.level is not Level.PASSAGE:
            parent = document.by_id[node.parent]
            assert RANK[parent.level] < RANK[node.level] or parent.level is node.level is Level.SECTION
        if node.dps_priority:
            assert node.dps_priority.label in clean(text[node.dps_priority.start : node.dps_priority.end])


def left_over(document: Document) -> dict[int, str]:
    """What stands in no node, by line: only marks, numbers, labels and page furniture may."""
    rest = list(document.text)
    for node in document.nodes:
        spans = [(node.start, node.end)]
        if node.dps_priority:
            spans.append((node.dps_priority.start, node.dps_priority.end))
        for start, end in spans:
            rest[start:end] = [c if c == "\n" else " " for c in document.text[start:end]]
    lines = "".join(rest).split("\n")
    return {number: line.strip() for number, line in enumerate(lines, start=1) if line.strip()}


_LABEL = (
    r"(?:objectifs? (?:strat[ée]giques?|op[ée]rationnels?)|objectifs?|o\.? ?[so]\.?|(?:sous-)?actions?|a"
    r"|fiches?[ -]action|axe(?: strat[ée]gique| prioritaire)?|partie"
    r"|th[èe]me|th[ée]matique|domaine|secteur|p[ôo]le|politique|intentions?(?: g[ée]n[ée]rales)?)"
)
_NUMBER = r"(?:(?:n\s?[°o]\.?\s*)?(?:\d{1,3}|[ivx]{1,5}|[a-z](?=[.)]))(?:\.(?:\d{1,3}|[ivx]+))*)"
_MARKS = r"[-\s–—•●◦○▪▫■□·‣➢➤►✓✔❖→§#*_=:.…,;)°/<>\ue000-\uf8ff\u00a0]"
_LAYOUT = re.compile(rf"(?:{_MARKS}|<[^>]*>|\bo(?=\s|$)|{_LABEL}(?![a-z])|{_NUMBER}(?![a-z]))*", re.IGNORECASE)


def lost_words(document: Document) -> dict[int, str]:
    """What is left over and is neither a layout mark, nor a number, nor a label: words that the tree has lost."""
    return {line: rest for line, rest in left_over(document).items() if not _LAYOUT.fullmatch(rest)}


@dataclass(frozen=True)
class Item:
    """One element of a plan to be written out."""

    level: Level
    text: str
    children: tuple["Item", ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class Style:
    """How a plan is laid out: a template for each level, with `{t}` the title and `{n}` the number so far.

    Attributes:
        header: A line between an objective and its actions, or "".
        numbers: Levels whose number the style prints.
    """

    os: str
    oo: str
    action: str
    sub: str
    header: str = ""
    numbers: frozenset[Level] = frozenset({Level.OS, Level.OO})

    def template(self, level: Level) -> str:
        """The template of a level."""
        return {Level.OS: self.os, Level.OO: self.oo, Level.ACTION: self.action, Level.SOUS_ACTION: self.sub}[level]


_WITH_ACTIONS = frozenset({Level.OS, Level.OO, Level.ACTION})
STYLES = {
    "libellés longs": Style(
        "Objectif stratégique {n} : {t}", "Objectif opérationnel {n} : {t}", "- {t}", "    - {t}", "Actions :"
    ),
    "numéros n°": Style(
        "OBJECTIF STRATÉGIQUE N° {n} – {t}", "OBJECTIF OPÉRATIONNEL N° {n} – {t}", "• {t}", "    o {t}", "ACTIONS"
    ),
    "codes": Style("OS {n} : {t}", "OO {n} : {t}", "A {n} : {t}", "- {t}", numbers=_WITH_ACTIONS),
    "codes serrés": Style("OS{n}. {t}", "OO{n}. {t}", "Action {n} : {t}", "  - {t}", numbers=_WITH_ACTIONS),
    "codes pointés": Style("O.S.{n} {t}", "O.O.{n} {t}", "\t\uf0b7 {t}", "\t\to\t{t}"),
    "chiffres et puces": Style("{n}. {t}", "{n}. {t}", "- {t}", "  - {t}"),
    "chiffres seuls": Style("{n} {t}", "{n} {t}", "{n} {t}", "- {t}", numbers=_WITH_ACTIONS),
    "retraits": Style("{n}. {t}", "\t{n}) {t}", "\t\t• {t}", "\t\t\to {t}"),
    "titres Markdown": Style(
        "# **Objectif stratégique {n}** : {t}",
        "#### Objectif opérationnel {n} : {t}",
        "* {t}",
        "    * {t}",
        "**Actions :**",
    ),
    "titres numérotés": Style("## {n}. {t}", "### {n}. {t}", "- {t}", "  - {t}"),
    "gras": Style("**OS {n} – {t}**", "**OO {n} – {t}**", "- {t}", "  - {t}", "*Actions*"),
    "titre dessous": Style(
        "Objectif stratégique {n} :\n{t}", "**Objectif opérationnel {n}**\n**{t}**", "➢ {t}", "    ✓ {t}"
    ),
}

_BEINGS = (
    "Être un CPAS proche de ses usagers",
    "Être un employeur attentif au bien-être",
    "Être un CPAS qui lutte contre le mal-logement",
    "Etre un CPAS durable",
)
_DOINGS = (
    "Simplifier les démarches au guichet",
    "Développer l'aide alimentaire",
    "Améliorer l’accueil du public",
    "Soutenir les familles monoparentales",
    "Moderniser l'outil informatique – Office",
    "Rénover la maison de repos (phase de travaux)",
)
_HOWS = (
    "Rédiger un guide d'accueil en langage clair",
    "Ouvrir une épicerie sociale",
    "Organiser une collecte annuelle de denrées",
    "Engager un assistant social à mi-temps",
    "Former les agents à l’accueil ;",
    "Remplacer les châssis du bâtiment B",
    "Établir un plan de formation.",
    "Créer une page « Facebook »",
)
_VOLETS = (("interne", "Volet interne"), ("externe", "VOLET EXTERNE : DÉVELOPPEMENT DES POLITIQUES"))


@st.composite
def _actions(draw: st.DrawFn) -> tuple[Item, ...]:
    def one(text: str) -> Item:
        below = draw(st.lists(st.sampled_from(_HOWS), max_size=2))
        return Item(Level.ACTION, text, tuple(Item(Level.SOUS_ACTION, sub) for sub in below))

    return tuple(one(text) for text in draw(st.lists(st.sampled_from(_HOWS), min_size=1, max_size=3)))


@st.composite
def _objectives(draw: st.DrawFn) -> tuple[Item, ...]:
    def doing(text: str) -> Item:
        return Item(Level.OO, text, draw(_actions()))

    def being(text: str) -> Item:
        doings = draw(st.lists(st.sampled_from(_DOINGS), min_size=1, max_size=2))
        return Item(Level.OS, text, tuple(doing(one) for one in doings))

    return tuple(being(text) for text in draw(st.lists(st.sampled_from(_BEINGS), min_size=1, max_size=3)))


@st.composite
def plan_items(draw: st.DrawFn) -> tuple[Item, ...]:
    """The content of a plan: volets or none, OS, OO, actions, sub-actions."""
    if draw(st.booleans()):
        return draw(_objectives())
    volets = draw(st.sampled_from([_VOLETS, _VOLETS[:1], tuple(reversed(_VOLETS))]))
    return tuple(Item(Level.VOLET, text, draw(_objectives()), kind) for kind, text in volets)


def written(items: tuple[Item, ...], style: Style, gap: str = "\n") -> str:
    """A plan's text in a layout; `gap` stands before every objective and volet."""
    lines = ["Programme stratégique transversal du CPAS de Hannut", ""]
    lines += _lines(items, style, gap, "", iter(range(1, 100)))
    return "\n".join(lines) + "\n"


def _lines(items: tuple[Item, ...], style: Style, gap: str, above: str, numbers: Iterator[int]) -> Iterator[str]:
    for item in items:
        if item.level is Level.VOLET:
            yield from (gap + item.text, "")
            yield from _lines(item.children, style, gap, "", numbers)
            continue
        number = f"{above}{next(numbers)}"
        before = gap if item.level in (Level.OS, Level.OO) else ""
        yield before + style.template(item.level).format(n=number, t=item.text)
        if item.level is Level.OO and style.header:
            yield style.header
        yield from _lines(item.children, style, gap, f"{number}.", iter(range(1, 100)))


def expected_tree(items: tuple[Item, ...], style: Style) -> str:
    """The tree of such a plan, in the form of `tree`."""
    return "\n".join(_expected(items, style, 0, "", iter(range(1, 100))))


def _expected(items: tuple[Item, ...], style: Style, depth: int, above: str, numbers: Iterator[int]) -> Iterator[str]:
    for item in items:
        number = "" if item.level is Level.VOLET else f"{above}{next(numbers)}"
        printed = number if item.level in style.numbers else ""
        parts = (item.level.value, item.kind or "", printed, item.text)
        yield "  " * depth + " ".join(part for part in parts if part)
        below = numbers if item.level is Level.VOLET else iter(range(1, 100))
        yield from _expected(item.children, style, depth + 1, f"{number}." if number else "", below)


_FRAGMENTS = (
    "",
    " ",
    "\t",
    "    ",
    "- ",
    "• ",
    "o ",
    "* ",
    "1. ",
    "1.1 ",
    "2) ",
    "I. ",
    "II.3 ",
    "a) ",
    "# ",
    "### ",
    "**",
    "*",
    "***",
    "_",
    "__",
    "---",
    "—",
    "Volet interne",
    "Volet externe :",
    "OS 1 :",
    "OO 1.1 ",
    "Objectif stratégique",
    " : ",
    "Objectifs opérationnels",
    "Actions :",
    "Action",
    "A 1.1.1 ",
    "Sous-actions :",
    "Priorité 2 de la DPS : ",
    "Axe 1 – ",
    "Intentions",
    "Objectifs :",
    "Être un CPAS ouvert",
    "Former les agents.",
    "la suite de la phrase",
    "PARTIE II : ",
    "§ 2 ",
    "(parenthèse)",
    "2019-2024",
    "CPAS de Hannut",
    "<sup>er</sup>",
    "15 objectifs",
    "Programme stratégique transversal",
    "  ",
    "Déclaration de politique sociale",
    "\u00a0",
    "’",
    "…",
    "É",
)


def rough_texts() -> st.SearchStrategy[str]:
    """Texts made of the pieces of plans in any order: unlikely, but read without a loss."""
    line = st.lists(st.sampled_from(_FRAGMENTS), max_size=4).map("".join)
    return st.lists(line, max_size=14).map("\n".join)
