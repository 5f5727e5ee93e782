"""Cells wrong for one reason, such as a column moved by one row, are one finding that names each."""

from __future__ import annotations

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Slip
from tests.reconcile.culprits.sheets import TWO_WAY, cell, told
from tests.support.reports import Reported


def put_right(finding: Finding) -> dict[CellKey, str]:
    """Every cell that the finding says was wrong for the same reason, with its right figure."""
    named = [finding, *(item for item in finding.children if "cùng bị nhầm" in item.message)]
    return {item.key: f"{item.expected:f}" for item in named if item.key and item.expected is not None}


@pytest.mark.parametrize(
    "exchanged",
    [
        {("NTM", "1"): "25361", ("DTTS", "1"): "24314"},
        {("NTM", "1"): "2530", ("NTM", "2"): "24314"},
        {("DTTS", "2"): "7853", ("GNBV", "2"): "15279"},
    ],
    ids=["one above the other", "side by side", "the lower two"],
)
def test_two_neighbours_exchanged_are_one_finding_with_both_cells(exchanged: Reported) -> None:
    (finding,) = told({**TWO_WAY, **exchanged})
    assert put_right(finding) == {cell(*place): TWO_WAY[place] for place in exchanged}
    assert finding.confidence is Confidence.CERTAIN
    assert [suspect.slip for suspect in finding.suspects] == [Slip.SHIFT]
    assert "ghi lẫn với ô" in finding.message
    assert "sửa cả 2 ô" in finding.message


def test_a_column_moved_down_by_one_row_is_one_finding_that_lists_each_cell() -> None:
    moved = {("NTM", "1"): "0", ("DTTS", "1"): "24314", ("GNBV", "1"): "25361"}
    (finding,) = told({**TWO_WAY, **moved})
    assert put_right(finding) == {cell(*place): TWO_WAY[place] for place in moved}
    assert finding.confidence is Confidence.CERTAIN
    assert [suspect.slip for suspect in finding.suspects] == [Slip.SHIFT]
    assert "lệch 1 dòng" in finding.message
    assert "sửa cả 3 ô" in finding.message


def test_a_column_moved_up_by_one_row_is_found_as_well() -> None:
    moved = {("NTM", "1"): "25361", ("DTTS", "1"): "5346", ("GNBV", "1"): "0"}
    (finding,) = told({**TWO_WAY, **moved})
    assert put_right(finding) == {cell(*place): TWO_WAY[place] for place in moved}
    assert "lệch 1 dòng" in finding.message


@pytest.mark.parametrize("factor", [1000, 1000000])
def test_a_column_in_another_unit_is_one_finding(factor: int) -> None:
    scaled = {place: str(int(text) * factor) for place, text in TWO_WAY.items() if place[1] == "1"}
    (finding,) = told({**TWO_WAY, **scaled})
    right = {key: str(int(text.partition(".")[0])) for key, text in put_right(finding).items()}
    assert right == {cell(*place): TWO_WAY[place] for place in scaled}
    assert finding.confidence is Confidence.CERTAIN
    assert [suspect.slip for suspect in finding.suspects] == [Slip.UNIT]


def test_three_cells_turned_round_are_put_right_without_a_crash() -> None:
    """Each line is wrong and the column still adds up: no row beside tells where the first figure went."""
    turned = {("NTM", "1"): "25361", ("DTTS", "1"): "5346", ("GNBV", "1"): "24314"}
    found = told({**TWO_WAY, **turned})
    assert {key: text for item in found for key, text in put_right(item).items()} == {
        cell(*place): TWO_WAY[place] for place in turned
    }
