"""Worksheet parts: the one that grows, and the others that look at it."""

from __future__ import annotations

from mtqg_xl.ooxml.growing import texts
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import SHEET, Regions, move_attributes, whole
from mtqg_xl.ooxml.growing.cell_formulas import follow_formulas, move_formulas
from mtqg_xl.ooxml.growing.dimension import move_dimension
from mtqg_xl.ooxml.growing.drawings import move_controls
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.moving import move_rows
from mtqg_xl.ooxml.growing.parts import Part
from mtqg_xl.ooxml.growing.rows import block_of, read_block
from mtqg_xl.ooxml.growing.rules import move_rules
from mtqg_xl.ooxml.growing.sources import CONSOLIDATION, follow_sources
from mtqg_xl.ooxml.growing.sparklines import move_extensions
from mtqg_xl.ooxml.growing.views import move_breaks, move_views


def move_sheet(part: Part, formulas: Formulas, areas: Areas, like: int | None) -> None:
    """Insert the rows into the part of the sheet itself."""
    element = block_of(part)
    new_cells = False
    if element is not None:
        block = read_block(part, element, formulas.insertion.sheet)
        block, new_cells = move_rows(part, element, block, formulas.insertion, like)
        move_formulas(part, block.formulas, formulas, areas)
    around = _around(part)
    move_attributes(part, around, SHEET, areas)
    move_dimension(part, around, areas, new_cells=new_cells)
    move_views(part, around, areas)
    move_breaks(part, around, areas)
    move_controls(part, around, areas)
    _follow(part, around, formulas, areas, own=True)


def follow_sheet(part: Part, formulas: Formulas, areas: Areas) -> None:
    """Rewrite what another sheet says of the one that grows."""
    follow_formulas(part, formulas)
    _follow(part, _around(part), formulas, areas, own=False)


def _follow(part: Part, around: Regions, formulas: Formulas, areas: Areas, *, own: bool) -> None:
    move_rules(part, around, formulas, areas, own=own)
    move_extensions(part, around, formulas, areas, own=own)
    texts.follow_hyperlinks(part, around, formulas, own=own)
    texts.follow_attributes(part, around, texts.SHEET, formulas, own=own)
    follow_sources(part, around, CONSOLIDATION, areas)


def _around(part: Part) -> Regions:
    """The part without its cells."""
    element = block_of(part)
    if element is None:
        return whole(part)
    return ((0, element.start), (element.end, len(part.scan)))
