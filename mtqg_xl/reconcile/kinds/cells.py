"""Kinds of remarks on how a single cell is written."""

from __future__ import annotations

from typing import ClassVar

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class CellRemark(RemarkKind):
    """A remark on how a single cell is written."""

    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags: ClassVar[tuple[Tag, ...]] = (Tag.CELLS,)


class TextNumber(CellRemark):
    """A number written as text."""

    code = "text_number"
    related = ("formula_skips_text", "text_number_whole", "doubtful_text_number")


class DoubtfulTextNumber(CellRemark):
    """A number in text that reads two ways."""

    code = "doubtful_text_number"
    related = ("text_number", "text_number_settled", "text_number_by_manner")


class DoubtfulCount(CellRemark):
    """A count with decimals that cannot be read."""

    code = "doubtful_count"
    severity = Severity.ERROR
    related = ("not_whole", "doubtful_text_number")


class NotAFigure(CellRemark):
    """Words in a cell for figures."""

    code = "not_a_figure"
    severity = Severity.ERROR
    related = ("unclear_word", "letters_in_figure", "figure_with_note")


class TextNumberSettled(CellRemark):
    """A number in text that could be settled."""

    code = "text_number_settled"
    related = ("text_number_by_manner", "doubtful_text_number")


class TextNumberByManner(CellRemark):
    """A number in text read in the manner of the others."""

    code = "text_number_by_manner"
    related = ("text_number_settled", "doubtful_text_number")


class TextNumberWhole(CellRemark):
    """A count written as text."""

    code = "text_number_whole"
    related = ("text_number",)


class DoubtfulBlanks(CellRemark):
    """A number with blanks in it."""

    code = "doubtful_blanks"
    related = ("text_number", "letters_in_figure")


class EnglishNumber(CellRemark):
    """A number written in the foreign way."""

    code = "english_number"
    related = ("doubtful_text_number", "text_number")


class MeasureInCell(CellRemark):
    """A unit of measure in the cell."""

    code = "measure_in_cell"
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("unit_differs", "figure_with_note")


class FigureWithNote(CellRemark):
    """A figure together with a note."""

    code = "figure_with_note"
    related = ("not_a_figure", "measure_in_cell")


class UnitDiffers(CellRemark):
    """A figure in another unit of measure."""

    code = "unit_differs"
    severity = Severity.ERROR
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("measure_in_cell", "other_measure")


class UnclearWord(CellRemark):
    """A word that is not clear."""

    code = "unclear_word"
    severity = Severity.ERROR
    related = ("not_a_figure", "empty_form")


class SignUnclear(CellRemark):
    """A sign that is not clear."""

    code = "sign_unclear"
    severity = Severity.ERROR
    related = ("negative", "letters_in_figure")


class LettersInFigure(CellRemark):
    """Letters in a number."""

    code = "letters_in_figure"
    severity = Severity.ERROR
    related = ("not_a_figure", "doubtful_blanks")


class Date(CellRemark):
    """A figure taken for a date."""

    code = "date"
    severity = Severity.ERROR
    related = ("text_number", "scaled_format")


class ScaledFormat(CellRemark):
    """A format that shows a smaller figure."""

    code = "scaled_format"
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("other_measure", "scale_doubt")


class NotAChoice(CellRemark):
    """An entry that is not in the list."""

    code = "not_a_choice"
    related = ("not_a_figure",)


class ClosedCell(CellRemark):
    """A figure in a cell that is not used."""

    code = "closed_cell"
    verdict = Verdict.OTHER
    related = ("column_unknown", "figures_outside")


class NotWhole(CellRemark):
    """A count with a fraction."""

    code = "not_whole"
    severity = Severity.ERROR
    related = ("doubtful_count", "negative")


class Negative(CellRemark):
    """A negative figure."""

    code = "negative"
    severity = Severity.ERROR
    related = ("sign_unclear", "not_whole")
