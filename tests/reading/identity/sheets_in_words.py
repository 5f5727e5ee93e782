"""Workbooks given by what stands on their sheets, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mtqg_xl.domain.binding import Binding, FormBinding
from mtqg_xl.domain.submissions import Remark
from mtqg_xl.domain.units import Level, Unit, UnitRegister
from mtqg_xl.ooxml import Cell, Sheet, SheetInfo
from mtqg_xl.reading.identity import Identity, identify

Rows = Sequence[str | Sequence[str]]
#: The head of a table and a line of it, as they follow every heading.
TABLE: Rows = (("TT", "Nội dung", "Kế hoạch", "Thực hiện"), ("1", "Hỗ trợ", "12", "10"))
NOWHERE = "/kho/den/bieu.xlsx"

#: Two districts with communes of one name, and a province and its town of one name.
REGISTER = UnitRegister(
    [
        Unit("04", "tỉnh Cao Bằng", Level.PROVINCE),
        Unit("040", "thành phố Cao Bằng", Level.DISTRICT, "04"),
        Unit("042", "huyện Bảo Lâm", Level.DISTRICT, "04"),
        Unit("043", "huyện Bảo Lạc", Level.DISTRICT, "04"),
        Unit("045", "huyện Hà Quảng", Level.DISTRICT, "04"),
        Unit("051", "huyện Hòa An", Level.DISTRICT, "04"),
        Unit("618", "huyện Ia H'Drai", Level.DISTRICT, "62"),
        Unit("01", "xã Quang Trung", Level.COMMUNE, "045"),
        Unit("02", "xã Quang Trung", Level.COMMUNE, "051"),
        Unit("03", "phường Hợp Giang", Level.COMMUNE, "040"),
    ]
)
DAY = date(2023, 6, 30)


@dataclass(frozen=True)
class SpokenBook:
    """A workbook that is only read here."""

    texts: Mapping[str, Rows]
    hidden: frozenset[str] = frozenset()
    typeface: str = "Times New Roman"
    path: Path = Path(NOWHERE)
    sha256: str = ""
    format: str = "xlsx"
    keeps_formulas: bool = True
    date1904: bool = False
    modified: str | None = None
    external_links: bool = False
    has_macros: bool = False

    @property
    def sheets(self) -> Sequence[SheetInfo]:
        return [SheetInfo(name, "hidden" if name in self.hidden else "visible", "") for name in self.texts]

    def sheet(self, name: str) -> Sheet:
        cells = {}
        for row, texts in enumerate(self.texts[name], start=1):
            for column, text in enumerate([texts] if isinstance(texts, str) else texts, start=1):
                if text:
                    kind = "number" if text.isdecimal() else "text"
                    cells[row, column] = Cell(row, column, kind, text, None, 0)
        used_rows = max((row for row, _ in cells), default=0)
        used_columns = max((column for _, column in cells), default=0)
        return Sheet(name, cells, (), frozenset(), frozenset(), used_rows, used_columns)

    def number_format(self, style: int) -> str:
        return "General"

    def font(self, style: int) -> str:
        return self.typeface


def of_sheets(
    sheets: Mapping[str, Rows],
    path: str = NOWHERE,
    recorded: Binding | None = None,
    hidden: frozenset[str] = frozenset(),
    font: str = "Times New Roman",
) -> Identity:
    """Whose a workbook of these headings is; a table follows each."""
    texts = {name: (*rows, *TABLE) for name, rows in sheets.items()}
    return identify(SpokenBook(texts, hidden, font), recorded, path, REGISTER)


def of_heading(*rows: str | Sequence[str], path: str = NOWHERE, tab: str = "Biểu 16") -> Identity:
    """Whose a workbook of one sheet is."""
    return of_sheets({tab: rows}, path)


def of_path(path: str) -> Identity:
    """Whose a workbook is that names neither unit nor period."""
    return of_heading("TỔNG HỢP NGUỒN VỐN", path=path)


def template(
    *sheets: str, unit: str = "huyện Bảo Lâm", code: str = "042", period: str = "2023-6T"
) -> Binding:
    """What a template of ours records."""
    forms = tuple(FormBinding(name, name, 8, "", {}, ()) for name in sheets)
    return Binding(unit, code, "huyen", period, forms=forms)


def unit_of(identity: Identity) -> str:
    """The name of the unit, empty when none is known."""
    return identity.unit.name if identity.unit else ""


def period_of(identity: Identity) -> str:
    """The code of the period, empty when none is known."""
    return str(identity.period) if identity.period else ""


def codes(identity: Identity) -> list[str]:
    """The codes of the remarks."""
    return [remark.code for remark in identity.remarks]


def told(identity: Identity, code: str) -> Remark:
    """The only remark of this code."""
    (remark,) = (remark for remark in identity.remarks if remark.code == code)
    return remark
