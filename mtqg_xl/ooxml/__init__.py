"""An Excel file as parts: open it safely, read its cells, save it whole or not at all.

Nothing here knows what a form is, and nothing is interpreted: a cell gives what the file says.
"""

from mtqg_xl.ooxml.addresses import MAX_COLUMN, MAX_ROW, column_letters, from_a1, parse_range, to_a1
from mtqg_xl.ooxml.numbers import exact
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.relationships import Relationship, relationships
from mtqg_xl.ooxml.saving import check_output, save_atomically
from mtqg_xl.ooxml.sheet import Cell, Kind, Range, Run, Sheet
from mtqg_xl.ooxml.styles import is_date, is_percent
from mtqg_xl.ooxml.workbook import DefinedName, SheetInfo, Workbook

__all__ = [
    "MAX_COLUMN",
    "MAX_ROW",
    "Cell",
    "DefinedName",
    "Kind",
    "Package",
    "Range",
    "Relationship",
    "Run",
    "Sheet",
    "SheetInfo",
    "Workbook",
    "check_output",
    "column_letters",
    "exact",
    "from_a1",
    "is_date",
    "is_percent",
    "parse_range",
    "relationships",
    "save_atomically",
    "to_a1",
]
