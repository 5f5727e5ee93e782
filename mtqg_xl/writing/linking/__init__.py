"""Consolidated figures as formulas that reach into the units' workbooks, so that totals follow them."""

from mtqg_xl.writing.linking.formulas import NOT_A_SUM, Linked, linked
from mtqg_xl.writing.linking.sources import Source, Spot, look_at
from mtqg_xl.writing.linking.workbook import with_sources

__all__ = ["NOT_A_SUM", "Linked", "Source", "Spot", "linked", "look_at", "with_sources"]
