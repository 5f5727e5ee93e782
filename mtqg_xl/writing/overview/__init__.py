"""The sheet “Tổng quan”: small tables of live formulas over the consolidated cells, and charts over them."""

from mtqg_xl.writing.overview.gathering import overview_of
from mtqg_xl.writing.overview.sheet import draw_overview

__all__ = ["draw_overview", "overview_of"]
