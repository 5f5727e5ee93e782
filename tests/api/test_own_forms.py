"""A form written only as text, unlike any other: everything works with it and no line of Python is new."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.catalogue import all_forms, load_form, own_forms
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.reading import read_submission
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import plan_sheet
from tests.support import own
from tests.support.books import forget_metadata
from tests.support.everyform import Case, Filled, chance_filling, open_cells, periods_of, unit_of
from tests.support.lists import with_lines_changed
from tests.support.merging import Report, brought_together, lines_of
from tests.support.typing_in import misread, stored, type_in, typed_into


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    with own.own_forms():
        yield


def case_of(level: Level = Level.DISTRICT, name: str | None = None) -> Case:
    form = load_form(own.CODE)
    period = periods_of(form)[-1]
    unit = unit_of(level, period)
    if name is not None:
        unit = ReportingUnit(name, {"huyện Hạ Lang": "048"}.get(name), level)
    return Case(form, unit, period)


def consistent(case: Case) -> Filled:
    """Figures that satisfy every rule: two roads, three lines of the list left blank."""
    code, place = own.CODE, case.unit.code or case.unit.name
    figures = {
        (f"D-{place}", "1"): "4", (f"D-{place}", "2"): "3.5",
        (f"K-{place}", "1"): "900", (f"K-{place}", "2"): "700.5",
        ("TL", "3"): "61.5",
        ("DUONG-1", "5"): "1.5", ("DUONG-1", "6"): "300.5",
        ("DUONG-3", "5"): "2", ("DUONG-3", "6"): "400",
    }  # fmt: skip
    texts = {
        ("DUONG-1", "B"): "Nà Mạt - Nà Cọn", ("DUONG-1", "4"): "Bê tông",
        ("DUONG-3", "B"): "Đường lên bản Vài", ("DUONG-3", "4"): "Cấp phối",
    }  # fmt: skip
    return Filled(
        {CellKey(code, *key): Decimal(value) for key, value in figures.items()},
        {CellKey(code, *key): text for key, text in texts.items()},
    )


def saved(path: Path, case: Case, filled: Filled) -> Path:
    typed_into(case, filled).save(path)
    return path


def test_it_is_one_of_the_forms_known() -> None:
    assert own.CODE in {form.code for form in all_forms()}
    assert [form.code for form in own_forms()] == [own.CODE]


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("bare", [False, True], ids=["with hidden sheet", "bare"])
def test_what_is_typed_into_its_template_is_read(tmp_path: Path, level: Level, bare: bool) -> None:
    case = case_of(level)
    filled = chance_filling(case.form, 1, blank=0.2)
    book = typed_into(case, filled)
    if bare and case.unit.code:
        forget_metadata(book)
    book.save(tmp_path / "a.xlsx")
    submission = read_submission(tmp_path / "a.xlsx")
    assert misread(submission.table(own.CODE), filled, case.form) == {}
    assert submission.remarks == ()


def test_its_list_takes_more_lines_than_the_template_offers(tmp_path: Path) -> None:
    case = case_of()
    book, form = with_lines_changed(case, {"DUONG": (4, 2, 1)})
    filled = chance_filling(form, 2)
    type_in(book, plan_sheet(form), filled)
    book.save(tmp_path / "a.xlsx")
    table = read_submission(tmp_path / "a.xlsx").table(own.CODE)
    assert sum(row.is_line for row in table.form.rows) == 10
    assert misread(table, filled, form) == {}


def test_a_report_that_is_right_is_found_right(tmp_path: Path) -> None:
    report = api.check(saved(tmp_path / "a.xlsx", case_of(), consistent(case_of())))
    assert report.findings == ()


@pytest.mark.parametrize(
    ("row", "column", "value", "rule"),
    [
        ("DUONG-1", "5", "1.4", "dai"),
        ("K-042", "2", "700", "von"),
        ("D-042", "1", "2", "vuot"),
    ],
)
def test_a_slip_is_found_by_the_rules_of_the_form(
    tmp_path: Path, row: str, column: str, value: str, rule: str
) -> None:
    right = consistent(case_of())
    figures = {**right.figures, CellKey(own.CODE, row, column): Decimal(value)}
    report = api.check(saved(tmp_path / "a.xlsx", case_of(), Filled(figures, right.texts)))
    assert [finding.rule for finding in report.findings] == [f"{own.CODE}.{rule}"]


def test_a_road_without_its_kind_and_a_kind_not_offered_are_found(tmp_path: Path) -> None:
    right = consistent(case_of())
    texts = {key: text for key, text in right.texts.items() if key.row != "DUONG-3" or key.column != "4"}
    without = api.check(saved(tmp_path / "a.xlsx", case_of(), Filled(right.figures, texts)))
    assert [finding.rule for finding in without.findings] == [f"{own.CODE}.loai"]
    texts[CellKey(own.CODE, "DUONG-3", "4")] = "Đá dăm"
    other = api.check(saved(tmp_path / "b.xlsx", case_of(), Filled(right.figures, texts)))
    assert {finding.rule for finding in other.findings} == {f"{own.CODE}.loai", "DOC.not_a_choice"}


def test_two_units_are_brought_together(tmp_path: Path) -> None:
    cases = [case_of(), case_of(name="huyện Hạ Lang")]
    reports = [
        Report(case.unit, case.form, chance_filling(case.form, seed, blank=0.3))
        for seed, case in enumerate(cases)
    ]
    for at, (case, report) in enumerate(zip(cases, reports, strict=True)):
        saved(tmp_path / f"{at}.xlsx", case, report.filled)
    total = api.consolidate([tmp_path / "0.xlsx", tmp_path / "1.xlsx"], "tỉnh Cao Bằng", jobs=1)
    total.save(tmp_path / "tong.xlsx")
    form = total.merged.forms[own.CODE]
    plan = plan_sheet(form)
    wanted = brought_together(form, reports)
    computed = computed_values(form, wanted.figures, wanted.texts)
    sheet = openpyxl.load_workbook(tmp_path / "tong.xlsx", data_only=True)[own.CODE]
    for row, column, kind in open_cells(form):
        key = form.key(row, column)
        shown = sheet[plan.address(key)].value
        if kind is CellKind.TEXT:
            assert (shown or "") == wanted.texts.get(key, "")
            continue
        value = computed[key][1] if key in computed else wanted.figures.get(key)
        assert (shown or None) == (None if not value else pytest.approx(stored(value), rel=1e-12))
    carried = [row.key for row in form.rows if row.is_line]
    assert carried == list(lines_of(reports).source)
    for line, (report, row) in lines_of(reports).source.items():
        assert wanted.texts[CellKey(own.CODE, line, "9")] in (
            report.unit.name,
            report.filled.texts.get(CellKey(own.CODE, row, "9")),
        )


def test_a_rate_typed_by_the_units_is_not_added_up(tmp_path: Path) -> None:
    files = [
        saved(tmp_path / f"{at}.xlsx", case, consistent(case))
        for at, case in enumerate([case_of(), case_of(name="huyện Hạ Lang")])
    ]
    merged = api.consolidate(files, "tỉnh Cao Bằng", jobs=1).merged
    key = CellKey(own.CODE, "TL", "3")
    assert [part.value for part in merged.contributions[key]] == [Decimal("61.5")] * 2
    assert key not in merged.figures


def test_a_line_of_the_consolidated_list_traces_back(tmp_path: Path) -> None:
    files = [
        saved(tmp_path / f"{at}.xlsx", case, consistent(case))
        for at, case in enumerate([case_of(), case_of(name="huyện Hạ Lang")])
    ]
    total = api.consolidate(files, "tỉnh Cao Bằng", jobs=1)
    total.save(tmp_path / "tong.xlsx")
    place = plan_sheet(total.merged.forms[own.CODE]).address(CellKey(own.CODE, "DUONG-3", "6"))
    (origin,) = api.trace(tmp_path / "tong.xlsx", f"{own.CODE}!{place}").traced.origins
    typed = plan_sheet(case_of().form).address(CellKey(own.CODE, "DUONG-1", "6"))
    assert (origin.unit, origin.cell, origin.value) == ("huyện Hạ Lang", typed, Decimal("300.5"))


def test_its_figures_are_a_table_for_analysis(tmp_path: Path) -> None:
    book = api.open_book(saved(tmp_path / "a.xlsx", case_of(), consistent(case_of())))
    frame = book.frame(own.CODE)
    assert frame.loc["DUONG-3", "5"] == Decimal(2)
    assert frame.loc["DUONG-3", "4"] == "Cấp phối"
    assert "Nà Mạt - Nà Cọn" in book.to_csv()
