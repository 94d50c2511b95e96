"""What identifies a person is hidden; what identifies a law, a date or an amount never is."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Answer, Citation, Turn
from assistant.privacy import ACCOUNT, MAIL, NATIONAL, PHONE, mask, masked_turn


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("85.07.30-033.28", NATIONAL),
        ("mon numéro 85073003328 svp", f"mon numéro {NATIONAL} svp"),
        ("NISS : 85 07 30 033 28.", f"NISS : {NATIONAL}."),
        ("85.07.30-033.29", NATIONAL),  # a slip in the check digits
        ("né en 2001 : 01.02.03-004.65", f"né en 2001 : {NATIONAL}"),
        ("BE71 0961 2345 6769 merci", f"{ACCOUNT} merci"),
        ("be71096123456769", ACCOUNT),
        ("(BE71-0961-2345-6769)", f"({ACCOUNT})"),
        ("BE71 0961 2345 6768", ACCOUNT),
        ("FR76 3000 6000 0112 3456 7890 189 est mon compte", f"{ACCOUNT} est mon compte"),
        ("LU28 0019 4006 4475 0000", ACCOUNT),
        ("DE89370400440532013000, NL91ABNA0417164300", f"{ACCOUNT}, {ACCOUNT}"),
        ("096-1234567-69", ACCOUNT),
        ("appelez-moi au 0472/12.34.56", f"appelez-moi au {PHONE}"),
        ("0472 123 456 ou 0472123456", f"{PHONE} ou {PHONE}"),
        ("04 72 12 34 56", PHONE),
        ("+32 472 12 34 56", PHONE),
        ("+32 (0)69 12 34 56", PHONE),
        ("0032472123456", PHONE),
        ("tél. 02 123 45 67, 086/21.98.11 ou 069123456", f"tél. {PHONE}, {PHONE} ou {PHONE}"),
        ("04/123.45.67", PHONE),
        ("+33 6 12 34 56 78", PHONE),
        ("écris à Jean.Dupont@gmail.com!", f"écris à {MAIL}!"),
        ("jean.dupont (at) cpas-trooz.be", MAIL),
    ],
)
def test_what_identifies_a_person_is_hidden(text: str, masked: str) -> None:
    assert mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "Conseil du 05/mars/2019, puis du 23/04/2019 et du 01.02.2024 12h30",
        "articles 26bis, § 6, 60 § 7 et L1123-27 du CDLD",
        "loi du 8 juillet 1976, arrêté du 2019-2024, M.B. du 05.08.1976, p. 9876",
        "1.234.567,89 € et 185.000 € (dont 140.000 € de subsides), 012345678 €",
        "codes 12.02, OO 2.3, A1.2.2, 2.10.1.a, ODD 1 – 11",
        "appelez le 112, le 107, le 1718, le 0800/30.030, le 0800 32 123 ou le 070/245.245",
        "numéro d'entreprise BCE 0472.123.456",
        "TVA BE 0207.383.637",
        "de 8 h 30 à 16 h 00, 04 fois par an ; 01 02 03 04",
        "2019/203456, 31999L0031, CELEX 32016R0679",
        "PST 2019-2024 : 48 / 80 trajets par mois",
    ],
)
def test_what_identifies_a_law_a_date_or_an_amount_stays(text: str) -> None:
    assert mask(text) == text


@given(st.dates(), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d/%m/%y", "%d %m %Y"]))
def test_a_date_never_changes(day: object, form: str) -> None:
    text = f"le {day:{form}}, au conseil"
    assert mask(text) == text


@given(st.integers(0, 999_999_999), st.integers(0, 99), st.sampled_from([" ", ".", "\u202f", ""]))
def test_an_amount_never_changes(whole: int, cents: int, separator: str) -> None:
    text = f"un budget de {f'{whole:,}'.replace(',', separator)},{cents:02} € par an"
    assert mask(text) == text


@given(st.integers(1, 1999), st.integers(0, 99), st.integers(0, 99), st.sampled_from("-. "))
def test_an_article_or_a_code_never_changes(article: int, first: int, second: int, separator: str) -> None:
    text = f"article {article}{separator}{first}, § {second}, code {first:02}.{second:02} et OO {first}.{second}"
    assert mask(text) == text


@given(st.text(alphabet=string.ascii_letters + string.digits + " .,-/@+()éà€\n", max_size=80))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(st.dates(), st.integers(1, 997), st.sampled_from([".", "-", " ", ""]))
def test_every_national_number_is_hidden(birth: object, order: int, separator: str) -> None:
    first = f"{birth:%y%m%d}{order:03}"
    check = 97 - int(("2" if f"{birth:%Y}" >= "2000" else "") + first) % 97
    written = separator.join((first[:2], first[2:4], first[4:6], first[6:], f"{check:02}"))
    assert mask(f"je suis {written} voilà") == f"je suis {NATIONAL} voilà"


@given(st.integers(0, 9_999_999_999), st.sampled_from([" ", "", "-", "."]))
def test_every_belgian_account_is_hidden(number: int, separator: str) -> None:
    account = f"{number:010}{number % 97 or 97:02}"
    check = 98 - int(account + "111400") % 97
    iban = f"BE{check:02}{account}"
    written = separator.join(iban[start : start + 4] for start in range(0, 16, 4))
    assert mask(f"compte {written}, merci") == f"compte {ACCOUNT}, merci"


def test_a_kept_exchange_hides_what_was_asked_and_not_what_documents_say() -> None:
    quote = "Contact : 069 12 34 56"
    citation = Citation(
        n=1, document="d", title="t", organisation=None, breadcrumb=(), node="n", level="action", quote=quote, start=0,
        end=len(quote), line=1, page=None, state="verified",
    )  # fmt: skip
    asked = "Mon numéro est le 0472 12 34 56, qui appeler ?"
    answer = Answer(
        question=asked, audience="citoyen", intent="passage", status="answered", mode="extractive", model=None,
        answer=f"« {quote} » [1]", citations=(citation,), notices=(), followups=(f"{asked} (Trooz)",), total=None,
        understood="", timings_ms={},
    )  # fmt: skip
    kept = masked_turn(Turn(question=asked, answer=answer))
    assert "0472" not in kept.question + kept.answer.question + "".join(kept.answer.followups)
    assert quote in kept.answer.answer
    assert kept.answer.citations == answer.citations
