"""The patcher: changes to named cells of anybody's workbook, and to nothing else."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO, Final, NamedTuple

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.addresses import MAX_COLUMN, MAX_ROW, from_a1, to_a1
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching.calculation import forget_calculation_order, request_calculation
from mtqg_xl.ooxml.patching.changes import Change, Changes
from mtqg_xl.ooxml.patching.grid import Grid, UnusualSheetError
from mtqg_xl.ooxml.patching.guards import Guards
from mtqg_xl.ooxml.patching.links import Link, link_splices
from mtqg_xl.ooxml.patching.markup import in_order, spliced
from mtqg_xl.ooxml.patching.new_sheet import NewSheet, add_sheet
from mtqg_xl.ooxml.patching.notes import Note, note_splices
from mtqg_xl.ooxml.patching.parts import Parts
from mtqg_xl.ooxml.patching.selfcheck import SheetClaim, check_members, check_sheet
from mtqg_xl.ooxml.patching.sheet_part import SheetChanges
from mtqg_xl.ooxml.patching.stylesheet import StyleSheet
from mtqg_xl.ooxml.patching.values import CellError, Value, as_value
from mtqg_xl.ooxml.saving import save_atomically
from mtqg_xl.ooxml.workbook import SheetInfo, Workbook
from mtqg_xl.ooxml.worksheet import no_collecting

Place = tuple[int, int]
_COLOUR: Final = re.compile("[0-9A-Fa-f]{6}")


class _Result(NamedTuple):
    parts: Parts
    claims: dict[str, SheetClaim]
    problems: tuple[CellProblem, ...]


class Patch:
    """Changes to one workbook, collected first and made all at once, or not at all.

    Cells are named by their address ("B3") or by row and column counted from 1. Setting a cell
    twice leaves the last setting. The workbook as opened is ``workbook``; it is never written to.
    """

    def __init__(self, package: Package) -> None:
        """Changes to the workbook in ``package``; :class:`FileProblem` when it is none."""
        self.package = package
        self.workbook = Workbook(package)
        self._sheets = {info.name: info for info in self.workbook.sheets}
        self._changes: dict[str, Changes] = {}
        self._notes: dict[str, dict[Place, Note]] = {}
        self._links: dict[str, dict[Place, Link]] = {}
        self._new_sheets: list[NewSheet] = []
        self._calculate = False
        self._result: _Result | None = None

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Patch:
        """Open the workbook at ``path`` for changes; the file itself is only read."""
        return cls(Package.open(path, thorough=False))

    # ---- what is to change ----

    def set(self, sheet: str, cell: str | Place, value: Value, *, over_formula: bool = False) -> None:
        """Put a value into a cell; ``None`` empties it. A formula is kept unless ``over_formula``."""
        change = self._change(sheet, cell)
        change.act = "value"
        change.value = as_value(value)
        change.over_formula = over_formula

    def set_many(self, sheet: str, values: Mapping[Place, Value], *, over_formulas: bool = False) -> None:
        """Put values into many cells of a sheet, as :meth:`set` does one by one."""
        for place, value in values.items():
            change = self._change(sheet, place)
            change.act = "value"
            change.value = as_value(value)
            change.over_formula = over_formulas

    def set_formula(
        self, sheet: str, cell: str | Place, formula: str, stored: Value | CellError = None
    ) -> None:
        """Put a formula (without its equals sign) into a cell, and the value it is known to give."""
        change = self._change(sheet, cell)
        change.act, change.formula, change.value, change.over_formula = (
            "formula",
            formula,
            _result(stored),
            True,
        )

    def set_cached(self, sheet: str, cell: str | Place, value: Value | CellError) -> None:
        """Store the value that a cell's formula gives; ``None`` takes away a value that is out of date."""
        change = self._change(sheet, cell)
        if change.act != "formula":
            change.act = "cached"
        change.value = _result(value)

    def set_fill(self, sheet: str, cell: str | Place, colour: str) -> None:
        """Give a cell a background: six hexadecimal digits, red, green, blue."""
        if _COLOUR.fullmatch(colour) is None:
            raise ValueError(f"{colour!r} is not a colour")
        self._change(sheet, cell).colour = colour

    def set_note(self, sheet: str, cell: str | Place, text: str, author: str = "mtqg_xl") -> None:
        """Hang a note on a cell; one that hangs there already is kept and this put under it."""
        place = self._place(sheet, cell)
        self._notes.setdefault(sheet, {})[place] = Note(text, author)

    def set_link(
        self, sheet: str, cell: str | Place, *, location: str = "", target: str = "", tip: str = ""
    ) -> None:
        """Make a cell lead to ``location`` in the workbook ("'Biểu 16'!B3") or to ``target`` outside."""
        self._links.setdefault(sheet, {})[self._place(sheet, cell)] = Link(location, target, tip)

    def add_sheet(self, sheet: NewSheet) -> None:
        """Put a new sheet behind the others."""
        self._new_sheets.append(sheet)
        self._result = None

    def recalculate_on_load(self) -> None:
        """Ask the program that opens the workbook to work out every formula anew."""
        self._calculate = True
        self._result = None

    # ---- the result ----

    def problems(self) -> tuple[CellProblem, ...]:
        """Why the changes cannot be made, a refusal for each cell; empty when they can."""
        return self._made().problems

    def to_bytes(self) -> bytes:
        """The changed workbook, looked over before it is handed out.

        Raises the first :class:`CellProblem`, or :class:`SelfCheckProblem` when what was written is
        not what should have been.
        """
        parts, claims, problems = self._made()
        if problems:
            raise problems[0]
        with no_collecting():
            after = parts.to_bytes()
            wanted = {**parts.replaced, **parts.added}
            check_members(self.package.data, after, wanted, parts.removed)
            for name, claim in claims.items():
                check_sheet(name, self.package.read(name), parts.read(name), claim)
        return after

    def draft(self) -> bytes:
        """The workbook with the changes made so far, not looked over: for working out what follows."""
        return self._made().parts.to_bytes()

    def branch(self) -> Patch:
        """The same workbook with the same changes to its cells, to be changed further on its own."""
        twin = Patch(self.package)
        twin._changes = {
            sheet: {row: {at: replace(change) for at, change in cells.items()} for row, cells in rows.items()}
            for sheet, rows in self._changes.items()
        }
        return twin

    def changes(self) -> Iterator[Change]:
        """The changes to cells collected so far."""
        for rows in self._changes.values():
            for cells in rows.values():
                yield from cells.values()

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        inputs: Iterable[str | os.PathLike[str]] = (),
        backup: bool = False,
    ) -> None:
        """Write the changed workbook to ``path``, whole or not at all, never over the one opened.

        With ``backup`` a file that stands there already is kept beside the new one.
        """
        content = self.to_bytes()

        def write(stream: BinaryIO) -> None:
            stream.write(content)

        save_atomically(path, write, inputs=[self.package.path, *inputs], backup=backup)

    # ---- inside ----

    def _place(self, sheet: str, cell: str | Place) -> Place:
        if sheet not in self._sheets:
            raise CellProblem("no_sheet", sheet=sheet, known=", ".join(self._sheets))
        self._result = None
        try:
            row, column = from_a1(cell) if isinstance(cell, str) else cell
        except ValueError:
            row = column = 0
        if not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
            raise CellProblem("bad_address", sheet=sheet, cell=str(cell))
        return row, column

    def _change(self, sheet: str, cell: str | Place) -> Change:
        row, column = self._place(sheet, cell)
        rows = self._changes.get(sheet)
        if rows is None:
            rows = self._changes[sheet] = {}
        cells = rows.get(row)
        if cells is None:
            cells = rows[row] = {}
        change = cells.get(column)
        if change is None:
            change = cells[column] = Change()
        return change

    def _made(self) -> _Result:
        """The changes carried out, once for all who ask."""
        if self._result is None:
            with no_collecting():
                self._result = self._carry_out()
        return self._result

    def _carry_out(self) -> _Result:
        main = self.workbook.part
        parts = Parts(self.package)
        styles = StyleSheet(parts, main)
        claims: dict[str, SheetClaim] = {}
        problems: list[CellProblem] = []
        lost = False
        for name in dict.fromkeys((*self._changes, *self._notes, *self._links)):
            info = self._sheets[name]
            try:
                claim, sheet = self._apply(parts, styles, info)
            except UnusualSheetError as error:
                problems.append(CellProblem("unusual_sheet", sheet=name, cell="", detail=str(error)))
                continue
            for place, refused in sheet.problems:
                refused.values.update(sheet=name, cell=to_a1(*place))
                problems.append(refused)
            lost = lost or sheet.lost_formulas
            claims[info.part] = claim
        for new in self._new_sheets:
            try:
                add_sheet(parts, main, styles, new, self.workbook.date1904)
            except CellProblem as problem:
                problems.append(problem)
        styles.write()
        if lost:
            forget_calculation_order(parts, main)
        if self._calculate:
            request_calculation(parts, main)
        parts.settle()
        return _Result(parts, claims, tuple(problems))

    def _apply(self, parts: Parts, styles: StyleSheet, info: SheetInfo) -> tuple[SheetClaim, SheetChanges]:
        part = parts.text(info.part)
        if b"<!DOCTYPE" in part.data[:4096]:
            raise self.package.unsafe("detail_doctype", part=info.part)
        grid = Grid(part.data)
        guards = Guards(grid, parts, info.part)
        sheet = SheetChanges(grid, guards, styles, self.workbook.number_format, self.workbook.date1904)
        splices = sheet.splices(self._changes.get(info.name, {}))
        if links := self._links.get(info.name):
            splices += link_splices(grid, parts, info.part, links, sheet.problems)
        if notes := self._notes.get(info.name):
            splices += note_splices(grid, parts, info.part, notes, sheet.problems)
        splices = in_order(splices)
        if not part.encoding.startswith("utf"):
            splices = [change._replace(new=part.fitting(change.new)) for change in splices]
        parts.write(info.part, part.restored(spliced(part.data, splices)))
        claim = SheetClaim(
            splices,
            sheet.named,
            sheet.changed,
            sheet.created,
            sheet.gained_formulas,
            same_formulas=not sheet.other_formulas,
        )
        return claim, sheet


def _result(value: Value | CellError) -> Value | CellError:
    return value if isinstance(value, CellError) else as_value(value)
