"""Kinds of remarks on how a single cell is written."""

from __future__ import annotations

from mtqg_xl.domain.findings import Severity, Verdict
from mtqg_xl.reconcile.kinds.model import RemarkKind, Tag


class TextNumber(RemarkKind):
    """A number written as text."""

    code = "text_number"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("formula_skips_text", "text_number_whole", "doubtful_text_number")


class DoubtfulTextNumber(RemarkKind):
    """A number in text that reads two ways."""

    code = "doubtful_text_number"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number", "text_number_settled", "text_number_by_manner")


class DoubtfulCount(RemarkKind):
    """A count with decimals that cannot be read."""

    code = "doubtful_count"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("not_whole", "doubtful_text_number")


class NotAFigure(RemarkKind):
    """Words in a cell for figures."""

    code = "not_a_figure"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("unclear_word", "letters_in_figure", "figure_with_note")


class TextNumberSettled(RemarkKind):
    """A number in text that could be settled."""

    code = "text_number_settled"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number_by_manner", "doubtful_text_number")


class TextNumberByManner(RemarkKind):
    """A number in text read in the manner of the others."""

    code = "text_number_by_manner"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number_settled", "doubtful_text_number")


class TextNumberWhole(RemarkKind):
    """A count written as text."""

    code = "text_number_whole"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number",)


class DoubtfulBlanks(RemarkKind):
    """A number with blanks in it."""

    code = "doubtful_blanks"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number", "letters_in_figure")


class EnglishNumber(RemarkKind):
    """A number written in the foreign way."""

    code = "english_number"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("doubtful_text_number", "text_number")


class MeasureInCell(RemarkKind):
    """A unit of measure in the cell."""

    code = "measure_in_cell"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("unit_differs", "figure_with_note")


class FigureWithNote(RemarkKind):
    """A figure together with a note."""

    code = "figure_with_note"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("not_a_figure", "measure_in_cell")


class UnitDiffers(RemarkKind):
    """A figure in another unit of measure."""

    code = "unit_differs"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("measure_in_cell", "other_measure")


class UnclearWord(RemarkKind):
    """A word that is not clear."""

    code = "unclear_word"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("not_a_figure", "empty_form")


class SignUnclear(RemarkKind):
    """A sign that is not clear."""

    code = "sign_unclear"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("negative", "letters_in_figure")


class LettersInFigure(RemarkKind):
    """Letters in a number."""

    code = "letters_in_figure"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("not_a_figure", "doubtful_blanks")


class Date(RemarkKind):
    """A figure taken for a date."""

    code = "date"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("text_number", "scaled_format")


class ScaledFormat(RemarkKind):
    """A format that shows a smaller figure."""

    code = "scaled_format"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS, Tag.MEASURES)
    related = ("other_measure", "scale_doubt")


class NotAChoice(RemarkKind):
    """An entry that is not in the list."""

    code = "not_a_choice"
    severity = Severity.WARNING
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("not_a_figure",)


class ClosedCell(RemarkKind):
    """A figure in a cell that is not used."""

    code = "closed_cell"
    severity = Severity.WARNING
    verdict = Verdict.OTHER
    tags = (Tag.CELLS,)
    related = ("column_unknown", "figures_outside")


class NotWhole(RemarkKind):
    """A count with a fraction."""

    code = "not_whole"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("doubtful_count", "negative")


class Negative(RemarkKind):
    """A negative figure."""

    code = "negative"
    severity = Severity.ERROR
    verdict = Verdict.FORMAT
    tags = (Tag.CELLS,)
    related = ("sign_unclear", "not_whole")
