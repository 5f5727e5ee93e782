"""Learning a form from a real workbook: headings, rows, codes, formulas; what is in doubt is asked."""

from mtqg_xl.learning.importing import Learnt, LearntFile, form_from_text, learn_workbook

__all__ = ["Learnt", "LearntFile", "form_from_text", "learn_workbook"]
