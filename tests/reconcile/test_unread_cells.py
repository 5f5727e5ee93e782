from __future__ import annotations

from dataclasses import replace

import pytest

from mtqg_xl.domain.cells import CellKey, Observation, State
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reconcile import check_submission
from tests.support.reports import Reported, submission_of

PARTS: Reported = {("DA2", "K4"): "8285", ("DA2", "K5"): "1550.44"}


def rules_told(checked: FileReport) -> set[str]:
    return {item.rule for top in checked.findings for item in top.walk() if not item.rule.startswith("DOC.")}


def unchecked(checked: FileReport, reason: str) -> set[str]:
    return {item.rule for item in checked.unchecked if reason in item.reason}


def test_a_rule_with_an_unread_cell_is_left_unchecked_openly() -> None:
    checked = check_submission(
        submission_of("BM16", PARTS | {("DA2", "K6"): "9835.44"}, unread=[("DA2", "K5")])
    )
    assert rules_told(checked) == set()
    assert "BM16.K6" in unchecked(checked, "không đọc được")


@pytest.mark.parametrize("total", ["9835.44", "8285"])
def test_a_total_over_a_blank_sub_total_of_an_unread_cell_is_left_unchecked(total: str) -> None:
    reported = PARTS | {("DA2", "K7"): total}
    checked = check_submission(submission_of("BM16", reported, unread=[("DA2", "K5")]))
    assert rules_told(checked) == set()
    assert "BM16.K7" in unchecked(checked, "không đọc được")


def test_the_unread_cell_itself_is_told() -> None:
    submission = submission_of("BM16", PARTS, unread=[("DA2", "K5")])
    seen = submission.observation(CellKey("BM16", "DA2", "K5"))
    assert seen is not None
    assert (seen.state, seen.value) == (State.UNREAD, None)
    told = [f for f in check_submission(submission).findings if f.rule == "DOC.not_a_figure"]
    assert [finding.key for finding in told] == [CellKey("BM16", "DA2", "K5")]
    assert {finding.severity for finding in told} == {"error"}


def test_a_blank_part_is_not_an_unread_one() -> None:
    submission = submission_of("BM16", {("DA2", "K4"): "8285", ("DA2", "K6"): "8285"})
    checked = check_submission(submission)
    assert rules_told(checked) == set()
    assert "BM16.K6" not in unchecked(checked, "không đọc được")


def test_a_total_whose_row_was_lost_is_left_unchecked() -> None:
    reported = {("DA3.1", "K4"): "3654", ("DA3.2", "K4"): "1487", ("DA3", "K4"): "5141"}
    whole = submission_of("BM16", reported)
    table = whole.table("BM16")
    seen = {
        key: Observation(key, State.UNREAD, note="row_missing") if key.row == "DA3.2" else one
        for key, one in table.observations.items()
    }
    checked = check_submission(replace(whole, tables=(replace(table, observations=seen),)))
    assert rules_told(checked) == set()
    assert "BM16.DA3" in unchecked(checked, "không đọc được")
