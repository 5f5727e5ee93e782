"""Kinds of findings about figures that do not agree."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import FigureKind


class FigureUnequal(FigureKind):
    """Figures that do not agree."""

    code = "figure_unequal"
    related = ("figure_wrong", "figure_likely_wrong", "rounding", "cut_off")
    sentences = ("finding.unequal", "finding.sides_unequal")
    advice = ("finding.todo_ways", "finding.todo_plain")


class FigureTooLarge(FigureKind):
    """A figure above what is possible."""

    code = "figure_too_large"
    related = ("figure_too_small", "figure_unequal")
    sentences = ("finding.too_large", "finding.sides_too_large")
    advice = ("finding.todo_ways", "finding.todo_plain")


class FigureTooSmall(FigureKind):
    """A figure below the least possible."""

    code = "figure_too_small"
    related = ("figure_too_large", "figure_unequal")
    sentences = ("finding.too_small", "finding.sides_too_small")
    advice = ("finding.todo_ways", "finding.todo_plain")


class FigureWrong(FigureKind):
    """A wrong cell, the right figure known."""

    code = "figure_wrong"
    related = ("figure_likely_wrong", "also_wrong", "follows", "figure_unequal")
    sentences = ("finding.culprit", "finding.culprit_blank")
    advice = ("finding.culprit_todo", "finding.culprit_todo_blank")


class FigureLikelyWrong(FigureKind):
    """A cell that is probably wrong."""

    code = "figure_likely_wrong"
    related = ("figure_wrong", "figure_unequal", "also_wrong")
    sentences = ("finding.culprit_likely", "finding.culprit_likely_blank")
    advice = ("finding.culprit_todo", "finding.culprit_todo_blank")


class AlsoWrong(FigureKind):
    """Another cell wrong for the same reason."""

    code = "also_wrong"
    related = ("figure_wrong", "figure_likely_wrong")
    sentences = ("finding.also_in_block",)
    advice = ("finding.culprit_todo",)


class Follows(FigureKind):
    """A figure that must follow the corrected cell."""

    code = "follows"
    related = ("figure_wrong", "figure_likely_wrong")
    sentences = ("finding.then", "finding.sides_then")
    advice = ("finding.then_todo",)


class CutOff(FigureKind):
    """Digits cut off."""

    code = "cut_off"
    severity = Severity.INFO
    verdict = Verdict.CUT_OFF
    related = ("rounding", "figure_unequal")
    sentences = ("finding.cut_off", "finding.sides_cut_off")
    advice = ("finding.cut_off_todo",)


class Rounding(FigureKind):
    """A difference due to rounding."""

    code = "rounding"
    severity = Severity.INFO
    verdict = Verdict.ROUNDING
    related = ("cut_off", "figure_unequal")
    sentences = ("finding.rounding", "finding.sides_rounding")
    advice = ("finding.rounding_todo",)


class Levels(FigureKind):
    """A report that differs from the units below it."""

    code = "levels"
    related = ("level_cell", "figure_unequal")
    sentences = ("finding.levels",)
    advice = ("finding.levels_todo",)


class LevelCell(FigureKind):
    """A cell that differs from the units below it."""

    code = "level_cell"
    severity = Severity.ERROR
    related = ("levels",)
    sentences = ("finding.level_cell",)
    advice = ("finding.levels_todo",)
