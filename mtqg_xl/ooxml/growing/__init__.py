"""Rows put into a sheet, with everything in the workbook that speaks of its cells following.

Only the bytes that say where a cell is are exchanged; every other byte stays.
"""

from mtqg_xl.ooxml.growing.formulas import shifted
from mtqg_xl.ooxml.growing.grow import Changes, insert_rows
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.parts import Loose, Parts

__all__ = ["Changes", "Insertion", "Loose", "Parts", "insert_rows", "shifted"]
