"""Money of the real reports, to the last digit printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Verdict
from tests.reconcile.golden import context, holds, value
from tests.support.samples import report

LEAVES = (
    "DA1.1 DA1.2 DA2 DA3.1 DA3.2 DA4.1 DA4.2 DA4.3 DA5 DA6.1 DA6.2 DA7.1 DA7.2".split()  # noqa: SIM905
)


def money(name: str, row: str, column: str) -> Decimal | None:
    return value(name, "BM16", row, column)


FORM_OF = dict(zip(LEAVES, (f"BM{number:02}" for number in range(3, 16)), strict=True))


def down(name: str, column: str) -> Decimal:
    """The thirteen lowest lines of a column added up."""
    return sum((money(name, row, column) or Decimal(0) for row in LEAVES), Decimal(0))


def test_the_thirteen_lines_of_the_plan_2024_add_up() -> None:
    printed = [money("cao_bang_2024-KH", row, "K7") for row in LEAVES]
    assert [str(amount) for amount in printed] == (
        "406856 56590 93832 38789 15599 50782 5607 12671 173413 13778 4401 8111 5679".split()  # noqa: SIM905
    )
    assert down("cao_bang_2024-KH", "K7") == 886108 == money("cao_bang_2024-KH", "T", "K7")


@pytest.mark.parametrize(
    ("column", "total"), [("K3", 440677), ("K6", 445431), ("K7", 886108), ("K10", 29588), ("K12", 915696)]
)
def test_the_plan_2024_closes_by_kind_of_capital(column: str, total: int) -> None:
    assert down("cao_bang_2024-KH", column) == total
    assert money("cao_bang_2024-KH", "T", column) == total


def test_contributions_of_households_stay_out_of_the_state_budget() -> None:
    assert money("cao_bang_2024-KH", "DA2", "K12") == 93832
    assert money("cao_bang_2024-KH", "DA2", "K13") == 98832
    assert money("cao_bang_2024-KH", "T", "K13") == 920696


@pytest.mark.parametrize(
    ("column", "total"),
    [("K3", "45316"), ("K4", "37935"), ("K5", "4974.018594"), ("K7", "88225.018594"), ("K10", "2848")],
)
def test_the_totals_bao_lam_does_not_print_follow_from_its_lines(column: str, total: str) -> None:
    assert down("bao_lam_2023-6T", column) == Decimal(total)
    assert money("bao_lam_2023-6T", "T", column) == Decimal(total)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("K12", ("K7", "K10")),
        ("K7", ("K3", "K6")),
        ("K7", ("K1", "K2", "K4", "K5")),
        ("K10", ("K8", "K9")),
        ("G12", ("G7", "G10")),
        ("G7", ("G3", "G6")),
        ("G10", ("G8", "G9")),
    ],
)
def test_the_totals_of_2023_close_every_way(whole: str, parts: tuple[str, ...]) -> None:
    amounts = [money("cao_bang_2023-N", "T", part) or Decimal(0) for part in parts]
    assert sum(amounts) == money("cao_bang_2023-N", "T", whole)


def test_the_totals_of_2023_are_the_published_ones() -> None:
    published = {"K12": 1144077, "K7": 1125628, "K10": 18449, "G12": 855786, "G7": 838824, "G10": 16962}
    assert {column: money("cao_bang_2023-N", "T", column) for column in published} == published


@pytest.mark.parametrize(
    ("column", "printed", "exact"),
    [("R7", 75, "74.52"), ("R3", 80, "79.54"), ("R6", 66, "66.08"), ("R10", 92, "91.94")],
)
def test_the_rates_of_2023_hold_as_printed(column: str, printed: int, exact: str) -> None:
    assert money("cao_bang_2023-N", "T", column) == printed
    figures = context("cao_bang_2023-N").figures
    above = figures.value(CellKey("BM16", "T", f"G{column[1:]}"))
    below = figures.value(CellKey("BM16", "T", f"K{column[1:]}"))
    assert above is not None
    assert below is not None
    assert round(above / below * 100, 2) == Decimal(exact)


@pytest.mark.parametrize("name", ["cao_bang_2023-N", "cao_bang_2024-KH"])
def test_no_money_and_no_rate_of_these_reports_is_called_wrong(name: str) -> None:
    wrong = [
        item
        for finding in report(name).findings
        for item in finding.walk()
        if item.verdict in (Verdict.WRONG, Verdict.CUT_OFF, Verdict.ROUNDING) and item.unit != "cong_trinh"
    ]
    assert wrong == []


def test_a_report_that_closes_is_valid() -> None:
    assert report("cao_bang_2023-N").verdict == "valid"
    assert report("kon_ray_2022-N").verdict == "valid"


def test_contributions_stand_apart_in_the_form_of_the_project_too() -> None:
    plan = {column: value("cao_bang_2024-KH", "BM05", "T", column) for column in ("14", "16", "17")}
    assert plan == {"14": 93832, "16": 5000, "17": 98832}
    assert value("cao_bang_2024-KH", "BM05", "V11", "K") == 5000
    assert value("cao_bang_2024-KH", "BM05", "V12", "K") == 93832
    assert value("cao_bang_2024-KH", "BM05", "V13", "K") == 98832


@pytest.mark.parametrize("name", ["bao_lam_2023-6T", "cao_bang_2024-KH"])
@pytest.mark.parametrize("leaf", LEAVES)
def test_the_form_of_a_project_says_what_the_form_of_all_projects_says(name: str, leaf: str) -> None:
    if name == "bao_lam_2023-6T" and leaf == "DA1.2":
        assert money(name, leaf, "K7") is None, "the district has no scheme"
        return
    for item in ("7", "12"):
        rule, target = f"X1.{FORM_OF[leaf]}.K{item}", CellKey("BM16", leaf, f"K{item}")
        assert holds(name, rule, target)


@pytest.mark.parametrize(
    ("leaf", "given", "carried", "both"),
    [
        ("DA2", "8285", "1550.440", "9835.440"),
        ("DA3.1", "3654", "1423", "5077"),
        ("DA4.1", "2440", "766.178594", "3206.178594"),
        ("DA4.2", "730", "208.560", "938.560"),
        ("DA4.3", "835", "175.840", "1010.840"),
        ("DA6.1", "1951", "603", "2554"),
        ("DA7.1", "640", "214", "854"),
        ("DA7.2", "47", "33", "80"),
    ],
)
def test_money_given_and_money_carried_over_are_the_money_of_a_project(
    leaf: str, given: str, carried: str, both: str
) -> None:
    name, form = "bao_lam_2023-6T", FORM_OF[leaf]
    assert Decimal(given) + Decimal(carried) == Decimal(both)
    printed = [value(name, form, row, "K") for row in ("V4", "V5", "V7")]
    assert printed == [Decimal(given), Decimal(carried), Decimal(both)]
    assert holds(name, f"{form}.V7", CellKey(form, "V7", "K"))


def test_money_for_houses_is_the_norm_times_an_integer_number_of_houses_or_less() -> None:
    assert holds("bao_lam_2023-6T", "BM11.X11.16", None)
    assert value("bao_lam_2023-6T", "BM11", "T", "16") == 12540 == 207 * 40 + 213 * 20


@pytest.mark.parametrize(
    ("column", "total"),
    [("7", 328113), ("16", 797515), ("25", 1125628), ("32", 18449), ("35", 1144077), ("37", 855786)],
)
def test_the_disbursement_table_of_2023_has_the_published_totals(column: str, total: int) -> None:
    assert value("cao_bang_2023-N", "PL05", "T", column) == total


@pytest.mark.parametrize(
    "rule",
    [
        "PL05.7",
        "PL05.16",
        "PL05.19",
        "PL05.22",
        "PL05.25",
        "PL05.25b",
        "PL05.26",
        "PL05.32",
        "PL05.33",
        "PL05.35",
        "PL05.37",
    ],
)
def test_the_disbursement_table_closes_by_kind_and_by_year_of_capital(rule: str) -> None:
    column = rule.partition(".")[2].rstrip("b")
    assert holds("cao_bang_2023-N", rule, CellKey("PL05", "T", column))


@pytest.mark.parametrize("column", ["21", "24", "27", "34"])
def test_the_rates_of_the_disbursement_table_hold_as_printed(column: str) -> None:
    assert holds("cao_bang_2023-N", f"PL05.{column}", CellKey("PL05", "T", column))


def test_what_was_disbursed_is_what_the_treasury_says() -> None:
    assert holds("cao_bang_2023-N", "PL05.39", CellKey("PL05", "T", "37"))


def test_the_disbursement_table_agrees_with_the_table_of_all_projects() -> None:
    for column, of_all in (
        ("1", "K2"),
        ("10", "K1"),
        ("25", "K7"),
        ("26", "G7"),
        ("33", "G10"),
        ("35", "K12"),
        ("37", "G12"),
    ):
        assert holds("cao_bang_2023-N", f"X7.PL05.{column}", CellKey("PL05", "T", column)), of_all
