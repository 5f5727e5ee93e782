"""Cells as evidence: what stands in each, what it means there, and what has to be told about it."""

from mtqg_xl.reading.figures.observing import observe
from mtqg_xl.reading.figures.place import Place

__all__ = ["Place", "observe"]
