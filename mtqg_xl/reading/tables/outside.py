"""Figures on a sheet with a table that belong to none that was found: told, so that none is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from mtqg_xl.domain.submissions import Remark
from mtqg_xl.ooxml import Cell
from mtqg_xl.reading.tables.assembled import Assembled
from mtqg_xl.reading.tables.model import Piece
from mtqg_xl.reading.tables.planes import Place

#: Fewer may be a date, a page number or somebody's sum.
_FROM: Final = 4
_TOLD: Final = 5
_FIGURE: Final = re.compile(r"[+-]?\d[\d.,\s]*%?")
_LONGEST: Final = 30
#: Texts of fewer digits may number something: 1.1, 2.10.
_DIGITS: Final = 4


def figures_outside(found: Sequence[Assembled]) -> list[Remark]:
    """A remark for every sheet that holds figures beside or below the tables ``found`` on it."""
    by_sheet: dict[str, list[Piece]] = {}
    for form in found:
        for piece in form.pieces:
            by_sheet.setdefault(piece.head.plane.name, []).append(piece)
    remarks = []
    for name, pieces in by_sheet.items():
        plane = pieces[0].head.plane
        taken = {place for piece in pieces for place in _taken(piece)}
        cells = plane.original.cells
        rest = sorted(place for place, cell in cells.items() if _is_figure(cell) and place not in taken)
        if len(rest) >= _FROM:
            shown = ", ".join(cells[place].address for place in rest[:_TOLD]) + (
                "…" if len(rest) > _TOLD else ""
            )
            values = {"cells": shown, "count": str(len(rest))}
            remarks.append(Remark("figures_outside", None, name, "", "", values))
    return remarks


def _is_figure(cell: Cell) -> bool:
    """A number, or a text that is one and no numbering of a row."""
    if cell.kind != "text":
        return cell.kind == "number"
    text = cell.text.strip()
    written = len(text) <= _LONGEST and _FIGURE.fullmatch(text) is not None
    return written and ("," in text or "%" in text or sum(sign.isdigit() for sign in text) >= _DIGITS)


def _taken(piece: Piece) -> Iterable[Place]:
    """The places of a table: its headings, its stub, its rows, and the columns and rows told already."""
    head, plane = piece.head, piece.head.plane
    block = head.columns.block
    stub = {*head.stub[1], head.stub[0]}
    told = {*piece.columns.values(), *head.columns.strays, *head.figures}
    for row in range(block.top, head.end + 1):
        for column in plane.by_row.get(row, ()):
            if row <= block.last or column in stub or column in told:
                yield plane.place(row, column)
