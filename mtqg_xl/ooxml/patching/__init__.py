"""Writing into anybody's workbook and changing nothing else.

Cells are changed in the bytes of their sheet; every other byte of the sheet and every other member
of the file stay as they are.
"""

from mtqg_xl.ooxml.patching.links import Link
from mtqg_xl.ooxml.patching.new_sheet import NewCell, NewSheet
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.patching.patch import Patch
from mtqg_xl.ooxml.patching.values import CellError, Value

__all__ = ["CellError", "Link", "NewCell", "NewSheet", "Parts", "Patch", "Value"]
