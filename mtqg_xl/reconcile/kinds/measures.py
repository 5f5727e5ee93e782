"""Kinds of remarks on units of measure."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class ScaleDoubt(RemarkKind):
    """Probably the wrong unit of measure."""

    code = "scale_doubt"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("other_measure", "measure_conflict", "unknown_measure")


class PercentScale(RemarkKind):
    """Percentage and fraction confused."""

    code = "percent_scale"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("percent_scale_column",)


class PercentScaleColumn(RemarkKind):
    """A column with percentage and fraction confused."""

    code = "percent_scale_column"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("percent_scale",)


class PartInOtherMeasure(RemarkKind):
    """A part in another unit of measure."""

    code = "part_in_other_measure"
    severity = Severity.INFO
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("other_measure", "measure_conflict")


class MeasureConflict(RemarkKind):
    """Two units of measure for the same figures."""

    code = "measure_conflict"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("part_in_other_measure", "other_measure", "scale_doubt")


class RowMeasureDiffers(RemarkKind):
    """A row in another unit than the template."""

    code = "row_measure_differs"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("other_measure", "measure_conflict")


class UnknownMeasure(RemarkKind):
    """A unit of measure that is not known."""

    code = "unknown_measure"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("other_measure", "scale_doubt")


class OtherMeasure(RemarkKind):
    """A sheet in another unit of measure."""

    code = "other_measure"
    severity = Severity.INFO
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)
    related = ("part_in_other_measure", "unknown_measure")
