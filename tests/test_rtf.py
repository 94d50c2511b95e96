"""Fields in RTF are read as words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.readers.rtf import plain


@pytest.mark.parametrize(
    ("rtf", "words"),
    [
        (r"{\rtf1\ansi Les quatre logements datent de 1978.}", "Les quatre logements datent de 1978."),
        (r"{\rtf1{\fonttbl{\f0 Arial;}}\f0 Un \b titre\b0\par suite}", "Un titre suite"),
        (r"{\rtf1 \'c9t\'e9 et \u233?t\u8217\'92s}", "Été et ét’s"),
        (r"{\rtf1{\*\generator Word;}a\~b\_c\{d\}}", "a b-c{d}"),
        ("sans format", "sans format"),
        ("{{}", ""),
        ("", ""),
    ],
)
def test_words_stay_and_formats_go(rtf: str, words: str) -> None:
    assert plain(rtf) == words


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0xFFFF, blacklist_categories=["Cs"]), max_size=30))
def test_what_is_written_is_read(text: str) -> None:
    written = "".join(f"\\{one}" if one in "\\{}" else one if one.isascii() else f"\\u{ord(one)}?" for one in text)
    assert plain(f"{{\\rtf1 {written}}}") == text


@given(st.text(alphabet=r"\{}'uabf019?* ", max_size=60))
def test_any_rtf_is_read_without_an_error(rtf: str) -> None:
    assert plain(rtf) is not None
