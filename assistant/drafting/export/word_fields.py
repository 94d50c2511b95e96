"""What python-docx has no words for: bookmarks, links inside the document, fields with a value of their own."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a name that links reach it by.

    Args:
        paragraph: The paragraph, with its words.
        name: The name, once in the document.
        number: A number, once in the document.
    """
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for one in (start, end):
        one.set(qn("w:id"), str(number))
    start.set(qn("w:name"), word_name(name))
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def word_name(name: str) -> str:
    """A name as Word takes it: letters, digits and underscores, 40 at most, a letter first."""
    kept = "".join(one if one.isascii() and one.isalnum() else "_" for one in name)
    return f"m_{kept}"[:40]


def add_link(paragraph: Paragraph, words: str, target: str) -> Run:
    """Add words that lead to a bookmark.

    Returns:
        The run of these words.
    """
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), word_name(target))
    link.set(qn("w:history"), "1")
    run = paragraph.add_run(words)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def simple_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field that programs work out as they show the page: `PAGE`."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run(shown)
    field.append(run._r)
    paragraph._p.append(field)


def open_field(paragraph: Paragraph, code: str) -> None:
    """Begin a field: what follows, up to `close_field`, is what it shows until a program works it out again."""
    _part(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _part(paragraph, "separate")


def close_field(paragraph: Paragraph) -> None:
    """End the field that was begun last."""
    _part(paragraph, "end")


def _part(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
