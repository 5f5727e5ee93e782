"""Kinds of findings about formulas, and cells that should have one."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import FormulaKind, RemarkKind, Tag


class FormulaMisses(FormulaKind):
    """A sum that leaves cells out."""

    code = "formula_misses"
    related = ("formula_swallows", "formula_moved", "formula_other")


class FormulaSwallows(FormulaKind):
    """A sum that takes in too much."""

    code = "formula_swallows"
    related = ("formula_misses", "formula_twice")


class FormulaMoved(FormulaKind):
    """A formula copied from elsewhere."""

    code = "formula_moved"
    related = ("formula_misses", "formula_other")
    sentences = ("formula_check.moved_rows", "formula_check.moved_columns", "formula_check.moved_both")


class FormulaTwice(FormulaKind):
    """A cell added more than once."""

    code = "formula_twice"
    related = ("formula_swallows",)


class FormulaSign(FormulaKind):
    """Plus and minus confused in a formula."""

    code = "formula_sign"
    related = ("formula_other",)


class FormulaFactor(FormulaKind):
    """A wrong factor in a formula."""

    code = "formula_factor"
    related = ("formula_plug", "scale_doubt")


class FormulaPlug(FormulaKind):
    """A number added to a formula by hand."""

    code = "formula_plug"
    related = ("formula_factor", "formula_typed")


class FormulaOver(FormulaKind):
    """A rate of the wrong figure."""

    code = "formula_over"
    related = ("formula_under", "formula_other")


class FormulaUnder(FormulaKind):
    """A rate on the wrong base."""

    code = "formula_under"
    related = ("formula_over", "formula_other")


class FormulaOther(FormulaKind):
    """A formula that is not the form's."""

    code = "formula_other"
    related = ("formula_misses", "formula_swallows", "formula_moved")


class FormulaCircular(FormulaKind):
    """A formula that runs in a circle."""

    code = "formula_circular"
    related = ("formula_stale", "formula_other")
    sentences = ("formula_check.circular", "formula_check.circular_through")


class FormulaTyped(FormulaKind):
    """A figure typed over a formula."""

    code = "formula_typed"
    related = ("typed_over", "formula_stale")
    sentences = ("formula_check.typed", "formula_check.typed_many")
    advice = ("formula_check.todo_typed", "formula_check.todo_typed_plain", "formula_check.todo_typed_many")


class FormulaStale(FormulaKind):
    """A result that is out of date."""

    code = "formula_stale"
    related = ("formula_typed", "no_result")
    sentences = ("formula_check.stale", "formula_check.stale_blank")
    advice = ("formula_check.todo_stale",)


class FormulaSkipsText(FormulaKind):
    """A sum that passes over a figure written as text."""

    code = "formula_skips_text"
    related = ("text_number", "formula_misses")
    advice = ("formula_check.todo_text",)


class TypedOver(RemarkKind):
    """Totals and rates typed by hand."""

    code = "typed_over"
    severity = Severity.INFO
    verdict = Verdict.FORMULA
    tags = (Tag.FORMULAS,)
    related = ("formula_typed", "blank_totals")


class BlankTotals(RemarkKind):
    """Totals and rates left blank."""

    code = "blank_totals"
    severity = Severity.INFO
    verdict = Verdict.MISSING
    tags = (Tag.FORMULAS,)
    related = ("typed_over", "empty_form")


class ErrorValue(RemarkKind):
    """A formula that shows an error."""

    code = "error_value"
    severity = Severity.ERROR
    verdict = Verdict.FORMULA
    tags = (Tag.FORMULAS,)
    related = ("no_result", "formula_other")


class NoResult(RemarkKind):
    """A formula without a result."""

    code = "no_result"
    severity = Severity.ERROR
    verdict = Verdict.FORMULA
    tags = (Tag.FORMULAS,)
    related = ("formula_stale", "error_value")
