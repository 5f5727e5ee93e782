"""Kinds of remarks on the workbook around the figures."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import Kind, RemarkKind, Tag


class ExternalLinks(RemarkKind):
    """Formulas that take figures from other files."""

    code = "external_links"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("program_links", "formula_stale")


class ProgramLinks(RemarkKind):
    """Links to other programs."""

    code = "program_links"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("external_links", "program_formula")


class ProgramFormula(RemarkKind):
    """Formulas that call other programs."""

    code = "program_formula"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("program_links", "macros")


class OldEncoding(RemarkKind):
    """Typed in an old encoding."""

    code = "old_encoding"
    severity = Severity.INFO
    verdict = Verdict.FORMAT
    tags = (Tag.WORKBOOK,)
    related = ("unit_doubtful",)


class Macros(RemarkKind):
    """A file with macros."""

    code = "macros"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("program_formula",)


class HiddenSheet(RemarkKind):
    """A hidden sheet with figures."""

    code = "hidden_sheet"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("very_hidden_sheet", "hidden_sheet_counted")


class VeryHiddenSheet(RemarkKind):
    """A deeply hidden sheet with figures."""

    code = "very_hidden_sheet"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("hidden_sheet",)


class HiddenSheetCounted(RemarkKind):
    """A form on a hidden sheet."""

    code = "hidden_sheet_counted"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("hidden_sheet", "form_twice")


class HiddenSheetBroken(RemarkKind):
    """A hidden sheet that is damaged."""

    code = "hidden_sheet_broken"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("hidden_sheet", "sheet_refused")


class CoveredValues(RemarkKind):
    """Values beneath merged cells."""

    code = "covered_values"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("hidden_rows", "hidden_columns")


class HiddenRows(RemarkKind):
    """Hidden rows with figures."""

    code = "hidden_rows"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
    related = ("hidden_columns", "covered_values")


class HiddenColumns(RemarkKind):
    """Hidden columns with figures."""

    code = "hidden_columns"
    severity = Severity.INFO
    verdict = Verdict.OTHER
    tags = (Tag.WORKBOOK,)
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
