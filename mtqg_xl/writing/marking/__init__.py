"""Findings put into a copy of the workbook that was checked, and taken out again.

Nothing else of the workbook changes: cells get a format like their own with a mark, notes get a passage,
two sheets are added, one of them to be read and one to remember what the marks stand for.
"""

from mtqg_xl.domain.explanations import ExplanationKey, Explanations
from mtqg_xl.writing.marking.clearing import clear_marks
from mtqg_xl.writing.marking.explaining import explanations
from mtqg_xl.writing.marking.marking import MarkedBook, marked_book

__all__ = [
    "ExplanationKey",
    "Explanations",
    "MarkedBook",
    "clear_marks",
    "explanations",
    "marked_book",
]
