"""What a sheet shows above its table: the letterhead, the title, the lines that name unit and period."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mtqg_xl.domain.units import fold
from mtqg_xl.ooxml import Sheet
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.identity.plain import clean
from mtqg_xl.reading.text.readable import readable_runs, readable_text

#: A letterhead, a title and its lines take no more rows; nor do they stand further to the right.
LAST_ROW: Final = 14
_COLUMNS: Final = 40
#: Of blank rows in a run only so many count, and nothing is looked for further down.
_GAP: Final = 2
_FURTHEST: Final = 60
#: A row with more filled cells is the head of a table.
_CELLS_OF_A_HEADING: Final = 3
#: What stands further on in a text is no title any more.
_LONGEST: Final = 600
_LONGEST_NUMBERING: Final = 12
_FIRST_HEADING = re.compile(r"(?:tt|stt|so tt|so thu tu)\.?")
#: Letterheads stand this high, and no longer text is one.
_LETTERHEAD_ROWS: Final = 5
_LETTERHEAD: Final = 90
_KINDS = "tinh|huyen|thi xa|thanh pho|quan|xa|phuong|thi tran"
_LABELLED = re.compile(
    r"(?:ten )?(?:don vi (?:bao cao|gui|nop|lap|lap bieu|tong hop)|don vi|co quan bao cao|dia phuong|"
    rf"uy ban nhan dan|ubnd|(?:(?:uy ban nhan dan|ubnd) )?(?P<kind>{_KINDS})) ?:(?P<name>.+)"
)
_REPORT = re.compile(r"kem theo (?:bao cao|to trinh|bc\b).*\bcua (?:(?:uy ban nhan dan|ubnd)\b)?(?P<name>.*)")
#: Lines about others than the one who reports: addressees, who issued the form, measures, notes.
_OTHERS = re.compile(
    r"\W*(?:(?:don vi|noi|co quan) nhan|kinh gui|kem theo (?!bao cao|to trinh|bc\b)|ban hanh|ghi chu|"
    r"theo (?:mau|bieu|quyet dinh|thong tu|cong van)|don vi (?:tinh|do)\b|dvt\b|cong hoa\b|xa hoi chu nghia)"
)
#: What a letterhead begins with: an authority, an agency, or the word for the kind of unit.
_AUTHORITY = re.compile(
    rf"\W*(?:uy ban|ubnd|hdnd|hoi dong|{_KINDS}|tp|tx|tt|h\.|so |phong|ban |chi cuc|cuc|van phong|"
    r"trung tam|hoi |lien doan|mat tran|uy ban mttq|kho bac)"
)
_PERIOD_LINE = re.compile(
    r"\W*(?:ky bao cao|ky |thoi gian|thoi diem|so lieu|luy ke|tinh den|den |(?:[369]|sau|chin|ba) thang|"
    r"(?:thang|quy|nam) [\divx]|ca nam)"
)
_LETTERED = re.compile(r"[a-z]")


@dataclass(frozen=True, slots=True)
class Line:
    """A text above the table, in a ``row`` counted without long gaps.

    ``name`` is the part in which the unit that reports is named, empty where the text is a title;
    ``of_period`` says that the line is there to tell the period.
    """

    row: int
    text: str
    name: str = ""
    of_period: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The heading of a sheet; ``has_table`` when a table follows it."""

    lines: tuple[Line, ...]
    has_table: bool


def frame_of(sheet: Sheet, book: Book) -> Frame:
    """The texts above the table of a ``sheet`` of ``book``, as a person sees them, in reading order."""
    lines: list[Line] = []
    reached = blank = 0
    for row in range(1, min(sheet.rows_used, _FURTHEST) + 1):
        texts = _texts(sheet, book, row)
        blank = 0 if texts else blank + 1
        if blank > _GAP:
            continue  # rows put in above, or between, push a heading down and make it no longer
        reached += 1
        if reached > LAST_ROW:
            break
        if _is_head(texts):
            return Frame(tuple(lines), True)
        for text in texts:
            lines.extend(_lines(reached, text))
    return Frame(tuple(lines), False)


def _texts(sheet: Sheet, book: Book, row: int) -> list[str]:
    found: list[str] = []
    for at in range(1, min(sheet.columns_used, _COLUMNS) + 1):
        cell = sheet.cells.get((row, at))
        if cell is not None and cell.kind == "text" and not cell.text.isspace():
            runs, font = sheet.runs.get((row, at)), book.font(cell.style)
            text = readable_runs(runs, font) if runs else readable_text(cell.text[:_LONGEST], font)
            found.append(text[:_LONGEST])
    return found


def _is_head(texts: Sequence[str]) -> bool:
    """Whether a row of texts begins a table; two letterheads side by side do not."""
    if not texts or _is_first_heading(texts[0]):
        return bool(texts)
    return len(texts) > _CELLS_OF_A_HEADING and not any(_AUTHORITY.match(fold(clean(t))) for t in texts[:1])


def _is_first_heading(text: str) -> bool:
    return len(text) <= _LONGEST_NUMBERING and _FIRST_HEADING.fullmatch(fold(clean(text))) is not None


@lru_cache(maxsize=2048)
def _lines(row: int, text: str) -> tuple[Line, ...]:
    return tuple(_told(row, text))


def _told(row: int, text: str) -> Iterator[Line]:
    whole = clean(text)
    plain = fold(whole)
    if not _LETTERED.search(plain) or _OTHERS.match(plain):
        return
    of_period = _PERIOD_LINE.match(plain) is not None
    labelled = _LABELLED.fullmatch(plain)
    if labelled and not of_period:
        kind = labelled["kind"]
        name = _as_written(whole, plain, labelled)
        yield Line(row, whole, f"{kind_written(kind)} {name}" if kind and fold(name) else name)
    elif report := _REPORT.search(plain):
        yield Line(row, whole, _as_written(whole, plain, report))
    elif row <= _LETTERHEAD_ROWS and len(whole) <= _LETTERHEAD and not of_period:
        # A letterhead of two lines in one cell names the unit above first.
        parts = [clean(part) for part in text.splitlines() if part.strip()]
        for part in (*parts, *([whole] if len(parts) > 1 else [])):
            yield Line(row, part, part if _AUTHORITY.match(fold(part)) else "")
    else:
        yield Line(row, whole, of_period=of_period)


def kind_written(kind: str) -> str:
    """The word for a kind of unit with its marks."""
    return {
        "tinh": "tỉnh",
        "huyen": "huyện",
        "thi xa": "thị xã",
        "thanh pho": "thành phố",
        "quan": "quận",
        "xa": "xã",
        "phuong": "phường",
        "thi tran": "thị trấn",
    }[kind]


def _as_written(whole: str, plain: str, match: re.Match[str]) -> str:
    """The part ``name`` of a match as the sheet writes it, with its marks."""
    start, end = match.span("name")
    name = whole[start:end] if len(whole) == len(plain) else plain[start:end]
    return name.strip(" ()[].;,:…")
