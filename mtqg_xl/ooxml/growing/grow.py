"""Rows inserted into a sheet, and all parts of the workbook that speak of its cells following."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_ROW
from mtqg_xl.ooxml.growing import caches, texts
from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import NOTES, SINGLE_CELLS, THREADS, move_attributes, whole
from mtqg_xl.ooxml.growing.drawings import move_drawing
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.insertion import Insertion
from mtqg_xl.ooxml.growing.jumps import follow_jumps, listing_of
from mtqg_xl.ooxml.growing.old_drawings import move_old_drawing
from mtqg_xl.ooxml.growing.outline import Outline, SheetPart, outline
from mtqg_xl.ooxml.growing.parts import Part, Parts, links
from mtqg_xl.ooxml.growing.pivots import move_pivot
from mtqg_xl.ooxml.growing.sheets import follow_sheet, move_sheet
from mtqg_xl.ooxml.growing.sources import PIVOT_CACHE, follow_sources
from mtqg_xl.ooxml.growing.tables import move_table
from mtqg_xl.ooxml.growing.workbook_part import move_names


class Changes(NamedTuple):
    """Parts with their new bytes, and parts that are to go (their types and pointers with them)."""

    parts: Mapping[str, bytes]
    removed: frozenset[str]


def insert_rows(parts: Parts, sheet: str, before: int, count: int, like: int | None = None) -> Changes:
    """Insert ``count`` empty rows so that row ``before`` of ``sheet`` comes after them.

    Everything in the workbook that speaks of cells of the sheet follows them, as in Excel: ranges
    that the new rows come into grow, what lies below moves down. Heights and formats are those of
    row ``like`` (numbered as before), by default of the row above. Stored values stay as they are,
    also where a formula now sees more rows.

    Raises ``CellProblem`` when there is no such sheet or row, or when something cannot be moved for
    certain; nothing is changed then.
    """
    plan = outline(parts)
    own = plan.sheet(sheet)
    if own is None:
        raise CellProblem("grow_no_sheet", sheet=sheet)
    if like is None and before > 1:
        like = before - 1
    if not all(1 <= number <= MAX_ROW for number in (before, count, like or 1)):
        raise CellProblem("grow_row", sheet=sheet, row=before, count=count, most=MAX_ROW)
    return _Growth(parts, plan, own, Insertion(sheet, before, count, plan.titles)).run(like)


class _Growth:
    """One insertion on its way through the parts."""

    def __init__(self, parts: Parts, plan: Outline, own: SheetPart, insertion: Insertion) -> None:
        self._parts = parts
        self._plan = plan
        self._own = own
        self._formulas = Formulas(insertion)
        self._areas = Areas(insertion)
        self._changed: dict[str, bytes] = {}
        self._open: dict[str, Part] = {}
        self._seen: set[str] = set()

    def run(self, like: int | None) -> Changes:
        removed: set[str] = set()
        main = self._plan.main
        move_names(self._part(main), self._formulas)
        for link in links(self._parts, main):
            if link.kind == "calcChain":
                removed.add(link.target)
            elif link.kind == "revisionHeaders":
                raise CellProblem("grow_shared", sheet=self._own.title)
            elif link.kind == "connections":
                part = self._part(link.target)
                texts.follow_attributes(part, whole(part), texts.CONNECTIONS, self._formulas, own=False)
            elif link.kind == "volatileDependencies":
                caches.move_live_values(self._part(link.target), self._areas, self._own.number)
            elif link.kind == "pivotCacheDefinition":
                self._follow_cache(link.target)
        for sheet in self._plan.sheets:
            self._take(sheet, like)
        for name, part in self._open.items():
            if part.touched:
                self._changed[name] = part.result()
        return Changes(self._changed, frozenset(removed))

    def _is_seen(self, name: str) -> bool:
        """Whether a part that two others point to has been dealt with; from now on it has."""
        seen = name in self._seen
        self._seen.add(name)
        return seen

    def _part(self, name: str) -> Part:
        found = self._parts.find(name) or name
        if found not in self._open:
            self._open[found] = Part(found, self._parts.read(found))
        return self._open[found]

    def _take(self, sheet: SheetPart, like: int | None) -> None:
        own = sheet.part == self._own.part
        if sheet.kind == "chartsheet":
            pass
        elif own:
            move_sheet(self._part(sheet.part), self._formulas, self._areas, like)
        else:
            follow_sheet(self._part(sheet.part), self._formulas, self._areas)
        self._close(sheet.part)
        self._take_jumps(sheet.part, own=own)
        for link in links(self._parts, sheet.part):
            kind, target = link.kind, link.target
            if self._is_seen(target):
                continue
            if kind == "drawing":
                self._take_drawing(target, own=own)
            elif kind == "vmlDrawing":
                part = self._part(target)
                if own:
                    move_old_drawing(part, self._areas)
                texts.follow_texts(part, whole(part), texts.OLD_CONTROL, self._formulas, own=own)
            elif kind == "ctrlProp":
                part = self._part(target)
                texts.follow_attributes(part, whole(part), texts.CONTROL, self._formulas, own=own)
            elif kind == "table":
                move_table(self._part(target), self._formulas, self._areas, own=own)
            elif own:
                self._take_own(kind, target)

    def _take_own(self, kind: str, target: str) -> None:
        known = {"comments": NOTES, "threadedComment": THREADS, "tableSingleCells": SINGLE_CELLS}.get(kind)
        if known is not None:
            part = self._part(target)
            move_attributes(part, whole(part), known, self._areas)
        elif kind == "pivotTable":
            move_pivot(self._part(target), self._areas)

    def _take_drawing(self, name: str, *, own: bool) -> None:
        part = self._part(name)
        if own:
            move_drawing(part, whole(part), self._areas)
        texts.follow_attributes(part, whole(part), texts.SHAPES, self._formulas, own=own)
        self._take_jumps(name, own=own)
        for link in links(self._parts, name):
            if link.kind in ("chart", "chartEx") and not self._is_seen(link.target):
                chart = self._part(link.target)
                texts.follow_texts(chart, whole(chart), texts.CHART, self._formulas, own=own)
                self._take_shapes_of_chart(link.target, own=own)

    def _take_jumps(self, name: str, *, own: bool) -> None:
        listing = self._parts.find(listing_of(name))
        if listing is not None:
            follow_jumps(self._part(listing), self._formulas, own=own)

    def _take_shapes_of_chart(self, name: str, *, own: bool) -> None:
        for link in links(self._parts, name):
            if link.kind == "chartUserShapes" and not self._is_seen(link.target):
                part = self._part(link.target)
                texts.follow_attributes(part, whole(part), texts.SHAPES, self._formulas, own=own)

    def _follow_cache(self, name: str) -> None:
        part = self._part(name)
        follow_sources(part, whole(part), PIVOT_CACHE, self._areas)

    def _close(self, name: str) -> None:
        """Let go of a big part as soon as it is done."""
        found = self._parts.find(name) or name
        part = self._open.pop(found, None)
        if part is not None and part.touched:
            self._changed[found] = part.result()
