"""Kinds of remarks on the workbook around the figures."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import Kind, RemarkKind, Tag


class WorkbookRemark(RemarkKind):
    """A remark on the workbook around the figures."""

    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)


class ExternalLinks(WorkbookRemark):
    """Formulas that take figures from other files."""

    code = "external_links"
    related = ("program_links", "formula_stale")


class ProgramLinks(WorkbookRemark):
    """Links to other programs."""

    code = "program_links"
    related = ("external_links", "program_formula")


class ProgramFormula(WorkbookRemark):
    """Formulas that call other programs."""

    code = "program_formula"
    related = ("program_links", "macros")


class OldEncoding(WorkbookRemark):
    """Typed in an old encoding."""

    code = "old_encoding"
    verdict = Verdict.FORMAT
    related = ("unit_doubtful",)


class Macros(WorkbookRemark):
    """A file with macros."""

    code = "macros"
    related = ("program_formula",)


class HiddenSheet(WorkbookRemark):
    """A hidden sheet with figures."""

    code = "hidden_sheet"
    related = ("very_hidden_sheet", "hidden_sheet_counted")


class VeryHiddenSheet(WorkbookRemark):
    """A deeply hidden sheet with figures."""

    code = "very_hidden_sheet"
    related = ("hidden_sheet",)


class HiddenSheetCounted(WorkbookRemark):
    """A form on a hidden sheet."""

    code = "hidden_sheet_counted"
    related = ("hidden_sheet", "form_twice")


class HiddenSheetBroken(WorkbookRemark):
    """A hidden sheet that is damaged."""

    code = "hidden_sheet_broken"
    related = ("hidden_sheet", "sheet_refused")


class CoveredValues(WorkbookRemark):
    """Values beneath merged cells."""

    code = "covered_values"
    related = ("hidden_rows", "hidden_columns")


class HiddenRows(WorkbookRemark):
    """Hidden rows with figures."""

    code = "hidden_rows"
    related = ("hidden_columns", "covered_values")


class HiddenColumns(WorkbookRemark):
    """Hidden columns with figures."""

    code = "hidden_columns"
    related = ("hidden_rows", "covered_values")


class ExplanationUnused(Kind):
    """An explanation that answers nothing any more."""

    code = "explanation_unused"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("figure_unequal",)
    sentences = ("answers.unused_of_rule", "answers.unused_of_figure", "answers.unused_note")
    advice = ("answers.unused_todo", "answers.unused_of_figure_todo")
