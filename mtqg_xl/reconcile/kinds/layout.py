"""Kinds of remarks on rows, columns, tables and sheets."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class LayoutRemark(RemarkKind):
    """A remark on rows, columns, tables and sheets."""

    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.LAYOUT,)


class RowMissing(LayoutRemark):
    """A row is missing."""

    code = "row_missing"
    severity = Severity.ERROR
    verdict = Verdict.MISSING
    related = ("row_unknown", "column_missing", "table_missing")


class RowUnknown(LayoutRemark):
    """A row that the template does not have."""

    code = "row_unknown"
    severity = Severity.ERROR
    related = ("row_missing", "column_unknown")


class ColumnMissing(LayoutRemark):
    """A column is missing."""

    code = "column_missing"
    severity = Severity.ERROR
    related = ("column_unknown", "row_missing")


class ColumnUnknown(LayoutRemark):
    """A column that the template does not have."""

    code = "column_unknown"
    related = ("column_missing", "column_settled", "closed_cell")


class ColumnSettled(LayoutRemark):
    """A column known by its calculations."""

    code = "column_settled"
    related = ("column_unknown", "ask_column")


class TableMissing(LayoutRemark):
    """A table is missing."""

    code = "table_missing"
    verdict = Verdict.MISSING
    related = ("row_missing", "empty_form")


class FiguresOutside(LayoutRemark):
    """Figures outside the tables."""

    code = "figures_outside"
    related = ("closed_cell", "row_unknown")


class EmptyForm(LayoutRemark):
    """A form without figures."""

    code = "empty_form"
    verdict = Verdict.MISSING
    related = ("blank_totals", "table_missing")


class FormTwice(LayoutRemark):
    """A form on two sheets."""

    code = "form_twice"
    related = ("hidden_sheet_counted",)


class SheetRefused(LayoutRemark):
    """A part that could not be read."""

    code = "sheet_refused"
    related = ("unit_refused", "row_missing")
