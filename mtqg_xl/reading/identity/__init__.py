"""Whose a workbook is: unit and period by metadata, headings, file name and folder names."""

from mtqg_xl.reading.identity.deciding import Identity, identify

__all__ = ["Identity", "identify"]
