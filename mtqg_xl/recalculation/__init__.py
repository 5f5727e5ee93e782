"""Stored values of formulas without Excel: which change, what they become, and which are not known."""

from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.engines import EMBEDDED, FORMUALIZER, IRONCALC, LIBREOFFICE, Engine
from mtqg_xl.recalculation.recalculating import recalculate
from mtqg_xl.recalculation.references import Area, ReferenceReader
from mtqg_xl.recalculation.result import Recalculation
from mtqg_xl.recalculation.values import CellError, Place, Value

__all__ = [
    "EMBEDDED",
    "FORMUALIZER",
    "IRONCALC",
    "LIBREOFFICE",
    "Area",
    "Book",
    "CellError",
    "Engine",
    "Place",
    "Recalculation",
    "ReferenceReader",
    "Value",
    "recalculate",
]
