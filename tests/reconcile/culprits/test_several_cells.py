"""Several wrong cells at once: the smallest repair, told cell by cell, as sure as all repairs agree."""

from __future__ import annotations

from mtqg_xl.domain.findings import Confidence, Slip
from tests.reconcile.culprits.sheets import TWO_WAY, cell, repairs, told


def test_three_separate_errors_are_three_findings_each_put_right() -> None:
    found = told({**TWO_WAY, ("NTM", "1"): "24341", ("DTTS", "2"): "15299", ("T", "3"): "80638"})
    assert {(item.key, item.expected, item.confidence, item.suspects[0].slip) for item in found} == {
        (cell("NTM", "1"), 24314, Confidence.CERTAIN, Slip.SWAP),
        (cell("DTTS", "2"), 15279, Confidence.CERTAIN, Slip.REPLACE),
        (cell("T", "3"), 80683, Confidence.CERTAIN, Slip.SWAP),
    }
    assert len(found) == 3


def test_two_errors_in_one_line_are_told_apart_by_their_columns() -> None:
    found = told({**TWO_WAY, ("DTTS", "1"): "25961", ("DTTS", "2"): "15729"})
    assert repairs(found) == {cell("DTTS", "1"): "25361", cell("DTTS", "2"): "15279"}


def test_an_error_that_hides_another_in_its_line_leaves_it_open_which_line_it_is() -> None:
    """Both kinds of capital are wrong by 40, one up and one down: that line adds up, as would any other."""
    found = told({**TWO_WAY, ("NTM", "1"): "24354", ("NTM", "2"): "2490"})
    assert {item.key.column for item in found if item.key} == {"1", "2"}
    assert Confidence.CERTAIN not in {each.confidence for item in found for each in item.walk()}


def test_a_sum_is_told_under_one_cause_only() -> None:
    found = told({**TWO_WAY, ("NTM", "1"): "24341", ("DTTS", "1"): "25316"})
    assert repairs(found) == {cell("NTM", "1"): "24314", cell("DTTS", "1"): "25361"}
    below = [(item.rule, item.key) for top in found for item in top.children]
    assert len(below) == len(set(below))


def test_the_sentence_counts_only_the_sums_that_this_cell_alone_mends() -> None:
    """The column holds both errors: only together do they close it, each closes its own line."""
    for finding in told({**TWO_WAY, ("NTM", "1"): "24341", ("DTTS", "1"): "25316"}):
        assert "sửa ô này thì phép tính đang sai sẽ khớp" in finding.message
        assert "cả 2 phép tính" not in finding.message


# Two figures too large by nine in one diagonal close as well with nine less in the other.
RECTANGLE = {("NTM", "1"): "24323", ("DTTS", "2"): "15288"}


def test_where_two_repairs_explain_alike_nothing_is_certain() -> None:
    found = told({**TWO_WAY, **RECTANGLE})
    assert found
    assert all(each.confidence is not Confidence.CERTAIN for item in found for each in item.walk())


def test_where_two_repairs_explain_alike_every_failing_sum_is_told() -> None:
    found = told({**TWO_WAY, **RECTANGLE})
    told_of = {(item.rule, item.key) for top in found for item in top.walk()}
    assert {rule for rule, _ in told_of} == {"KR02.3", "KR02.T"}


def test_where_two_repairs_explain_alike_both_are_named() -> None:
    found = told({**TWO_WAY, **RECTANGLE})
    named = {(suspect.key, suspect.proposed) for item in found for suspect in item.suspects}
    assert {(cell("NTM", "1"), 24314), (cell("DTTS", "2"), 15279)} <= named
    assert {(cell("NTM", "2"), 2521), (cell("DTTS", "1"), 25352)} <= named
