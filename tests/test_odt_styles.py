"""What the styles of an OpenDocument text say, by themselves and by those that they come from."""

import pytest

from ingest.readers.odt_styles import Styles
from ingest.readers.opendocument import Element, parts, qname
from tests.opendocuments import package

AUTOMATIC = (
    "<style:style style:name='P1' style:parent-style-name='PST_20_OO'/>"
    "<style:style style:name='B'><style:text-properties fo:font-weight='bold'/></style:style>"
    "<style:style style:name='N'><style:text-properties fo:font-weight='normal'/></style:style>"
    "<style:style style:name='boucle' style:parent-style-name='boucle'/>"
)
_OO = "style:name='PST_20_OO' style:display-name='PST OO' style:parent-style-name='Standard'"
_LOOK = "<style:paragraph-properties fo:margin-left='1.28cm'/><style:text-properties fo:font-weight='700'/>"
OWN = (
    "<office:styles><style:style style:name='Standard'/>"
    f"<style:style {_OO} style:default-outline-level='3'>{_LOOK}</style:style></office:styles>"
)


def styled(paragraph: str) -> tuple[Styles, Element]:
    content, styles = parts(package(paragraph, automatic=AUTOMATIC, styles=OWN), "x.odt")
    element = content.find(f".//{qname('text:p')}")
    assert element is not None
    return Styles(content, styles), element


def test_a_style_hands_down_what_it_says() -> None:
    styles, element = styled("<text:p text:style-name='P1'>Loger</text:p>")
    assert (styles.name(element), styles.outline(element), styles.indent(element)) == ("PST OO", 3, 4)
    assert styles.is_bold(element)


@pytest.mark.parametrize(
    ("inner", "bold"),
    [
        ("<text:span text:style-name='B'>Tout</text:span>", True),
        ("<text:span text:style-name='B'>Une partie</text:span> seulement", False),
        ("rien", False),
        ("", False),
    ],
)
def test_words_are_bold_when_all_of_them_are(inner: str, bold: bool) -> None:
    styles, element = styled(f"<text:p text:style-name='Standard'>{inner}</text:p>")
    assert styles.is_bold(element) is bold


def test_a_span_may_take_the_weight_off_again() -> None:
    styles, element = styled(
        "<text:p text:style-name='P1'>Gras <text:span text:style-name='N'>maigre</text:span></text:p>"
    )
    assert not styles.is_bold(element)


@pytest.mark.parametrize("style", ["boucle", "inconnu", "Standard"])
def test_a_style_that_says_nothing(style: str) -> None:
    styles, element = styled(f"<text:p text:style-name='{style}'>mot</text:p>")
    assert (styles.name(element), styles.outline(element), styles.indent(element)) == ("", 0, 0)
    assert not styles.is_hidden(element)
