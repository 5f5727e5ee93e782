"""Each fault of a formula is named for what it is, with the right formula and the right figure."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.messages import use_language
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.formulas import FaultKind
from tests.reconcile.formulas.reckoning import changed, filled, reckoned, template, typed
from tests.reconcile.formulas.told import altered, at, faults, findings, key_of, value_of, with_formulas

KR02 = filled(template("KR02"), seed=3)


@pytest.mark.parametrize(
    ("cell", "formula", "kind", "lacking", "foreign"),
    [
        ("C12", "SUM(C13:C14)", "misses", ["C15"], []),
        ("C12", "C13+C15", "misses", ["C14"], []),
        ("E13", "SUM(C13)", "misses", ["D13"], []),
        ("C12", "SUM(C13:D15)", "swallows", [], ["D13", "D14", "D15"]),
        ("R13", "E13+L13+P13", "swallows", [], ["P13"]),
        ("C12", "C13+C14+C15+C15", "twice", [], ["C15"]),
        ("C12", "C13+C14-C15", "sign", [], ["C15"]),
        ("C12", "SUM(C13:C15)/2", "factor", [], []),
        ("C12", "SUM(C13:C15)+12", "plug", [], []),
        ("C12", "ROUND(SUM(C13:C15)-2,0)", "plug", [], []),
        ("I12", "F12/C12", "factor", [], []),
        ("I12", "F12/D12*100", "under", ["C12"], ["D12"]),
        ("I12", "G12/C12*100", "over", ["F12"], ["G12"]),
        ("I12", "C12/F12*100", "other", [], []),
        ("C12", "SUM(C12:C15)", "circular", [], []),
        ("C12", "SUM(C:C)", "circular", [], []),
        ("C12", "SUM(C13:C14,D15)", "other", ["C15"], ["D15"]),
    ],
)
def test_the_fault_and_its_cells_are_named(
    cell: str, formula: str, kind: str, lacking: list[str], foreign: list[str]
) -> None:
    submission = with_formulas(KR02, {cell: formula})
    (fault,) = faults(submission)
    assert (fault.kind, fault.key) == (kind, key_of(KR02, cell))
    cells = {seen.key: seen.cell for seen in KR02.observations()}
    assert [cells[key] for key in fault.lacking] == lacking
    assert [cells[key] for key in fault.foreign if key in cells] == foreign
    assert fault.is_wrong_now
    assert fault.expected is not None
    assert abs(fault.expected - value_of(KR02, cell)) < Decimal("1e-6")


@pytest.mark.parametrize(
    ("cell", "formula", "rows", "columns"),
    [
        ("I13", "F14/C14*100", 1, 0),
        ("I14", "F13/C13*100", -1, 0),
        ("K13", "I13/F13*100", 0, 1),
        ("E14", "SUM(C13:D13)", -1, 0),
        ("E13", "SUM(F13:G13)", 0, 3),
        ("I15", "F16/C16*100", 1, 0),  # under the last row
    ],
)
def test_a_formula_copied_from_elsewhere_is_told_by_how_far_it_is_off(
    cell: str, formula: str, rows: int, columns: int
) -> None:
    (fault,) = faults(with_formulas(KR02, {cell: formula}))
    assert (fault.kind, fault.key) == (FaultKind.MOVED, key_of(KR02, cell))
    assert (fault.rows, fault.columns) == (rows, columns)


def test_a_sum_of_names_is_no_sum() -> None:
    (fault,) = faults(with_formulas(KR02, {"C12": "SUM(B13:B15)"}))
    assert fault.lacking == tuple(key_of(KR02, cell) for cell in ("C13", "C14", "C15"))


def test_formulas_made_of_one_another_are_one_fault() -> None:
    (fault,) = faults(with_formulas(KR02, {"C13": "C12-C14-C15"}))
    assert fault.kind is FaultKind.CIRCULAR
    assert {fault.key, *fault.foreign} >= {key_of(KR02, "C12"), key_of(KR02, "C13")}


def test_the_finding_says_everything_an_official_needs() -> None:
    (finding,) = findings(with_formulas(KR02, {"C12": "SUM(C13:C14)"}))
    assert finding.message.endswith("công thức cộng thiếu ô C15; đúng ra là =SUM(C13:C15).")
    assert finding.message.startswith("Phụ lục 02, dòng “TỔNG CỘNG”, cột 1")
    assert "(ô C12)" in finding.message
    assert finding.todo == 'Sửa công thức ô C12 thành =IF(COUNT(C13:C15)=0,"",SUM(C13:C15))'
    assert (finding.rule, finding.verdict) == ("DOC.formula_misses", Verdict.FORMULA)
    assert (finding.sheet, finding.cell, finding.key) == ("KR02", "C12", key_of(KR02, "C12"))
    assert finding.severity is Severity.ERROR
    assert finding.expected == value_of(KR02, "C12")
    assert finding.stated == value_of(KR02, "C13") + value_of(KR02, "C14")


def test_english_is_spoken_too() -> None:
    use_language("en")
    try:
        (finding,) = findings(with_formulas(KR02, {"C12": "SUM(C13:C14)"}))
    finally:
        use_language("vi")
    assert "leaves out C15; it should be =SUM(C13:C15)." in finding.message


def test_a_row_left_out_while_it_is_blank_is_a_warning() -> None:
    blank = altered(KR02, "C15", lambda seen: replace(at(template("KR02"), "C15")))
    (finding,) = findings(with_formulas(reckoned(blank), {"C12": "SUM(C13:C14)"}))
    assert finding.severity is Severity.WARNING
    assert "sẽ sai khi có số" in finding.why


def test_a_wrong_formula_in_a_blank_template_is_a_warning() -> None:
    submission = altered(template("KR02"), "C12", lambda seen: replace(seen, formula="SUM(C13:C14)"))
    (finding,) = findings(submission)
    assert finding.severity is Severity.WARNING


def test_a_formula_of_which_no_result_was_kept_is_wrong_by_what_it_will_show() -> None:
    blank = at(template("KR02"), "C12")
    submission = altered(KR02, "C12", lambda seen: replace(blank, formula="SUM(C13:C14)"))
    (finding,) = findings(submission)
    assert finding.severity is Severity.ERROR
    assert finding.stated is None
    assert finding.expected == value_of(KR02, "C12")


def test_the_same_fault_along_a_row_is_one_finding() -> None:
    wrong = {cell: f"SUM({cell[0]}13:{cell[0]}14)" for cell in ("C12", "D12", "F12", "G12", "L12")}
    (finding,) = findings(with_formulas(KR02, wrong))
    assert finding.cell == "C12"
    assert [child.cell for child in finding.children] == ["D12", "F12", "G12", "L12"]
    assert finding.message.endswith("Ở ô D12, F12:G12, L12 cũng vậy.")


def test_the_same_fault_down_a_column_is_one_finding() -> None:
    wrong = {f"I{row}": f"F{row}/D{row}*100" for row in (12, 13, 14, 15)}
    (finding,) = findings(with_formulas(KR02, wrong))
    assert (finding.cell, len(finding.children)) == ("I12", 3)


def test_faults_of_different_sorts_are_told_apart() -> None:
    told = findings(with_formulas(KR02, {"C12": "SUM(C13:C14)", "D12": "SUM(D14:D15)"}))
    assert [finding.cell for finding in told] == ["C12", "D12"]


def test_a_link_to_the_wrong_cell_of_another_form_is_told() -> None:
    book = filled(template("bo_ba-chuong-trinh"), seed=3)
    linked = next(seen for seen in book.observations() if seen.formula and "'KR01'!" in seen.formula)
    right = linked.formula or ""
    row = int(right.rpartition("!")[2].strip(")")[1:])
    wrong = right.replace(str(row), str(row - 1))
    told = faults(with_formulas(book, {linked.cell: wrong}, linked.key.form))
    assert [(fault.kind, fault.key) for fault in told] == [(FaultKind.MOVED, linked.key)]
    assert told[0].right.removeprefix("=") == right


# -- typed over ----------------------------------------------------------------------------------


def overtyped(*cells: str) -> list[str]:
    submission = KR02
    for cell in cells:
        submission = altered(submission, cell, lambda seen: typed(seen, seen.value or Decimal(0)))
    return [finding.cell for finding in findings(submission) if finding.rule == "DOC.formula_typed"]


def test_a_figure_typed_among_formulas_is_told_with_the_formula_to_restore() -> None:
    submission = altered(KR02, "C12", lambda seen: typed(seen, value_of(KR02, "C12")))
    (finding,) = findings(submission)
    assert (finding.rule, finding.severity) == ("DOC.formula_typed", Severity.WARNING)
    assert finding.todo.endswith('=IF(COUNT(C13:C15)=0,"",SUM(C13:C15))')
    told = [item.rule for item in check_submission(submission).findings]
    assert "DOC.typed_over" not in told


def test_a_sum_of_typed_numbers_is_a_typed_figure() -> None:
    submission = altered(KR02, "C12", lambda seen: replace(seen, formula="100+200+7"))
    assert [fault.kind for fault in faults(submission)] == [FaultKind.TYPED]


def test_a_handful_of_typed_figures_are_told_one_by_one_and_more_together() -> None:
    assert overtyped("C12", "D12", "I13") == ["C12", "D12", "I13"]
    assert len(overtyped("C12", "D12", "F12", "G12", "L12", "M12", "O12")) == 1


def test_one_total_row_typed_throughout_is_told_together() -> None:
    cells = [seen.cell for seen in KR02.observations() if seen.key.row == "T" and seen.formula]
    assert len(overtyped(*cells)) == 1


def test_a_typed_workbook_is_told_so_once() -> None:
    submission = changed(KR02, lambda seen: typed(seen, seen.value) if seen.value is not None else seen)
    assert findings(submission) == []
    told = [item.rule for item in check_submission(submission).findings]
    assert told.count("DOC.typed_over") == 1


def test_a_few_formulas_in_a_typed_workbook_accuse_nobody() -> None:
    live = {"I12", "E13"}
    submission = changed(
        KR02,
        lambda seen: typed(seen, seen.value) if seen.value is not None and seen.cell not in live else seen,
    )
    assert faults(submission) == []


# -- stale results -------------------------------------------------------------------------------


def test_a_stale_result_is_told_with_the_figure_that_it_should_show() -> None:
    now = value_of(KR02, "C13") + 10
    submission = altered(KR02, "C13", lambda seen: typed(seen, now))
    (finding,) = findings(submission)
    assert (finding.rule, finding.severity) == ("DOC.formula_stale", Severity.ERROR)
    assert (finding.cell, finding.stated, finding.expected) == (
        "C12",
        value_of(KR02, "C12"),
        value_of(KR02, "C12") + 10,
    )
    assert "kết quả lưu trong tệp là cũ" in finding.message
    # What is made of C12 or C13 is out of date too; none of it is another finding.
    below = {child.cell: child.expected for child in finding.children}
    assert below["E12"] == value_of(KR02, "E12") + 10
    assert below["E13"] == value_of(KR02, "E13") + 10
    right = reckoned(submission)
    assert {"I12", "I13", "K12", "Q12", "R12", "T12"} <= set(below)
    for cell, figure in below.items():
        assert figure is not None
        assert abs(figure - value_of(right, cell)) < Decimal("1e-5")


def test_a_single_result_out_of_date_is_told() -> None:
    submission = altered(KR02, "T15", lambda seen: replace(seen, value=(seen.value or Decimal(0)) + 1))
    (fault,) = faults(submission)
    assert (fault.kind, fault.key, fault.also) == (FaultKind.STALE, key_of(KR02, "T15"), ())


def test_a_formula_in_an_input_cell_may_be_out_of_date_as_well() -> None:
    value = value_of(KR02, "D13")
    submission = altered(KR02, "C13", lambda seen: replace(seen, formula="D13*2"))
    assert value_of(submission, "C13") != value * 2
    assert [fault.key for fault in faults(submission) if fault.kind is FaultKind.STALE] == [
        key_of(KR02, "C13")
    ]


# -- figures written as text -----------------------------------------------------------------------


def test_a_sum_that_passes_over_a_figure_written_as_text_is_told_by_how_much_it_is_short() -> None:
    as_text = altered(KR02, "C14", lambda seen: replace(seen, note="text_number"))
    told = findings(reckoned(as_text))
    (finding,) = [item for item in told if item.cell == "C12"]
    assert (finding.rule, finding.severity) == ("DOC.formula_skips_text", Severity.ERROR)
    assert finding.expected == value_of(KR02, "C12")
    assert finding.difference == -value_of(KR02, "C14")
    assert "bỏ qua ô C14" in finding.message
    assert {item.cell for item in told} == {"C12", "E14"}


def test_a_program_that_reads_texts_as_figures_is_believed() -> None:
    as_text = altered(KR02, "C14", lambda seen: replace(seen, note="text_number"))
    assert [fault.kind for fault in faults(as_text) if fault.kind is FaultKind.SKIPS_TEXT] == []
