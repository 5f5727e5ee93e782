"""One wrong cell: found, put right, and as sure as what speaks for it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.findings import Confidence, Finding, Slip
from tests.reconcile.culprits.sheets import TWO_WAY, cell, told
from tests.support.reports import Reported

#: Only the line adds up: nothing is known of the columns.
ONE_LINE: Reported = {("NTM", "1"): "24314", ("NTM", "2"): "2530", ("NTM", "3"): "26844"}


def only(reported: Reported) -> Finding:
    (finding,) = told(reported)
    return finding


def test_right_figures_are_never_told() -> None:
    assert told(TWO_WAY) == []


@pytest.mark.parametrize(
    ("row", "column", "written", "slip"),
    [
        ("NTM", "2", "2520", Slip.REPLACE),
        ("NTM", "1", "24341", Slip.SWAP),
        ("DTTS", "1", "253361", Slip.INSERT),
        ("GNBV", "2", "753", Slip.OMIT),
        ("GNBV", "1", "5346000", Slip.UNIT),
        ("DTTS", "2", "-15279", Slip.SIGN),
        ("DTTS", "3", "46040", Slip.SWAP),
        ("T", "2", "25626", Slip.SWAP),
    ],
)
def test_where_two_sums_agree_and_a_slip_explains_it_the_cell_is_certain(
    row: str, column: str, written: str, slip: Slip
) -> None:
    finding = only({**TWO_WAY, (row, column): written})
    assert (finding.key, finding.stated) == (cell(row, column), Decimal(written))
    assert finding.expected == Decimal(TWO_WAY[row, column])
    assert finding.confidence is Confidence.CERTAIN
    assert [(s.key, s.proposed, s.slip) for s in finding.suspects] == [(finding.key, finding.expected, slip)]


def test_where_two_sums_agree_no_slip_is_needed_to_be_certain() -> None:
    finding = only({**TWO_WAY, ("DTTS", "2"): "88123"})
    assert (finding.key, finding.expected) == (cell("DTTS", "2"), 15279)
    assert finding.confidence is Confidence.CERTAIN
    assert [suspect.slip for suspect in finding.suspects] == [Slip.NONE]


def test_one_sum_without_a_slip_is_not_decided() -> None:
    finding = only({**ONE_LINE, ("NTM", "3"): "31975"})
    assert finding.confidence is Confidence.UNDECIDED
    assert {(s.key.column, s.proposed) for s in finding.suspects} == {
        ("1", Decimal(29445)),
        ("2", Decimal(7661)),
        ("3", Decimal(26844)),
    }


def test_one_sum_with_a_slip_is_likely_and_not_certain() -> None:
    finding = only({**ONE_LINE, ("NTM", "3"): "26884"})
    assert finding.confidence is Confidence.LIKELY
    first = finding.suspects[0]
    assert (first.slip, first.proposed) == (
        Slip.REPLACE,
        {"1": 24354, "2": 2570, "3": 26844}[first.key.column],
    )
    assert cell("NTM", "3") in [suspect.key for suspect in finding.suspects[:3]]


def test_no_more_than_three_cells_are_called_likely() -> None:
    for written in ("26884", "28644", "2684", "268440"):
        finding = only({**ONE_LINE, ("NTM", "3"): written})
        assert finding.confidence is not Confidence.CERTAIN
        assert finding.confidence is Confidence.UNDECIDED or 1 <= len(finding.suspects) <= 3


def test_what_would_decide_is_told_where_one_sum_cannot() -> None:
    assert "cần đối chiếu thêm" in only({**ONE_LINE, ("NTM", "3"): "31975"}).todo


def test_the_sentence_counts_the_sums_that_the_cell_mends() -> None:
    finding = only({**TWO_WAY, ("NTM", "2"): "2520"})
    assert "sửa ô này thì cả 2 phép tính đang sai đều khớp" in finding.message
    assert {item.key for item in finding.walk()} == {cell("NTM", "2"), cell("T", "2")}
