"""Engines for xlwings that need no Excel: see README.md."""

from tests.xlwings_engines.frame import Document, Program, add_engine
from tests.xlwings_engines.openpyxl_engine import OpenpyxlProgram
from tests.xlwings_engines.uno_engine import UnoProgram

__all__ = ["Document", "OpenpyxlProgram", "Program", "UnoProgram", "add_engine"]
