"""What pages and scanners did to a plain text is undone; the words of the document all stay, each line in its place."""

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.folding import fold
from ingest.layout import Block, blocks
from ingest.readers.markdown import read_text
from ingest.readers.repair import repaired, without_export_marks
from ingest.source import Hint, Source
from tests.conftest import CORPUS, FILES, NOTES
from tests.plans import rough_texts

PAGE = re.compile(r"\W*(page|p\.)?\s*\d{1,4}\s*((/|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE)

WORDS = st.sampled_from(
    ["le", "CPAS", "aide", "les", "jeunes", "à", "payer", "leur", "loyer", "et", "trouver", "un", "logement", "durable"]
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=9).map(lambda words: " ".join(words).capitalize() + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=2, max_size=6, unique=True)
PIECES = st.sampled_from(
    ["le gui-", "chet", "socio-", "économique", "- 3 -", "Page 2 / 5", "4", "CPAS de Huy", "ﬁn", "co\u00ad",
     "opération", "# Titre cou-", "# pé", "- une puce", "Loger les gens", "et la suite", "Fin.", "", " ",
     "CPAS de Huy – PST 2", "12 €"]
)  # fmt: skip
BROKEN = st.lists(PIECES, max_size=14).map("\n".join)


def mended(text: str) -> str:
    return repaired(Source(text)).text


def laid_out(text: str) -> list[Block]:
    source = repaired(Source(text))
    return blocks(source.text, source.hints)


def letters(text: str) -> str:
    return "".join(filter(str.isalpha, unicodedata.normalize("NFKC", text)))


def is_part(part: str, whole: str) -> bool:
    """Whether all letters of one text stand in another, in their order."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


def kept_lines(text: str) -> str:
    """The lines that no page prints: neither a page's number nor a line that stands three times, digits apart."""
    lines = text.split("\n")
    masks = [re.sub(r"\d+", "#", fold(line).strip()) for line in lines]
    count = Counter(masks)
    return "\n".join(
        line for line, mask in zip(lines, masks, strict=True) if count[mask] < 3 and not PAGE.fullmatch(line)
    )


@given(st.one_of(st.text(), rough_texts(), BROKEN))
@settings(max_examples=300)
def test_lines_stay_and_no_letter_goes_but_those_of_furniture(text: str) -> None:
    found = mended(text)
    assert found.count("\n") == text.count("\n")
    assert is_part(letters(kept_lines(text)), letters(found))
    assert is_part(letters(found), letters(text))


@given(PARAGRAPHS)
def test_a_text_without_a_trace_of_pages_is_left_alone(sentences: list[str]) -> None:
    source = Source("\n\n".join(sentences))
    assert repaired(source) is source


@given(
    st.lists(PARAGRAPHS, min_size=3, max_size=6), st.sampled_from(["CPAS de Huy – PST 2024-2030", "Commune de Theux"])
)
@settings(max_examples=60)
def test_running_headers_and_page_numbers_go_and_nothing_else(pages: list[list[str]], header: str) -> None:
    lines: list[str] = []
    for number, page in enumerate(pages, start=1):
        body = [f"{chr(64 + number)}{chr(97 + rank)} {words}" for rank, words in enumerate(page)]
        lines += [header, "", *body, "", f"- {number} -"]
    text = "\n".join(lines)
    source = repaired(Source(text))
    rest = [line for line in lines if line != header and not line.startswith("-")]
    assert [line for line in source.text.split("\n") if line] == [header, *filter(None, rest)]
    assert source.hints == {1: Hint(outside=True)}, "the first says who the document is, and is no content"
    assert mended(source.text) == source.text


@given(rough_texts())
@settings(max_examples=150)
def test_what_is_repaired_needs_no_repair(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@pytest.mark.parametrize("text", ["trans-\nver-\nsal", "1\nun\n1\ndeux\n2\ntrois\n2\n"])
def test_twice_cut_or_printed_needs_no_second_repair(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@pytest.mark.parametrize("name", [*FILES, *(f"droit/{path.name}" for path in NOTES)])
def test_the_reference_documents_need_no_repair(name: str) -> None:
    source = Source((CORPUS / name).read_text(encoding="utf-8"))
    assert repaired(source) is source


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("isoler le gui-\nchet des regards", "isoler le guichet\ndes regards"),
        ("isoler le gui\u00ad\nchet des regards", "isoler le guichet\ndes regards"),
        ("isoler le gui-\n\nchet", "isoler le guichet\n\n"),
        ("un plan socio-\néconomique", "un plan socio-économique\n"),
        ("le mot cyclo-piétonne, la piste cyclo-\npiétonne", "le mot cyclo-piétonne, la piste cyclo-piétonne\n"),
        ("# Un titre cou-\n# pé", "# Un titre coupé\n"),
        ("Nivelles-\nBaulers", "Nivelles-\nBaulers"),
        ("trans-\nver-\nsal et bon", "transversal\n\net bon"),
        ("une aide intra-\net extra-muros", "une aide intra-\net extra-muros"),
        ("le soutien pré- ou\npost-natal", "le soutien pré- ou\npost-natal"),
        ("un jouet, un jou-\net neuf", "un jouet, un jouet\nneuf"),
        ("une liste -\nsuite", "une liste -\nsuite"),
        ("la cou-\n- pure", "la cou-\n- pure"),
        ("la cou-\n# pure", "la cou-\n# pure"),
    ],
)
def test_a_word_cut_at_a_line_end_is_made_whole(text: str, expected: str) -> None:
    assert mended(text) == expected


def test_a_word_cut_by_a_page_is_made_whole_over_the_furniture() -> None:
    text = "Page 1\nil est rédi-\n\nPage 2\n\ngé par tous.\n"
    assert mended(text) == "\nil est rédigé\n\n\n\npar tous.\n"


@pytest.mark.parametrize(
    ("printed", "read"), [("ﬁn", "fin"), ("aﬀaires", "affaires"), ("ﬂux", "flux"), ("oﬃce", "office")]
)
def test_ligatures_become_letters(printed: str, read: str) -> None:
    assert mended(f"La {printed} du jour") == f"La {read} du jour"


@pytest.mark.parametrize(
    "marks",
    ["1 2 3", "- 1 -|- 2 -|- 3 -", "Page 1|Page 2|Page 3", "Page 1 / 3|Page 2 / 3|Page 3 / 3", "p. 1|p. 2|p. 3"],
)
def test_page_numbers_go(marks: str) -> None:
    numbers = marks.split("|") if "|" in marks else marks.split()
    text = "".join(f"Phrase {letter}.\n\n{number}\n\n" for letter, number in zip("ABC", numbers, strict=True))
    assert mended(text).split() == ["Phrase", "A.", "Phrase", "B.", "Phrase", "C."]


@pytest.mark.parametrize(
    "text",
    ["Un CPAS.\n\n2024\n\nUne phrase.", "Un\n\n5\n\nDeux\n\n3\n", "1. Un\n2. Deux\n3. Trois"],
)
def test_a_lone_number_or_one_with_words_stays(text: str) -> None:
    assert mended(text).split() == text.split()


@pytest.mark.parametrize(
    "line", ["Actions :", "- Former les agents", "# Titre", "Objectif opérationnel 1", "| a | b |"]
)
def test_structure_that_comes_again_beside_page_numbers_stays(line: str) -> None:
    text = "".join(f"{line}\n{number}\n\nUne phrase {chr(96 + number)}.\n\n" for number in (1, 2, 3))
    assert mended(text).count(line) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Former les agents\n2025\nLouer un studio\n2026\nAcheter un bus\n2027\n",
        "Former les agents\n500 €\nLouer un studio\n1200 €\n",
        "Isoler les bâtiments\n50 %\nPlanter des arbres\n75 %\n",
        "PST 2019-\n2019-\n2024\n",
    ],
)
def test_years_amounts_and_shares_are_no_page_numbers(text: str) -> None:
    assert mended(text) == text


def test_a_sentence_goes_on_over_a_page() -> None:
    source = repaired(Source("Page 1\n\nLe Centre aide\n\nPage 2\n\nles jeunes.\n\nIl agit.\n", {}))
    assert source.hints == {7: Hint(whole=False, joined=True)}


def test_a_new_sentence_after_a_page_does_not() -> None:
    assert not repaired(Source("Page 1\n\nLe Centre aide.\n\nPage 2\n\nles jeunes.\n")).hints
    assert not repaired(Source("Page 1\n\nLe Centre aide\n\nPage 2\n\nLes jeunes.\n")).hints


@pytest.mark.parametrize(
    "below",
    ["c) les jeunes", "o les jeunes", "- les jeunes", "2. les jeunes", "# les jeunes", "| les | jeunes |",
     "Action 2 : les jeunes"],
)  # fmt: skip
def test_items_and_parts_do_not_go_on_with_a_sentence(below: str) -> None:
    assert not repaired(Source(f"Page 1\n\nLe Centre aide avec les\n\nPage 2\n\n{below}\n")).hints


def test_a_sentence_goes_on_over_a_running_footer_and_not_with_it() -> None:
    pages = ["Plan\n\nLe Centre aide", "les jeunes.\n\nIl loge", "les familles.\n\nFin."]
    text = "".join(f"{page}\n\nCPAS de Huy\n{number}\n\n" for number, page in enumerate(pages, start=1))
    found = laid_out(text)
    assert [block.text for block in found if not block.outside] == [
        "Plan", "Le Centre aide les jeunes.", "Il loge les familles.", "Fin."
    ]  # fmt: skip
    assert [block.text for block in found if block.outside] == ["CPAS de Huy"]


def test_a_header_that_only_cuts_sentences_is_no_part_of_one() -> None:
    above = ["Le Centre aide", "Il loge", "Il forme"]
    below = ["les jeunes.", "les familles.", "les agents."]
    text = "".join(
        f"{first}\n\nCPAS de Huy\n{number}\n\n{rest}\n"
        for number, (first, rest) in enumerate(zip(above, below, strict=True), start=1)
    )
    found = [block.text for block in laid_out(text) if not block.outside]
    assert found == ["Le Centre aide", "les jeunes.", "Il loge les familles.", "Il forme les agents."]


def test_what_was_repaired_is_known_beside_the_tables_of_a_markdown_text() -> None:
    table = "| Action | Pilote |\n| --- | --- |\n| Former les agents | Service social |\n"
    source = read_text(f"Page 1\n\n{table}\nLe Centre aide\n\nPage 2\n\nles jeunes.\n")
    lines = source.text.split("\n")
    assert source.hints[lines.index("les jeunes.") + 1] == Hint(whole=False, joined=True)
    assert "Le Centre aide les jeunes." in [block.text for block in blocks(source.text, source.hints)]


@pytest.mark.parametrize(
    "line",
    ["a" * 80_000, "-" * 80_000, "a-" * 40_000, "[" * 80_000, "![" * 30_000, "![](" * 20_000, "[](#" * 20_000,
     "{#" * 30_000, "x" + " " * 80_000 + "x"],
    ids=range(9),
)  # fmt: skip
def test_long_lines_take_no_long_time(line: str) -> None:
    assert len(mended(without_export_marks(f"{line}\nsuite"))) > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titre {#_abc123}", "# Titre"),
        ("[Le logement](#_toc1)", "Le logement"),
        ("[Un site](https://exemple.be)", "[Un site](https://exemple.be)"),
        ("![Une image](data:image/png;base64,AAAA)", ""),
        ("![Une image](plan_(2024).png)", ""),
        ("![][image1]", ""),
        ("[image1]: <data:image/png;base64,AAAA>", ""),
        ("1\\. Former \\- loger", "1. Former - loger"),
        ("a\\b", "a\\b"),
        ("- Former", "- Former"),
    ],
)
def test_export_marks_are_taken_off(text: str, expected: str) -> None:
    assert without_export_marks(text) == expected


@given(st.one_of(st.text(), rough_texts()))
def test_export_marks_leave_the_lines(text: str) -> None:
    assert without_export_marks(text).count("\n") == text.count("\n")
