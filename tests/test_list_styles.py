"""The marks of OpenDocument lists and headings are counted as LibreOffice counts them."""

from ingest.readers.list_styles import ListStyles
from ingest.readers.opendocument import Element, parts, qname
from tests.opendocuments import package

LEVELS = (
    "<text:list-style style:name='L'>"
    "<text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
    "<text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2'/>"
    "<text:list-level-style-number text:level='3' style:num-format='a' style:num-suffix=')' text:start-value='3'/>"
    "<text:list-level-style-bullet text:level='4'/></text:list-style>"
)
OUTLINE = (
    "<text:outline-style><text:outline-level-style text:level='1' style:num-format='I' style:num-prefix='OS '/>"
    "<text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/>"
    "<text:outline-level-style text:level='3' style:num-format=''/></text:outline-style>"
)


def made(body: str = "") -> tuple[ListStyles, Element]:
    content, styles = parts(
        package(body or "<text:list><text:list-item/></text:list>", automatic=LEVELS, styles=OUTLINE), "x"
    )
    return ListStyles(content, styles), content


def test_numbers_count_by_level() -> None:
    styles, content = made()
    item = content.find(f".//{qname('text:list-item')}")
    assert item is not None
    assert [styles.mark(item, "L", depth) for depth in (0, 1, 1, 2, 2, 3, 0, 1)] == [
        "1.", "1.1", "1.2", "c)", "d)", "•", "2.", "2.1",
    ]  # fmt: skip
    assert styles.mark(item, "inconnu", 0) == "•"


def test_a_list_counts_anew_unless_it_goes_on_and_an_item_may_give_its_number() -> None:
    body = (
        "<text:list><text:list-item text:start-value='7'/><text:list-item/></text:list>"
        "<text:list text:continue-numbering='true'/>"
    )
    styles, content = made(body)
    first, more = content.iter(qname("text:list"))
    items = list(content.iter(qname("text:list-item")))
    styles.start(first, "L", 0)
    assert [styles.mark(one, "L", 0) for one in items] == ["7.", "8."]
    styles.start(more, "L", 0)
    assert styles.mark(items[1], "L", 0) == "9."
    styles.start(first, "L", 0)
    assert styles.mark(items[1], "L", 0) == "1."


def test_headings_are_numbered_by_the_outline() -> None:
    styles, content = made("<text:h/><text:h text:is-list-header='true'/>")
    heading, bare = content.iter(qname("text:h"))
    assert [styles.outline(heading, depth) for depth in (1, 2, 2, 3, 1, 2)] == [
        "OS I",
        "I.1",
        "I.2",
        "",
        "OS II",
        "II.1",
    ]
    assert styles.outline(bare, 1) == ""
