"""PDF files as they are given: read, refused with a reason, or read in part with a warning."""

import time
from pathlib import Path

import pytest

from ingest.errors import UnreadableFileError
from ingest.readers import ocr, pdf, read
from ingest.records import Level
from tests.printing import Sheet, printed
from tests.scans import picture

LAYOUTS = Path(__file__).parent / "layouts"
NAMES = ("pdf-colonne", "pdf-deux-colonnes", "pdf-fiches", "dps-numerotee")


def texts(data: bytes) -> list[str]:
    return [line for line in pdf.read(data, "plan.pdf").text.split("\n") if line]


def test_a_line_is_a_paragraph_with_its_page_heading_and_indent() -> None:
    first, second = Sheet(), Sheet()
    y = first.lines(60, 120, "OS 1 : Être une commune qui agit", size=15, bold=True, step=30)
    y = first.lines(60, y, "OO 1.1 : Réduire les factures", size=12, bold=True, step=24)
    first.lines(
        60,
        y,
        "Le Collège a fait de ce point une priorité de la mandature et il y consacre des moyens qui",
        "croîtront chaque année.",
    )
    y = second.lines(80, 120, "• Isoler la maison communale", "• Remplacer les chaudières", step=18)
    source = pdf.read(printed(first, second), "plan.pdf")
    lines = source.text.split("\n")
    found = [(line, source.hints[number]) for number, line in enumerate(lines, 1) if line]
    assert [line.strip() for line, _ in found] == [
        "OS 1 : Être une commune qui agit",
        "OO 1.1 : Réduire les factures",
        "Le Collège a fait de ce point une priorité de la mandature et il y consacre des moyens qui croîtront chaque "
        "année.",
        "• Isoler la maison communale",
        "• Remplacer les chaudières",
    ]
    assert [hint.page for _, hint in found] == [1, 1, 1, 2, 2]
    assert [hint.heading for _, hint in found] == [1, 2, 0, 0, 0]
    assert [len(line) - len(line.lstrip()) for line, _ in found] == [0, 0, 0, 4, 4]


def test_columns_are_read_one_after_the_other_and_a_title_across_them_parts_them() -> None:
    sheet = Sheet()
    left = (
        "Le marché hebdomadaire revient au",
        "centre, la place est plantée de six",
        "tilleuls et les trottoirs sont refaits",
        "devant les commerces.",
    )
    right = (
        "La forêt communale sera plantée de",
        "neuf essences, le plan de gestion en",
        "donne la liste et les lieux, parcelle",
        "par parcelle.",
    )
    sheet.lines(50, 100, *left)
    sheet.lines(310, 100, *right)
    sheet.write(50, 220, "Volet interne", 16, bold=True)
    sheet.lines(50, 270, *(f"Gauche {line}" for line in left[:3]))
    sheet.lines(310, 270, *(f"Droite {line}" for line in right[:3]))
    found = texts(printed(sheet))
    order = [
        next(place for place, line in enumerate(found) if start in line)
        for start in ("Le marché", "La forêt", "Volet interne", "Gauche", "Droite")
    ]
    assert order == sorted(order)
    assert found[0] == " ".join(left)
    assert found[1] == " ".join(right)


def test_names_and_values_side_by_side_are_no_columns() -> None:
    sheet = Sheet()
    for place, (name, value) in enumerate(
        [("Pilote", "Service social"), ("Budget", "12.000 euros"), ("Échéance", "juin 2027")] * 2
    ):
        sheet.write(60, 100 + 20 * place, name).write(200, 100 + 20 * place, value)
    assert texts(printed(sheet))[:2] == ["Pilote Service social", "Budget 12.000 euros"]


def test_what_pages_repeat_is_said_once_outside_the_content() -> None:
    sheets = []
    for number in range(1, 6):
        sheet = Sheet().write(60, 40, "CPAS de Trifouilly").write(480, 40, "PST 2025-2030", 9)
        sheet.write(60, 200, f"Texte propre à la page numéro {['un', 'deux', 'trois', 'quatre', 'cinq'][number - 1]}.")
        sheets.append(sheet.write(280, 810, f"Page {number} sur 5", 9))
    source = pdf.read(printed(*sheets), "plan.pdf")
    lines = source.text.split("\n")
    assert lines[:2] == ["CPAS de Trifouilly", "PST 2025-2030"]
    assert source.hints[1].outside
    assert "sur 5" not in source.text
    assert source.text.count("Trifouilly") == 1
    assert source.text.count("Texte propre") == 5


def test_a_title_that_sheets_repeat_is_kept_once_in_its_place() -> None:
    sheets = [
        Sheet()
        .write(60, 50, "Objectif stratégique 1 : Être solidaire", 13, bold=True)
        .write(60, 300, f"Action {name}.")
        for name in ("première", "deuxième", "troisième", "quatrième")
    ]
    lines = texts(printed(*sheets))
    assert [line for line in lines if "solidaire" in line] == ["Objectif stratégique 1 : Être solidaire"]
    assert lines.index("Objectif stratégique 1 : Être solidaire") < lines.index("Action première.")


def test_a_printed_table_of_contents_is_left_out() -> None:
    sheet = Sheet().write(60, 80, "Table des matières", 16, bold=True)
    for place in range(5):
        sheet.write(60, 120 + 16 * place, f"OO 1.{place} : Un titre " + ". " * 30 + str(place + 2))
    body = Sheet().write(60, 120, "OO 1.1 : Un titre", 13, bold=True).write(60, 150, "Du texte sous le titre.")
    assert texts(printed(sheet, body)) == ["OO 1.1 : Un titre", "Du texte sous le titre."]


def test_a_sheet_cut_by_the_page_is_one_table() -> None:
    xs = [60.0, 160.0, 500.0]
    top = [["Action", "Lancer un bus social"], ["Pilote", "Service social"]]
    below = [["Échéance", "2027"], ["Budget", "12.000 euros"]]
    data = printed(Sheet().table(xs, [700, 730, 760], top), Sheet().table(xs, [80, 110, 140], below))
    source = pdf.read(data, "fiche.pdf")
    (hint,) = [hint for hint in source.hints.values() if hint.level is Level.ACTION]
    assert {name for name, _ in hint.attributes} >= {"echeance", "budget"}
    assert hint.page == 1


def test_a_table_without_lines_is_read_by_the_names_of_its_columns() -> None:
    sheet = Sheet().write(60, 80, "OO 1 : Soutenir le commerce", 13, bold=True)
    rows = [
        ("Action", "Responsable", "Échéance"),
        ("Créer un marché", "Échevin", "2026"),
        ("Éditer une carte", "Service", "2027"),
    ]
    for place, row in enumerate(rows):
        for x, cell in zip((60, 220, 380), row, strict=True):
            sheet.write(x, 120 + 18 * place, cell)
    source = pdf.read(printed(sheet), "plan.pdf")
    actions = [
        source.text.split("\n")[number - 1].strip()
        for number, hint in source.hints.items()
        if hint.level is Level.ACTION
    ]
    assert actions == ["Créer un marché", "Éditer une carte"]


def test_text_set_sideways_is_read_upright() -> None:
    sheet = Sheet(rotation=90)
    sheet.operations += [
        f"BT /F0 11 Tf 0 1 -1 0 {100 + 14 * line} 60 Tm (Ligne {line} du plan) Tj ET" for line in range(3)
    ]
    assert "Ligne 0 du plan" in pdf.read(printed(sheet), "plan.pdf").text


def test_words_far_off_the_page_cost_nothing() -> None:
    sheet = Sheet()
    for row in range(15):
        sheet.write(60, 100 + 14 * row, "Une ligne du plan").write(50_000, 100 + 14 * row, "perdue")
    assert "perdue" not in pdf.read(printed(sheet), "plan.pdf").text


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_layout_keeps_what_the_reader_repairs(name: str) -> None:
    source = pdf.read((LAYOUTS / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    assert not any(sign in source.text for sign in "\ufb01\ufb02\u00ad\uf0b7\ufffe\x02")
    assert all(hint.page for hint in source.hints.values())
    assert not any(line.rstrip().endswith("-") for line in source.text.split("\n"))


def test_no_page_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="sans page"):
        pdf.read(printed(), "vide.pdf")


def test_more_pages_than_any_plan_has_are_refused_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = printed(*[Sheet()] * 2000)
    start = time.monotonic()
    with pytest.raises(UnreadableFileError, match=r"2000 pages.*1500"):
        pdf.read(data, "long.pdf")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("part", [0.2, 0.6, 0.9])
def test_a_truncated_file_is_refused_or_read_never_a_crash(part: float) -> None:
    data = (LAYOUTS / "pdf-fiches.pdf").read_bytes()
    try:
        text = read(data[: int(len(data) * part)], "coupe.pdf").text
    except UnreadableFileError as error:
        text = error.remedy
    assert text.strip()


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="n'est pas un PDF lisible"):
        pdf.read(b"Bonjour", "faux.pdf")


def test_a_password_is_asked_to_be_taken_off() -> None:
    data = printed(Sheet().write(60, 100, "Secret"))
    # The standard security handler with an owner's and a user's key that no empty password opens.
    protection = b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    locked = data.replace(b"trailer << ", b"trailer << /ID [<00><00>] /Encrypt " + protection + b" ")
    with pytest.raises(UnreadableFileError, match="mot de passe"):
        pdf.read(locked, "secret.pdf")


def test_empty_pages_hold_nothing_to_read() -> None:
    with pytest.raises(UnreadableFileError, match="aucun texte"):
        pdf.read(printed(Sheet(), Sheet()), "blanc.pdf")


def test_a_scanned_page_among_others_is_left_out_with_a_warning_where_nothing_can_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    data = printed(Sheet().write(60, 100, "Une page de vrai texte, lisible."), Sheet(picture=picture()))
    source = pdf.read(data, "mixte.pdf")
    assert "vrai texte" in source.text
    assert any("p. 2" in warning and "tesseract" in warning.lower() for warning in source.warnings)


def test_a_scan_without_tesseract_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(ocr.sys, "platform", "linux")
    with pytest.raises(UnreadableFileError, match="tesseract-ocr-fra"):
        pdf.read(printed(Sheet(picture=picture())), "scan.pdf")
