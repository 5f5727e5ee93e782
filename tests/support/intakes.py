"""Files as consolidation sees them, without any workbook behind them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from mtqg_xl.consolidation import Intake, intake_of
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reconcile import check_submission
from tests.support.reports import Reported, submission_of
from tests.support.samples import synthetic, synthetic_places


def taken(submission: Submission) -> Intake:
    """A submission checked and taken in."""
    return intake_of(submission, check_submission(submission))


def sent(
    unit: str,
    reported: Reported,
    form: str = "BM16",
    *,
    texts: Reported | None = None,
    period: str = "2023-N",
    path: str = "",
    filed: str = "2024-01-10T17:00:00Z",
) -> Intake:
    """A file of ``unit`` with these figures typed in one form."""
    submission = submission_of(form, reported, texts=texts, unit=unit, period=period)
    name = path or f"{unit}.xlsx"
    return taken(replace(submission, path=name, sha256=f"sha-{name}", filed=filed))


@cache
def province(period: str) -> tuple[Intake, ...]:
    """The files of the made-up districts."""
    return tuple(taken(synthetic(period, place)) for place in synthetic_places(period))
