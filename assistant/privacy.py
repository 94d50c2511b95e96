"""What people write about themselves by mistake, hidden before it is kept: numbers that identify them."""

import re

from assistant.answer import Turn
from assistant.intent import has_any
from ingest.folding import fold_spaces
from ingest.vocabulary import load

NATIONAL, ACCOUNT, PHONE, MAIL = (
    "[numéro national masqué]",
    "[numéro de compte masqué]",
    "[téléphone masqué]",
    "[adresse e-mail masquée]",
)
_GAP = r"[ \t\u00a0\u202f./\-–]{0,2}"
_BEFORE, _AFTER = r"(?<![\w/])(?<!\d[.,\-])", r"(?![\w/])(?![.,\-]\d)"
"""A number inside a longer one is a part of it: an article, a date, an amount."""
_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+%-]{1,64}\s?(?:@|\[at\]|\(at\)|\(a\)|\[arobase\]|\(arobase\)|(?<=\s)arobase(?=\s))\s?(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,18}(?!\w)"
)
_NATIONAL = re.compile(rf"{_BEFORE}(\d{{2}}){_GAP}(\d{{2}}){_GAP}(\d{{2}}){_GAP}(\d{{3}}){_GAP}(\d{{2}}){_AFTER}")
_NATIONAL_SHAPE = re.compile(r"\d{2}\.\d{2}\.\d{2}[ -]+\d{3}[.-]\d{2}")
"""Nothing else is written so: it is hidden even where a slip of the pen spoils its check digits."""
_IBAN_START = re.compile(
    r"(?<!\w)(?:[A-Za-z]{2}\d{2}|[Bb][Ee][ \t\u00a0\u202f.\-]\d{2})(?=[ \t\u00a0\u202f.\-]?[A-Za-z0-9])"
)
_IBAN_LENGTHS = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IT": 27, "LT": 20, "LU": 20, "LV": 21, "MA": 28,
    "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "TN": 24,
    "TR": 26, "UA": 29,
}  # fmt: skip
_IBAN_SEPARATORS = " \t\u00a0\u202f.-"
_BELGIAN_SHAPE = re.compile(r"BE[ .-]?\d{2}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{4}")
_OLD_ACCOUNT = re.compile(rf"{_BEFORE}(\d{{3}})-(\d{{7}})-(\d{{2}}){_AFTER}")
_SEP = r"[ \u00a0\u202f./\-]"
_ABROAD = rf"(?:\+|\b00){_SEP}?(?:32|33|352|31|49){_SEP}?(?:\(0\){_SEP}?)?\d(?:{_SEP}{{0,2}}\d){{7,9}}"
_HOME = (
    # Mobile: 0472 12 34 56, 0472/123.456, 0472123456, 04 72 12 34 56.
    rf"04\d{{2}}{_SEP}{{0,2}}(?:\d{{2}}{_SEP}?\d{{2}}{_SEP}?\d{{2}}|\d{{3}}{_SEP}?\d{{3}})"
    r"|04 \d{2} \d{2} \d{2} \d{2}"
    # Zones of three figures: 069 12 34 56; of two: 02 123 45 67, 04/123.45.67; 0800, 070 and 078 are services.
    rf"|0(?!7[08]|80|90)[1-9]\d{_SEP}{{0,2}}\d{{2}}{_SEP}?\d{{2}}{_SEP}?\d{{2}}"
    rf"|0[2349]{_SEP}{{0,2}}\d{{3}}{_SEP}?\d{{2}}{_SEP}?\d{{2}}"
)
_PHONE = re.compile(rf"(?<!\d[,.\-])(?<![\w/])(?:{_ABROAD}|{_HOME})(?![\w/])(?![.,\-]\d)(?!\s?(?:€|euros?\b|%))")
_MARK = re.compile("|".join(map(re.escape, (NATIONAL, ACCOUNT, PHONE, MAIL))))
_CLAUSE = re.compile(r"(?<=[,;.!?\n])(?!\S)|(?=\s(?:et|mais|donc)\s)")
_JOINED = re.compile(r"^(?:et|mais|donc|puis)\s+", re.IGNORECASE)
_MAX_INTRODUCTION = 8
"""Words beside the number in a clause that says nothing else."""
_COMPANY = re.compile(r"(?:bce|tva|entreprise|be)\W{0,4}(?:n\W{0,3})?$", re.IGNORECASE)


def mask(text: str) -> str:
    """A text in which national numbers, bank accounts, telephone numbers and e-mail addresses are hidden.

    Numbers are recognised by their check digits, or by a shape that nothing else has: dates, articles, amounts, codes
    and numbers of laws stay as they are, and so do the short or free numbers of public services. Masking a masked
    text changes nothing.

    Args:
        text: What somebody wrote.
    """
    text = _MAIL.sub(MAIL, text)
    text = _mask_ibans(text)
    text = _OLD_ACCOUNT.sub(lambda found: ACCOUNT if _is_old_account(found) else found.group(0), text)
    text = _NATIONAL.sub(lambda found: NATIONAL if _is_national(found) else found.group(0), text)
    return _PHONE.sub(lambda found: found.group(0) if _COMPANY.search(text[: found.start()]) else PHONE, text)


def unmarked(text: str) -> str:
    """What a masked text asks: without the marks, nor the few words that only introduce them.

    « Je cherche un logement, rappelez-moi au [téléphone masqué] » asks for a home, and for no number.

    Args:
        text: What `mask` gives.
    """
    if not _MARK.search(text):
        return text
    parts = [part for part in _CLAUSE.split(text) if not (_MARK.search(part) and _introduces(part))]
    kept = _MARK.sub(" ", "".join(parts) if any(map(str.strip, parts)) else text)
    return _JOINED.sub("", " ".join(kept.split()).rstrip(" ,;:"))


def _introduces(clause: str) -> bool:
    words = fold_spaces(_MARK.sub(" ", clause))
    return len(words.split()) <= _MAX_INTRODUCTION and has_any(words, load("screening")["reached"])


def masked_turn(turn: Turn) -> Turn:
    """An exchange as it may be kept: what its asker wrote is masked, what documents say stays as they say it."""
    answer = turn.answer
    return Turn(
        question=mask(turn.question),
        answer=answer.model_copy(
            update={
                "question": mask(answer.question),
                "understood": mask(answer.understood),
                "followups": tuple(map(mask, answer.followups)),
                "answer": answer.answer if answer.citations else mask(answer.answer),
            }
        ),
    )


def _is_national(found: re.Match[str]) -> bool:
    """Whether eleven figures are a national register (or BIS) number: a birth date, an order, their check digits."""
    figures = "".join(found.groups())
    month, day = int(found.group(2)), int(found.group(3))
    if month % 20 > 12 or month > 52 or day > 31:
        return False
    first, check = int(figures[:9]), int(figures[9:])
    right = check in (97 - first % 97, 97 - (2_000_000_000 + first) % 97)
    return right or bool(_NATIONAL_SHAPE.fullmatch(found.group(0)))


def _is_old_account(found: re.Match[str]) -> bool:
    """Whether twelve figures are a Belgian account of before the IBAN: the last two are the rest of a division."""
    number = int(found.group(1) + found.group(2))
    return (number % 97 or 97) == int(found.group(3))


def _mask_ibans(text: str) -> str:
    parts: list[str] = []
    done = 0
    for start in _IBAN_START.finditer(text):
        if start.start() < done:
            continue
        end = _iban_end(text, start.start())
        if end is not None:
            parts += [text[done : start.start()], ACCOUNT]
            done = end
    return "".join((*parts, text[done:]))


def _iban_end(text: str, start: int) -> int | None:
    """Where the account number that starts somewhere ends; None if none does."""
    shape = _BELGIAN_SHAPE.match(text, start)
    if shape and not text[shape.end() : shape.end() + 1].isalnum():
        return shape.end()
    wanted = _IBAN_LENGTHS.get(text[start : start + 2].upper())
    characters, position = "", start
    while position < len(text) and len(characters) < 34:
        character = text[position]
        if character.isascii() and character.isalnum():
            characters += character.upper()
            closed = not text[position + 1 : position + 2].isalnum()
            if closed and len(characters) == (wanted or len(characters)) and _is_iban(characters):
                return position + 1
        elif character not in _IBAN_SEPARATORS:
            break
        position += 1
    return None


def _is_iban(characters: str) -> bool:
    """ISO 13616: the letters as figures, the first four characters at the end, one more than a multiple of 97."""
    if not 15 <= len(characters) <= 34:
        return False
    return int("".join(str(int(one, 36)) for one in characters[4:] + characters[:4])) % 97 == 1
