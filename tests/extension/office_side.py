"""Presses the buttons of the extension in a LibreOffice without windows; requests and answers as JSON lines.

Started with the Python that has ``uno``: ``office_side.py PROFILE MODULES PYTHON``.
"""

import os
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, sys.argv[2])
sys.path.append(str(Path(__file__).parents[1] / "support"))

from held_office import HeldOffice, options, serve
from mtqg_calc.actions import Actions
from mtqg_calc.calc_book import Book
from mtqg_calc.engine import Engine
from mtqg_calc.texts import load_texts

EDGES = ("LeftBorder2", "BottomBorder2", "RightBorder2", "TopBorder2")


class Screen:
    """Keeps what would be shown, gives the answers it was told to give."""

    office = "LibreOffice"

    def __init__(self, answers):
        self.answers = list(answers)
        self.shown = []

    def tell(self, text):
        self.shown.append(["tell", text])

    def warn(self, text):
        self.shown.append(["warn", text])

    def fail(self, text):
        self.shown.append(["fail", text])

    def show_status(self, text):
        self.shown.append(["status", text])

    def show_lines(self, lines):
        self.shown.append(["lines", *lines])

    def open_file(self, path):
        self.shown.append(["open", path])

    def _answer(self, *asked):
        self.shown.append(["ask", *asked])
        return self.answers.pop(0)

    def agrees(self, text):
        return self._answer(text)

    def choose(self, text):
        return self._answer(text)

    def pick_folder(self, title):
        return self._answer(title)

    def pick_new_file(self, title, name, kind, ending):
        return self._answer(title, name, kind, ending)

    def ask(self, title, questions):
        return self._answer(title, *questions)


class Canned:
    """Answers every request with files prepared by a test."""

    told = "prepared (0)"

    def __init__(self, folder, code):
        self.folder, self.code = folder, code

    def run(self, folder):
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return self.code


class Office(HeldOffice):
    def __init__(self, profile, python):
        super().__init__(profile)
        self.python = python
        self.book = None

    def open(self, path):
        self.engine = Engine([[self.python, "-m", "mtqg_xl"]], os.environ)
        if self.book is not None:
            self.book.close(True)
        url = Path(path).as_uri() if path else "private:factory/scalc"
        self.book = self.desktop.loadComponentFromURL(url, "_blank", 0, ())

    def answer_with(self, folder, code):
        self.engine = Canned(folder, code)

    def press(self, action, answers=()):
        screen = Screen(answers)
        job = Actions(Book(self.book) if self.book else None, screen, load_texts()).begin(action)
        if job is not None:
            code = self.engine.run(str(job.exchange.folder))
            job.finish(code, self.engine.told)
            job.exchange.close()
            assert not job.exchange.folder.exists()
        return screen.shown

    def press_reading(self, action):
        """As ``press``, with the table of findings as it came."""
        job = Actions(Book(self.book), Screen(()), load_texts()).begin(action)
        self.engine.run(str(job.exchange.folder))
        table = job.exchange.table("findings.tsv")
        job.exchange.close()
        return table

    def undo(self):
        self.book.getUndoManager().undo()

    def redo(self):
        self.book.getUndoManager().redo()

    def named(self, url):
        """What a workbook that was opened from an address is called, and where it lies."""
        book = Book(SimpleNamespace(getURL=lambda: url, getSheets=lambda: None, Title="Không tên 1"))
        return [book.name, book.folder]

    def save(self, path, filter_name="Calc MS Excel 2007 XML"):
        self.book.storeToURL(Path(path).as_uri(), options(FilterName=filter_name))

    def sheets(self):
        sheets = self.book.Sheets
        return [[name, bool(sheets.getByName(name).IsVisible)] for name in sheets.ElementNames]

    def contents(self):
        """What stands in the cells of every sheet, and the notes."""
        told = {}
        for name in self.book.Sheets.ElementNames:
            sheet = self.book.Sheets.getByName(name)
            cursor = sheet.createCursor()
            cursor.gotoEndOfUsedArea(False)
            area = cursor.RangeAddress
            notes = sheet.Annotations
            told[name] = {
                "formulas": sheet.getCellRangeByPosition(0, 0, area.EndColumn, area.EndRow).getFormulaArray(),
                "notes": sorted(
                    [note.Position.Row, note.Position.Column, note.String]
                    for note in (notes.getByIndex(at) for at in range(notes.Count))
                ),
            }
        return told

    def cell(self, sheet, address):
        cell = self.book.Sheets.getByName(sheet).getCellRangeByName(address)
        lines = {edge: [getattr(cell, edge).OuterLineWidth, getattr(cell, edge).Color] for edge in EDGES}
        return {
            "fill": None if cell.IsCellBackgroundTransparent else f"{cell.CellBackColor:06X}",
            "lines": {edge: line if line[0] else [0, 0] for edge, line in lines.items()},
            "note": cell.Annotation.String,
            "formula": cell.Formula,
            "text": cell.String,
        }

    def put(self, sheet, address, formula):
        self.book.Sheets.getByName(sheet).getCellRangeByName(address).setFormula(formula)

    def annotate(self, sheet, address, text):
        place = self.book.Sheets.getByName(sheet)
        place.Annotations.insertNew(place.getCellRangeByName(address).CellAddress, text)

    def paint(self, sheet, address, color):
        self.book.Sheets.getByName(sheet).getCellRangeByName(address).CellBackColor = color

    def show(self, sheet, visible):
        self.book.Sheets.getByName(sheet).IsVisible = visible

    def hide_row(self, sheet, row):
        self.book.Sheets.getByName(sheet).Rows.getByIndex(row - 1).IsVisible = False

    def insert_row(self, sheet, row):
        self.book.Sheets.getByName(sheet).Rows.insertByIndex(row - 1, 1)

    def rename(self, sheet, name):
        self.book.Sheets.getByName(sheet).Name = name

    def protect(self, sheet, password="x"):
        (self.book.Sheets.getByName(sheet) if sheet else self.book).protect(password)

    def is_protected(self, sheet):
        return bool(self.book.Sheets.getByName(sheet).isProtected())

    def unprotect(self, sheet):
        (self.book.Sheets.getByName(sheet) if sheet else self.book).unprotect("x")

    def select(self, sheet, address):
        place = self.book.Sheets.getByName(sheet)
        self.book.CurrentController.setActiveSheet(place)
        self.book.CurrentController.select(place.getCellRangeByName(address))

    def selected(self):
        return self.book.CurrentSelection.AbsoluteName.replace("$", "").replace("'", "")


serve(Office, sys.argv[1], sys.argv[3])
