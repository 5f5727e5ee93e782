"""Taking the marks of a check off a workbook again: formats, notes, sheets are as they were before."""

from __future__ import annotations

import os

from mtqg_xl.domain.binding import MARKS_SHEET
from mtqg_xl.domain.explanations import ours_in
from mtqg_xl.messages import SelfCheckProblem
from mtqg_xl.ooxml import Package, Sheet, Workbook
from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.grid import Grid, UnusualSheetError
from mtqg_xl.ooxml.patching.marks import cut_styles
from mtqg_xl.ooxml.patching.markup import in_order, spliced
from mtqg_xl.ooxml.patching.note_cutting import cut_notes
from mtqg_xl.ooxml.patching.restyling import unmarked_splices
from mtqg_xl.ooxml.patching.selfcheck import check_members
from mtqg_xl.ooxml.patching.sheet_removal import remove_sheets
from mtqg_xl.ooxml.worksheet import no_collecting
from mtqg_xl.writing.marking.memory import Memory, digest, list_sheets
from mtqg_xl.writing.marking.wording import AUTHOR


def clear_marks(path: str | os.PathLike[str]) -> bytes:
    """The workbook at ``path`` without what checks have put into it; the file itself is only read.

    The sheet of findings goes, cells have the formats they had, notes lose what a check wrote; what people
    wrote stays, in notes too. A workbook without marks comes back as it is. Raises :class:`FileProblem`
    for what is no .xlsx or .xlsm file, :class:`SelfCheckProblem` when more than that would change.
    """
    return cleared(Package.open(path, thorough=False))


def cleared(package: Package) -> bytes:
    """As :func:`clear_marks`, of an opened package."""
    with no_collecting():
        return _cleared(package)


def _cleared(package: Package) -> bytes:
    book = Workbook(package)
    memory = Memory.of(book)
    lists = list_sheets(book)
    if memory is None and not lists:
        return package.data
    memory = memory or Memory()
    ours = {*lists, MARKS_SHEET}
    parts = Parts(package)
    for info in book.sheets:
        if info.name in ours:
            continue
        part = parts.text(info.part)
        try:
            grid = Grid(part.data)
            splices = unmarked_splices(grid, memory.marked)
        except UnusualSheetError:
            # Such a sheet was not marked.
            continue
        splices += cut_notes(grid, parts, info.part, ours_in, AUTHOR)
        if splices:
            parts.write(info.part, part.restored(spliced(part.data, in_order(splices))))
            _drop_empty_pointers(parts, info.part)
    remove_sheets(parts, book.part, ours)
    _restore_styles(parts, book, memory)
    after = parts.to_bytes()
    check_members(package.data, after, {**parts.replaced, **parts.added}, parts.removed)
    _check(book, after, ours)
    return after


def _restore_styles(parts: Parts, book: Workbook, memory: Memory) -> None:
    """Cut off what we appended, unless another program has written the styles since."""
    for link in parts.links(book.part):
        if link.kind == "styles" and parts.find(link.target):
            if memory.counts and digest(parts.read(link.target)) == memory.styles:
                cut_styles(parts, link.target, memory.counts)
            return


def _drop_empty_pointers(parts: Parts, part: str) -> None:
    listing = parts.links_of(part)
    if parts.find(listing) is not None and not len(parts.tree(listing)):
        parts.removed.add(listing)
        parts.replaced.pop(listing, None)


def _check(book: Workbook, after: bytes, ours: set[str]) -> None:
    """Read anew, every cell holds what it held; sheets that are not ours are all there."""
    now = Workbook(Package(book.package.path, after, thorough=False))
    left = [info.name for info in book.sheets if info.name not in ours]
    if [info.name for info in now.sheets] != left:
        raise SelfCheckProblem("order")
    for name in left:
        if _held(book.sheet(name)) != _held(now.sheet(name)):
            raise SelfCheckProblem("sheet", part=name)


def _held(sheet: Sheet) -> dict[tuple[int, int], tuple[str, str, str | None]]:
    return {
        place: (cell.kind, cell.text, cell.formula)
        for place, cell in sheet.cells.items()
        if cell.kind != "blank" or cell.formula is not None
    }
