"""The changes to one sheet's cells, made in the bytes of its part."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import parse_range, to_a1
from mtqg_xl.ooxml.patching.cells import (
    FormulaText,
    formula_element,
    formula_in,
    new_cell,
    style_of,
    with_content,
)
from mtqg_xl.ooxml.patching.changes import Change, Changes
from mtqg_xl.ooxml.patching.formulas import SharedGroups
from mtqg_xl.ooxml.patching.grid import Grid, RowSpan
from mtqg_xl.ooxml.patching.guards import Guards
from mtqg_xl.ooxml.patching.markup import (
    Element,
    Splice,
    attribute,
    attributes,
    children,
    emptied,
    tag_length,
    with_attributes,
)
from mtqg_xl.ooxml.patching.order import place_for
from mtqg_xl.ooxml.patching.quick import QuickCells
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet
from mtqg_xl.ooxml.patching.values import CellError, Content, check_formula, format_for, stored, typed
from mtqg_xl.ooxml.styles import is_date
from mtqg_xl.ooxml.xml import truth

Place = tuple[int, int]


class SheetChanges:
    """Turns the changes to the cells of ``grid`` into splices of its text.

    ``problems`` collects what is refused; ``named`` are the changes with those that follow
    from them, ``changed`` and ``created`` the numbers of cells that differ or are new;
    ``lost_formulas`` tells whether a formula went away, ``other_formulas`` whether any is another now,
    ``gained_formulas`` how many there are more.
    """

    def __init__(
        self,
        grid: Grid,
        guards: Guards,
        styles: StyleSheet,
        format_of: Callable[[int], str],
        date1904: bool,
    ) -> None:
        """``format_of`` gives the format code of a style number of the opened workbook."""
        self._grid = grid
        self._guards = guards
        self._styles = styles
        self._format_of = format_of
        self._date1904 = date1904
        self.problems: list[tuple[Place, CellProblem]] = []
        self.lost_formulas = self.other_formulas = False
        self.gained_formulas = 0
        self.changed = self.created = 0
        self.named: Changes = {}
        self._quick = QuickCells(grid.prefix)
        self._splices: list[Splice] = []
        self._extent: list[int] = []

    def splices(self, changes: Changes) -> list[Splice]:
        """What to change in the text of the sheet so that ``changes`` are made."""
        self.named = changes = self._with_heirs(changes)
        fresh: list[tuple[int, bytes]] = []
        name = self._grid.prefix + b"row"
        for number in sorted(changes):
            columns = changes[number]
            row = self._grid.row(number)
            if row is not None:
                self._change_row(row, columns)
                continue
            cells = b"".join(self._new(number, column, columns[column], None) for column in sorted(columns))
            if cells:
                fresh.append((number, b'<%s r="%d">%s</%s>' % (name, number, cells, name)))
        self._add_rows(fresh)
        self._grow_dimension()
        return self._splices

    def _change_row(self, row: RowSpan, changes: dict[int, Change]) -> None:
        cells, number = self._grid.cells(row), row.number
        # The quick way copies what it found, so nothing in the sheet may have been masked.
        if self._grid.scan is self._grid.data and self._guards.free_in(number, changes):
            changed, changes = self._quick.row(cells, changes, self._grid.data, self._splices)
            self.changed += changed
        absent: list[int] = []
        for column, change in changes.items():
            cell = cells.get(column)
            if cell is None:
                absent.append(column)
                continue
            new = self._replaced(number, column, self._grid.element_of(cell), change)
            if new is not None:
                self._splices.append(Splice(*cell.span(), new))
                self.changed += 1
        if absent:
            self._add_cells(row, cells, {column: changes[column] for column in sorted(absent)})

    def _add_cells(self, row: RowSpan, cells: dict[int, re.Match[bytes]], changes: dict[int, Change]) -> None:
        inserted: defaultdict[int, list[bytes]] = defaultdict(list)
        gained: list[int] = []
        for column, change in changes.items():
            if new := self._new(row.number, column, change, row):
                # In a well-kept row this is the next cell; an addressed one in any case, for a cell
                # without address stands right after its neighbour.
                following = next((cell for place, cell in cells.items() if place > column), None)
                inserted[following.start() if following else row.element.closing].append(new)
                gained.append(column)
        if not gained:
            return
        element = row.element
        head, tail = emptied(element, self._grid.data)
        widened = _with_spans(head, gained[0], gained[-1])
        if element.empty:
            body = b"".join(piece for pieces in inserted.values() for piece in pieces)
            self._splices.append(Splice(element.start, element.end, widened + body + tail))
            return
        if widened != head:
            self._splices.append(Splice(element.start, element.opened, widened))
        for at, pieces in inserted.items():
            self._splices.append(Splice(at, at, b"".join(pieces)))

    def _replaced(self, row: int, column: int, element: Element, change: Change) -> bytes | None:
        """The new element of a cell, or None when it stays as it is."""
        data = self._grid.data
        tag, inner = element.tag(data), data[element.opened : element.closing]
        try:
            formula = formula_in(inner, self._grid.prefix)
            style = self._style(style_of(tag), change)
            new = self._content_of((row, column), tag, inner, formula, change)
        except CellProblem as problem:
            self.problems.append(((row, column), problem))
            return None
        if style is not None:
            at = tag_length(new)
            new = with_attributes(new[:at], {"s": str(style)}) + new[at:]
        return new if new != data[element.start : element.end] else None

    def _content_of(
        self, place: Place, tag: bytes, inner: bytes, formula: FormulaText | None, change: Change
    ) -> bytes:
        prefix = self._grid.prefix
        if change.handed_down is not None:
            assert formula is not None
            self.other_formulas = True
            inner = inner.replace(formula.whole, change.handed_down, 1)
            formula = formula_in(inner, prefix)
        if change.act == "look":
            return tag if tag.endswith(b"/>") else b"%s%s</%sc>" % (tag, inner, prefix)
        if change.act == "cached":
            self._guards.refuse(*place, stored=True)
            if formula is None and self._guards.spreads.at(*place) is None:
                raise CellProblem("no_formula")
            content = stored(change.value, prefix, date1904=self._date1904)
            return with_content(tag, inner, prefix, content, formula.whole if formula else b"", kept=True)
        self._guards.refuse(*place, stored=False)
        if formula is not None:
            if not change.over_formula:
                raise CellProblem("formula")
            self.lost_formulas = self.lost_formulas or change.act == "value"
            self.other_formulas = True
            self.gained_formulas -= 1
        return with_content(tag, inner, prefix, *self._new_content(change))

    def _new_content(self, change: Change) -> tuple[Content | None, bytes]:
        prefix = self._grid.prefix
        if change.act == "formula":
            check_formula(change.formula)
            self.gained_formulas += 1
            self.other_formulas = True
            content = stored(change.value, prefix, date1904=self._date1904)
            return content, formula_element(change.formula, prefix)
        assert not isinstance(change.value, CellError)
        return typed(change.value, prefix, date1904=self._date1904), b""

    def _new(self, number: int, column: int, change: Change, row: RowSpan | None) -> bytes:
        """A cell that was not there; nothing when it would hold nothing."""
        place = (number, column)
        inherited = self._inherited(row, column)
        try:
            if change.act == "cached":
                if self._guards.spreads.at(number, column) is None:
                    raise CellProblem("no_formula")
                content: Content | None = stored(change.value, self._grid.prefix, date1904=self._date1904)
                element = b""
            elif change.act == "look":
                content, element = None, b""
            else:
                self._guards.refuse(number, column, stored=False)
                content, element = self._new_content(change)
            style = self._style(inherited, change)
        except CellProblem as problem:
            self.problems.append((place, problem))
            return b""
        if content is None and not element and style is None:
            return b""
        address = to_a1(number, column).encode()
        cell = new_cell(address, inherited if style is None else style, self._grid.prefix, content, element)
        self.created += 1
        if content is not None or element:
            self._reach(number, column)
        return cell

    def _style(self, style: int, change: Change) -> int | None:
        """The number of another style that the cell needs, or None."""
        wanted = style
        code = format_for(change.value) if change.act == "value" else None
        if code is not None and not is_date(self._format_of(style)):
            wanted = self._styles.with_format(wanted, code)
        if change.colour is not None:
            wanted = self._styles.with_colour(wanted, change.colour)
        return wanted if wanted != style else None

    def _inherited(self, row: RowSpan | None, column: int) -> int:
        if row is not None:
            told = attributes(row.element.tag(self._grid.data))
            if truth(told.get("customFormat")) and told.get("s", "").isdecimal():
                return int(told["s"])
        return next((style for first, last, style in self._column_styles if first <= column <= last), 0)

    @cached_property
    def _column_styles(self) -> list[tuple[int, int, int]]:
        block, scan = self._grid.element(b"cols"), self._grid.scan
        found = []
        for item in children(scan, block.opened, block.closing) if block else ():
            told = attributes(item.tag(scan))
            numbers = [told.get(name, "") for name in ("min", "max", "style")]
            if all(text.isdecimal() for text in numbers):
                first, last, style = map(int, numbers)
                found.append((first, last, style))
        return found

    def _with_heirs(self, changes: Changes) -> Changes:
        """``changes`` and those to cells that share a formula with a cell that loses it."""
        if not self._guards.spreads.has_shared:
            return changes
        losing = {
            (row, column)
            for row, cells in changes.items()
            for column, change in cells.items()
            if change.act == "formula" or (change.act == "value" and change.over_formula)
        }
        if not losing:
            return changes
        changes = {row: dict(cells) for row, cells in changes.items()}
        for (row, column), element in SharedGroups(self._grid).without(losing).items():
            cells = changes.setdefault(row, {})
            cells[column] = replace(cells.get(column, Change()), handed_down=element)
        return changes

    def _add_rows(self, fresh: list[tuple[int, bytes]]) -> None:
        if not fresh:
            return
        grid = self._grid
        data = grid.sheet_data
        if data is None or data.empty:
            body = b"".join(row for _, row in fresh)
            name = grid.prefix + b"sheetData"
            whole = b"<%s>%s</%s>" % (name, body, name)
            if data is None:
                at = place_for(grid, b"sheetData")
                self._splices.append(Splice(at, at, whole))
            else:
                self._splices.append(Splice(data.start, data.end, whole))
            return
        rows = grid.rows
        for number, row in fresh:
            following = next((item for item in rows if item.number > number), None)
            at = following.element.start if following else data.closing
            self._splices.append(Splice(at, at, row))

    def _reach(self, row: int, column: int) -> None:
        if not self._extent:
            self._extent = [row, column, row, column]
        top, left, bottom, right = self._extent
        self._extent = [min(top, row), min(left, column), max(bottom, row), max(right, column)]

    def _grow_dimension(self) -> None:
        grid = self._grid
        if not self._extent or (found := grid.element(b"dimension")) is None:
            return
        tag = found.tag(grid.data)
        try:
            top, left, bottom, right = parse_range((attribute(tag, "ref") or "").strip())
        except ValueError:
            return
        first = min(top, self._extent[0]), min(left, self._extent[1])
        last = max(bottom, self._extent[2]), max(right, self._extent[3])
        if (*first, *last) != (top, left, bottom, right):
            grown = to_a1(*first) if first == last else f"{to_a1(*first)}:{to_a1(*last)}"
            self._splices.append(Splice(found.start, found.opened, with_attributes(tag, {"ref": grown})))


def _with_spans(tag: bytes, first: int, last: int) -> bytes:
    """A row's tag whose hint about its columns takes in the new cells."""
    low, colon, high = (attribute(tag, "spans") or "").partition(":")
    if not (colon and low.isdecimal() and high.isdecimal()):
        return tag
    if int(low) <= first and last <= int(high):
        return tag
    return with_attributes(tag, {"spans": f"{min(int(low), first)}:{max(int(high), last)}"})
