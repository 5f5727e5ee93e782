"""Consolidated figures put into a workbook that the province made itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

import mtqg_xl as mx
from mtqg_xl import api
from mtqg_xl.api.results import Consolidation
from mtqg_xl.catalogue import load_form
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import ArgumentProblem, FileProblem, OutputProblem
from tests.cli.conftest import UNITS, Run, digest, write_district
from tests.cli.conftest import run as run
from tests.cli.sentences import assert_refused
from tests.libreoffice.office import Office, Shown, program
from tests.support.books import address, concrete, reporting_unit, tampered, write
from tests.support.everyform import Case, chance_filling
from tests.writing.entering.own_forms_filled import members

pytestmark = pytest.mark.thorough

PROVINCE = "tỉnh Cao Bằng"


def place(row: str, column: str, form: str = "KR02") -> str:
    return address(form, row, column, PROVINCE)


@pytest.fixture
def districts(tmp_path: Path) -> list[Path]:
    """Workbooks of three districts, with plans of the capital."""
    folder = tmp_path / "huyện"
    folder.mkdir()
    return [write_district(folder / f"{at}.xlsx", UNITS[at]) for at in (1, 2, 5)]


@pytest.fixture
def total(districts: list[Path]) -> Consolidation:
    return api.consolidate(districts, unit=PROVINCE, jobs=1)


def own_workbook(folder: Path, *codes: str, change: Callable[[Any], None] | None = None) -> Path:
    """The province's own workbook: its fonts and colours, a sheet of its own, a chart, a note."""

    def decorated(book: Any) -> None:
        sheet = book["KR02"]
        sheet["B13"].fill = PatternFill("solid", fgColor="FFFF00")
        sheet["C13"].font = Font(name="Arial", bold=True, color="FF0000")
        sheet["C13"].number_format = "#,##0.00"
        sheet["C13"].comment = Comment("Theo Nghị quyết 15", "Sở Tài chính")
        notes = book.create_sheet("Ghi chú của Sở")
        notes["A1"], notes["A2"] = "Năm trước", 123.5
        notes["B1"], notes["B2"] = "Năm nay", "=KR02!C12"
        chart = BarChart()
        chart.add_data(Reference(notes, min_col=1, min_row=1, max_row=2), titles_from_data=True)
        notes.add_chart(chart, "D5")
        if change is not None:
            change(book)

    blank = write(folder / "mau.xlsx", list(codes) or ["KR02"], unit=PROVINCE)
    return tampered(blank, decorated)


def cells_of(path: Path, form: str = "KR02") -> list[dict[str, Any]]:
    """What the export says of a form, without where it stands."""
    found = json.loads(mx.open(path).to_json())["cells"]
    for cell in found:
        # How a program spells the last digit of a figure is its own affair.
        if cell["value"] is not None and cell["unit"]:
            cell["raw"] = ""
    leaving = ("sheet", "cell", "formula")
    return [
        {name: cell[name] for name in cell if name not in leaving} for cell in found if cell["form"] == form
    ]


def test_the_figures_are_those_of_the_workbook_that_we_would_write(
    total: Consolidation, tmp_path: Path
) -> None:
    total.save(tmp_path / "ta.xlsx")
    total.save(tmp_path / "họ.xlsx", template=own_workbook(tmp_path))
    assert cells_of(tmp_path / "họ.xlsx") == cells_of(tmp_path / "ta.xlsx")
    assert "3080.75" in [cell["value"] for cell in cells_of(tmp_path / "họ.xlsx")]


@pytest.mark.parametrize("form", ["BM05", "PL01", "BM03"])
def test_figures_texts_and_lists_of_other_forms_are_the_same_too(tmp_path: Path, form: str) -> None:
    sent = []
    for at in (1, 2, 5):
        made = Case(load_form(form), reporting_unit(UNITS[at]), Period.parse("2023-N"))
        filled = chance_filling(made.form, at, blank=0.2)
        sent.append(
            write(tmp_path / f"{at}.xlsx", [form], filled.figures, texts=filled.texts, unit=UNITS[at])
        )
    merged = mx.consolidate(sent, unit=PROVINCE, jobs=1)
    merged.save(tmp_path / "ta.xlsx")
    merged.save(tmp_path / "họ.xlsx", template=write(tmp_path / "mau.xlsx", [form], unit=PROVINCE))
    assert cells_of(tmp_path / "họ.xlsx", form) == cells_of(tmp_path / "ta.xlsx", form)


def test_every_figure_can_be_traced(total: Consolidation, tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    total.save(out, template=own_workbook(tmp_path))
    origins = mx.trace(out, f"KR02!{place('NTM', '1')}").traced.origins
    assert [origin.unit for origin in origins] == [UNITS[1], UNITS[2], UNITS[5]]
    assert [origin.value for origin in origins] == [
        Decimal("1010.25"),
        Decimal("1020.25"),
        Decimal("1050.25"),
    ]
    assert len(mx.trace(out, f"KR02!{place('T', '3')}").traced.origins) >= 1


def test_what_came_in_and_from_where_is_listed_in_it(total: Consolidation, tmp_path: Path) -> None:
    total.save(tmp_path / "ta.xlsx")
    total.save(tmp_path / "họ.xlsx", template=own_workbook(tmp_path))
    ours, theirs = (openpyxl.load_workbook(tmp_path / f"{name}.xlsx") for name in ("ta", "họ"))
    assert theirs.sheetnames[:1] == ["KR02"]
    for sheet in ("Tình hình nộp", "Nguồn gốc"):
        assert [[cell.value for cell in row] for row in theirs[sheet]] == [
            [cell.value for cell in row] for row in ours[sheet]
        ]
        links = [[cell.hyperlink is not None for cell in row] for row in theirs[sheet]]
        assert links == [[cell.hyperlink is not None for cell in row] for row in ours[sheet]]
    assert theirs["_mtqg"].sheet_state == ours["_mtqg"].sheet_state


def test_everything_of_their_own_stays(total: Consolidation, tmp_path: Path) -> None:
    template = own_workbook(tmp_path)
    before = digest(template)
    total.save(tmp_path / "ra.xlsx", template=template)
    assert digest(template) == before
    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")
    cell = book["KR02"]["C13"]
    assert (cell.font.name, cell.font.bold, cell.number_format) == ("Arial", True, "#,##0.00")
    assert cell.comment.text == "Theo Nghị quyết 15"
    assert book["KR02"]["B13"].fill.fgColor.rgb == "00FFFF00"
    assert [book["Ghi chú của Sở"][name].value for name in ("A1", "A2", "B2")] == [
        "Năm trước",
        123.5,
        "=KR02!C12",
    ]
    old, new = members(template.read_bytes()), members((tmp_path / "ra.xlsx").read_bytes())
    assert old.keys() <= new.keys()
    changed = {name for name in old if old[name] != new[name]}
    assert not {name for name in changed if "chart" in name or "drawing" in name or "comment" in name}
    assert changed <= {
        *("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"),
        *("xl/styles.xml", "docProps/app.xml"),
        *(name for name in old if name.startswith("xl/worksheets/sheet")),
    }


def test_formulas_of_their_own_that_read_the_form_get_its_new_total(
    total: Consolidation, tmp_path: Path
) -> None:
    total.save(tmp_path / "ra.xlsx", template=own_workbook(tmp_path))
    shown = Shown.of(tmp_path / "ra.xlsx").values
    assert shown["KR02", "C12"] == 3080.75
    assert shown["Ghi chú của Sở", "B2"] == 3080.75


def test_figures_of_an_earlier_report_are_emptied(total: Consolidation, tmp_path: Path) -> None:
    stale = {CellKey("KR02", "DTTS", "1"): Decimal(999), CellKey("KR02", "NTM", "1"): Decimal(1)}
    template = write(tmp_path / "mau.xlsx", ["KR02"], stale, unit=PROVINCE)
    total.save(tmp_path / "ra.xlsx", template=template)
    total.save(tmp_path / "ta.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ra.xlsx")["KR02"][place("DTTS", "1")].value is None
    assert cells_of(tmp_path / "ra.xlsx") == cells_of(tmp_path / "ta.xlsx")


def test_lines_of_an_earlier_list_are_not_counted_with_the_new_ones(tmp_path: Path) -> None:
    sent = [
        write(
            tmp_path / f"{at}.xlsx",
            ["BM05"],
            {CellKey("BM05", "DM-1", column): Decimal(7 + at) for column in ("14",)},
            texts={CellKey("BM05", "DM-1", text_column()): f"Mô hình {at}"},
            unit=UNITS[at],
        )
        for at in (1, 2)
    ]
    old = {CellKey("BM05", f"DM-{n}", text_column()): f"Mô hình cũ {n}" for n in range(1, 7)}
    figures = {CellKey("BM05", f"DM-{n}", "14"): Decimal(100 + n) for n in range(1, 7)}
    template = write(tmp_path / "mau.xlsx", ["BM05"], figures, texts=old, unit=PROVINCE)
    merged = mx.consolidate(sent, unit=PROVINCE, jobs=1)
    merged.save(tmp_path / "ra.xlsx", template=template)
    merged.save(tmp_path / "ta.xlsx")
    assert "Mô hình cũ" not in str([cell["value"] for cell in cells_of(tmp_path / "ra.xlsx", "BM05")])
    ours, theirs = (
        [cell for cell in cells_of(tmp_path / f"{name}.xlsx", "BM05") if cell["state"] != "blank"]
        for name in ("ta", "ra")
    )
    assert theirs == ours


def text_column() -> str:
    """The column of a list that names what stands on the line."""
    form = concrete("BM05")
    row = form.row_by_key["DM-1"]
    return next(column.key for column in form.columns if form.kind_of(row, column) is CellKind.TEXT)


@pytest.mark.parametrize("row", ["T", "CL"], ids=["where the form has one too", "where it has none"])
def test_targets_that_the_province_sets_itself_are_kept(tmp_path: Path, row: str) -> None:
    reported = {CellKey("PL01", "U-042", "1"): Decimal(14000), CellKey("PL01", "U-042", "9"): Decimal(6)}
    sent = [write(tmp_path / "1.xlsx", ["PL01"], reported, unit=UNITS[1])]
    own = {CellKey("PL01", row, "9"): Decimal("4.5"), CellKey("PL01", "U-043", "1"): Decimal(77)}
    template = write(tmp_path / "mau.xlsx", ["PL01"], own, unit=PROVINCE)
    mx.consolidate(sent, unit=PROVINCE, jobs=1).save(tmp_path / "ra.xlsx", template=template)
    sheet = openpyxl.load_workbook(tmp_path / "ra.xlsx")["PL01"]
    assert sheet[place(row, "9", "PL01")].value == 4.5
    assert sheet[place("U-042", "1", "PL01")].value == 14000
    assert sheet[place("U-043", "1", "PL01")].value is None


def test_forms_that_the_template_lacks_are_told(tmp_path: Path) -> None:
    sent = write_district(tmp_path / "1.xlsx", forms=["KR02", "BM16"])
    lines = mx.consolidate([sent], unit=PROVINCE, jobs=1).save_telling(
        tmp_path / "ra.xlsx", own_workbook(tmp_path)
    )
    assert [text for text, style in lines if "BM16" in text and style == "yellow"] == [
        "Biểu mẫu không có các biểu sau nên số liệu của chúng không ghi: BM16."
    ]
    assert mx.open(tmp_path / "ra.xlsx").forms == ("KR02",)


def test_a_sheet_in_dong_takes_the_sums_in_dong(total: Consolidation, tmp_path: Path) -> None:
    def in_dong(book: Any) -> None:
        for line in book["KR02"].iter_rows(max_row=8):
            for cell in line:
                if isinstance(cell.value, str) and cell.value.startswith("Đơn vị tính"):
                    cell.value = "Đơn vị tính: đồng"

    total.save(tmp_path / "ra.xlsx", template=own_workbook(tmp_path, change=in_dong))
    total.save(tmp_path / "ta.xlsx")
    assert openpyxl.load_workbook(tmp_path / "ra.xlsx")["KR02"]["C13"].value == 3_080_750_000
    figures = {(cell["row"], cell["column"]): cell["value"] for cell in cells_of(tmp_path / "ra.xlsx")}
    wanted = {(cell["row"], cell["column"]): cell["value"] for cell in cells_of(tmp_path / "ta.xlsx")}
    money = {key for key in wanted if key[1] in ("1", "2", "3", "4", "5", "6", "16", "17")}
    assert {key: figures[key] for key in money} == {key: wanted[key] for key in money}


def test_a_workbook_consolidated_before_is_refused(total: Consolidation, tmp_path: Path) -> None:
    total.save(tmp_path / "cũ.xlsx")
    with pytest.raises(ArgumentProblem, match="Tình hình nộp"):
        total.save(tmp_path / "ra.xlsx", template=tmp_path / "cũ.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_a_template_of_other_forms_is_refused_and_both_sides_named(
    total: Consolidation, tmp_path: Path
) -> None:
    with pytest.raises(ArgumentProblem, match=r"BM16.*KR02"):
        total.save(tmp_path / "ra.xlsx", template=write(tmp_path / "mau.xlsx", ["BM16"], unit=PROVINCE))
    assert not (tmp_path / "ra.xlsx").exists()


@pytest.mark.parametrize("content", [b"", b"x", None], ids=["empty", "no workbook", "no form in it"])
def test_a_template_that_cannot_be_used_is_refused(
    total: Consolidation, tmp_path: Path, content: bytes | None
) -> None:
    template = tmp_path / "mau.xlsx"
    if content is None:
        openpyxl.Workbook().save(template)
    else:
        template.write_bytes(content)
    with pytest.raises(FileProblem, match=r"mau\.xlsx"):
        total.save(tmp_path / "ra.xlsx", template=template)
    with pytest.raises(FileProblem):
        total.save(tmp_path / "ra.xlsx", template=tmp_path / "không có.xlsx")
    assert not (tmp_path / "ra.xlsx").exists()


def test_nothing_is_ever_written_onto_the_template_or_a_source(
    total: Consolidation, districts: list[Path], tmp_path: Path
) -> None:
    template = own_workbook(tmp_path)
    files = [template, *districts]
    before = [digest(path) for path in files]
    for path in files:
        with pytest.raises(OutputProblem):
            total.save(path, template=template)
    assert [digest(path) for path in files] == before


def test_an_ending_that_excel_would_not_open_is_refused(total: Consolidation, tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match=r"\.xlsx"):
        total.save(tmp_path / "ra.xlsm", template=own_workbook(tmp_path))
    assert not (tmp_path / "ra.xlsm").exists()


def test_the_command_fills_the_template_and_says_so(run: Run, districts: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "ra.xlsx"
    template = own_workbook(tmp_path)
    answer = run("consolidate", *districts, "-o", out, "--template", template, "--jobs", 1)
    assert (answer.code, answer.err) == (0, "")
    assert "công thức" in answer.out
    assert run("trace", out, "KR02!C13", "--json").data["cell"]["value"] == "3080.75"
    told = run("consolidate", *districts, "-o", out, "--template", template, "--jobs", 1, "--json")
    assert told.data["out"] == str(out)
    assert_refused(run("consolidate", *districts, "-o", template, "--template", template), template.name)
    assert_refused(
        run("consolidate", *districts, "-o", tmp_path / "x.xlsx", "--template", out), "Tình hình nộp"
    )
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.libreoffice
@pytest.mark.xdist_group("libreoffice")
def test_libreoffice_opens_the_result_and_computes_the_same(total: Consolidation, tmp_path: Path) -> None:
    if program() is None:
        pytest.skip("LibreOffice is not installed")
    out = tmp_path / "ra.xlsx"
    total.save(out, template=own_workbook(tmp_path))
    (tmp_path / "lại").mkdir()
    Office.in_folder(tmp_path / "office").recalculate(tmp_path / "lại", out)
    ours, theirs = Shown.of(out), Shown.of(tmp_path / "lại" / "ra.xlsx")
    assert theirs.formulas == ours.formulas
    assert theirs.numbers.keys() == ours.numbers.keys()
    assert theirs.numbers == {spot: pytest.approx(value, rel=1e-12) for spot, value in ours.numbers.items()}


def test_a_form_that_nobody_reported_is_told(total: Consolidation, tmp_path: Path) -> None:
    """Its figures are those that stood in the template: they must not pass for new ones."""
    figures = {CellKey("BM16", "DA1.1", "K1"): Decimal(999)}
    template = write(tmp_path / "mau.xlsx", ["KR02", "BM16"], figures, unit=PROVINCE)
    lines = total.save_telling(tmp_path / "ra.xlsx", template)
    assert [text for text, _ in lines if "BM16" in text]
    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")
    assert book["BM16"][place("DA1.1", "K1", "BM16")].value == 999
