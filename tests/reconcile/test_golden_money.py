"""Money of the real reports, to the last digit printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Verdict
from tests.support.samples import figures_of, real, report, value

LEAVES = (
    "DA1.1 DA1.2 DA2 DA3.1 DA3.2 DA4.1 DA4.2 DA4.3 DA5 DA6.1 DA6.2 DA7.1 DA7.2".split()  # noqa: SIM905
)


def money(name: str, row: str, column: str) -> Decimal | None:
    return value(real(name), "BM16", row, column)


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
    submission = real("cao_bang_2023-N")
    figures = figures_of(submission)
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
    assert report("cao_bang_2019-6T").verdict == "valid"
