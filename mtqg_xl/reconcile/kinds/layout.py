"""Kinds of remarks on rows, columns, tables and sheets."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class RowMissing(RemarkKind):
    """A row is missing."""

    code = "row_missing"
    severity = Severity.ERROR
    verdict = Verdict.MISSING
    tags = (Tag.LAYOUT,)
    related = ("row_unknown", "column_missing", "table_missing")


class RowUnknown(RemarkKind):
    """A row that the template does not have."""

    code = "row_unknown"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("row_missing", "column_unknown")


class ColumnMissing(RemarkKind):
    """A column is missing."""

    code = "column_missing"
    severity = Severity.ERROR
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("column_unknown", "row_missing")


class ColumnUnknown(RemarkKind):
    """A column that the template does not have."""

    code = "column_unknown"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("column_missing", "column_settled", "closed_cell")


class ColumnSettled(RemarkKind):
    """A column known by its calculations."""

    code = "column_settled"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("column_unknown", "ask_column")


class TableMissing(RemarkKind):
    """A table is missing."""

    code = "table_missing"
    severity = Severity.WARNING
    verdict = Verdict.MISSING
    tags = (Tag.LAYOUT,)
    related = ("row_missing", "empty_form")


class FiguresOutside(RemarkKind):
    """Figures outside the tables."""

    code = "figures_outside"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("closed_cell", "row_unknown")


class EmptyForm(RemarkKind):
    """A form without figures."""

    code = "empty_form"
    severity = Severity.WARNING
    verdict = Verdict.MISSING
    tags = (Tag.LAYOUT,)
    related = ("blank_totals", "table_missing")


class FormTwice(RemarkKind):
    """A form on two sheets."""

    code = "form_twice"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("hidden_sheet_counted",)


class SheetRefused(RemarkKind):
    """A part that could not be read."""

    code = "sheet_refused"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)
    related = ("unit_refused", "row_missing")
