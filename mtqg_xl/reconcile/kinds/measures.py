"""Kinds of remarks on units of measure."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class MeasureRemark(RemarkKind):
    """A remark on units of measure."""

    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.MEASURES,)


class ScaleDoubt(MeasureRemark):
    """Probably the wrong unit of measure."""

    code = "scale_doubt"
    related = ("other_measure", "measure_conflict", "unknown_measure")


class PercentScale(MeasureRemark):
    """Percentage and fraction confused."""

    code = "percent_scale"
    related = ("percent_scale_column",)


class PercentScaleColumn(MeasureRemark):
    """A column with percentage and fraction confused."""

    code = "percent_scale_column"
    related = ("percent_scale",)


class PartInOtherMeasure(MeasureRemark):
    """A part in another unit of measure."""

    code = "part_in_other_measure"
    severity = Severity.INFO
    related = ("other_measure", "measure_conflict")


class MeasureConflict(MeasureRemark):
    """Two units of measure for the same figures."""

    code = "measure_conflict"
    related = ("part_in_other_measure", "other_measure", "scale_doubt")


class RowMeasureDiffers(MeasureRemark):
    """A row in another unit than the template."""

    code = "row_measure_differs"
    related = ("other_measure", "measure_conflict")


class UnknownMeasure(MeasureRemark):
    """A unit of measure that is not known."""

    code = "unknown_measure"
    related = ("other_measure", "scale_doubt")


class OtherMeasure(MeasureRemark):
    """A sheet in another unit of measure."""

    code = "other_measure"
    severity = Severity.INFO
    related = ("part_in_other_measure", "unknown_measure")
