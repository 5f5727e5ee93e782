"""Kinds of remarks on whose figures these are, and of when."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class OriginRemark(RemarkKind):
    """A remark on whose figures these are, and of when."""

    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.ORIGIN,)


class OtherUnit(OriginRemark):
    """A template made for another unit."""

    code = "other_unit"
    related = ("unit_conflict", "other_period")


class OtherPeriod(OriginRemark):
    """A template made for another period."""

    code = "other_period"
    related = ("period_conflict", "other_unit")


class UnitConflict(OriginRemark):
    """Two names of the unit."""

    code = "unit_conflict"
    related = ("other_unit", "unit_doubtful")


class PeriodConflict(OriginRemark):
    """Two periods named."""

    code = "period_conflict"
    related = ("other_period", "period_meant")


class UnitFromName(OriginRemark):
    """A unit known by the name of the file."""

    code = "unit_from_name"
    severity = Severity.INFO
    related = ("no_unit", "unit_doubtful")


class SheetOfNobody(OriginRemark):
    """A sheet that names no unit."""

    code = "sheet_of_nobody"
    verdict = Verdict.MISSING
    related = ("no_unit", "unit_refused")


class UnitDoubtful(OriginRemark):
    """A unit that is not clear."""

    code = "unit_doubtful"
    verdict = Verdict.MISSING
    related = ("no_unit", "unit_conflict")


class PeriodFromName(OriginRemark):
    """A period known by the name of the file."""

    code = "period_from_name"
    severity = Severity.INFO
    related = ("period_from_title", "period_meant")


class PeriodFromTitle(OriginRemark):
    """A period known by the title of the form."""

    code = "period_from_title"
    severity = Severity.INFO
    related = ("period_from_name", "period_meant")


class PeriodMeant(OriginRemark):
    """A period written in another way."""

    code = "period_meant"
    severity = Severity.INFO
    related = ("period_from_title", "period_conflict")


class NoUnit(OriginRemark):
    """No unit is named."""

    code = "no_unit"
    verdict = Verdict.MISSING
    related = ("unit_from_name", "unit_doubtful")


class UnitRefused(OriginRemark):
    """The figures of one unit cannot be read."""

    code = "unit_refused"
    severity = Severity.ERROR
    related = ("sheet_refused", "sheet_of_nobody")
