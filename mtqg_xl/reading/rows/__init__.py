"""Which line of a sheet is which row of a form; pure, knows no workbook."""

from mtqg_xl.reading.rows.matching import match_rows
from mtqg_xl.reading.rows.model import Line, RowMatch, RowQuestion, Wanted
from mtqg_xl.reading.rows.spans import open_lines

__all__ = ["Line", "RowMatch", "RowQuestion", "Wanted", "match_rows", "open_lines"]
