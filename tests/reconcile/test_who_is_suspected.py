from __future__ import annotations

from decimal import Decimal

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Slip
from mtqg_xl.reconcile import check_submission
from tests.support.reports import Reported, submission_of

# 24.314 + 2.530 = 26.844, and 26.844 + 40.640 + 7.853 = 75.337.
KON_RAY: Reported = {
    ("NTM", "1"): "24314",
    ("NTM", "2"): "2530",
    ("NTM", "3"): "26844",
    ("DTTS", "1"): "25361",
    ("DTTS", "2"): "15279",
    ("DTTS", "3"): "40640",
    ("GNBV", "2"): "7853",
    ("GNBV", "3"): "7853",
    ("T", "3"): "75337",
}


def errors(reported: Reported, form: str = "KR02") -> list[Finding]:
    return [f for f in check_submission(submission_of(form, reported)).findings if f.severity == "error"]


def test_right_figures_give_no_error() -> None:
    assert errors(KON_RAY) == []


def test_the_one_cell_two_failing_relations_share_is_the_culprit() -> None:
    (finding,) = errors({**KON_RAY, ("NTM", "3"): "26884"})
    assert finding.key == CellKey("KR02", "NTM", "3")
    assert finding.expected == 26844
    assert finding.confidence is Confidence.CERTAIN
    assert [(suspect.key, suspect.slip) for suspect in finding.suspects] == [(finding.key, Slip.REPLACE)]


def test_where_no_slip_explains_a_relation_nothing_is_called_likely() -> None:
    (finding,) = errors({**KON_RAY, ("NTM", "1"): "24413"})
    assert finding.confidence is Confidence.UNDECIDED
    told = [(suspect.key.column, suspect.proposed, suspect.slip) for suspect in finding.suspects]
    # Where nothing explains either, the figure of fewer digits is the easier to hit by chance.
    assert told == [("2", 2431, Slip.NONE), ("1", 24314, Slip.NONE)]


def test_two_slips_that_explain_a_relation_alike_are_both_told() -> None:
    (finding,) = errors({**KON_RAY, ("NTM", "1"): "24341"})
    assert finding.confidence is Confidence.LIKELY
    assert {s.key.column: (s.proposed, s.slip) for s in finding.suspects} == {
        "1": (24314, Slip.SWAP),
        "2": (2503, Slip.SWAP),
    }


def test_a_cell_that_a_holding_relation_vouches_for_is_no_suspect() -> None:
    (finding,) = errors({**KON_RAY, ("NTM", "1"): "24341"})
    assert "3" not in {suspect.key.column for suspect in finding.suspects}


def test_a_total_is_not_called_wrong_because_a_line_states_no_parts() -> None:
    reported = {place: text for place, text in KON_RAY.items() if place not in {("DTTS", "1"), ("DTTS", "2")}}
    assert errors(reported) == []


LOCAL: Reported = {("GNBV", "10"): "1595", ("GNBV", "13"): "10", ("GNBV", "14"): "1695"}


def test_two_separate_slips_give_two_findings() -> None:
    found = errors({**KON_RAY, **LOCAL, ("NTM", "3"): "26884"})
    assert [finding.key.row for finding in found if finding.key] == ["NTM", "GNBV"]


def test_a_slip_elsewhere_changes_nothing_in_what_is_suspected() -> None:
    (alone,) = errors({**KON_RAY, **LOCAL})
    beside = errors({**KON_RAY, **LOCAL, ("NTM", "3"): "26884"})[-1]
    assert (beside.confidence, beside.suspects) == (alone.confidence, alone.suspects)


def test_no_proposal_is_made_that_such_a_cell_cannot_hold() -> None:
    reported = {("SC", "4"): "213", ("SC", "5"): "209", ("SC", "6"): "40"}
    (finding,) = errors(reported, "BM11")
    assert all(s.proposed is not None and s.proposed >= 0 for s in finding.suspects)
    assert all(s.proposed == s.proposed.to_integral_value() for s in finding.suspects if s.proposed)
    assert {s.key.column: s.proposed for s in finding.suspects} == {"4": 249, "5": 173, "6": 4}


def test_numerator_divisor_and_rate_are_all_suspects_of_a_wrong_rate() -> None:
    (finding,) = errors({("GNBV", "3"): "7853", ("GNBV", "14"): "1595", ("GNBV", "15"): "10.8"})
    proposals = {suspect.key.column: suspect.proposed for suspect in finding.suspects}
    assert proposals["15"] == Decimal("20.31")
    assert proposals["3"] == 14769
    assert proposals["14"] == 848


def test_a_part_of_a_blank_total_is_suspected_in_its_place() -> None:
    reported = {k: v for k, v in KON_RAY.items() if k != ("NTM", "3")} | {("NTM", "1"): "24354"}
    suspects = [suspect for finding in errors(reported) for suspect in finding.suspects]
    assert (CellKey("KR02", "NTM", "1"), Decimal(24314)) in [(s.key, s.proposed) for s in suspects]


def test_an_overdrawn_plan_is_a_warning() -> None:
    found = check_submission(submission_of("BM16", {("DA2", "K8"): "100", ("DA2", "G8"): "120"})).findings
    (finding,) = [item for item in found if item.rule == "BM16.V1.8"]
    assert finding.severity == "warning"
    assert (finding.stated, finding.expected) == (120, 100)


def test_investment_where_a_project_has_none_is_a_warning() -> None:
    found = check_submission(submission_of("BM16", {("DA2", "K1"): "100"})).findings
    assert [item.severity for item in found if item.rule == "BM16.V6"] == ["warning"]
