"""Marks on an open workbook: painted, noted, listed; and all of it taken off again."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import mtqg_xl as mx
from mtqg_xl import excel
from mtqg_xl.api.live import LiveBookProblem
from tests.excel.conftest import REAL, WRONG, Opener

pytestmark = pytest.mark.xdist_group("xlwings")
BAD, NEUTRAL = (0xFF, 0xC7, 0xCE), (0xFF, 0xEB, 0x9C)
ERRORS = ("E13", "L14", "Q15")


def looks(book: Any, cells: str = "E12:Q15") -> dict[str, Any]:
    """Backgrounds and notes around the figures."""
    found = {}
    for cell in book.sheets["KR02"][cells]:
        note = cell.note
        found[cell.address] = (cell.color, note.text if note else None)
    return found


def list_sheet(book: Any) -> list[list[Any]]:
    lines: list[list[Any]] = book.sheets["Kiểm tra"].used_range.options(ndim=2).value
    return lines


def unprotected(book: Any) -> Any:
    """Our templates let cells be formatted but not be noted; a sheet of one's own allows both.

    The notes of the sample go too, to be able to see ours alone.
    """
    book.sheets["KR02"].api.Unprotect()
    for cell in (*ERRORS, "N14"):
        note = book.sheets["KR02"][cell].note
        if note is not None:
            note.delete()
    return book


def test_wrong_cells_are_painted_noted_and_listed(open_book: Opener) -> None:
    book = unprotected(open_book(WRONG))
    report = excel.check(book)
    active = book.sheets.active.name
    assert excel.mark(book, report) == 4, "three errors, and a rate that follows from one of them"
    sheet = book.sheets["KR02"]
    assert [sheet[cell].color for cell in ERRORS] == [BAD] * 3
    assert sheet["N14"].color == NEUTRAL
    assert sheet["E12"].color not in (BAD, NEUTRAL), "a total that is right is not accused"
    assert sheet["E13"].note.text.startswith("[F1] Sai: lẽ ra 26.844\n")
    assert "Việc cần làm:" in sheet["E13"].note.text
    assert sheet["N14"].note.text.startswith("[F2.2] Sai theo F2: lẽ ra 27,97\n")
    lines = list_sheet(book)
    ids = [line[1] for line in lines]
    assert [f.id for head in report.findings for f in head.walk()] == [
        one for one in ids if str(one)[:1] == "F"
    ]
    first = lines[ids.index("F1")]
    assert first[2] == "✗ Lỗi"
    assert first[4] == "KR02!E13"
    assert first[5:8] == [26884, 26844, 40]
    assert book.sheets.active.name == active
    hidden = [one.name for one in book.sheets if not one.visible]
    assert "_mtqg_dau_python" in hidden


def test_clearing_brings_back_every_background_and_note(open_book: Opener) -> None:
    book = unprotected(open_book(WRONG))
    sheet = book.sheets["KR02"]
    sheet["L14"].color = (10, 200, 30)
    sheet["Q15"].color = None
    before, names = looks(book), [one.name for one in book.sheets]
    report = excel.check(book)
    excel.mark(book, report)
    assert looks(book) != before
    assert excel.clear(book) == 4
    assert looks(book) == before
    assert [one.name for one in book.sheets] == names
    assert excel.clear(book) == 0, "a book that is not marked stays as it is"


def test_marking_twice_replaces_the_marks(open_book: Opener) -> None:
    book = unprotected(open_book(WRONG))
    before = looks(book)
    excel.mark(book, excel.check(book))
    book.sheets["KR02"]["E13"].value = 26844
    again = excel.check(book)
    excel.mark(book, again)
    sheet = book.sheets["KR02"]
    assert sheet["E13"].color == before["$E$13"][0]
    assert sheet["E13"].note is None
    assert sheet["L14"].color == BAD
    assert [one.name for one in book.sheets].count("Kiểm tra") == 1
    assert not [one.name for one in book.sheets if one.name.startswith("Kiểm tra (")]


def test_a_marked_book_is_checked_as_before(open_book: Opener) -> None:
    book = unprotected(open_book(WRONG))
    report = excel.check(book)
    excel.mark(book, report)
    assert excel.check(book).files[0].findings == report.files[0].findings


def test_notes_of_people_stay_and_what_they_add_later_too(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    sheet = book.sheets["KR02"]
    sheet["E13"].add_note("Giải trình: theo QĐ 15\nngày 3/3")
    sheet["L14"].add_note("=1+1")
    excel.mark(book, excel.check(book))
    assert sheet["E13"].note.text.startswith("Giải trình: theo QĐ 15\nngày 3/3\n[F1] ")
    sheet["E13"].note.text = sheet["E13"].note.text + "\nđã gọi điện"
    sheet["Q15"].note.text = "xem lại\r\n" + sheet["Q15"].note.text
    excel.clear(book)
    assert sheet["E13"].note.text == "Giải trình: theo QĐ 15\nngày 3/3\n\nđã gọi điện"
    assert sheet["L14"].note.text == "=1+1"
    assert sheet["Q15"].note.text == "xem lại"


def test_what_people_do_to_a_marked_book_is_respected(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    excel.mark(book, excel.check(book))
    sheet = book.sheets["KR02"]
    sheet["E13"].color = (1, 2, 3)
    sheet["Q15"].note.delete()
    book.sheets["Kiểm tra"].delete()
    assert excel.clear(book) == 3
    assert sheet["E13"].color == (1, 2, 3)
    assert sheet["Q15"].note is None


def test_a_sheet_that_goes_away_takes_its_marks_along(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    excel.mark(book, excel.check(book))
    book.sheets["KR02"].delete()
    assert excel.clear(book) == 0
    assert "Kiểm tra" not in [one.name for one in book.sheets]


def test_a_sheet_of_somebody_called_the_same_is_left_alone(open_book: Opener) -> None:
    book = open_book(WRONG)
    book.sheets.add("Kiểm tra", after=book.sheets[-1])["A1"].value = "của tôi"
    excel.mark(book, excel.check(book))
    assert book.sheets["Kiểm tra"]["A1"].value == "của tôi"
    assert book.sheets["Kiểm tra (2)"]["A1"].value == "mtqg_xl:kiem_tra"
    excel.clear(book)
    assert [one.name for one in book.sheets if one.name.startswith("Kiểm tra")] == ["Kiểm tra"]


def test_a_template_takes_colours_but_no_notes(in_openpyxl: Opener) -> None:
    book = in_openpyxl(WRONG)
    before = looks(book)
    assert excel.mark(book, excel.check(book)) == 4
    sheet = book.sheets["KR02"]
    assert sheet["E13"].color == BAD
    assert sheet["L14"].note.text == before["$L$14"][1], "that of the sample"
    assert excel.clear(book) == 4
    assert looks(book) == before


def test_a_locked_sheet_is_told_of_and_left_as_it_is(open_book: Opener) -> None:
    book = open_book(WRONG)
    book.sheets["KR02"].api.Protect()
    before = looks(book)
    report = excel.check(book)
    assert excel.mark(book, report) == 0
    assert looks(book) == before
    told = [line[1] for line in list_sheet(book)]
    assert "Chưa tô được ô trên trang đang khoá: KR02; phát hiện vẫn ghi ở trang này." in told
    assert excel.clear(book) == 0
    assert "Kiểm tra" not in [one.name for one in book.sheets]


def test_marks_stay_where_a_sheet_was_locked_afterwards(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    before = looks(book)
    excel.mark(book, excel.check(book))
    book.sheets["KR02"].api.Protect()
    assert excel.clear(book) == 0
    assert book.sheets["KR02"]["E13"].color == BAD
    report = excel.check(book)
    for _ in range(2):
        assert excel.mark(book, report) == 0
    book.sheets["KR02"].api.Unprotect()
    assert excel.clear(book) == 4, "how they looked is not forgotten meanwhile"
    assert looks(book) == before
    assert "_mtqg_dau_python" not in [one.name for one in book.sheets]


def test_notes_stay_remembered_where_only_they_were_closed_afterwards(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    before = looks(book)
    excel.mark(book, excel.check(book))
    protection = book.impl.document.book["KR02"].protection
    protection.sheet, protection.formatCells, protection.objects = True, False, True
    assert excel.clear(book) == 4
    assert book.sheets["KR02"]["E13"].note.text.startswith("[F1] ")
    assert excel.mark(book, excel.check(book)) == 4
    book.sheets["KR02"].api.Unprotect()
    excel.clear(book)
    assert looks(book) == before


def test_a_sheet_that_took_the_name_of_the_list_is_not_thrown_away(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    excel.mark(book, excel.check(book))
    book.sheets["Kiểm tra"].delete()
    book.sheets.add("Kiểm tra", after=book.sheets[-1])["A1"].value = "của tôi"
    assert excel.clear(book) == 4
    assert book.sheets["Kiểm tra"]["A1"].value == "của tôi"


def test_marks_stay_whole_where_sheets_may_not_be_removed(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    excel.mark(book, excel.check(book))
    marked = looks(book)
    book.impl.document.api = SimpleNamespace(ProtectStructure=True)
    with pytest.raises(LiveBookProblem, match="đang khoá"):
        excel.clear(book)
    assert looks(book) == marked
    book.impl.document.api = None
    assert excel.clear(book) == 4


def test_a_book_that_takes_no_sheets_is_refused_untouched(in_openpyxl: Opener) -> None:
    book = in_openpyxl(WRONG)
    report = excel.check(book)
    names = [one.name for one in book.sheets]
    book.impl.document.api = SimpleNamespace(ProtectStructure=True)
    with pytest.raises(LiveBookProblem, match="đang khoá"):
        excel.mark(book, report)
    book.impl.document.api = None
    book.sheets.add("_mtqg_dau_excel", after=book.sheets[-1])
    with pytest.raises(LiveBookProblem, match="Xoá đánh dấu"):
        excel.mark(book, report)
    assert [one.name for one in book.sheets] == [*names, "_mtqg_dau_excel"]


def test_a_sheet_that_only_has_the_name_of_the_memory_is_not_believed(in_openpyxl: Opener) -> None:
    book = in_openpyxl(WRONG)
    book.sheets.add("_mtqg_dau_python", after=book.sheets[-1])["A1"].value = [["gì", "đó"]]
    assert excel.clear(book) == 0
    assert "_mtqg_dau_python" in [one.name for one in book.sheets]


def test_a_mark_inside_merged_cells_is_on_the_one_that_is_seen(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    report = excel.check(book)
    book.sheets["KR02"]["D13:E13"].merge()
    excel.mark(book, report)
    assert book.sheets["KR02"]["D13"].color == BAD
    assert "\n[F1] Sai" in book.sheets["KR02"]["D13"].note.text, "below the note that was there"


def test_texts_of_a_workbook_never_become_formulas(in_openpyxl: Opener) -> None:
    book = unprotected(in_openpyxl(WRONG))
    report = excel.check(book)
    book.sheets["KR02"].name = "=KR02"
    renamed = excel.check(book)
    excel.mark(book, renamed)
    made = book.impl.document.book
    for name in ("Kiểm tra", "_mtqg_dau_python"):
        kinds = {cell.data_type for line in made[name].iter_rows() for cell in line}
        assert "f" not in kinds
    assert "=KR02!E13" in [line[4] for line in list_sheet(book)]
    assert len(renamed.findings) == len(report.findings)


def test_a_clean_book_gets_an_empty_list(in_openpyxl: Opener) -> None:
    clean = Path(__file__).resolve().parents[2] / "samples" / "synthetic" / "2024-KH" / "hoa_an_gia_lap.xlsx"
    book = in_openpyxl(clean)
    report = excel.check(book)
    assert excel.mark(book, report) == 0
    assert any("HỢP LỆ" in str(line[1]) for line in list_sheet(book))


def test_two_units_in_one_book_have_ids_of_their_own(in_openpyxl: Opener) -> None:
    """The second unit's findings are told apart from the first's."""
    from mtqg_xl.api.live import list_of
    from mtqg_xl.api.results import CheckReport

    one = mx.check(REAL / "kon_ray_2023-6T.xlsx").files[0]
    lines = list_of(CheckReport((one, one)))
    ids = [line[1] for line in lines if str(line[1]).startswith("F")]
    assert len(set(ids)) == len(ids)
    assert "F1/2" in ids
    assert "F2.1/2" in ids
