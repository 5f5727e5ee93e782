"""Marks of a check on an open workbook, and the workbook as it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mtqg_xl.api.live import (
    BUTTON_MARKS_SHEET,
    FINDINGS_MARK,
    SCRIPT_MARKS_SHEET,
    LiveBookProblem,
    LiveMark,
    list_of,
    marks_of,
)
from mtqg_xl.excel.listing import free_name, write_list
from mtqg_xl.excel.memory import Remembered, code_of, colour_of, keep, recalled
from mtqg_xl.messages import say

if TYPE_CHECKING:
    from xlwings import Book, Range, Sheet

    from mtqg_xl.api import CheckReport


def mark(book: Book, report: CheckReport) -> int:
    """Paint the cells that ``report`` names, put notes on them, list all findings on a sheet "Kiểm tra".

    Marks of an earlier call are replaced. Errors have the colour that Excel gives to bad cells, warnings that
    of neutral ones; a note of somebody's own stays, ours stands below it. A protected sheet whose cells may
    not be formatted is left as it is, which the list says; where notes may not be written there are none.
    Returns how many cells were painted.

    Raises :class:`LiveBookProblem` for a workbook marked by the button, whose marks only the button knows how
    to take off, and for one whose sheets are protected against being added.
    """
    names = [sheet.name for sheet in book.sheets]
    if BUTTON_MARKS_SHEET in names:
        raise LiveBookProblem("excel.marked_by_button", name=book.name)
    _refuse_closed(book)
    active = book.sheets.active.name
    _, left = _take_off(book)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    wanted = [one for one in marks_of(report) if one.sheet in sheets]
    allowed = {name: _allowed(sheets[name]) for name in dict.fromkeys(one.sheet for one in wanted)}
    cells = [(one, _shown(sheets[one.sheet], one.cell)) for one in wanted if allowed[one.sheet].paint]
    before = [_remember(one, cell, allowed[one.sheet].note) for one, cell in cells]
    locked = [name for name, may in allowed.items() if not may.paint]
    remark = say("excel.not_painted", sheets=", ".join(locked)) if locked else ""
    name = free_name(book)
    # Remembered before anything is painted: whatever happens in between, it can be taken back.
    keep(book, name, [*left, *before])
    for (one, cell), was in zip(cells, before, strict=True):
        cell.color = one.colour
        if was.added:
            _set_note(cell, f"{was.note[1:]}\n{was.added}" if was.note != "-" else was.added)
    write_list(book, name, list_of(report), remark)
    if active in sheets:
        book.sheets[active].activate()
    return len(cells)


def clear(book: Book) -> int:
    """Take the marks of :func:`mark` off: backgrounds and notes as before, the sheet of findings gone.

    A cell that somebody has painted otherwise since then stays so, and so does what was added to a note.
    Where a sheet was protected meanwhile the marks stay, and stay remembered for a later call. Returns how
    many cells were restored; a workbook that is not marked stays as it is.

    Raises :class:`LiveBookProblem` for a marked workbook whose sheets are protected against being removed.
    """
    restored, left = _take_off(book)
    if left:
        keep(book, "", left)
    return restored


def _refuse_closed(book: Book) -> None:
    if getattr(book.api, "ProtectStructure", False):
        raise LiveBookProblem("excel.structure", name=book.name)


def _take_off(book: Book) -> tuple[int, list[Remembered]]:
    """How many cells were restored, and what their sheets did not let be taken off."""
    found = recalled(book)
    if found is None:
        return 0, []
    _refuse_closed(book)
    list_name, cells = found
    sheets = {sheet.name: sheet for sheet in book.sheets}
    allowed = {name: _allowed(sheets[name]) for name in {was.sheet for was in cells} & sheets.keys()}
    restored = 0
    left = []
    for was in cells:
        may = allowed.get(was.sheet, _Allowed(False, False))
        cell = sheets[was.sheet].range(was.cell) if may.paint or may.note else None
        if cell is not None and may.paint and code_of(cell.color) == was.painted:
            cell.color = colour_of(was.fill)
            restored += 1
        if cell is not None and may.note and was.added:
            _restore_note(cell, was)
        if was.sheet in sheets and not (may.paint and (may.note or not was.added)):
            left.append(was)
    for name in (list_name, SCRIPT_MARKS_SHEET):
        # Somebody may have put a sheet of the same name where the list was.
        if name in sheets and (name != list_name or sheets[name]["A1"].value == FINDINGS_MARK):
            sheets[name].visible = True  # a hidden sheet cannot always be deleted
            sheets[name].delete()
    return restored, left


class _Allowed(NamedTuple):
    """What the protection of a sheet leaves allowed."""

    paint: bool
    note: bool


def _allowed(sheet: Sheet) -> _Allowed:
    """Asked of Excel itself; where there is nothing to ask (on a Mac), everything is tried."""
    excel = sheet.api
    locked = bool(getattr(excel, "ProtectContents", False))
    paint = not locked or bool(getattr(getattr(excel, "Protection", None), "AllowFormattingCells", False))
    return _Allowed(paint, paint and not getattr(excel, "ProtectDrawingObjects", False))


def _shown(sheet: Sheet, address: str) -> Range:
    """The cell that is seen where ``address`` lies: the first one of those merged with it."""
    cell = sheet.range(address)
    return cell.merge_area[0, 0] if cell.merge_cells else cell


def _remember(one: LiveMark, cell: Range, noting: bool) -> Remembered:
    note = cell.note
    return Remembered(
        sheet=one.sheet,
        cell=cell.get_address(row_absolute=False, column_absolute=False),
        fill=code_of(cell.color),
        painted=code_of(one.colour),
        note="-" if note is None else f"+{note.text}",
        added=one.note if noting else "",
    )


def _set_note(cell: Range, text: str) -> None:
    note = cell.note
    if note is None:
        cell.add_note(text)
    else:
        note.text = text


def _restore_note(cell: Range, was: Remembered) -> None:
    note = cell.note
    if note is None:
        return
    text = _lines(note.text)
    own = was.note != "-"
    if own and text == _lines(f"{was.note[1:]}\n{was.added}"):
        note.text = was.note[1:]
        return
    # Somebody has written into it since: only what was added goes.
    left = text.replace(_lines(was.added), "").strip("\n")
    if left:
        note.text = left
    else:
        note.delete()


def _lines(text: str) -> str:
    """A note with line ends of one kind; programs give back what they like."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
