"""Every equality of the five reports that fails, found as wrong; and nothing that holds called wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, Finding, Severity, Slip, Verdict
from tests.support.samples import SAMPLES, report

REPORTS = sorted(file.stem for file in (SAMPLES / "real").glob("*.xlsx"))

#: Equalities stated in the reports that fail: report, form, row, column, stated, what the others give.
FAILING = [
    ("bao_lam_2023-6T", "BM03", "A", "1", "18", "16"),
    ("bao_lam_2023-6T", "BM11", "SC", "4", "213", "249"),
    ("bao_lam_2023-6T", "BM02", "B8.2", "3", "78", "89"),
    ("cao_bang_2019-N", "KR02", "NTM", "8", "94.46", "96.42"),
    ("cao_bang_2019-N", "NTM01", "1", "3", "10.63", "10.62"),
    ("cao_bang_2019-N", "NTM01", "1", "2", "9.54", "9.55"),
    ("cao_bang_2019-N", "NTM01", "T", "3", "177", "166"),
    ("cao_bang_2019-N", "NTM01", "4.2", "3", "66", "55"),
    ("cao_bang_2024-KH", "BM03", "A", "1", "139", "143"),
    ("kon_ray_2023-6T", "KR02", "T", "3", "75337", "75377"),
    ("kon_ray_2023-6T", "KR02", "NTM", "3", "26884", "26844"),
    ("kon_ray_2023-6T", "KR02", "GNBV", "15", "10.8", "20.31"),
    ("kon_ray_2023-6T", "KR02", "DTTS", "10", "4097", "4079"),
    ("kon_ray_2023-6T", "KR02", "DTTS", "12", "27.8", "27.97"),
    ("kon_ray_2023-KH", "KR01", "T", "3", "75337", "75377"),
    ("kon_ray_2023-KH", "KR01", "NTM", "3", "26884", "26844"),
    ("kon_ray_2023-KH", "KR01", "GNBV", "7", "10.8", "20.31"),
]
#: Figures that close one or more failing equalities at once, and are told in place of them.
CULPRITS = [
    ("bao_lam_2023-6T", "BM11", "SC", "6", "40", "4"),
    ("cao_bang_2019-N", "NTM01", "2.7", "2", "0", "10"),
]
#: What the reports do not state as an equality but their figures imply, such as a norm or a part left out.
IMPLIED = {
    ("bao_lam_2023-6T", "BM02", "B12.3", "3"),
    ("cao_bang_2019-6T", "BM16", "T", "K4"),
    ("cao_bang_2019-N", "NTM01", "T", "4"),
    ("cao_bang_2019-N", "NTM01", "2.1", "4"),
    *(("cao_bang_2019-N", "NTM01", "2.1", column) for column in "123"),
    ("cao_bang_2019-N", "NTM01", "2.2", "4"),
}


def wrong(name: str) -> list[Finding]:
    """The findings at the top that call a figure wrong."""
    return [finding for finding in report(name).findings if finding.verdict is Verdict.WRONG]


@pytest.mark.parametrize(("name", "form", "row", "column", "stated", "expected"), FAILING + CULPRITS)
def test_an_equality_that_fails_is_found(
    name: str, form: str, row: str, column: str, stated: str, expected: str
) -> None:
    found = {
        (item.stated, item.expected and round(item.expected, 2))
        for finding in wrong(name)
        for item in finding.walk()
        if item.key == CellKey(form, row, column)
    }
    assert (Decimal(stated), Decimal(expected)) in found


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_else_is_called_wrong(name: str) -> None:
    known = {case[:4] for case in FAILING + CULPRITS} | IMPLIED
    called = {(name, *finding.key) for finding in wrong(name) if finding.key}
    assert called <= known
    assert len(called) == len(wrong(name)), "one root, one finding"


def test_what_is_no_equality_of_the_report_is_told_as_a_warning_or_with_its_blank_cells() -> None:
    (rice,) = [f for f in wrong("bao_lam_2023-6T") if f.key == CellKey("BM02", "B12.3", "3")]
    assert rice.severity is Severity.WARNING
    (gap,) = wrong("cao_bang_2019-6T")
    assert "để trống" in gap.message


#: Rates computed on the wrong figure: right figure and printed one have no digit slip between them.
OTHER_DENOMINATOR = {
    ("kon_ray_2023-6T", "KR02", "GNBV", "15"),
    ("kon_ray_2023-KH", "KR01", "GNBV", "7"),
}


@pytest.mark.parametrize("name", REPORTS)
def test_every_figure_called_certainly_or_likely_wrong_is_one_keystroke_away(name: str) -> None:
    for finding in wrong(name):
        if finding.confidence is not Confidence.UNDECIDED:
            first = finding.suspects[0]
            assert first.proposed is not None
            if first.slip is Slip.BLANK:
                assert first.current is None
                continue
            assert first.current is not None
            if (name, *first.key) in OTHER_DENOMINATOR:
                assert first.slip is Slip.NONE
            else:
                assert _keystrokes(str(first.current), str(first.proposed)) == 1
                assert first.slip in (Slip.REPLACE, Slip.SWAP, Slip.INSERT, Slip.OMIT)


def _keystrokes(one: str, other: str) -> int:
    """One for a digit replaced, added or left out, or two neighbours swapped; two for anything more."""
    at = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, beside = one[at:], other[at:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    alike = (rest[1:] == beside[1:], rest[1:] == beside, rest == beside[1:], swapped == beside)
    return 0 if one == other else 1 if any(alike) else 2


def test_no_proposal_is_minus_zero() -> None:
    for name in REPORTS:
        for finding in report(name).findings:
            assert not [s for s in finding.suspects if s.proposed == 0 and s.proposed.is_signed()]
