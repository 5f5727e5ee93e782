"""A cell of an open workbook of Calc."""

from __future__ import annotations

from collections.abc import Callable

import unohelper
from com.sun.star.document import XUndoAction
from com.sun.star.table import BorderLine2
from com.sun.star.table.CellContentType import EMPTY, FORMULA, VALUE

from mtqg_calc.figures import in_calc
from mtqg_calc.looks import Line

_NO_FILL = -1


class Cell:
    """A cell; of merged cells the first."""

    def __init__(self, sheet: object, cell: object, document: object) -> None:
        self._sheet = sheet
        self._cell = cell
        self._document = document

    @property
    def is_closed(self) -> bool:
        """Whether its looks may not be changed."""
        return self._sheet.isProtected()

    @property
    def is_closed_to_typing(self) -> bool:
        """Whether it may not be typed into."""
        return self._sheet.isProtected() and self._cell.CellProtection.IsLocked

    @property
    def is_seen(self) -> bool:
        """Whether neither its row nor its column is hidden."""
        return self._cell.Rows.getByIndex(0).IsVisible and self._cell.Columns.getByIndex(0).IsVisible

    # ---- content ---------------------------------------------------------------------------------

    @property
    def content(self) -> float | str | None:
        """What it shows: nothing, a number or a text."""
        kind = self._cell.getType()
        if kind == EMPTY:
            return None
        is_number = kind == VALUE or (kind == FORMULA and self._cell.FormulaResultType2 == 1)
        return self._cell.getValue() if is_number else self._cell.getString()

    @property
    def has_formula(self) -> bool:
        """Whether a formula stands in it."""
        return self._cell.getType() == FORMULA

    @property
    def is_of_array(self) -> bool:
        """Whether it belongs to a formula over several cells."""
        return self._cell.getArrayFormula() != ""

    def type_in(self, text: str, kind: str) -> None:
        """A number is put as a number and a text as a text: separators of the computer play no part."""
        if kind == "number":
            self._leave_text_format()
            self._cell.setValue(float(text))
        elif kind == "formula":
            self._leave_text_format()
            self._cell.setFormula(in_calc(text))
        elif kind == "blank":
            self._cell.setFormula("")
        else:
            self._cell.setString(text)

    def _leave_text_format(self) -> None:
        # 100 is the number of the format "text" in every office.
        if self._cell.NumberFormat % 5000 == 100:
            self._cell.NumberFormat = 0

    # ---- looks -----------------------------------------------------------------------------------

    @property
    def fill(self) -> int | None:
        """The colour behind it, or none."""
        return None if self._cell.IsCellBackgroundTransparent else self._cell.CellBackColor

    @fill.setter
    def fill(self, color: int | None) -> None:
        self._cell.CellBackColor = _NO_FILL if color is None else color

    @property
    def left(self) -> Line | None:
        """Its left edge, or none."""
        return _line(self._cell.LeftBorder2)

    @left.setter
    def left(self, line: Line | None) -> None:
        self._cell.LeftBorder2 = _border(line)

    @property
    def bottom(self) -> Line | None:
        """Its bottom edge, or none."""
        return _line(self._cell.BottomBorder2)

    @bottom.setter
    def bottom(self, line: Line | None) -> None:
        self._cell.BottomBorder2 = _border(line)

    # ---- note ------------------------------------------------------------------------------------

    @property
    def note(self) -> str | None:
        """The note on it, or none."""
        return self._cell.getAnnotation().getString() or None

    def add_note(self, text: str) -> None:
        """A note, below the one that is there."""
        whole = self.note
        if whole is None:
            self._sheet.getAnnotations().insertNew(self._cell.CellAddress, text)
        else:
            self._change_note(len(whole), "", f"\n{text}")

    def cut_note(self, first: int, end: int) -> None:
        """Take a stretch out of the note; one that nothing is left of goes away."""
        whole = self.note or ""
        if (whole[:first] + whole[end:]).strip():
            self._change_note(first, whole[first:end], "")
            return
        notes = self._sheet.getAnnotations()
        here = self._cell.CellAddress
        for at in range(notes.getCount()):
            place = notes.getByIndex(at).getPosition()
            if (place.Row, place.Column) == (here.Row, here.Column):
                notes.removeByIndex(at)
                return

    def _change_note(self, first: int, old: str, new: str) -> None:
        """Within the note: what the user wrote keeps its author and the look of its letters."""
        change = _NoteChange(self._cell.getAnnotation, first, old, new)
        change.redo()
        # The office remembers notes that come and go, but no change within one.
        self._document.getUndoManager().addUndoAction(change)


class _NoteChange(unohelper.Base, XUndoAction):
    """Some letters of a note replaced by others."""

    Title = ""

    def __init__(self, note: Callable[[], object], first: int, old: str, new: str) -> None:
        self._note, self._first, self._old, self._new = note, first, old, new

    def undo(self) -> None:
        """As it was."""
        self._replace(self._new, self._old)

    def redo(self) -> None:
        """As it became."""
        self._replace(self._old, self._new)

    def _replace(self, old: str, new: str) -> None:
        note = self._note()
        cursor = note.createTextCursorByRange(note.getStart())
        cursor.goRight(self._first, False)
        cursor.goRight(len(old), True)
        cursor.setString(new)


def _line(border: object) -> Line | None:
    if not (border.OuterLineWidth or border.LineWidth):
        return None
    return Line(
        border.Color,
        border.InnerLineWidth,
        border.OuterLineWidth,
        border.LineDistance,
        border.LineStyle,
        border.LineWidth,
    )


def _border(line: Line | None) -> object:
    border = BorderLine2()
    if line is not None:
        border.Color, border.InnerLineWidth, border.OuterLineWidth = line.color, line.inner, line.outer
        border.LineDistance, border.LineStyle, border.LineWidth = line.distance, line.style, line.width
    return border
