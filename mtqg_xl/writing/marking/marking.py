"""A copy of a checked workbook in which the findings stand: cells marked, notes, a sheet that lists them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from mtqg_xl.domain.explanations import Explanations
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import Package, Workbook, save_atomically
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.changes import Change
from mtqg_xl.ooxml.patching.grid import Grid, UnusualSheetError
from mtqg_xl.ooxml.patching.guards import Guards
from mtqg_xl.ooxml.patching.list_sheet import add_list_sheet, sheet_names
from mtqg_xl.ooxml.patching.marks import MarkedStyles
from mtqg_xl.ooxml.patching.markup import in_order, spliced
from mtqg_xl.ooxml.patching.notes import Note, note_splices
from mtqg_xl.ooxml.patching.selfcheck import SheetClaim, check_members, check_sheet
from mtqg_xl.ooxml.patching.sheet_part import SheetChanges
from mtqg_xl.ooxml.workbook import SheetInfo
from mtqg_xl.ooxml.worksheet import no_collecting
from mtqg_xl.reconcile.explained import explain
from mtqg_xl.writing.marking.clearing import cleared
from mtqg_xl.writing.marking.explaining import given_in
from mtqg_xl.writing.marking.listing import FindingList, list_name
from mtqg_xl.writing.marking.looks import MARKS, Looks
from mtqg_xl.writing.marking.memory import Memory, digest
from mtqg_xl.writing.marking.places import CellMark, Place, Standing, marks_of
from mtqg_xl.writing.marking.wording import AUTHOR, note

PathLike = str | os.PathLike[str]


@dataclass(frozen=True)
class MarkedBook:
    """The copy: ``content`` is the file, ``sheet`` the name of its list; nothing has been saved yet.

    ``cells`` counts the marked cells, ``unmarked`` are sheets whose cells could not be marked; their
    findings are in the list all the same.
    """

    source: str
    content: bytes
    sheet: str
    cells: int
    unmarked: tuple[str, ...] = ()

    def save(self, path: PathLike, *, inputs: Sequence[PathLike] = (), backup: bool = False) -> None:
        """Write the copy, whole or not at all, never over the workbook it was made from."""

        def write(stream: BinaryIO) -> None:
            stream.write(self.content)

        save_atomically(path, write, inputs=[self.source, *inputs], backup=backup)


def marked_book(
    path: PathLike, reports: Sequence[FileReport], given: Explanations | None = None
) -> MarkedBook:
    """A copy of the workbook at ``path`` with the findings of ``reports``, one for each unit in it.

    Marks, notes and the list of an earlier check are replaced; explanations that people wrote into that list
    are kept, and those ``given`` besides are put into it. The file itself is only read.

    Raises :class:`FileProblem` for what is no .xlsx or .xlsm file, :class:`SelfCheckProblem` when more than
    this would change.
    """
    package = Package.open(path, thorough=False)
    with no_collecting():
        book = Workbook(package)
        said = {**(given or {}), **given_in(book)}
        data = cleared(package)
        if data is not package.data:
            book = Workbook(Package(package.path, data, thorough=False))
        told = [
            replace(one, findings=explain(one.findings, one.unit, said)) if said else one for one in reports
        ]
        return _Marking(book, told, said).made()


@dataclass
class _Marking:
    book: Workbook
    reports: Sequence[FileReport]
    given: Explanations
    claims: dict[str, SheetClaim] = field(default_factory=dict)

    def made(self) -> MarkedBook:
        book = self.book
        package, standing = book.package, Standing(book)
        parts = Parts(package)
        styles = MarkedStyles(parts, book.part, MARKS)
        marks = marks_of(self.reports, standing)
        infos = {info.name: info for info in book.sheets}
        name = list_name(sheet_names(parts, book.part))
        grids, unmarked = self._grids(parts, infos, marks)
        looks = Looks(styles)
        listed = FindingList(name, self.reports, standing, self.given, looks, unmarked)
        for sheet, grid in grids.items():
            self._mark(parts, styles, infos[sheet], grid, marks[sheet], listed, name)
        add_list_sheet(parts, book.part, styles, listed.sheet())
        counts = styles.counts()
        styles.write()
        memory = Memory(styles.marked, digest(parts.read(styles.part)), counts)
        add_list_sheet(parts, book.part, styles, memory.sheet())
        parts.settle()
        # Some programs tell the type of every member by itself.
        parts.declare_ending("rels", "application/vnd.openxmlformats-package.relationships+xml")
        content = parts.to_bytes()
        check_members(package.data, content, {**parts.replaced, **parts.added}, parts.removed)
        for part, claim in self.claims.items():
            check_sheet(part, package.read(part), parts.read(part), claim)
        cells = sum(len(marks[sheet]) for sheet in grids)
        return MarkedBook(str(package.path), content, name, cells, tuple(unmarked))

    def _grids(
        self, parts: Parts, infos: Mapping[str, SheetInfo], marks: Mapping[str, object]
    ) -> tuple[dict[str, Grid], list[str]]:
        """The sheets to mark, and those whose cells do not stand where they say."""
        grids: dict[str, Grid] = {}
        unmarked: list[str] = []
        for info in infos.values():
            if info.name not in marks:
                continue
            try:
                grid = Grid(parts.text(info.part).data)
                for row in grid.rows:
                    grid.cells(row)
            except UnusualSheetError:
                unmarked.append(info.name)
            else:
                grids[info.name] = grid
        return grids, unmarked

    def _mark(
        self,
        parts: Parts,
        styles: MarkedStyles,
        info: SheetInfo,
        grid: Grid,
        marks: Mapping[Place, CellMark],
        listed: FindingList,
        name: str,
    ) -> None:
        there = self.book.sheet(info.name).cells
        changes: dict[int, dict[int, Change]] = {}
        notes: dict[Place, Note] = {}
        for place, mark in sorted(marks.items()):
            look = mark.look.value + ("" if place in there else "+")
            changes.setdefault(place[0], {})[place[1]] = Change(colour=look)
            told = [(one, parent, listed.line_of[at, one.id]) for at, one, parent in mark.told]
            notes[place] = Note(note(told, name), AUTHOR)
        guards = Guards(grid, parts, info.part)
        sheet = SheetChanges(grid, guards, styles, self.book.number_format, self.book.date1904)
        splices = sheet.splices(changes)
        if sheet.problems:
            raise sheet.problems[0][1]
        # A conversation on a cell is left alone: its finding is in the list.
        conversations: list[tuple[Place, CellProblem]] = []
        splices = in_order(splices + note_splices(grid, parts, info.part, notes, conversations))
        part = parts.text(info.part)
        if not part.encoding.startswith("utf"):
            splices = [change._replace(new=part.fitting(change.new)) for change in splices]
        parts.write(info.part, part.restored(spliced(part.data, splices)))
        self.claims[info.part] = SheetClaim(
            splices, sheet.named, sheet.changed, sheet.created, sheet.gained_formulas, same_formulas=True
        )
