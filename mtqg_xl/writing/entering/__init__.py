"""Values put into anybody's workbook: by cell, or by the row and column of a form."""

from mtqg_xl.writing.entering.assignments import from_assignments, from_mapping
from mtqg_xl.writing.entering.cached import Cached
from mtqg_xl.writing.entering.data_files import read_entries
from mtqg_xl.writing.entering.entering import Entered, Kept, Written, enter, enter_into
from mtqg_xl.writing.entering.entries import CellPlace, Entry, FormPlace

__all__ = [
    "Cached",
    "CellPlace",
    "Entered",
    "Entry",
    "FormPlace",
    "Kept",
    "Written",
    "enter",
    "enter_into",
    "from_assignments",
    "from_mapping",
    "read_entries",
]
