"""The kinds of findings: each is a class with a code, a title, sentences, an explanation and tags."""

from mtqg_xl.reconcile.kinds import asking, cells, figures, formulas, layout, measures, origin, workbook
from mtqg_xl.reconcile.kinds.model import KINDS, FigureKind, FormulaKind, Kind, RemarkKind, Tag

__all__ = [
    "KINDS",
    "FigureKind",
    "FormulaKind",
    "Kind",
    "RemarkKind",
    "Tag",
    "asking",
    "cells",
    "figures",
    "formulas",
    "layout",
    "measures",
    "origin",
    "workbook",
]
