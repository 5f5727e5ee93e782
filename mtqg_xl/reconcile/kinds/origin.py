"""Kinds of remarks on whose figures these are, and of when."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class OtherUnit(RemarkKind):
    """A template made for another unit."""

    code = "other_unit"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("unit_conflict", "other_period")


class OtherPeriod(RemarkKind):
    """A template made for another period."""

    code = "other_period"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("period_conflict", "other_unit")


class UnitConflict(RemarkKind):
    """Two names of the unit."""

    code = "unit_conflict"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("other_unit", "unit_doubtful")


class PeriodConflict(RemarkKind):
    """Two periods named."""

    code = "period_conflict"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("other_period", "period_meant")


class UnitFromName(RemarkKind):
    """A unit known by the name of the file."""

    code = "unit_from_name"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("no_unit", "unit_doubtful")


class SheetOfNobody(RemarkKind):
    """A sheet that names no unit."""

    code = "sheet_of_nobody"
    severity = Severity.WARNING
    verdict = Verdict.MISSING
    tags = (Tag.ORIGIN,)
    related = ("no_unit", "unit_refused")


class UnitDoubtful(RemarkKind):
    """A unit that is not clear."""

    code = "unit_doubtful"
    severity = Severity.WARNING
    verdict = Verdict.MISSING
    tags = (Tag.ORIGIN,)
    related = ("no_unit", "unit_conflict")


class PeriodFromName(RemarkKind):
    """A period known by the name of the file."""

    code = "period_from_name"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("period_from_title", "period_meant")


class PeriodFromTitle(RemarkKind):
    """A period known by the title of the form."""

    code = "period_from_title"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("period_from_name", "period_meant")


class PeriodMeant(RemarkKind):
    """A period written in another way."""

    code = "period_meant"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("period_from_title", "period_conflict")


class NoUnit(RemarkKind):
    """No unit is named."""

    code = "no_unit"
    severity = Severity.WARNING
    verdict = Verdict.MISSING
    tags = (Tag.ORIGIN,)
    related = ("unit_from_name", "unit_doubtful")


class UnitRefused(RemarkKind):
    """The figures of one unit cannot be read."""

    code = "unit_refused"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)
    related = ("sheet_refused", "sheet_of_nobody")
