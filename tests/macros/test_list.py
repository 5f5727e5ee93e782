"""The sheet of findings in the open workbook."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.explanations import ExplanationKey
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Verdict
from mtqg_xl.reconcile.explained import key_of
from mtqg_xl.writing.marking import marked_book
from mtqg_xl.writing.marking.explaining import explanations
from tests.macros.calc import HEADS, Book, Calc, finding, table

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]
UNIT = "xã \"Bảo Lâm\" \\ 'A'"
FULL = finding(
    "F1", "E9", form="BM16", row="DA1.1", column="K3", stated="26884", expected="26844", difference="40"
)
FORMER = "Giải trình đã ghi cho phát hiện hoặc số liệu nay không còn."
KON_RAY = Path(__file__).resolve().parents[2] / "samples" / "real" / "kon_ray_2023-6T.xlsx"
ENGINE = Finding(
    id="F1",
    rule="K3",
    severity=Severity.ERROR,
    verdict=Verdict.WRONG,
    key=CellKey("BM16", "DA1.1", "K3"),
    sheet="Biểu 16",
    cell="E9",
    message="Đang ghi 26.884, lẽ ra 26.844.",
    todo="Sửa lại.",
    stated=Decimal(26884),
    expected=Decimal(26844),
)


def listed(book: Book, *findings: dict[str, str]) -> list[list[str]]:
    assert book.run("Listed", table(HEADS, *findings), UNIT, "Có lỗi: 1 lỗi") == ""
    return [[text for text, _, _ in row] for row in book.ask("cells", sheet="Kiểm tra", area="A1:M8")]


def test_each_finding_has_a_line_with_its_figures(book: Book) -> None:
    rows = listed(book, FULL)
    assert rows[0][:2] == ["mtqg_xl:kiem_tra", "KẾT QUẢ KIỂM TRA SỐ LIỆU"]
    assert rows[1][1] == "Có lỗi: 1 lỗi"
    assert rows[4][:3] == ["mtqg_xl:khoa", "Mã", "Mức độ"]
    assert rows[4][12] == "Giải trình"
    assert rows[5][1:7] == ["F1", "✗ Lỗi", "BM16", "DA1.1", "K3", "Biểu 16!E9"]
    kinds = [kind for _, _, kind in book.ask("cells", sheet="Kiểm tra", area="H6:J6")[0]]
    assert kinds == ["VALUE"] * 3
    rows = listed(book, FULL | {"stated": "1234.50", "row": "11", "column": "3"})
    assert rows[5][4:6] == ["11", "3"]
    assert [kind for _, _, kind in book.ask("cells", sheet="Kiểm tra", area="E6:F6")[0]] == ["TEXT"] * 2
    assert rows[5][7].replace(",", "") == "1234.50"


def test_a_figure_is_shown_with_the_decimals_it_has_and_no_point_behind_a_whole_one(calc: Calc) -> None:
    formats = {"26884": "#,##0", "-3": "#,##0", "1234.50": "#,##0.00", "0.125": "#,##0.000", "x.y": "#,##0"}
    for figure, told in formats.items():
        assert calc.run("MtqgNumber.FigureFormat", figure) == told


def test_its_keys_are_those_of_the_engine(book: Book) -> None:
    rows = listed(book, FULL, finding("F2", "B2", sheet="Biểu 02", rule="x"))
    assert json.loads(rows[5][0]) == [UNIT, "K3", "BM16", "DA1.1", "K3", "26884"]
    assert ExplanationKey.read(rows[6][0]) == ExplanationKey(UNIT, "x", "", "Biểu 02", "B2", "")
    told = ExplanationKey("huyện A", "K3", "BM16", "DA1.1", "K3", "26884").written()
    heads = [*HEADS, "key"]
    assert book.run("Listed", table(heads, FULL | {"key": told}), f"{UNIT}; huyện A", "x") == ""
    assert book.ask("cells", sheet="Kiểm tra", area="A6")[0][0][0] == told


def test_explanations_written_there_are_carried_over_and_read_by_the_engine(
    book: Book, tmp_path: Path
) -> None:
    listed(book, finding("F0", "A1"), FULL)
    book.put("Kiểm tra", M7="Đã đối chiếu với Kho bạc")
    rows = listed(book, FULL)
    assert rows[5][12] == "Đã đối chiếu với Kho bạc"
    assert rows[6][12] == ""
    assert [name for name, _ in book.ask("sheets")].count("Kiểm tra") == 1
    path = tmp_path / "so.xlsx"
    book.ask("save", path=str(path))
    assert explanations(path) == {
        ExplanationKey(UNIT, "K3", "BM16", "DA1.1", "K3", "26884"): "Đã đối chiếu với Kho bạc"
    }


def test_one_for_another_figure_or_for_nothing_any_more_waits_below_the_findings(book: Book) -> None:
    listed(book, FULL)
    book.put("Kiểm tra", M6="Đã đối chiếu với Kho bạc")
    for _ in range(2):
        rows = listed(book, FULL | {"stated": "36884", "difference": "10040"})
        assert rows[5][12] == ""
        assert json.loads(rows[6][0])[-1] == "26884"
        assert (rows[6][6], rows[6][12]) == ("Biểu 16!E9", "Đã đối chiếu với Kho bạc")
        assert rows[7][0] == ""
    assert listed(book)[5][12] == "Đã đối chiếu với Kho bạc"
    rows = listed(book, FULL)
    assert (rows[5][12], rows[6][0]) == ("Đã đối chiếu với Kho bạc", "")


def test_one_of_before_that_tells_no_figure_is_carried_over(book: Book) -> None:
    listed(book, FULL)
    book.put("Kiểm tra", A6=json.dumps([UNIT, "K3", "BM16", "DA1.1", "K3"]), M6="Theo chứng từ")
    rows = listed(book, FULL | {"stated": "36884"})
    assert (rows[5][12], rows[6][0]) == ("Theo chứng từ", "")


def test_a_list_laid_out_by_the_engine_gives_its_explanations_and_not_its_advice(book: Book) -> None:
    report = FileReport("a.xlsx", unit=UNIT, findings=(ENGINE,))
    content = marked_book(Path(KON_RAY), [report], {key_of(UNIT, ENGINE): "Theo chứng từ"}).content
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Kiểm tra"]
    book.ask("add_sheet", name="Kiểm tra", at=2)
    cells = {
        cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    book.put("Kiểm tra", **cells)
    rows = listed(book, FULL)
    assert (rows[5][11], rows[5][12], rows[6][0]) == ("Sửa lại.", "Theo chứng từ", "")
    assert [name for name, _ in book.ask("sheets")].count("Kiểm tra") == 1


def test_texts_that_look_like_formulas_stay_texts(book: Book) -> None:
    listed(book, finding("=1", "E9", message="=1+1", todo="@SUM(A1)", stated="-x", row="+3", column="'q"))
    for text, formula, kind in book.ask("cells", sheet="Kiểm tra", area="A6:M6")[0]:
        assert kind != "FORMULA" or formula.startswith("=HYPERLINK"), (text, formula)


def test_a_sheet_of_the_user_with_that_name_is_left_alone(book: Book) -> None:
    book.ask("add_sheet", name="Kiểm tra", at=2)
    book.put("Kiểm tra", A1="của tôi")
    assert book.run("Listed", table(HEADS, FULL), "", "x") == ""
    assert [name for name, _ in book.ask("sheets")][-1] == "Kiểm tra (2)"
    assert book.ask("cells", sheet="Kiểm tra", area="A1")[0][0][0] == "của tôi"


def test_the_sheet_in_front_stays_in_front(book: Book) -> None:
    book.ask("select", sheet="Biểu 02", address="C3")
    listed(book, FULL)
    assert book.ask("selected") == "Biểu 02.C3"


def test_a_locked_structure_is_told(book: Book) -> None:
    book.ask("protect", sheet="")
    assert "khoá cấu trúc" in book.run("Listed", table(HEADS, FULL), "", "x")


class TestWhenOnlySomeRulesWereRun:
    def listed(self, book: Book, unit: str, *findings: dict[str, str]) -> list[list[str]]:
        assert book.run("ListedPartly", table(HEADS, *findings), unit, "x", True) == ""
        return [[text for text, _, _ in row] for row in book.ask("cells", sheet="Kiểm tra", area="A1:M9")]

    def test_explained_lines_of_the_other_rules_stay(self, book: Book) -> None:
        before = listed(book, FULL, finding("F2", "B2", sheet="Biểu 02", rule="=x", todo="=1+1"), FULL)
        book.put("Kiểm tra", M7="Đã đối chiếu")
        rows = self.listed(book, "", finding("L1", "E10", form="BM16", row="DA2", column="K3"))
        assert rows[5][1] == "L1"
        assert rows[6] == [*before[6][:12], "Đã đối chiếu"]
        assert not any(rows[7])
        over = listed(book, FULL)[6]
        assert over[1:3] == ["", ""], "a whole check knows that it is over"
        assert over[6:] == [before[6][6], "", "", "", FORMER, "", "Đã đối chiếu"]

    def test_a_finding_is_known_again_without_the_unit_and_with_it(self, book: Book) -> None:
        listed(book, FULL)
        book.put("Kiểm tra", M6="Đúng rồi")
        rows = self.listed(book, "", FULL)
        assert [row[12] for row in rows[5:7]] == ["Đúng rồi", ""]
        assert listed(book, FULL)[5][12] == "Đúng rồi"

    def test_another_figure_is_not_explained_by_it(self, book: Book) -> None:
        listed(book, FULL)
        book.put("Kiểm tra", M6="Đúng rồi")
        rows = self.listed(book, "", FULL | {"stated": "26884.00"})
        assert [row[12] for row in rows[5:7]] == ["Đúng rồi", ""]
        rows = self.listed(book, "", FULL | {"stated": "36884"})
        assert [row[12] for row in rows[5:7]] == ["", "Đúng rồi"]
