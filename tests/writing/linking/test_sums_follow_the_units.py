"""What stands in the cells of a total with live links, and which workbooks it names."""

from __future__ import annotations

from pathlib import Path

import openpyxl

import mtqg_xl as mx
from tests.cli.conftest import UNITS, write_district
from tests.writing.linking.conftest import FORM, Made, overwritten, place


def test_a_sum_names_the_cell_of_every_unit_and_shows_the_same_figure(province: Made) -> None:
    total = province()
    cell = f"${place('NTM', '1')[0]}${place('NTM', '1')[1:]}"
    assert total.formula("NTM", "1") == f"'[1]{FORM}'!{cell}+'[2]{FORM}'!{cell}+'[3]{FORM}'!{cell}"
    assert total.targets == ["huyện/1.xlsx", "huyện/2.xlsx", "huyện/5.xlsx"]
    assert total.same_values()


def test_the_values_of_the_sources_are_kept_so_that_it_shows_without_them(province: Made) -> None:
    link = province().formulas._external_links[0]
    assert list(link.externalBook.sheetNames.sheetName) == [FORM]
    held = {cell.r: cell.v for row in link.externalBook.sheetDataSet.sheetData[0].row for cell in row.cell}
    assert held[place("NTM", "1")] == "1010.25"
    assert held[place("GNBV", "2")] == "300"


def test_a_cell_that_one_unit_left_blank_is_linked_for_what_comes_later(folder: Path, province: Made) -> None:
    overwritten(folder / "2.xlsx", **{place("NTM", "1"): None})
    total = province()
    assert (total.formula("NTM", "1") or "").count(f"!${place('NTM', '1')[0]}$") == 3
    assert total.shows_the_sums()


def test_a_cell_that_all_left_blank_stays_blank(province: Made) -> None:
    total = province()
    assert (total.formula("DTTS", "1"), total.shown("DTTS", "1")) == (None, "")


def test_a_word_for_zero_counts_as_zero_and_another_text_would_be_an_error(
    folder: Path, province: Made
) -> None:
    overwritten(folder / "2.xlsx", **{place("NTM", "1"): "chưa giải ngân"})
    total = province()
    assert "IF('[2]KR02'!$C$13=\"chưa giải ngân\",0,'[2]KR02'!$C$13)" in (total.formula("NTM", "1") or "")
    assert total.shows_the_sums()


def test_a_measure_of_its_own_becomes_an_exact_factor(folder: Path, province: Made) -> None:
    measures = {"nghìn đồng": "/1000", "đồng": "/1000000", "tỷ đồng": "*1000"}
    for label, factor in measures.items():
        path = write_district(folder / "2.xlsx", UNITS[2])
        book = openpyxl.load_workbook(path)
        heads = [cell for line in book[FORM].iter_rows(max_row=12) for cell in line]
        (head,) = (cell for cell in heads if str(cell.value).startswith("Đơn vị tính"))
        head.value = f"Đơn vị tính: {label}"
        book[FORM][place("NTM", "1")] = 5
        book.save(path)
        total = province()
        assert f"'[2]KR02'!$C$13{factor}+" in (total.formula("NTM", "1") or ""), label
        assert total.shows_the_sums(), label


def test_names_with_quotes_signs_and_diacritics_are_written_as_excel_reads_them(
    folder: Path, province: Made
) -> None:
    named = {
        "1.xlsx": ("Bảo Lâm & 100% #1 'mới' (2).xlsx", "Bảo%20Lâm%20&%20100%25%20%231%20'mới'%20(2).xlsx"),
        "5.xlsx": ("hạ{lang}^`.xlsx", "hạ%7Blang%7D%5E%60.xlsx"),
    }
    for old, (new, _) in named.items():
        (folder / old).rename(folder / new)
    book = openpyxl.load_workbook(folder / "2.xlsx")
    book[FORM].title = "Biểu 'mới' số 2"
    book.save(folder / "2.xlsx")
    total = province()
    assert {f"huyện/{target}" for _, target in named.values()} < set(total.targets)
    assert "]Biểu ''mới'' số 2'!$C$13" in (total.formula("NTM", "1") or "")
    assert total.shows_the_sums()


def test_linked_cells_are_locked_and_look_otherwise_than_typed_ones(province: Made) -> None:
    total = province()
    linked, typed = (total.formulas[FORM][place(row, "1")] for row in ("NTM", "DTTS"))
    assert linked.protection.locked
    assert not typed.protection.locked
    assert linked.fill.fgColor.rgb != typed.fill.fgColor.rgb


def test_the_same_workbooks_give_the_same_bytes(province: Made) -> None:
    assert province().path.read_bytes() == province().path.read_bytes()


def test_it_is_checked_and_traced_like_one_without_links(folder: Path, province: Made) -> None:
    overwritten(folder / "2.xlsx", **{place("NTM", "4"): 99999.5})
    total = province()
    live, plain = (mx.check(path).findings for path in (total.path, total.plain))
    assert len(plain) > 0
    assert [one for one in live if one.rule != "DOC.external_links"] == list(plain)
    traced = mx.trace(total.path, f"{FORM}!{place('NTM', '1')}").traced
    assert [Path(origin.file).name for origin in traced.origins] == ["1.xlsx", "2.xlsx", "5.xlsx"]
    assert traced.value == mx.open(total.path).frame(FORM).loc["NTM", "1"]
