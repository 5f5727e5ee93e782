from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Verdict
from tests.support.samples import report


def at(name: str, form: str, row: str, column: str) -> Finding:
    (finding,) = [
        item
        for item in report(name).findings
        if item.key == CellKey(form, row, column) and item.verdict is Verdict.WRONG
    ]
    return finding


def test_eighteen_works_of_which_sixteen_are_listed() -> None:
    finding = at("bao_lam_2023-6T", "BM03", "A", "1")
    assert (finding.stated, finding.expected) == (18, 16)
    assert finding.severity == "error"


def test_parts_that_may_be_missing_are_pointed_at() -> None:
    assert "để trống" in at("bao_lam_2023-6T", "BM03", "A", "1").message


def test_a_hundred_and_thirty_nine_works_whose_types_add_up_to_more() -> None:
    finding = at("cao_bang_2024-KH", "BM03", "A", "1")
    assert (finding.stated, finding.expected) == (139, 143)


def test_the_types_that_could_hold_four_works_too_many_are_suspected() -> None:
    proposals = {s.key.row: s.proposed for s in at("cao_bang_2024-KH", "BM03", "A", "1").suspects}
    assert proposals["A.1"] == 82
    assert proposals["A.3"] == 25
    assert proposals["A.7"] == 0
    assert "A.5" not in proposals, "three works cannot be four too many"
    assert "A.8" not in proposals


def test_forty_for_four_is_among_the_suspects_of_two_hundred_and_thirteen() -> None:
    finding = at("bao_lam_2023-6T", "BM11", "SC", "4")
    assert (finding.stated, finding.expected) == (213, 249)
    proposals = {(s.key.column, s.current): s.proposed for s in finding.suspects}
    assert proposals["6", Decimal(40)] == 4


def test_one_relation_alone_does_not_name_a_culprit() -> None:
    assert at("bao_lam_2023-6T", "BM11", "SC", "4").confidence is Confidence.UNDECIDED


def test_the_line_above_is_not_told_again() -> None:
    finding = at("bao_lam_2023-6T", "BM11", "SC", "4")
    assert [child.key for child in finding.children] == [CellKey("BM11", "T", "4")]


@pytest.mark.parametrize("name", ["bao_lam_2023-6T", "cao_bang_2024-KH"])
def test_nothing_else_of_these_reports_is_called_wrong(name: str) -> None:
    wrong = [f.key for f in report(name).findings if f.verdict is Verdict.WRONG]
    assert len(wrong) == {"bao_lam_2023-6T": 2, "cao_bang_2024-KH": 1}[name]


def test_no_proposal_is_minus_zero() -> None:
    for name in ("bao_lam_2023-6T", "cao_bang_2024-KH"):
        for finding in report(name).findings:
            assert not [s for s in finding.suspects if s.proposed == 0 and s.proposed.is_signed()]
