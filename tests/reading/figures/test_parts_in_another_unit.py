from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.findings import Finding, Severity
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.numerals import round_half_up
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reconcile.context import Context
from mtqg_xl.reconcile.naming import Names
from mtqg_xl.reconcile.scale_findings import gather_scales
from mtqg_xl.rules import judge
from tests.support.reports import submitted, table_of
from tests.support.toy import CODE, cell, toy, typed

LINES = toy(["1", "2", "3=1+2", "4=2/1*100 phan_tram"], ["a", "b", "c", "d"])
SUMS = toy(["1", "2", "4", "5"], ["a", "b", "t=a+b"])


def told(submission: Submission) -> list[Finding]:
    context = Context(submission)
    judged = [judge(relation, context.figures) for relation in context.relations]
    return gather_scales([], judged, context, Names(context))


def toy_findings(form: Form, figures: Mapping[CellKey, object]) -> list[Finding]:
    seen: dict[CellKey, Observation] = {
        key: typed(key, Decimal(str(value))) for key, value in figures.items()
    }
    return told(submitted([Table(form, CODE, seen)]))


def lines(factor: str = "1", column: str = "1", rate: str = "1") -> dict[CellKey, object]:
    figures: dict[CellKey, object] = {}
    for n, row in enumerate("abcd", start=3):
        one, two = Decimal(n * 1711), Decimal(n * 313)
        line = {"1": one, "2": two, "3": one + two, "4": round_half_up(two / one * 100, 2)}
        line[column] *= Decimal(factor)
        line["4"] = round_half_up(line["4"] * Decimal(rate), 4)
        figures |= {cell(key, row): value for key, value in line.items()}
    return figures


def test_a_report_in_one_unit_raises_no_doubt() -> None:
    assert toy_findings(LINES, lines()) == []


@pytest.mark.parametrize(
    ("factor", "way"),
    [
        ("0.001", "nhỏ hơn đúng 1.000 lần"),
        ("1000", "lớn hơn đúng 1.000 lần"),
        ("0.000000001", "1.000.000.000"),
    ],
)
@pytest.mark.parametrize("column", ["1", "2"])
def test_a_column_in_another_unit_is_told_once_with_its_factor(factor: str, way: str, column: str) -> None:
    (finding,) = toy_findings(LINES, lines(factor, column))
    assert finding.rule == "DOC.scale_doubt"
    assert f"cột {column} " in finding.message
    assert way in finding.message


def test_a_column_of_rounded_billions_is_still_found() -> None:
    figures = lines("0.001", "1")
    for row in "abcd":
        figures[cell("1", row)] = round_half_up(Decimal(str(figures[cell("1", row)])), 1)
        del figures[cell("4", row)]
    (finding,) = toy_findings(LINES, figures)
    assert "cột 1 " in finding.message


def test_a_row_in_another_unit_is_told() -> None:
    figures: dict[CellKey, object] = {}
    for column, value in (("1", 1711), ("2", 2713), ("4", 3719), ("5", 4733)):
        figures |= {cell(column, "a"): value * 1000, cell(column, "b"): 5, cell(column, "t"): value + 5}
    (finding,) = toy_findings(SUMS, figures)
    assert "dòng a" in finding.message
    assert "lớn hơn đúng 1.000 lần" in finding.message


def test_two_lines_are_not_enough_for_a_doubt_about_the_unit() -> None:
    figures = lines("0.001", "1")
    for row in "cd":
        figures |= {cell(column, row): lines()[cell(column, row)] for column in "1234"}
    assert toy_findings(LINES, figures) == []


def test_a_form_in_another_unit_than_the_summary_is_told_as_a_whole() -> None:
    summary = {
        ("DA1.1", f"{s}{n}"): str(1711 * k)
        for k, (s, n) in enumerate([(s, n) for s in "KG" for n in ("1", "2", "4", "5")], start=2)
    }
    summary |= {
        ("DA1.2", f"{s}{n}"): str(1319 * k)
        for k, (s, n) in enumerate([(s, n) for s in "KG" for n in ("1", "2", "4", "5")], start=2)
    }
    first = {
        (f"V{at[1:]}", at[0]): str(int(value) * 1000)
        for (row, at), value in summary.items()
        if row == "DA1.1"
    }
    second = {(f"V{at[1:]}", at[0]): value for (row, at), value in summary.items() if row == "DA1.2"}
    tables = [table_of("BM03", first), table_of("BM04", second), table_of("BM16", summary)]
    findings = [one for one in told(submitted(tables)) if one.rule == "DOC.scale_doubt"]
    assert [one.key.form for one in findings if one.key] == ["BM03"]
    assert "1.000" in findings[0].message


def test_a_column_of_fractions_is_told_once() -> None:
    (finding,) = toy_findings(LINES, lines(rate="0.01"))
    assert finding.rule == "DOC.percent_scale_column"
    assert "4 ô" in finding.message
    assert "18,29" in finding.message


def test_one_fraction_among_percentages_is_told_with_the_rate_meant() -> None:
    figures = lines()
    figures[cell("4", "b")] = "0.1829"
    (finding,) = toy_findings(LINES, figures)
    assert finding.rule == "DOC.percent_scale"
    assert finding.key == cell("4", "b")
    assert "18,29" in finding.message


def test_a_percentage_typed_into_a_cell_that_shows_percent_is_a_hundred_times_too_large() -> None:
    figures = lines()
    figures[cell("4", "b")] = "1829"
    (finding,) = toy_findings(LINES, figures)
    assert finding.rule == "DOC.percent_scale"


def test_a_wrong_rate_is_no_question_of_percent() -> None:
    figures = lines()
    figures[cell("4", "b")] = "18.92"
    assert toy_findings(LINES, figures) == []


def gathered(figures: Mapping[CellKey, object], form: Form = LINES) -> tuple[Finding, ...]:
    """Everything found in a report, with what one cause explains put together."""
    seen: dict[CellKey, Observation] = {
        key: typed(key, Decimal(str(value))) for key, value in figures.items()
    }
    submission = submitted([Table(form, CODE, seen)])
    context = Context(submission)
    judged = [judge(relation, context.figures) for relation in context.relations]
    found = check_submission(submission).findings
    return tuple(
        one
        for one in gather_scales(found, judged, context, Names(context))
        if one.severity is not Severity.INFO
    )


def test_the_cells_of_a_column_of_fractions_hang_below_one_head() -> None:
    (head,) = gathered(lines(rate="0.01"))
    assert (head.rule, head.severity) == ("DOC.percent_scale_column", Severity.ERROR)
    assert len(head.children) == len(head.suspects) == 4


def test_the_cells_of_a_row_in_another_unit_hang_below_one_head() -> None:
    figures: dict[CellKey, object] = {}
    for column, value in (("1", 1711), ("2", 2713), ("4", 3719), ("5", 4733)):
        figures |= {cell(column, "a"): value * 1000, cell(column, "b"): 5, cell(column, "t"): value + 5}
    (head,) = gathered(figures, SUMS)
    assert (head.rule, len(head.children)) == ("DOC.scale_doubt", 4)


def test_what_is_told_of_a_whole_block_already_is_not_told_twice() -> None:
    (head,) = gathered(lines("0.001", "1"))
    assert head.rule == f"{CODE}.3"


def test_one_fraction_told_as_a_wrong_rate_is_not_told_twice() -> None:
    figures = lines()
    figures[cell("4", "b")] = "0.1829"
    (head,) = gathered(figures)
    assert head.rule == f"{CODE}.4"
