"""What stands above a table: number and title of the form, programme, period, unit of measure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import fold
from mtqg_xl.learning.paper.places import is_unit_name
from mtqg_xl.learning.paper.words import is_frame
from mtqg_xl.reading.heading import period_in
from mtqg_xl.reading.unmerged import Unmerged

_NUMBER = re.compile(
    r"(?:bieu|phu bieu|mau|phu luc|pl|bm|form|annex|table)\b[a-z .:-]{0,16}?[ivxlc\d]{1,5}[\w./-]{0,14}",
)
_MEASURE = re.compile(r"\(?\s*(?:(?:don vi tinh|dvt|don vi do)\s*[:.]?|(?:don vi|unit)\s*:)\s*([^:]*?)\)?\s*")
_PERIOD_LINE = re.compile(
    r"(ky bao cao|\(?so lieu|\(?tinh den|\(?thoi diem|\(?tu ngay|nam \d{4}\)?$|\(?6 thang|\(?quy )"
)
_NOT_TITLE = re.compile(
    r"(ubnd|uy ban nhan dan|cong hoa xa hoi|doc lap|\(?kem theo|\(?ban hanh|so:|hoi dong nhan dan|bo lao dong"
    r"|so lao dong|don vi\s*:|don vi bao cao|co quan|\(mau tham khao|\(mot phan|[-=_*…. ]+$"
    r"|.{0,40}, ngay|ngay |\(dinh kem)"
)
#: An office above the title, with its marks: "SỞ" is no "SỐ".
_OFFICE = re.compile(
    r"(phòng|sở|ban|chi cục|trung tâm|bộ|cục|văn phòng|hội|đảng ủy|kho bạc)\s", re.IGNORECASE
)
#: Periods that offices report by and forms here do not know.
_OTHER_PERIOD = re.compile(r"\b(quy (?:i{1,3}|iv|[1-4])\b|(?:3|9) thang|tuan \d)")
_PROGRAMMES = {
    "nong thon moi": "Chương trình MTQG xây dựng nông thôn mới",
    "vung dong bao dan toc thieu so": (
        "Chương trình MTQG phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"
    ),
    "giam ngheo ben vung": "Chương trình MTQG giảm nghèo bền vững giai đoạn 2021-2025",
    "cac chuong trinh muc tieu quoc gia": "Ba chương trình mục tiêu quốc gia",
    "ra soat ho ngheo": "Rà soát hộ nghèo, hộ cận nghèo hằng năm",
}


@dataclass(frozen=True)
class Frame:
    """The texts above a table: ``number`` and ``title`` as printed, ``measure`` of all figures.

    ``other_period`` says that the title names a quarter or the like.
    """

    number: str = ""
    title: str = ""
    measure: str = ""
    programme: str = ""
    period: Period | None = None
    other_period: bool = False


def read_frame(unmerged: Unmerged, rows: tuple[int, int]) -> Frame:
    """What the rows ``rows`` (first and last) above a table say."""
    number = measure = ""
    titles: list[str] = []
    periods: list[str] = []
    shown: list[str] = []
    for row in range(rows[0], rows[1] + 1):
        for text in _texts(unmerged, row):
            folded = fold(text)
            shown.append(folded)
            if not number and (found := _NUMBER.match(folded)) and len(folded) <= found.end() + 12:
                number = text
            elif found_measure := _measure_text(text):
                measure = measure or found_measure
            elif folded.startswith("ky bao cao") or (titles and _PERIOD_LINE.match(folded)):
                periods.append(text)
            elif (
                not is_unit_name(text.title())
                and not _NOT_TITLE.match(folded)
                and not is_frame(folded)
                and len(folded) > 3
            ):
                titles.append(text)
    if len(titles) > 1 and _OFFICE.match(titles[0]):
        titles = titles[1:]
    title = " ".join(_longest_block(titles))
    said = " ".join(shown)
    programmes = [name for words, name in _PROGRAMMES.items() if words in said]
    programme = programmes[0] if len(programmes) == 1 else ""
    period = next((named for text in (*periods, title) if (named := period_in(text))), None)
    other = any(_OTHER_PERIOD.search(fold(text)) for text in (*periods, title))
    return Frame(number, title, measure, programme, period, other)


def _texts(unmerged: Unmerged, row: int) -> list[str]:
    found: list[str] = []
    for column in range(1, unmerged.sheet.columns_used + 1):
        cell = unmerged.sheet.cell(row, column)
        if cell is not None and cell.kind == "text" and cell.text.strip():
            lines = [" ".join(line.split()) for line in cell.text.splitlines()]
            found.extend(line for line in lines if line)
    return found


def _measure_text(text: str) -> str:
    folded = fold(text)
    found = _MEASURE.fullmatch(folded)
    if found is None or folded.startswith(
        ("don vi bao cao", "don vi lap", "don vi thuc hien", "don vi nhan")
    ):
        return ""
    wanted = len(found[1].split())
    if not wanted or not re.search(r"[a-z%]", found[1]):
        return ""
    return " ".join(text.strip(" ()").split()[-wanted:]).strip(" :.()")


def _longest_block(titles: list[str]) -> list[str]:
    """Lines of the title; a name in small letters above a title in capitals is not part of it."""
    capitals = [text for text in titles if text == text.upper() and any(letter.isalpha() for letter in text)]
    return capitals or titles[:3]


def with_years(text: str, period: Period | None) -> tuple[str, bool]:
    """``text`` with the years of the report as ``{nam}`` and the like; and whether other years stay.

    The year reported, the one before and the one after move on with the period; further ones may be
    fixed (a base year, a stage), which only a person can tell.
    """
    if period is None:
        return text, bool(re.search(r"\b(?:19|20)\d{2}\b", text))
    label = period.label
    if period.kind is not PeriodKind.YEAR and fold(label) in fold(text) and len(fold(text)) == len(text):
        at = fold(text).index(fold(label))
        text = text[:at] + "{ky}" + text[at + len(label) :]
    names = {period.year: "{nam}", period.year - 1: "{nam_truoc}", period.year + 1: "{nam_sau}"}
    left = False

    def named(match: re.Match[str]) -> str:
        nonlocal left
        year = int(match[0])
        if year not in names:
            left = True
        return names.get(year, match[0])

    # A stage such as 2021-2025 is a name, not two years of the report.
    parts = re.split(r"(\b(?:19|20)\d{2}\s*[-–]\s*(?:20)?\d{2}\b)", text)
    return "".join(
        part if at % 2 else re.sub(r"\b(?:19|20)\d{2}\b", named, part) for at, part in enumerate(parts)
    ), left
