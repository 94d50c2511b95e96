"""How the elements of a tree are called in French sentences: « 2 OO », « 1 action », « OO 2.3 »."""

from ingest.records import Level, Node

_NOUNS = {
    Level.VOLET: ("volet", "volets"),
    Level.SECTION: ("section", "sections"),
    Level.OS: ("OS", "OS"),
    Level.OO: ("OO", "OO"),
    Level.ACTION: ("action", "actions"),
    Level.SOUS_ACTION: ("sous-action", "sous-actions"),
    Level.AXE: ("axe", "axes"),
    Level.INTENTION: ("intention", "intentions"),
    Level.OBJECTIF: ("objectif", "objectifs"),
    Level.LIVRE: ("livre", "livres"),
    Level.TITRE: ("titre", "titres"),
    Level.CHAPITRE: ("chapitre", "chapitres"),
    Level.ARTICLE: ("article", "articles"),
    Level.PARAGRAPHE: ("paragraphe", "paragraphes"),
    Level.PASSAGE: ("passage", "passages"),
}
_IN_FULL = {
    Level.OS: ("objectif stratégique", "objectifs stratégiques"),
    Level.OO: ("objectif opérationnel", "objectifs opérationnels"),
}
_SHORT = 60


def noun(level: Level, number: int = 1) -> str:
    """A level's name, in the plural from two on (French: « 0 action »)."""
    return _NOUNS[level][number > 1]


def full_noun(level: Level, number: int = 1) -> str:
    """A level's name without abbreviations, for readers who do not know them: « objectifs stratégiques »."""
    return _IN_FULL.get(level, _NOUNS[level])[number > 1]


def counted(number: int, level: Level) -> str:
    """A number of elements: « 12 OO »."""
    return f"{number} {noun(level, number)}"


def others(number: int) -> str:
    """What a list leaves out: « 1 autre », « 3 autres »."""
    return f"{number} autre{'s' if number > 1 else ''}"


def called(node: Node) -> str:
    """How a node is named in a sentence: by its number, else by its first words."""
    if node.number:
        return f"{noun(node.level)} {node.number}"
    return f"{noun(node.level)} « {shortened(node.text)} »" if node.text else f"{noun(node.level)} sans intitulé"


def shortened(text: str, most: int = _SHORT) -> str:
    """The first words of a text, cut at a space."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"


def ranges(numbers: tuple[int, ...]) -> str:
    """Line numbers with their runs together: « 3-5, 9 »."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
