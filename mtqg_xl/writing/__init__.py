"""New workbooks: templates, filled forms, the consolidated workbook of a province."""

from mtqg_xl.writing.consolidated import consolidated_book
from mtqg_xl.writing.filling import Filling
from mtqg_xl.writing.layout import SheetPlan, plan_sheet
from mtqg_xl.writing.linking import Linked, Source, linked, look_at
from mtqg_xl.writing.links import linked_cells
from mtqg_xl.writing.workbook import BookIdentity, write_book

__all__ = [
    "BookIdentity",
    "Filling",
    "Linked",
    "SheetPlan",
    "Source",
    "consolidated_book",
    "linked",
    "linked_cells",
    "look_at",
    "plan_sheet",
    "write_book",
]
