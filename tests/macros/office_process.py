"""Runs LibreOffice for the tests of the macros: reads requests as JSON lines, writes answers as JSON lines.

Started with the Python that has ``uno``, which need not be the one of the tests.
"""

import sys
from pathlib import Path

import uno

sys.path.append(str(Path(__file__).parents[1] / "support"))

from held_office import HeldOffice, options, serve

EDGES = ("LeftLine", "BottomLine", "RightLine", "TopLine")


class Office(HeldOffice):
    """One running office and the documents opened in it, by number."""

    def __init__(self, profile):
        super().__init__(profile)
        self.books = {}

    def open(self, path=None):
        """A new workbook, or the one at ``path``; its number and its name as macros see it."""
        url = Path(path).as_uri() if path else "private:factory/scalc"
        book = self.desktop.loadComponentFromURL(url, "_blank", 0, options(MacroExecutionMode=4))
        number = len(self.books) + 1
        self.books[number] = book
        return number

    def close(self, book):
        self.books[book].close(True)

    def save(self, book, path):
        self.books[book].storeToURL(Path(path).as_uri(), options(FilterName="Calc MS Excel 2007 XML"))

    def keep_as(self, book, path):
        self.books[book].storeAsURL(Path(path).as_uri(), ())

    def load(self, book, modules):
        """Puts modules of VBA into a workbook."""
        libraries = self.books[book].BasicLibraries
        libraries.VBACompatibilityMode = True
        library = libraries.getByName("Standard")
        for name, source in modules.items():
            library.insertByName(name, "Option VBASupport 1\n" + source)

    def run(self, book, module, name, arguments):
        place = f"vnd.sun.star.script:Standard.{module}.{name}?language=Basic&location=document"
        script = self.books[book].getScriptProvider().getScript(place)
        return script.invoke(tuple(arguments), (), ())[0]

    def put(self, book, sheet, values):
        """Formulas or values into cells."""
        place = self.sheet(book, sheet)
        for address, value in values.items():
            cell = place.getCellRangeByName(address)
            if isinstance(value, str):
                cell.setFormula(value)
            else:
                cell.setValue(value)

    def texts(self, book, sheet, rows):
        place = self.sheet(book, sheet)
        place.getCellRangeByPosition(0, 0, len(rows[0]) - 1, len(rows) - 1).setDataArray(
            tuple(map(tuple, rows))
        )

    def add_sheet(self, book, name, at):
        self.books[book].Sheets.insertNewByName(name, at)

    def keep_sheets(self, book, count):
        sheets = self.books[book].Sheets
        for name in sheets.ElementNames[count:]:
            sheets.removeByName(name)

    def bring_to_front(self, book):
        frame = self.books[book].CurrentController.Frame
        frame.activate()
        frame.ContainerWindow.setFocus()
        self.desktop.setActiveFrame(frame) if hasattr(self.desktop, "setActiveFrame") else None

    def rename(self, book, sheet, name):
        self.sheet(book, sheet).setName(name)

    def show(self, book, sheet, visible):
        self.sheet(book, sheet).IsVisible = visible

    def hide_row(self, book, sheet, row):
        self.sheet(book, sheet).Rows.getByIndex(row - 1).IsVisible = False

    def insert_row(self, book, sheet, row):
        self.sheet(book, sheet).Rows.insertByIndex(row - 1, 1)

    def merge(self, book, sheet, area):
        self.sheet(book, sheet).getCellRangeByName(area).merge(True)

    def protect(self, book, sheet, password="x"):
        (self.sheet(book, sheet) if sheet else self.books[book]).protect(password)

    def is_protected(self, book, sheet):
        return self.sheet(book, sheet).isProtected()

    def unprotect(self, book, sheet):
        self.sheet(book, sheet).unprotect("x")

    def paint(self, book, sheet, address, colour):
        self.sheet(book, sheet).getCellRangeByName(address).CellBackColor = colour

    def type_text(self, book, sheet, address, text):
        self.sheet(book, sheet).getCellRangeByName(address).setString(text)

    def format(self, book, sheet, address, code):
        formats, locale = self.books[book].NumberFormats, uno.createUnoStruct("com.sun.star.lang.Locale")
        found = formats.queryKey(code, locale, False)
        cell = self.sheet(book, sheet).getCellRangeByName(address)
        cell.NumberFormat = found if found >= 0 else formats.addNew(code, locale)

    def note(self, book, sheet, address, text):
        place = self.sheet(book, sheet)
        place.Annotations.insertNew(place.getCellRangeByName(address).CellAddress, text)

    def select(self, book, sheet, address):
        controller = self.books[book].CurrentController
        controller.setActiveSheet(self.sheet(book, sheet))
        controller.select(self.sheet(book, sheet).getCellRangeByName(address))

    def selected(self, book):
        selection = self.books[book].CurrentSelection
        return selection.AbsoluteName.replace("$", "").replace("'", "")

    def sheets(self, book):
        sheets = self.books[book].Sheets
        return [[name, bool(sheets.getByName(name).IsVisible)] for name in sheets.ElementNames]

    def cells(self, book, sheet, area):
        """What stands in the cells of an area: rows of [text shown, formula, type]."""
        place = self.sheet(book, sheet).getCellRangeByName(area)
        rows = []
        for row in range(place.Rows.Count):
            cells = [place.getCellByPosition(column, row) for column in range(place.Columns.Count)]
            rows.append([[cell.String, cell.Formula, cell.Type.value] for cell in cells])
        return rows

    def look(self, book, sheet, address):
        """Everything about a cell that marking could change."""
        cell = self.sheet(book, sheet).getCellRangeByName(address)
        lines = {}
        for edge in EDGES:
            line = getattr(cell.TableBorder2, edge)
            lines[edge] = [line.OuterLineWidth, line.Color if line.OuterLineWidth else 0]
        return {
            "fill": None if cell.IsCellBackgroundTransparent else cell.CellBackColor,
            "lines": lines,
            "note": cell.Annotation.String,
            "formula": cell.Formula,
            "value": cell.Value,
        }

    def sheet(self, book, name):
        return self.books[book].Sheets.getByName(name)


serve(Office, sys.argv[1])
