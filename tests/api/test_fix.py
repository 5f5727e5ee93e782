"""Repairs that the check proposes, put into a copy: the right cells, as the sheet has them, and no others."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.api.repairing import Repairs, fix
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport, Severity
from mtqg_xl.messages import ArgumentProblem, MtqgError, OutputProblem, in_vietnamese
from mtqg_xl.ooxml.patching import Patch
from mtqg_xl.reading import read_submission
from tests.api.conftest import KON_RAY, SAMPLES
from tests.cli.conftest import digest
from tests.support.books import address, tampered, write

BAO_LAM = SAMPLES / "real" / "bao_lam_2023-6T.xlsx"
#: The same wrong cells, however the sheet is written.
E13, L14, Q15 = (
    CellKey("KR02", row, column) for row, column in (("NTM", "3"), ("DTTS", "10"), ("GNBV", "15"))
)
RIGHT = {E13: Decimal(26844), L14: Decimal(4079), Q15: Decimal("20.31")}


def errors(report: FileReport) -> set[CellKey | None]:
    return {one.key for one in report.findings if one.severity is Severity.ERROR}


def values_of(path: Path) -> dict[CellKey, Decimal | None]:
    submission = read_submission(path)
    return {key: submission.value(key) for key in RIGHT}


def test_certain_repairs_of_a_real_report_leave_no_error(tmp_path: Path) -> None:
    before = digest(KON_RAY)
    fixed = fix(KON_RAY, tmp_path / "b.xlsx", certain=True)
    assert errors(fixed.before) == RIGHT.keys()
    assert errors(fixed.left) == set()
    assert errors(api.check(tmp_path / "b.xlsx").files[0]) == set()
    assert values_of(tmp_path / "b.xlsx") == RIGHT
    assert digest(KON_RAY) == before


def test_a_rate_reckoned_from_the_wrong_figure_is_changed_with_it(tmp_path: Path) -> None:
    fixed = fix(KON_RAY, tmp_path / "b.xlsx", accept=["F2"])
    told = json.loads(fixed.to_json())["changes"]
    assert [(item["about"], item["cell"], item["before"], item["after"]) for item in told] == [
        ("F2", "L14", "4097", "4079"),
        ("F2.2", "N14", "27.8", "27.97"),
    ]
    assert errors(fixed.left) == {E13, Q15}


def in_thousands(book: Any) -> None:
    """The sheet of Kon Rẫy as another office writes it: in nghìn đồng, as text, in per cent, in thousands."""
    sheet = book["KR02"]
    sheet["K7"] = "Đơn vị tính: nghìn đồng"
    rates = {sheet[f"{letter}11"].column for letter in "IJKNQT"}
    for row in sheet["C12:T15"]:
        for cell in row:
            if isinstance(cell.value, int | float) and cell.column not in rates:
                cell.value = round(cell.value * 1000)
    sheet["E13"] = "26.884.000"
    sheet["L14"].number_format, sheet["L14"].value = "#,##0,", 4_097_000_000
    for cell in ("Q12", "Q13", "Q14", "Q15"):
        sheet[cell].number_format, sheet[cell].value = "0.00%", sheet[cell].value / 100


def test_a_figure_is_written_as_its_sheet_writes_it_and_reads_back_as_proposed(tmp_path: Path) -> None:
    source = tampered(write_copy(tmp_path), in_thousands)
    accepted = [
        f"{one.id}@{suspect.cell}"
        for one in api.check(source).files[0].findings
        for suspect in one.suspects
        if RIGHT.get(suspect.key) == suspect.proposed
    ]
    fixed = fix(source, tmp_path / "b.xlsx", accept=accepted)
    assert values_of(tmp_path / "b.xlsx") == RIGHT
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["KR02"]
    assert [sheet[cell].value for cell in ("E13", "L14", "Q15")] == [26844000, 4079000000, 0.2031]
    after = {item["cell"]: (item["after"], item["unit"]) for item in json.loads(fixed.to_json())["changes"]}
    assert (after["L14"], after["Q15"]) == (("4079000", "nghìn đồng"), ("20.31", "%"))


def write_copy(folder: Path) -> Path:
    path = folder / "kon_ray_2023-6T.xlsx"
    path.write_bytes(KON_RAY.read_bytes())
    return path


def test_the_copy_lists_what_was_changed_and_the_reader_passes_over_the_list(tmp_path: Path) -> None:
    once = tmp_path / "b.xlsx"
    fix(KON_RAY, once, accept=["F1"])
    sheet = openpyxl.load_workbook(once)["Đã sửa"]
    assert [cell.value for cell in sheet[5]][:9] == [
        1,
        "F1",
        "Phụ lục 02",
        "1 “Chương trình MTQG xây dựng nông thôn mới”",
        "3 “Kế hoạch – Cộng”",
        "E13",
        26884,
        26844,
        "triệu đồng",
    ]
    assert sheet["F5"].hyperlink.location == "'KR02'!E13"
    kept, left = (api.check(path).files[0] for path in (KON_RAY, once))
    assert left.forms == kept.forms
    assert {one.key for one in left.findings} <= {one.key for one in kept.findings}
    told = {one.message for one in left.findings}
    assert not [message for message in told if "Đã sửa" in message]


def test_a_copy_repaired_once_more_keeps_its_first_list(tmp_path: Path) -> None:
    fix(KON_RAY, tmp_path / "b.xlsx", accept=["F1"])
    again = fix(tmp_path / "b.xlsx", tmp_path / "c.xlsx", certain=True)
    names = openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames
    assert names[-2:] == ["Đã sửa", "Đã sửa (2)"]
    assert errors(again.left) == set()


def test_nothing_else_in_the_copy_changes(tmp_path: Path) -> None:
    fix(KON_RAY, tmp_path / "b.xlsx", accept=["F1"])
    before, after = (openpyxl.load_workbook(path) for path in (KON_RAY, tmp_path / "b.xlsx"))
    changed = [
        (sheet.title, cell.coordinate)
        for sheet in before
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != after[sheet.title][cell.coordinate].value
    ]
    assert changed == [("KR02", "E13")]


# ---- formulas ----


def filled(folder: Path) -> Path:
    figures = {
        CellKey("KR02", row, column): Decimal(100 * at + 10)
        for at, (row, column) in enumerate(
            (
                (row, column)
                for row in ("NTM", "DTTS", "GNBV")
                for column in ("1", "2", "4", "5", "10", "11", "13")
            ),
            start=1,
        )
    }
    return write(folder / "a.xlsx", ["KR02"], figures)


def broken(folder: Path, value: object = None, formula: str = "") -> tuple[Path, str, str]:
    """A workbook whose total holds ``value`` or ``formula``; its cell, and the formula that stood there."""
    whole, cell = filled(folder), address("KR02", "T", "1")
    right = openpyxl.load_workbook(whole)["KR02"][cell].value
    patch = Patch.open(whole)
    if formula:
        patch.set_formula("KR02", cell, formula, 130)
    else:
        patch.set("KR02", cell, value, over_formula=True)
    patch.save(folder / "sai.xlsx")
    return folder / "sai.xlsx", cell, right


def formula_finding(path: Path) -> str:
    report = api.check(path).files[0]
    return next(one.id for one in report.findings if one.rule.startswith("DOC.formula"))


@pytest.mark.parametrize(("value", "formula"), [(123, ""), (None, "123+7")], ids=["figure", "figures added"])
def test_a_formula_typed_over_is_restored_with_its_result(
    tmp_path: Path, value: object, formula: str
) -> None:
    source, cell, right = broken(tmp_path, value, formula)
    report = api.check(source).files[0]
    head = next(one for one in report.findings if any(item.cell == cell for item in one.walk()))
    fixed = fix(source, tmp_path / "b.xlsx", accept=[head.id])
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["KR02"][cell].value == right
    shown = openpyxl.load_workbook(tmp_path / "b.xlsx", data_only=True)["KR02"][cell].value
    assert shown == 110 + 810 + 1510
    assert errors(fixed.left) == set()


def test_a_formula_that_leaves_a_row_out_is_put_right(tmp_path: Path) -> None:
    parts = "+".join(address("KR02", row, "1") for row in ("NTM", "DTTS"))
    source, cell, right = broken(tmp_path, formula=parts)
    fixed = fix(source, tmp_path / "b.xlsx", accept=[formula_finding(source)])
    assert openpyxl.load_workbook(tmp_path / "b.xlsx")["KR02"][cell].value == right
    told = [one for one in fixed.left.findings if one.rule.startswith("DOC.formula")]
    assert not told


def test_no_figure_is_ever_written_over_a_live_formula(tmp_path: Path) -> None:
    source = filled(tmp_path)
    for path in (source, broken(tmp_path, 123)[0], KON_RAY):
        repairs = Repairs.of(path)
        for offer in repairs.offers():
            for way in offer.ways:
                for step in way.steps:
                    seen = repairs.submission.observation(step.key)
                    assert seen is not None
                    assert step.is_formula or seen.formula is None or not any(map(str.isalpha, seen.formula))


# ---- what is refused ----


@pytest.mark.parametrize(
    ("accept", "words"),
    [
        ("F99", "không có mã “F99”; các mã sửa được: F1, F2, F3, F4"),
        ("F1", "F1 chưa rõ ô nào sai; xin nêu ô cần sửa, chọn một trong: F1@C15"),
        ("F5", "F5 chưa sửa tự động được"),
        ("F2@K99", "F2 không có cách sửa ở ô “K99”; chỉ có: H13"),
        ("F3@F35,F3@BM08!F15,F3@F35", ""),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(tmp_path: Path, accept: str, words: str) -> None:
    out = tmp_path / "b.xlsx"
    if not words:
        assert len(json.loads(fix(BAO_LAM, None, accept=[accept]).to_json())["changes"]) == 2
        return
    with pytest.raises(ArgumentProblem) as refusal:
        fix(BAO_LAM, out, accept=[accept])
    assert words in str(refusal.value)
    assert not out.exists()


def test_two_findings_that_want_one_cell_to_differ_are_refused() -> None:
    repairs = Repairs.of(KON_RAY)
    first, second = (offer.ways[0] for offer in repairs.offers()[:2])
    other = replace(second, steps=(replace(first.steps[0], value=Decimal(1)),))
    with pytest.raises(ArgumentProblem, match=r"F1 và F2 cùng sửa ô E13 .* nhưng khác số; xin chỉ chọn một"):
        repairs.make([first, other])
    same = replace(second, steps=first.steps)
    mended = repairs.make([first, same]).mended
    assert mended is not None
    assert [item.ids for item in mended.made] == [("F1", "F2")]


def test_nothing_chosen_the_input_itself_and_another_kind_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentProblem, match="Chưa nêu sửa chỗ nào"):
        fix(KON_RAY, tmp_path / "b.xlsx")
    path = write_copy(tmp_path)
    with pytest.raises(OutputProblem):
        fix(path, path, certain=True)
    with pytest.raises(ArgumentProblem, match="đuôi"):
        fix(path, tmp_path / "b.xls", certain=True)
    with pytest.raises(MtqgError):
        fix(tmp_path / "không_có.xlsx", tmp_path / "b.xlsx", certain=True)
    assert digest(path) == digest(KON_RAY)


def test_without_a_certain_repair_no_file_is_written(tmp_path: Path) -> None:
    fixed = fix(BAO_LAM, tmp_path / "b.xlsx", certain=True)
    assert fixed.mended is None
    assert not (tmp_path / "b.xlsx").exists()
    assert fixed.any_invalid
    assert next(iter(fixed.lines()))[0] == in_vietnamese("fix.nothing")


# ---- texts of the workbook ----

INJECTED = (
    '=HYPERLINK("http://x";"y")',
    "<script>alert(1)</script>",
    "a\u202egnp.exe",
    "+cmd|' /C calc'!A0",
    "]]>&amp;\u200b",
)


@pytest.mark.parametrize("text", INJECTED)
def test_no_text_of_the_workbook_becomes_a_formula_or_a_hidden_sign_in_the_list(
    tmp_path: Path, text: str
) -> None:
    def rename(book: Any) -> None:
        book["KR02"]["B13"].value = f"Chương trình MTQG xây dựng nông thôn mới {text}"
        book["KR02"]["A1"].value = text
        book["KR02"]["A1"].data_type = "s"

    source = tampered(write_copy(tmp_path), rename)
    fix(source, tmp_path / "b.xlsx", certain=True)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["Đã sửa"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert len(cells) > 20
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if set("\u202e\u200b") & set(str(cell.value))]
