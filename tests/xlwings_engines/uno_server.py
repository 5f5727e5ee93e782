"""Run by the Python that LibreOffice knows: holds the office and does what lines of JSON say.

A line is ``{"do": call, "with": [number of the document, arguments...]}``; the office ends with the input.
"""

import sys
from contextlib import contextmanager
from pathlib import Path

import uno
from com.sun.star.beans.PropertyState import AMBIGUOUS_VALUE
from com.sun.star.table.CellVertJustify2 import TOP

sys.path.append(str(Path(__file__).parents[1] / "support"))

from held_office import HeldOffice, options, serve

EXCEL = "Calc MS Excel 2007 XML"
#: com.sun.star.sheet.AddressConvention.XL_A1
XL_A1 = 1
LOOKS = {
    "number_format": "NumberFormat",
    "font_name": "CharFontName",
    "font_size": "CharHeight",
    "bold": "CharWeight",
    "color": "CellBackColor",
    "wrap_text": "IsTextWrapped",
    "vertical_alignment": "VertJustify",
}


class Office(HeldOffice):
    def __init__(self, folder):
        super().__init__(Path(folder, "profile"))
        self.documents = []
        self.strict = set()

    # ---- documents ----

    def ready(self):
        return True

    def open(self, path):
        url = Path(path).as_uri() if path else "private:factory/scalc"
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, options(Hidden=True))
        if document is None:
            raise RuntimeError("cannot open " + path)
        self.documents.append(document)
        return len(self.documents) - 1

    def close(self, number):
        self.documents[number].close(True)
        self.documents[number] = None

    def save(self, number, path):
        document = self.documents[number]
        document.storeToURL(Path(path).as_uri(), options(FilterName=EXCEL, Overwrite=True))

    def names(self, number):
        found = self.documents[number].NamedRanges
        return [[name, "=" + found.getByName(name).Content.replace(".", "!")] for name in found.ElementNames]

    # ---- sheets ----

    def sheet_names(self, number):
        return list(self.documents[number].Sheets.ElementNames)

    def visible(self, number, sheet):
        return self._sheet(number, sheet).IsVisible

    def set_visible(self, number, sheet, shown):
        self._sheet(number, sheet).IsVisible = shown

    def protection(self, number, sheet):
        """Contents, whether cells may be formatted, notes. What a file protects lets cells be formatted."""
        contents = self._sheet(number, sheet).isProtected()
        strict = (number, sheet) in self.strict
        return [contents, not strict, strict]

    def protect(self, number, sheet):
        self._sheet(number, sheet).protect("")
        self.strict.add((number, sheet))

    def unprotect(self, number, sheet):
        self._sheet(number, sheet).unprotect("")
        self.strict.discard((number, sheet))

    def active(self, number):
        return self.documents[number].CurrentController.ActiveSheet.Name

    def activate(self, number, sheet):
        self.documents[number].CurrentController.setActiveSheet(self._sheet(number, sheet))

    def add_sheet(self, number, at, name):
        sheets = self.documents[number].Sheets
        name = name or next(f"Sheet{n}" for n in range(1, 999) if not sheets.hasByName(f"Sheet{n}"))
        sheets.insertNewByName(name, at)
        return name

    def delete_sheet(self, number, sheet):
        self.documents[number].Sheets.removeByName(sheet)

    def rename(self, number, sheet, name):
        self._sheet(number, sheet).Name = name

    def copy_sheet(self, number, source, sheet, at):
        self.documents[number].Sheets.importSheet(self.documents[source], sheet, at)

    # ---- cells ----

    def used(self, number, sheet):
        cursor = self._sheet(number, sheet).createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return [1, 1, end.EndRow + 1, end.EndColumn + 1]

    def values(self, number, sheet, area):
        cells = self._range(number, sheet, area)
        found = [list(line) for line in cells.getDataArray()]
        for down, line in enumerate(found):
            for right, value in enumerate(line):
                if value is None:  # an error
                    line[right] = cells.getCellByPosition(right, down).String
        return found

    def set_values(self, number, sheet, area, rows):
        top, left = area[:2]
        area = (top, left, top + len(rows) - 1, left + len(rows[0]) - 1)
        lines = tuple(tuple(float(v) if isinstance(v, (int, float)) else v for v in line) for line in rows)
        self._range(number, sheet, area).setDataArray(lines)

    def formulas(self, number, sheet, area):
        cells = self._range(number, sheet, area)
        parser = self._parser(number)
        found = [list(line) for line in cells.getFormulaArray()]
        for down, line in enumerate(found):
            for right, formula in enumerate(line):
                # References to other sheets are written in a manner of its own.
                if formula.startswith("=") and "." in formula:
                    cell = cells.getCellByPosition(right, down)
                    printed = parser.printFormula(cell.Tokens, cell.CellAddress)
                    line[right] = "=" + _without_folder(printed)
        return found

    def set_formula(self, number, sheet, area, formula):
        parser = self._parser(number)
        cell = self._range(number, sheet, area).getCellByPosition(0, 0)
        cell.setTokens(parser.parseFormula(formula[1:], cell.CellAddress))

    # ---- looks ----

    def look(self, number, sheet, area, key):
        cells = self._range(number, sheet, area)
        if cells.getPropertyState(LOOKS[key]) == AMBIGUOUS_VALUE:
            return None
        value = cells.getPropertyValue(LOOKS[key])
        if key == "number_format":
            return self.documents[number].NumberFormats.getByKey(value).FormatString
        if key == "color":
            return "" if value == -1 else f"{value:06X}"
        return value if key != "bold" else value > 100

    @contextmanager
    def _opened(self, number, sheet):
        """LibreOffice does not let protected cells be formatted or noted, where the file (and Excel) does."""
        found = self._sheet(number, sheet)
        if (number, sheet) in self.strict:
            raise PermissionError(sheet + " is protected")
        protected = found.isProtected()
        if protected:
            found.unprotect("")
        try:
            yield
        finally:
            if protected:
                found.protect("")

    def set_look(self, number, sheet, area, key, value):
        with self._opened(number, sheet):
            self._set_look(number, sheet, area, key, value)

    def _set_look(self, number, sheet, area, key, value):
        cells = self._range(number, sheet, area)
        if key == "autofit":
            cells.Rows.OptimalHeight = True
        elif key == "column_width":
            cells.Columns.IsVisible = value > 0
            if value:
                cells.Columns.Width = int((value * 7 + 5) / 96 * 2540)
        elif key == "number_format":
            formats, locale = (
                self.documents[number].NumberFormats,
                uno.createUnoStruct("com.sun.star.lang.Locale"),
            )
            locale.Language, locale.Country = "en", "US"
            found = formats.queryKey(value, locale, False)
            cells.NumberFormat = found if found != -1 else formats.addNew(value, locale)
        elif key == "color":
            cells.CellBackColor = int(value, 16) if value else -1
        elif key == "bold":
            cells.CharWeight = 150.0 if value else 100.0
        elif key == "vertical_alignment":
            cells.VertJustify = TOP
        else:
            cells.setPropertyValue(LOOKS[key], value)

    def merge_area(self, number, sheet, row, column):
        found = self._sheet(number, sheet)
        cursor = found.createCursorByRange(found.getCellByPosition(column - 1, row - 1))
        cursor.collapseToMergedArea()
        area = cursor.RangeAddress
        return [area.StartRow + 1, area.StartColumn + 1, area.EndRow + 1, area.EndColumn + 1]

    def merged(self, number, sheet, area):
        first = self.merge_area(number, sheet, *area[:2])
        if first[2] >= area[2] and first[3] >= area[3] and (first[0], first[1]) != (first[2], first[3]):
            return True
        # True for an area that holds the first cell of merged ones; cells covered from outside are not told.
        return None if self._range(number, sheet, area).IsMerged else False

    def merge(self, number, sheet, area):
        self._range(number, sheet, area).merge(True)

    # ---- notes and links ----

    def note(self, number, sheet, row, column):
        text = self._sheet(number, sheet).getCellByPosition(column - 1, row - 1).Annotation.String
        return text or None

    def set_note(self, number, sheet, row, column, text):
        with self._opened(number, sheet):
            self._set_note(number, sheet, row, column, text)

    def _set_note(self, number, sheet, row, column, text):
        found = self._sheet(number, sheet)
        cell = found.getCellByPosition(column - 1, row - 1)
        notes = found.Annotations
        for at in range(notes.Count):
            place = notes.getByIndex(at).Position
            if (place.Row, place.Column) == (row - 1, column - 1):
                notes.removeByIndex(at)
                break
        if text is not None:
            notes.insertNew(cell.CellAddress, text)

    def link(self, number, sheet, row, column, address, text):
        cell = self._sheet(number, sheet).getCellByPosition(column - 1, row - 1)
        cell.String = ""
        field = self.documents[number].createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = ".".join(address.rsplit("!", 1)), text
        cell.insertTextContent(cell.createTextCursor(), field, False)

    # ---- inside ----

    def _sheet(self, number, name):
        return self.documents[number].Sheets.getByName(name)

    def _range(self, number, sheet, area):
        top, left, bottom, right = area
        return self._sheet(number, sheet).getCellRangeByPosition(left - 1, top - 1, right - 1, bottom - 1)

    def _parser(self, number):
        parser = self.documents[number].createInstance("com.sun.star.sheet.FormulaParser")
        parser.CompileEnglish, parser.FormulaConvention = True, XL_A1
        return parser


def _without_folder(formula):
    """Links as Excel tells them of open workbooks: with the file, without its folder."""
    parts = formula.split("'file://")
    return parts[0] + "".join("'[" + part.partition("[")[2] for part in parts[1:])


serve(Office, sys.argv[1])
