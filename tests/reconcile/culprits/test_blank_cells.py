"""A figure that was forgotten is proposed for the cell that stands empty."""

from __future__ import annotations

from mtqg_xl.domain.findings import Confidence, Slip
from tests.reconcile.culprits.sheets import TWO_WAY, cell, told
from tests.support.reports import Reported


def without(*places: tuple[str, str]) -> Reported:
    return {place: text for place, text in TWO_WAY.items() if place not in places}


def test_the_figure_that_two_sums_lack_is_put_in_the_blank_cell() -> None:
    (finding,) = told(without(("NTM", "2")))
    assert (finding.key, finding.stated, finding.expected) == (cell("NTM", "2"), None, 2530)
    assert finding.confidence is Confidence.CERTAIN
    assert [(s.key, s.current, s.slip) for s in finding.suspects] == [(finding.key, None, Slip.BLANK)]
    assert "đang để trống, đúng ra là 2.530" in finding.message


def test_a_blank_that_only_one_sum_speaks_of_is_not_certain() -> None:
    line = {("NTM", "1"): "24314", ("NTM", "3"): "26844"}
    (finding,) = told({**line, ("DTTS", "2"): "15279", ("DTTS", "3"): "15279"})
    assert finding.confidence is not Confidence.CERTAIN
    proposed = {(s.key, s.slip): s.proposed for s in finding.suspects}
    assert proposed[cell("NTM", "2"), Slip.BLANK] == 2530


def test_two_blank_cells_are_both_filled_in() -> None:
    found = told(without(("NTM", "2"), ("DTTS", "1")))
    assert {(item.key, item.expected) for item in found} == {
        (cell("NTM", "2"), 2530),
        (cell("DTTS", "1"), 25361),
    }


def test_a_blank_total_is_computed_and_not_called_forgotten() -> None:
    assert told(without(("T", "1"), ("NTM", "3"))) == []
