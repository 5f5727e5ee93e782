"""Cells that a live formula fills are consequences: what they are computed from is wrong, never they."""

from __future__ import annotations

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Slip
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission
from tests.reconcile.culprits.sheets import TWO_WAY, cell, errors_of, with_live
from tests.support.books import concrete
from tests.support.reports import submission_of, submitted, table_of

#: Houses built and repaired, of poor and of nearly poor households.
HOUSES = {("XM", "5"): 188, ("XM", "6"): 26, ("SC", "5"): 209, ("SC", "6"): 4}
#: What another form of the same report says of all houses.
ALL_HOUSES = 427
TOTALS = frozenset(CellKey("BM11", r, c) for r in ("T", "XM", "SC") for c in "456" if r == "T" or c == "4")


def live(**changes: int) -> Submission:
    """The two forms, with every total of the houses a live formula that follows its parts."""
    counts = dict(HOUSES)
    for place, count in changes.items():
        row, _, column = place.rpartition("_")
        counts[row, column] = count
    for row in ("XM", "SC"):
        counts[row, "4"] = counts[row, "5"] + counts[row, "6"]
    for column in "456":
        counts["T", column] = counts["XM", column] + counts["SC", column]
    houses = table_of("BM11", {place: str(count) for place, count in counts.items()})
    results = table_of("BM02", {("C5", "3"): str(ALL_HOUSES)})
    return with_live(submitted([houses, results]), TOTALS)


def test_right_figures_under_live_totals_are_not_told() -> None:
    assert errors_of(live()) == []


@pytest.mark.parametrize(
    ("place", "written", "right", "slip"),
    [("SC_6", 40, 4, Slip.INSERT), ("SC_5", 290, 209, Slip.SWAP), ("XM_5", 818, 188, Slip.SWAP)],
)
def test_a_wrong_figure_under_live_totals_shows_against_another_form(
    place: str, written: int, right: int, slip: Slip
) -> None:
    (finding,) = errors_of(live(**{place: written}))
    row, _, column = place.rpartition("_")
    first = finding.suspects[0]
    assert (first.key, first.current, first.proposed) == (CellKey("BM11", row, column), written, right)
    assert first.slip is slip


def test_no_live_total_is_ever_suspected() -> None:
    for place in ("SC_6", "SC_5", "XM_5", "XM_6"):
        for finding in errors_of(live(**{place: 999})):
            suspected = {suspect.key for item in finding.walk() for suspect in item.suspects}
            assert suspected
            assert suspected.isdisjoint(TOTALS)


def with_total(written: str) -> Submission:
    """The appendix with live totals, all but that of recurrent money, in whose place a figure is typed."""
    form = concrete("KR02")
    amounts = {
        (row.key, column.key): kind
        for row in form.rows
        for column in form.columns
        if (kind := form.kind_of(row, column)) in (CellKind.INPUT, CellKind.FORMULA)
        and form.measure_of(row, column).kind is not MeasureKind.RATE
    }
    reported = dict.fromkeys(amounts, "0") | dict(TWO_WAY) | {("T", "2"): written}
    for row in ("NTM", "DTTS", "GNBV", "T"):
        reported[row, "16"] = TWO_WAY[row, "3"]
    totals = {cell(*place) for place, kind in amounts.items() if kind is CellKind.FORMULA}
    return with_live(submission_of("KR02", reported), totals - {cell("T", "2")})


def test_a_right_figure_typed_over_a_formula_is_no_error() -> None:
    assert errors_of(with_total("25662")) == []


@pytest.mark.parametrize("written", ["25626", "31975"], ids=["a slip", "no slip"])
def test_a_total_typed_over_among_live_formulas_is_the_prime_suspect(written: str) -> None:
    (finding,) = errors_of(with_total(written))
    first = finding.suspects[0]
    assert (first.key, first.current, first.proposed) == (cell("T", "2"), int(written), 25662)
