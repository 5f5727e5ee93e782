"""From tokens to the text of a formula."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, column_letters
from mtqg_xl.opening.building import number_text
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.tokens.cursor import Cursor, UnknownTokenError
from mtqg_xl.opening.tokens.functions import BY_NAME, FUNCTIONS
from mtqg_xl.opening.tokens.names import Names, function_name

_OPERATORS: Final = {
    3: "+", 4: "-", 5: "*", 6: "/", 7: "^", 8: "&", 9: "<", 10: "<=", 11: "=", 12: ">=", 13: ">", 14: "<>",
    15: " ", 16: ",", 17: ":",
}  # fmt: skip
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip
_OLD_ROWS: Final = 65_536
_OLD_COLUMNS: Final = 256
# Attributes that only help computing or keep blanks: volatile, if, goto, no meaning, blank, if-error.
_SUM, _CHOOSE = 0x10, 0x04


class Edition(Enum):
    """Which of the two formats of tokens: that of .xls from Excel 97 on, or that of .xlsb."""

    XLS = 8
    XLSB = 12


def error_text(code: int) -> str:
    """The error a cell shows for its number in a binary file."""
    return _ERRORS.get(code, "#VALUE!")


def formula_text(edition: Edition, tokens: bytes, constants: bytes, names: Names, row: int, col: int) -> str:
    """The formula of ``tokens``, without equals sign, for the cell at ``row``, ``col`` counted from 1.

    ``constants`` are the bytes after the tokens, where arrays keep their values. Raises
    ``UnknownTokenError`` when a piece is not known, ``IndexError`` or ``struct.error`` when broken.
    """
    return _Reader(edition, tokens, constants, names, row, col).text()


class _Reader:
    def __init__(
        self, edition: Edition, tokens: bytes, constants: bytes, names: Names, row: int, col: int
    ) -> None:
        self._new = edition is Edition.XLSB
        self._tokens = Cursor(tokens)
        self._constants = Cursor(constants)
        self._names = names
        self._row, self._col = row, col
        self._stack: list[str] = []
        self._size = 0

    def text(self) -> str:
        while self._tokens.left:
            self._one(self._tokens.u8())
        if len(self._stack) != 1:
            raise UnknownTokenError("stack")
        return self._stack[0]

    def _push(self, text: str) -> None:
        # Every step makes its text anew: their sum bounds the work, not only the result.
        self._size += len(text)
        if len(text) > LIMITS.formula or self._size > 50 * LIMITS.formula:
            raise UnknownTokenError("length")
        self._stack.append(text)

    def _one(self, token: int) -> None:
        if token >= 0x20:
            # The class of a token, reference or value or array, does not show in the text.
            token = token & 0x1F | 0x20
        if token in _OPERATORS:
            right = self._stack.pop()
            self._push(self._stack.pop() + _OPERATORS[token] + right)
            return
        reader = _READERS.get(token)
        if reader is None:
            raise UnknownTokenError(token)
        reader(self)

    # -- values -----------------------------------------------------------------------------

    def _text_value(self) -> None:
        take = self._tokens
        text = take.wide(take.u16()) if self._new else take.text(take.u8())
        self._push(_quoted(text))

    def _array(self) -> None:
        self._tokens.skip(14 if self._new else 7)
        take = self._constants
        if self._new:
            rows, columns = take.u32(), take.u32()
        else:
            columns, rows = take.u8() + 1, take.u16() + 1
        if columns * rows > LIMITS.formula:
            raise UnknownTokenError("array")
        lines = [",".join(self._constant() for _ in range(columns)) for _ in range(rows)]
        self._push("{" + ";".join(lines) + "}")

    def _constant(self) -> str:
        take = self._constants
        sort = take.u8()
        if self._new:
            if sort == 0:
                return number_text(take.f64())
            if sort == 1:
                return _quoted(take.wide(take.u16()))
            if sort == 2:
                return _truth(take.u8())
            code = take.u8()
            take.skip(3)
            return error_text(code)
        if sort == 1:
            return number_text(take.f64())
        if sort == 2:
            return _quoted(take.text(take.u16()))
        code = take.u8()
        take.skip(7)
        if sort == 4:
            return _truth(code)
        return error_text(code) if sort == 0x10 else ""

    # -- references -------------------------------------------------------------------------

    def _row_at(self) -> int:
        return self._tokens.u32() if self._new else self._tokens.u16()

    def _cell(self, row: int, col: int, shared: bool) -> tuple[str, str]:
        """Letters and digits of a reference; in a shared formula they count from the cell."""
        free_col, free_row = col & 0x4000, col & 0x8000
        col &= 0x3FFF
        rows, columns = (MAX_ROW, MAX_COLUMN) if self._new else (_OLD_ROWS, _OLD_COLUMNS)
        if shared and free_row:
            row += self._row - 1
        if shared and free_col:
            col += self._col - 1
        row, col = row % rows, col % columns
        letters, digits = column_letters(col + 1), str(row + 1)
        return (letters if free_col else f"${letters}"), (digits if free_row else f"${digits}")

    def _reference(self, shared: bool = False, before: str = "") -> None:
        row = self._row_at()
        letters, digits = self._cell(row, self._tokens.u16(), shared)
        self._push(before + letters + digits)

    def _area(self, shared: bool = False, before: str = "") -> None:
        top, bottom = self._row_at(), self._row_at()
        left, right = self._tokens.u16(), self._tokens.u16()
        rows, columns = (MAX_ROW, MAX_COLUMN) if self._new else (_OLD_ROWS, _OLD_COLUMNS)
        first, last = self._cell(top, left, shared), self._cell(bottom, right, shared)
        if not shared and top == 0 and bottom == rows - 1:
            self._push(f"{before}{first[0]}:{last[0]}")
        elif not shared and left & 0x3FFF == 0 and right & 0x3FFF == columns - 1:
            self._push(f"{before}{first[1]}:{last[1]}")
        else:
            self._push(f"{before}{first[0]}{first[1]}:{last[0]}{last[1]}")

    def _lost(self, size: int) -> None:
        self._tokens.skip(size)
        self._push("#REF!")

    def _name(self) -> None:
        if self._new:
            number = self._tokens.u32()
        else:
            number = self._tokens.u16()
            self._tokens.skip(2)
        self._push(self._names.name(number))

    def _outside_name(self) -> None:
        sheets = self._tokens.u16()
        if self._new:
            number = self._tokens.u32()
        else:
            number = self._tokens.u16()
            self._tokens.skip(2)
        self._push(self._names.outside_name(sheets, number))

    # -- calls ------------------------------------------------------------------------------

    def _call(self, number: int, count: int) -> None:
        if count > len(self._stack):
            raise UnknownTokenError("arguments")
        arguments = self._stack[len(self._stack) - count :]
        del self._stack[len(self._stack) - count :]
        if number == BY_NAME:
            name, *arguments = arguments
            name = function_name(name)
        elif number < len(FUNCTIONS) and FUNCTIONS[number].name != "-":
            name = FUNCTIONS[number].name
        else:
            raise UnknownTokenError(number)
        self._push(f"{name}({','.join(arguments)})")

    def _fixed(self) -> None:
        number = self._tokens.u16()
        count = FUNCTIONS[number].arguments if number < len(FUNCTIONS) else None
        if count is None:
            raise UnknownTokenError(number)
        self._call(number, count)

    def _variable(self) -> None:
        count = self._tokens.u8() & 0x7F
        self._call(self._tokens.u16() & 0x7FFF, count)

    def _attribute(self) -> None:
        sort, extra = self._tokens.u8(), self._tokens.u16()
        if sort & _CHOOSE:
            self._tokens.skip(2 * (extra + 1))
        elif sort & _SUM:
            self._push(f"SUM({self._stack.pop()})")

    def _wrap(self, before: str, after: str) -> None:
        self._push(before + self._stack.pop() + after)

    def _here(self, read: Callable[[bool, str], None]) -> None:
        read(False, self._names.sheets(self._tokens.u16()))

    def _lost_elsewhere(self, size: int) -> None:
        before = self._names.sheets(self._tokens.u16())
        self._tokens.skip(size)
        self._push(before + "#REF!")

    @property
    def cell_size(self) -> int:
        """How many bytes a reference to a cell takes; one to an area takes twice as many."""
        return 6 if self._new else 4


_READERS: Final[dict[int, Callable[[_Reader], None]]] = {
    0x12: lambda reader: reader._wrap("+", ""),
    0x13: lambda reader: reader._wrap("-", ""),
    0x14: lambda reader: reader._wrap("", "%"),
    0x15: lambda reader: reader._wrap("(", ")"),
    0x16: lambda reader: reader._push(""),
    0x17: _Reader._text_value,
    0x19: _Reader._attribute,
    0x1C: lambda reader: reader._push(error_text(reader._tokens.u8())),
    0x1D: lambda reader: reader._push(_truth(reader._tokens.u8())),
    0x1E: lambda reader: reader._push(str(reader._tokens.u16())),
    0x1F: lambda reader: reader._push(number_text(reader._tokens.f64())),
    0x20: _Reader._array,
    0x21: _Reader._fixed,
    0x22: _Reader._variable,
    0x23: _Reader._name,
    0x24: _Reader._reference,
    0x25: _Reader._area,
    # What an operator on references would give is kept beside it; the operator follows.
    0x26: lambda reader: reader._tokens.skip(6),
    0x27: lambda reader: reader._tokens.skip(6),
    0x28: lambda reader: reader._tokens.skip(6),
    0x29: lambda reader: reader._tokens.skip(2),
    0x2A: lambda reader: reader._lost(reader.cell_size),
    0x2B: lambda reader: reader._lost(2 * reader.cell_size),
    0x2C: lambda reader: reader._reference(shared=True),
    0x2D: lambda reader: reader._area(shared=True),
    0x39: _Reader._outside_name,
    0x3A: lambda reader: reader._here(reader._reference),
    0x3B: lambda reader: reader._here(reader._area),
    0x3C: lambda reader: reader._lost_elsewhere(reader.cell_size),
    0x3D: lambda reader: reader._lost_elsewhere(2 * reader.cell_size),
}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _truth(value: int) -> str:
    return "TRUE" if value else "FALSE"
