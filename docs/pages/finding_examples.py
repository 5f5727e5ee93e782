"""Sentences that the software says of faults put into copies of the sample workbooks, one for each kind."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import mtqg_xl as mx
from mtqg_xl.domain.findings import FileReport, Finding

_SAMPLES: Final = Path(__file__).resolve().parents[2] / "samples"
_REAL: Final = _SAMPLES / "real"
_PLAIN: Final = _REAL / "kon_ray_2023-6T.xlsx"
_MANY: Final = _REAL / "bao_lam_2023-6T.xlsx"
#: Reports whose own faults are told.
_TOLD: Final = ("bao_lam_2023-6T.xlsx", "cao_bang_2019-N.xlsx", "kon_ray_2023-6T.xlsx")
#: Figures as people write them, each put into a cell of the report of Bảo Lâm: one check tells of them all.
_WRITTEN: Final[dict[str, object]] = {
    "BM02!F11": "1250",
    "BM02!F12": "1.250",
    "BM02!F13": "12,5",
    "BM02!F14": "3.250 hộ (kể cả hộ mới tách)",
    "BM02!F15": "chưa rà soát xong",
    "BM02!F16": "12O5",
    "BM02!F17": "12 350",
    "BM02!F21": "(1.250)",
    "BM02!H26": "21,840.50",
    "BM02!H27": "4.032.000.000 đồng",
    "BM02!H28": "12 hộ",
    "BM02!H29": "797.515",
    "BM02!H30": "1.232.836,9",
    "BM02!H31": datetime(2023, 5, 12),
    "BM02!F45": "45.900,5 (cả năm)",
    "BM11!H13": -4,
    "BM11!G13": 209.5,
    "BM11!M13": "...",
    "BM11!N13": "không",
}
#: Formulas typed into the report of Kon Rẫy, most of them wrong.
_FORMULAS: Final = {
    "C12": "=SUM(C13:C15)",
    "D12": "=D13+D14+D15+D15",
    "E12": "=SUM(E13:E14)",
    "E13": "=C13+D13",
    "E14": "=C14*D14",
    "E15": "=C15+D15+E15",
    "F12": "=SUM(F13:F15,G13)",
    "G12": "=G13-G14+G15",
    "H12": "=F12+G12",
    "H13": "=F13+G13+100",
    "H14": "=F13+G13",
    "H15": "=(F15+G15)*1000",
    "I12": "=F12/C12*100",
    "I13": "=G13/C13*100",
    "I14": "=F14/E14*100",
    "K12": "=H12/E12*100",
    "K13": "=H13/E13*100",
    "K14": "=H14/E14*100",
    "K15": "#DIV/0!",
    "L12": "=SUM(L13:L14)",
    "N12": "=M12/L12*100",
    "N13": "=M13/L13*100",
    "N14": "=M14/L14*100",
    "N15": "=M15/L15*100",
    "S12": "='[nam_truoc.xlsx]KR02'!S12",
}


def examples() -> dict[str, Finding]:
    """An example by the code of its kind, the first that the samples and their copies give."""
    found: dict[str, Finding] = {}
    for report in _reports():
        for top in report.findings:
            for one in top.walk():
                found.setdefault(one.kind, one)
    return found


def _reports() -> Iterator[FileReport]:
    for file in sorted(map(_REAL.joinpath, _TOLD)):
        yield from mx.check(file).files
    with tempfile.TemporaryDirectory() as folder:
        for number, (source, change) in enumerate(_seeds()):
            place = Path(folder) / str(number) / source.name
            place.parent.mkdir()
            _changed(source, place, change)
            yield from mx.check(place).files


def _changed(source: Path, place: Path, change: Callable[[Any], None]) -> None:
    import openpyxl

    book = openpyxl.load_workbook(source)
    change(book)
    book.save(place)


def _seeds() -> Iterator[tuple[Path, Callable[[Any], None]]]:
    yield _MANY, _write
    for change in _LAYOUTS:
        yield _PLAIN, change


def _write(book: Any) -> None:
    for place, value in _WRITTEN.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value


def _row_renamed(book: Any) -> None:
    book["KR02"]["B14"] = "Chương trình phục hồi kinh tế"


def _column_renamed(book: Any) -> None:
    book["KR02"]["U10"], book["KR02"]["U11"], book["KR02"]["U13"] = "Ghi thêm", "20", 12


def _in_dong(book: Any) -> None:
    book["KR02"]["K7"] = "Đơn vị tính: đồng"


def _in_other(book: Any) -> None:
    book["KR02"]["K7"] = "Đơn vị tính: quan tiền"


def _no_unit(book: Any) -> None:
    book["KR02"]["A2"] = None


def _other_unit(book: Any) -> None:
    book["KR02"]["A2"] = "HUYỆN ĐẮK GLEI"


def _other_period(book: Any) -> None:
    book["KR02"]["C5"] = "Kỳ báo cáo: năm 2022"


def _twice(book: Any) -> None:
    book.copy_worksheet(book["KR02"]).title = "KR02 nháp"


def _hidden(book: Any) -> None:
    book["KR02"].sheet_state = "hidden"
    book["KR02"].row_dimensions[14].hidden = True
    book["KR02"].column_dimensions["D"].hidden = True
    drafts = book.create_sheet("Nháp")
    drafts["A1"], drafts.sheet_state = 125, "hidden"
    secret = book.create_sheet("Số cũ")
    secret["A1"], secret.sheet_state = 125, "veryHidden"


def _outside(book: Any) -> None:
    book["KR02"]["X30"], book["KR02"]["X31"] = 1250, 340


def _emptied(book: Any) -> None:
    for row in book["KR02"]["C12:T15"]:
        for cell in row:
            cell.value = None


def _formulas(book: Any) -> None:
    for cell, formula in _FORMULAS.items():
        book["KR02"][cell] = formula


def _row_lost(book: Any) -> None:
    book["KR02"]["A15"] = book["KR02"]["B15"] = None


def _row_added(book: Any) -> None:
    book["KR02"]["A16"], book["KR02"]["B16"], book["KR02"]["C16"] = "4", "Vốn vay nước ngoài", 1200


def _column_lost(book: Any) -> None:
    del book["_mtqg"]
    book["KR02"].delete_cols(15)


def _nobody(book: Any) -> None:
    del book["_mtqg"]
    del book["NTM01"]
    book["KR02"]["A2"] = book["KR02"]["C5"] = None


def _percent(book: Any) -> None:
    for cell, rate in (("K12", 0.0917), ("N12", 0.3028), ("N13", 0.2546), ("N15", 0.974)):
        book["KR02"][cell] = rate


def _scaled(book: Any) -> None:
    book["KR02"]["E13"] = 26884000
    book["KR02"]["E13"].number_format = "#,##0,"
    book["KR02"].merge_cells("R14:S15")


_LAYOUTS: Final = (
    _row_renamed,
    _column_renamed,
    _in_dong,
    _in_other,
    _no_unit,
    _other_unit,
    _other_period,
    _twice,
    _hidden,
    _outside,
    _emptied,
    _formulas,
    _row_lost,
    _row_added,
    _column_lost,
    _nobody,
    _percent,
    _scaled,
)
