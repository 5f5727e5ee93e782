"""The small table around a wrong cell shows what stands in the file, and the relation that fails."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from mtqg_xl.domain.excerpts import Excerpt, ExcerptCell, Role
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Verdict
from mtqg_xl.domain.numerals import parse_numeral
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.excerpts import MOST_COLUMNS, MOST_ROWS, excerpts_of
from tests.support.reports import submission_of
from tests.support.samples import SAMPLES, real, report

NAMES = sorted(file.stem for file in (SAMPLES / "real").glob("*.xlsx"))
every_report = pytest.mark.parametrize("checked", [report(name) for name in NAMES], ids=NAMES)


def excerpts(checked: FileReport) -> dict[str, Excerpt]:
    return excerpts_of(real(Path(checked.path).stem), checked.findings)


def excerpt(name: str, number: str) -> Excerpt:
    return excerpts(report(name))[number]


def by_address(found: Excerpt) -> dict[str, ExcerptCell]:
    return {cell.cell: cell for cell in found.cells() if cell.cell}


def grave(checked: FileReport) -> list[Finding]:
    return [finding for finding in checked.findings if finding.severity is not Severity.INFO]


def test_a_wrong_cell_stands_where_its_two_relations_cross() -> None:
    found = excerpt("kon_ray_2023-6T", "F1")
    (table,) = found.tables
    assert (table.form, table.sheet) == ("Phụ lục 02", "KR02")
    assert [column.code for column in table.columns] == ["1", "2", "3"]
    assert [row.head.code or row.head.title for row in table.rows] == ["TỔNG CỘNG", "1", "2", "3"]
    culprit = found.culprit
    assert culprit is not None
    assert (culprit.cell, culprit.text, culprit.proposed) == ("E13", "26.884", "26.844")
    assert culprit.signs == ("=", "+"), "the total of its row, a part in its column"
    cells = by_address(found)
    assert (cells["E12"].role, cells["E12"].signs) == (Role.TOTAL, ("", "="))
    assert (cells["C13"].role, cells["C13"].signs) == (Role.PART, ("+", ""))
    assert cells["C14"].role is Role.OTHER


def test_a_relation_is_told_in_codes_and_in_figures() -> None:
    across, down = excerpt("kon_ray_2023-6T", "F1").relations
    assert across.words == "3 = 1 + 2"
    assert across.figures == "26.884 ≠ 24.314 + 2.530"
    assert across.result == "26.884 ≠ 26.844"
    assert down.words == "TỔNG CỘNG = 1 + 2 + 3"
    assert down.place == "cột 3 “Kế hoạch – Cộng”"
    assert not across.holds
    assert not down.holds


def test_a_quotient_has_its_divisor_marked() -> None:
    cells = by_address(excerpt("kon_ray_2023-6T", "F3"))
    assert [cells[at].signs for at in ("Q15", "P15", "E15")] == [("=",), ("•",), (":",)]


def test_a_relation_between_forms_has_a_table_for_each() -> None:
    found = excerpt("bao_lam_2023-6T", "F3")
    assert [(table.form, table.sheet) for table in found.tables] == [
        ("Biểu số 02", "BM02"),
        ("Biểu số 08", "BM08"),
    ]


def test_a_blank_total_shows_what_its_parts_give_and_which_parts() -> None:
    found = excerpt("bao_lam_2023-6T", "F3")
    cells = by_address(found)
    assert (cells["F13"].text, cells["F13"].computed) == ("", "89")
    assert (cells["F15"].text, cells["F15"].suspect) == ("89", 2)
    assert [relation.holds for relation in found.relations] == [False, True]


def test_suspects_carry_their_place_and_what_they_should_then_hold() -> None:
    cells = by_address(excerpt("bao_lam_2023-6T", "F1"))
    assert [(cells[at].suspect, cells[at].proposed) for at in ("C15", "C18", "C13")] == [
        (1, "3"),
        (2, "3"),
        (3, "16"),
    ]


def test_a_repair_that_takes_several_cells_is_not_proposed_for_one() -> None:
    cells = by_address(excerpt("cao_bang_2019-N", "F3"))
    assert cells["F19"].suspect == 1
    assert cells["F19"].proposed == ""


def test_the_relations_of_a_wrong_cell_are_those_that_its_repair_closes() -> None:
    found = excerpt("cao_bang_2019-N", "F5")
    assert [relation.words for relation in found.relations] == [
        "Tổng số xã thực hiện Chương trình = 2.1 + 2.2 + 2.3 + … + 2.20"
    ]


def test_what_takes_part_and_is_not_shown_is_counted() -> None:
    (table,) = excerpt("cao_bang_2019-N", "F5").tables
    assert len(table.rows) == MOST_ROWS
    assert len(table.rows) + table.more_rows == 1 + 20, "the total and its twenty parts"


@every_report
def test_every_error_of_a_relation_is_drawn_with_its_cell(checked: FileReport) -> None:
    drawn = excerpts(checked)
    for finding in grave(checked):
        assert finding.cell in by_address(drawn[finding.id])
        assert not drawn[finding.id].relations[0].holds


@every_report
def test_every_figure_shown_is_the_one_in_the_file(checked: FileReport) -> None:
    standing = {(seen.sheet, seen.cell): seen for seen in real(Path(checked.path).stem).observations()}
    for found in excerpts(checked).values():
        for cell in found.cells():
            if cell.open and cell.cell:
                seen = standing[cell.sheet, cell.cell]
                numeral = parse_numeral(cell.text)
                assert (numeral.value if numeral else None) == (
                    seen.value if seen.value is None else round(seen.value, 6)
                )


@every_report
def test_an_excerpt_is_small(checked: FileReport) -> None:
    for found in excerpts(checked).values():
        for table in found.tables:
            assert len(table.rows) <= MOST_ROWS
            assert len(table.columns) <= MOST_COLUMNS
            assert all(len(row.cells) == len(table.columns) for row in table.rows)


@every_report
def test_slight_differences_are_drawn_as_coming_out_even(checked: FileReport) -> None:
    drawn = excerpts(checked)
    for finding in checked.findings:
        if finding.verdict in (Verdict.CUT_OFF, Verdict.ROUNDING):
            assert all(relation.holds for relation in drawn[finding.id].relations)


def test_remarks_about_a_whole_form_have_none() -> None:
    checked = report("kon_ray_2023-6T")
    drawn = excerpts(checked)
    assert not any(finding.id in drawn for finding in checked.findings if finding.rule.startswith("DOC."))


def test_a_difference_from_the_units_below_is_not_drawn_as_a_relation_of_the_form() -> None:
    checked = report("kon_ray_2023-6T")
    level = replace(checked.findings[0], rule="CAP.KR02", suspects=(), key=checked.findings[2].key)
    assert excerpts_of(real("kon_ray_2023-6T"), [level]) == {}


def test_only_as_many_are_made_as_are_asked_for() -> None:
    checked = report("kon_ray_2023-6T")
    made = excerpts_of(real("kon_ray_2023-6T"), checked.findings, most=2)
    assert list(made) == ["F1", "F2"]


def test_nothing_is_made_for_a_report_without_findings() -> None:
    assert excerpts_of(real("kon_ray_2023-6T"), ()) == {}


def test_an_excerpt_goes_from_one_process_to_another() -> None:
    made = excerpts(report("cao_bang_2019-N"))
    assert pickle.loads(pickle.dumps(made)) == made


def test_what_could_not_be_read_is_shown_as_it_stands() -> None:
    typed = {("NTM", "1"): "10", ("NTM", "3"): "30"}
    submission = submission_of("KR02", typed, unread={("NTM", "2")})
    checked = check_submission(submission)
    finding = next(one for one in checked.findings if one.key and one.key.column == "2")
    found = excerpts_of(submission, checked.findings)[finding.id]
    assert found.culprit is not None
    assert found.culprit.text == "mười triệu"


def test_sheets_of_the_own_file_are_named_without_it_and_those_of_others_with_it() -> None:
    found = excerpt("bao_lam_2023-6T", "F3")
    first, second = found.tables
    marked = replace(found, tables=(replace(first, sheet="[tep.xlsx]BM02"), second))
    assert [table.sheet for table in marked.at_home("[tep.xlsx]").tables] == ["BM02", "BM08"]
    assert [table.sheet for table in marked.at_home("[khac.xlsx]").tables] == ["[tep.xlsx]BM02", "BM08"]
