"""The sheet “Tổng quan”: tables of live formulas over the consolidated cells, and charts over the tables."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from xlsxwriter import Workbook

from mtqg_xl.catalogue.overview import RatioText
from mtqg_xl.consolidation import Merged, combine
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import consolidated_book
from mtqg_xl.writing.overview import draw_overview, overview_of
from mtqg_xl.writing.overview.model import OVERVIEW_SHEET, Amount, Block, Line, Overview, Pair, Share
from mtqg_xl.writing.styles import Styles
from tests.support.intakes import sent, taken
from tests.support.samples import synthetic

UNIT = "tỉnh Cao Bằng"


@pytest.fixture(scope="module")
def merged() -> Merged:
    """Three made-up districts of 2023."""
    places = ("thach_an", "bao_lam", "ha_lang")
    return combine([taken(synthetic("2023-N", place)) for place in places], UNIT, "2023-N")


@pytest.fixture(scope="module")
def written(merged: Merged) -> bytes:
    """Their workbook."""
    return consolidated_book(merged, Path("cao_bang.xlsx"))


def opened(content: bytes, *, values: bool) -> Any:
    """The workbook read piece by piece: its thousands of links to sources are passed over."""
    return openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=values)


Cells = dict[str, Any]


def cells_of(book: Any, sheet: str = OVERVIEW_SHEET) -> Cells:
    """What the cells of a sheet hold, by address."""
    lines = book[sheet].iter_rows()
    return {cell.coordinate: cell.value for line in lines for cell in line if cell.value is not None}


def sheets(content: bytes) -> tuple[Cells, Cells]:
    """The overview with its formulas, and with what they show."""
    return cells_of(opened(content, values=False)), cells_of(opened(content, values=True))


def charts_in(content: bytes) -> list[str]:
    """The charts of a workbook as they are written."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        names = sorted(name for name in file.namelist() if name.startswith("xl/charts/chart"))
        return [file.read(name).decode() for name in names]


def texts(cells: Cells) -> list[str]:
    """All texts among cells."""
    return [value for value in cells.values() if isinstance(value, str)]


def test_what_the_units_give_adds_up_to_the_total_of_the_form(merged: Merged) -> None:
    block = overview_of(merged).blocks[0]
    assert len(block.lines) == 3
    assert block.total is not None
    for at in range(len(block.ratios)):
        for side in ("whole", "part"):
            given = [getattr(line.pairs[at], side).value for line in block.lines]
            assert sum(given) == getattr(block.total.pairs[at], side).value > 0


def test_figures_of_projects_are_those_of_the_form(merged: Merged) -> None:
    block = overview_of(merged).blocks[1]
    form = merged.forms["BM16"]
    computed = computed_values(form, merged.figures, merged.texts)
    for line in block.lines:
        for amount in (line.pairs[0].whole, line.pairs[0].part):
            assert isinstance(amount.source, CellKey)
            key = amount.source
            assert amount.value == (computed[key][1] if key in computed else merged.figures[key])


def test_every_figure_on_the_sheet_is_a_formula_with_its_result(written: bytes) -> None:
    formulas, shown = sheets(written)
    numbers = {place: value for place, value in shown.items() if isinstance(value, int | float)}
    assert len(numbers) > 80
    plain = re.compile(r"=IF\('(\w+)'!([A-Z]+\d+)=\"\",\"\",'\1'!\2\)")
    book = opened(written, values=True)
    forms = {name: cells_of(book, name) for name in ("BM16", "PL01")}
    followed = 0
    for place, value in numbers.items():
        assert str(formulas[place]).startswith("="), place
        if found := plain.fullmatch(formulas[place]):
            assert forms[found[1]][found[2]] == value, place
            followed += 1
    assert followed > 50


def test_units_stand_in_the_order_of_their_codes(merged: Merged, written: bytes) -> None:
    _, shown = sheets(written)
    wanted = [receipt.unit for receipt in merged.received]
    assert wanted == ["huyện Bảo Lâm", "huyện Hạ Lang", "huyện Thạch An"]
    listed = [value for value in texts(shown) if value in wanted]
    assert listed == [*wanted, *wanted]  # of disbursement, and of poverty


def test_charts_stand_over_the_cells_of_the_tables(written: bytes) -> None:
    _, shown = sheets(written)
    charts = charts_in(written)
    assert len(charts) == 3
    for chart in charts:
        references = re.findall(r"<c:f>'Tổng quan'!([^<]+)</c:f>", chart)
        assert len(references) in (2, 4)
        for place in references:
            left, top, right, bottom = range_boundaries(place.replace("$", ""))
            cells = [shown.get(f"{get_column_letter(left)}{row}") for row in range(top, bottom + 1)]
            kept = chart.partition(f"{place}</c:f>")[2]
            cached = re.findall(r"<c:v>([^<]*)</c:v>", kept)[: len(cells)]
            assert left == right
            assert None not in cells
            if isinstance(cells[0], str):
                assert cached == cells
            else:
                assert [float(value) for value in cached] == cells
                assert all(0 <= value <= 1.2 for value in cells)
        assert "%" in chart


def test_bars_are_told_apart_without_colour(written: bytes) -> None:
    two = [chart for chart in charts_in(written) if chart.count("<c:ser>") == 2]
    assert len(two) == 1
    assert two[0].count("<a:pattFill") == 1


def test_the_sheet_is_printed_on_a4_one_page_wide(written: bytes) -> None:
    with zipfile.ZipFile(BytesIO(written)) as file:
        names = opened(written, values=False).sheetnames
        sheet = file.read(f"xl/worksheets/sheet{names.index(OVERVIEW_SHEET) + 1}.xml").decode()
    assert re.search(r'<pageSetup paperSize="9" scale="\d+" orientation="portrait"', sheet)
    scale = int(re.search(r'scale="(\d+)"', sheet)[1])  # type: ignore[index]
    widths = re.findall(r'<col min="(\d+)" max="(\d+)" width="([\d.]+)"', sheet)
    pixels = sum((int(last) - int(first) + 1) * (7 * float(width) + 5) for first, last, width in widths)
    # A4 less its margins is 7.3 inches of 96 pixels.
    assert 0.8 * 7.3 * 96 < pixels * scale / 100 < 7.3 * 96


def test_without_figures_a_sentence_stands_instead_of_a_chart() -> None:
    merged = combine([sent("huyện Bảo Lâm", {("DA2", "K4"): "500"})], UNIT, "2023-N")
    content = consolidated_book(merged, Path("x.xlsx"))
    assert charts_in(content) == []
    _, shown = sheets(content)
    assert texts(shown).count("Chưa có số liệu để lập biểu đồ này.") == 3


def test_units_and_rows_without_a_rate_are_named() -> None:
    given = [
        sent("huyện Bảo Lâm", {("DA2", "K4"): "500", ("DA2", "G4"): "125", ("DA5", "K4"): "70"}),
        sent("huyện Bảo Lạc", {("DA2", "K4"): "300"}),
    ]
    merged = combine(given, UNIT, "2023-N")
    units, rows, _ = overview_of(merged).blocks
    assert [(line.label, line.pairs[0].rate) for line in units.lines] == [
        ("huyện Bảo Lâm", Decimal(125) / 570)
    ]
    assert units.left_out == ("huyện Bảo Lạc",)
    assert "5. Dự án 5" in rows.left_out
    _, shown = sheets(consolidated_book(merged, Path("x.xlsx")))
    told = " ".join(texts(shown))
    assert "chưa có số thực hiện): huyện Bảo Lạc." in told
    assert "5. Dự án 5" in told


def test_a_total_stated_beside_its_parts_is_not_counted_twice() -> None:
    given = {
        ("DA2", "K4"): "500",
        ("DA2", "G4"): "125",
        ("DA2", "K12"): "500",
        ("T", "K12"): "500",
        ("T", "G12"): "125",
    }
    merged = combine([sent("huyện Bảo Lâm", given)], UNIT, "2023-N")
    pair = overview_of(merged).blocks[0].lines[0].pairs[0]
    assert (pair.whole.value, pair.part.value) == (Decimal(500), Decimal(125))
    assert isinstance(pair.whole.source, Share)
    assert "T" not in pair.whole.source.rows


def test_the_name_of_a_unit_never_becomes_a_formula() -> None:
    known = sent("huyện Bảo Lâm", {("DA2", "K4"): "500", ("DA2", "G4"): "125"})
    assert known.unit is not None
    for name in ('=HYPERLINK("http://x")', "+1", "@SUM(A1)", "https://x.vn", "{=1}", "xã <b>&"):
        merged = combine([replace(known, path="a.xlsx", unit=replace(known.unit, name=name))], UNIT, "2023-N")
        sheet = openpyxl.load_workbook(BytesIO(consolidated_book(merged, Path("x.xlsx"))))[OVERVIEW_SHEET]
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == name]
        assert cells, name
        assert {cell.data_type for cell in cells} == {"s"}, name
        assert not any(cell.hyperlink for cell in cells), name


def test_many_units_are_drawn_in_several_charts_none_longer_than_a_page() -> None:
    ratio = RatioText(name="Tỷ lệ", whole="1", part="2", whole_name="Tổng", part_name="Phần")
    cells = [Amount(Decimal(number), CellKey("F", "R", str(number))) for number in (4, 3)]
    lines = tuple(Line(f"xã {at}", "", (Pair(*cells), Pair(*cells))) for at in range(150))
    block = Block("Nhiều xã", lines=lines, ratios=(ratio, replace_name(ratio)), measure="hộ", form="Biểu")
    buffer = BytesIO()
    book = Workbook(buffer)
    draw_overview(Overview("tỉnh", "năm 2023", "", (block,), {}), lambda _: ("F", "A1"), book, Styles(book))
    book.close()
    charts = charts_in(buffer.getvalue())
    drawn = [re.findall(r"!\$A\$(\d+):\$A\$(\d+)</c:f>", chart)[0] for chart in charts]
    rows = [row for first, last in drawn for row in range(int(first), int(last) + 1)]
    assert len(charts) > 3
    assert len(rows) == len(set(rows)) == 150
    assert max(int(last) - int(first) + 1 for first, last in drawn) <= 33
    with zipfile.ZipFile(BytesIO(buffer.getvalue())) as file:
        breaks = re.findall(r'<brk id="(\d+)"', file.read("xl/worksheets/sheet1.xml").decode())
    assert len(breaks) >= len(charts) - 1


def replace_name(ratio: RatioText) -> RatioText:
    """The same rate under another name."""
    return RatioText(
        name=f"{ratio.name} sau",
        whole=ratio.whole,
        part=ratio.part,
        whole_name=ratio.whole_name,
        part_name=ratio.part_name,
    )


def test_the_same_report_gives_the_same_sheet(merged: Merged, written: bytes) -> None:
    assert consolidated_book(merged, Path("cao_bang.xlsx")) == written
