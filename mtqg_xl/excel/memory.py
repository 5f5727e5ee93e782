"""What an open workbook remembers of its looks before it was marked: a hidden sheet, a line for each cell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING, Final

from mtqg_xl.api.live import SCRIPT_MARKS_SHEET

if TYPE_CHECKING:
    from xlwings import Book

_HEAD: Final = ("mtqg_xl:dau_python", "1")
#: What stands for a cell without a background.
_NO_FILL: Final = "-"
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Remembered:
    """A marked cell: its background before and as painted, its note before and what was added to it.

    A note that was not there before is told by ``-``, one that was by ``+`` and its text.
    """

    sheet: str
    cell: str
    fill: str
    painted: str
    note: str
    added: str


_WIDTH: Final = len(fields(Remembered))


def code_of(colour: Colour | None) -> str:
    """A background as text: ``FFC7CE``."""
    return _NO_FILL if colour is None else "".join(f"{part:02X}" for part in colour)


def colour_of(code: str) -> Colour | None:
    """The background that :func:`code_of` wrote."""
    return None if code == _NO_FILL else (int(code[:2], 16), int(code[2:4], 16), int(code[4:6], 16))


def keep(book: Book, list_name: str, cells: Iterable[Remembered]) -> None:
    """Write the memory into ``book``, all at once and as text: no note becomes a formula."""
    lines = [[*_HEAD, list_name, *[""] * (_WIDTH - 3)], *(list(astuple(one)) for one in cells)]
    sheet = book.sheets.add(SCRIPT_MARKS_SHEET, after=book.sheets[-1])
    place = sheet.range((1, 1), (len(lines), len(lines[0])))
    place.number_format = "@"
    place.value = lines
    sheet.visible = False


def recalled(book: Book) -> tuple[str, tuple[Remembered, ...]] | None:
    """The name of the list of findings, and the marked cells; None for a workbook that is not marked."""
    if SCRIPT_MARKS_SHEET not in [sheet.name for sheet in book.sheets]:
        return None
    used = book.sheets[SCRIPT_MARKS_SHEET].used_range
    lines = [["" if cell is None else str(cell) for cell in line] for line in used.options(ndim=2).value]
    if tuple(lines[0][:2]) != _HEAD:
        return None
    # A program may leave out last columns in which every line is empty.
    lines = [(line + [""] * _WIDTH)[:_WIDTH] for line in lines]
    return lines[0][2], tuple(Remembered(*line) for line in lines[1:])
