"""An open workbook of Calc: its sheets and cells, its memory of marks, its list of findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import unquote

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import IllegalArgumentException

from mtqg_calc import calc_list, listing, records
from mtqg_calc.calc_cell import Cell
from mtqg_calc.places import Place, place_of, referred
from mtqg_calc.records import Record

_FILTER = "Calc MS Excel 2007 XML"
_FIRST_RECORD = 1
_FIRST_TEXT = 2
_LONGEST = 30000


class Book:
    """The document shown in a window, as the buttons use it."""

    def __init__(self, document: object) -> None:
        self._document = document
        self._sheets = document.getSheets()

    # ---- the workbook ----------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """Its own file name; the title where it was never saved."""
        return unquote(self._document.getURL().rpartition("/")[2]) or self._document.Title

    @property
    def folder(self) -> str:
        """Where it lies; empty where it was never saved."""
        url = self._document.getURL()
        if not url:
            return ""
        return (
            uno.fileUrlToSystemPath(url.rpartition("/")[0])
            if url.startswith("file:")
            else url.rpartition("/")[0]
        )

    @property
    def is_structure_closed(self) -> bool:
        """Whether sheets may not be added or removed."""
        return self._document.isProtected()

    @property
    def is_read_only(self) -> bool:
        """Whether it can only be saved as another file."""
        return bool(self._document.isReadonly())

    def save_copy(self, path: str) -> None:
        """Write it as it is now, as a workbook of Excel, without touching its own file."""
        option = PropertyValue()
        option.Name, option.Value = "FilterName", _FILTER
        self._document.storeToURL(uno.systemPathToFileUrl(path), (option,))

    @contextmanager
    def one_step(self, label: str) -> Iterator[None]:
        """All changes inside are undone by one Ctrl+Z, and shown at once.

        Sheets closed without a password are open meanwhile: such a lock guards against typing by mistake, and
        Calc, other than Excel, cannot be told to allow colours and notes on a closed sheet.
        """
        undo = self._document.getUndoManager()
        undo.enterUndoContext(label)
        self._document.lockControllers()
        opened = [name for name in self.sheets if self._open(name)]
        try:
            yield
        finally:
            for name in opened:
                if name in self.sheets:
                    self._sheets.getByName(name).protect("")
            self._document.unlockControllers()
            undo.leaveUndoContext()

    def _open(self, name: str) -> bool:
        sheet = self._sheets.getByName(name)
        if not sheet.isProtected():
            return False
        try:
            sheet.unprotect("")
        except IllegalArgumentException:
            return False
        return not sheet.isProtected()

    # ---- sheets and cells ------------------------------------------------------------------------

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets as they stand."""
        return list(self._sheets.getElementNames())

    def is_visible(self, sheet: str) -> bool:
        """Whether a sheet is shown."""
        return bool(self._sheets.getByName(sheet).IsVisible)

    def sheet_named(self, wanted: str) -> str | None:
        """The name as the workbook writes it; none when it has no such sheet."""
        return next((name for name in self.sheets if name.casefold() == wanted.casefold()), None)

    def place(self, sheet: str, address: str) -> Place | None:
        """The cell at an address, of merged cells the first; none when there is no such cell."""
        name = self.sheet_named(sheet) if sheet and address else None
        place = place_of(name, address) if name else None
        return self._origin(place) if place else None

    def cell(self, place: Place | None) -> Cell | None:
        """The cell at a place; none when its sheet is gone."""
        if place is None or place.sheet not in self.sheets:
            return None
        sheet = self._sheets.getByName(place.sheet)
        cell = sheet.getCellByPosition(place.column, place.row)
        return Cell(sheet, cell, self._document)

    @property
    def selected(self) -> Place | None:
        """The cell in which one would type now; none where a drawing is selected."""
        controller = self._document.getCurrentController()
        chosen = controller.getSelection()
        if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRange"):
            if chosen is None or not chosen.supportsService("com.sun.star.sheet.SheetCellRanges"):
                return None
            chosen = chosen.getByIndex(0) if chosen.getCount() else None
        if chosen is None:
            return None
        area = chosen.getRangeAddress()
        return self._origin(Place(controller.getActiveSheet().getName(), area.StartRow, area.StartColumn))

    def go_to(self, place: Place) -> None:
        """Show a cell and select it."""
        controller = self._document.getCurrentController()
        sheet = self._sheets.getByName(place.sheet)
        controller.setActiveSheet(sheet)
        controller.select(sheet.getCellByPosition(place.column, place.row))

    def _origin(self, place: Place) -> Place:
        sheet = self._sheets.getByName(place.sheet)
        cell = sheet.getCellByPosition(place.column, place.row)
        cursor = sheet.createCursorByRange(cell)
        cursor.collapseToMergedArea()
        area = cursor.getRangeAddress()
        return Place(place.sheet, area.StartRow, area.StartColumn)

    # ---- the memory of marks ---------------------------------------------------------------------

    @property
    def can_remember(self) -> bool:
        """Whether there is a memory, or one can be made."""
        if self._memory() is not None:
            return True
        return records.SHEET not in self.sheets and not self.is_structure_closed

    def read_records(self) -> list[Record] | None:
        """What is remembered; none when the workbook has no memory."""
        memory = self._memory()
        if memory is None:
            return None
        cursor = memory.createCursor()
        cursor.gotoEndOfUsedArea(False)
        area = cursor.RangeAddress
        found = []
        for row in range(_FIRST_RECORD, area.EndRow + 1):
            line = memory.getCellRangeByPosition(0, row, max(area.EndColumn, _FIRST_TEXT), row)
            kind, _, *texts = (str(value) for value in line.getDataArray()[0])
            if kind not in (records.MARK, records.FINDING, records.PROPOSAL):
                continue
            place = referred(memory.getCellByPosition(1, row).getFormula())
            found.append(Record(kind, place, [_shown(text) for text in texts]))
        return found

    def write_records(self, remembered: Sequence[Record]) -> None:
        """Remember these and nothing else; the sheet in front stays in front."""
        memory = self._memory()
        if memory is None:
            self._sheets.insertNewByName(records.SHEET, self._sheets.getCount())
            memory = self._sheets.getByName(records.SHEET)
            memory.IsVisible = False
            memory.getCellByPosition(0, 0).setString(records.SIGNATURE)
        cursor = memory.createCursor()
        cursor.gotoEndOfUsedArea(False)
        # 1 + 2 + 4 + 16: numbers, dates, texts and formulas.
        memory.getCellRangeByPosition(0, _FIRST_RECORD, 20, max(cursor.RangeAddress.EndRow, 1)).clearContents(
            23
        )
        if not remembered:
            return
        width = max(len(record.texts) for record in remembered)
        last = _FIRST_RECORD + len(remembered) - 1
        area = memory.getCellRangeByPosition(_FIRST_TEXT, _FIRST_RECORD, _FIRST_TEXT + width - 1, last)
        # As texts, so that nothing remembered is ever taken for a number, a date or a formula.
        area.NumberFormat = self._text_format()
        area.setDataArray(
            tuple(
                tuple(text[:_LONGEST] for text in (*record.texts, *[""] * (width - len(record.texts))))
                for record in remembered
            )
        )
        for row, record in enumerate(remembered, _FIRST_RECORD):
            memory.getCellByPosition(0, row).setString(record.kind)
            if record.place is not None:
                memory.getCellByPosition(1, row).setFormula(record.place.reference)

    def drop_records(self) -> None:
        """Take the memory away; where sheets may not be removed it is emptied."""
        if self._memory() is None:
            return
        if self.is_structure_closed:
            self.write_records([])
        else:
            self._sheets.removeByName(records.SHEET)

    def _memory(self) -> object | None:
        if records.SHEET not in self.sheets:
            return None
        memory = self._sheets.getByName(records.SHEET)
        return memory if memory.getCellByPosition(0, 0).getString() == records.SIGNATURE else None

    def _text_format(self) -> int:
        formats = self._document.getNumberFormats()
        code = formats.queryKey("@", self._document.CharLocale, False)
        return code if code >= 0 else formats.addNew("@", self._document.CharLocale)

    # ---- the list of findings --------------------------------------------------------------------

    @property
    def has_list(self) -> bool:
        """Whether there is a list."""
        return calc_list.list_of(self._sheets) is not None

    @property
    def list_rows(self) -> Sequence[Sequence[object]]:
        """What stands in the list; nothing where there is none."""
        sheet = calc_list.list_of(self._sheets)
        return calc_list.rows_of(sheet) if sheet is not None else ()

    def write_list(self, name: str, heading: list[list[str]], lines: Sequence[listing.Line]) -> None:
        """The list anew, as the last sheet."""
        self.remove_list()
        free, number = name, 1
        while self.sheet_named(free) is not None:
            number += 1
            free = f"{name} ({number})"
        self._sheets.insertNewByName(free, self._sheets.getCount())
        calc_list.fill_list(self._document, self._sheets.getByName(free), heading, lines)

    def remove_list(self) -> None:
        """Take the list away, where sheets may be removed."""
        sheet = calc_list.list_of(self._sheets)
        if sheet is not None and not self.is_structure_closed:
            self._sheets.removeByName(sheet.getName())


def _shown(text: str) -> str:
    """A number that came back from another program as a number: ``3.0`` was written ``3``."""
    return text[:-2] if text.endswith(".0") and text[:-2].lstrip("-").isdigit() else text
