"""Formulas of the binary formats, from tokens in the order of computing to what a person types."""

from mtqg_xl.opening.tokens.cursor import Cursor, UnknownTokenError
from mtqg_xl.opening.tokens.names import Names, local_sheet, sheet_prefix
from mtqg_xl.opening.tokens.text import Edition, formula_text

__all__ = ["Cursor", "Edition", "Names", "UnknownTokenError", "formula_text", "local_sheet", "sheet_prefix"]
