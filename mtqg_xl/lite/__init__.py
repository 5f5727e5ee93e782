"""The rules that the add-in runs by itself where it may start no program: sums, differences, rates.

The catalogue gives the table of them that the add-in carries (:func:`lite_tables`), and the core's own
judgement of exactly those rules (:func:`judge_lite`), with which every other executor has to agree.
"""

from mtqg_xl.lite.layouts import Layout, layout_for, layouts, relations_in
from mtqg_xl.lite.reference import LiteFinding, judge_lite
from mtqg_xl.lite.table import TABLE_SHEET, lite_tables

__all__ = [
    "TABLE_SHEET",
    "Layout",
    "LiteFinding",
    "judge_lite",
    "layout_for",
    "layouts",
    "lite_tables",
    "relations_in",
]
