"""Plain printed lists beside the forms: what they hold is said once, whoever writes the workbook."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from mtqg_xl.writing.paper import lines_needed
from mtqg_xl.writing.styles import FRACTION, LINE, Styles

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Shown = str | int | Decimal | None
_LINK_COLOUR = "#0563C1"
_LINE_HEIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Target:
    """Where a cell leads: a file as seen from the workbook ("" for the workbook itself), a cell in it."""

    file: str = ""
    sheet: str = ""
    cell: str = ""

    @property
    def location(self) -> str:
        """The cell as Excel writes it in a link."""
        name = self.sheet.replace("'", "''")
        return f"'{name}'!{self.cell}" if self.sheet else ""


class Listing(Protocol):
    """A sheet with a title, column heads and rows; rows and columns count from 0."""

    def title(self, text: str, below: str = "") -> None:
        """The title and a line under it."""

    def heads(self, row: int, texts: Iterable[str]) -> None:
        """A row of column heads."""

    def put(self, row: int, column: int, value: Shown, *, wrapped: bool = True) -> None:
        """One value, figures as figures; a long text on several lines if ``wrapped``."""

    def link(self, row: int, column: int, text: str, target: Target, *, wrapped: bool = True) -> None:
        """A text that leads somewhere."""

    def section(self, row: int, text: str) -> None:
        """A bold line between parts."""

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row high enough for wrapped ``texts`` by column."""

    def finish(self, head: int, columns: int, filtered: tuple[int, int] | None = None) -> None:
        """Keep what is above row ``head`` and the first ``columns`` in sight.

        ``filtered`` are the last row and the number of columns of a table to be filtered; its
        last column, meant for programs, is not printed.
        """


def relative_to(folder: Path, file: str) -> str:
    """``file`` as seen from ``folder``, with forward slashes; whole where there is no such way."""
    try:
        return Path(os.path.relpath(Path(file).absolute(), folder)).as_posix()
    except ValueError:
        return Path(file).absolute().as_posix()


def height(widths: tuple[float, ...], texts: Mapping[int, str]) -> float:
    """The height in points of a row with wrapped ``texts`` in columns so many characters wide."""
    return _LINE_HEIGHT * max(lines_needed(text, widths[at]) for at, text in texts.items()) + 2


class FreshListing:
    """A listing in a workbook that is being written from nothing."""

    def __init__(self, book: Workbook, styles: Styles, name: str, widths: Iterable[float]) -> None:
        """A new sheet ``name`` with columns so many characters wide."""
        self._sheet: Worksheet = book.add_worksheet(name)
        self._styles = styles
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.5)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer('&R&"Times New Roman,Italic"&9Trang &P')
        self._widths = tuple(widths)
        for at, width in enumerate(self._widths):
            self._sheet.set_column(at, at, width)
        framed = {"border": 1, "border_color": LINE, "valign": "top"}
        self._body = styles.get(**framed, text_wrap=True)
        self._line = styles.get(border=1, border_color=LINE)
        self._line_link = styles.get(border=1, border_color=LINE, font_color=_LINK_COLOUR, underline=1)
        whole = {"align": "right", "num_format": "[$-42A]#,##0", "indent": 1}
        self._number = styles.get(**framed, **whole)
        self._fraction = styles.get(**framed, **{**whole, "num_format": FRACTION})
        self._link = styles.get(**framed, font_color=_LINK_COLOUR, underline=1, text_wrap=True)

    def title(self, text: str, below: str = "") -> None:
        """The title and a line under it."""
        self._sheet.write_string(0, 0, text, self._styles.frame(bold=True, font_size=14))
        if below:
            self._sheet.write_string(1, 0, below, self._styles.frame(italic=True))

    def heads(self, row: int, texts: Iterable[str]) -> None:
        """A row of column heads."""
        for at, text in enumerate(texts):
            self._sheet.write_string(row, at, text, self._styles.heading())

    def put(self, row: int, column: int, value: Shown, *, wrapped: bool = True) -> None:
        """One value, figures as figures."""
        if value is None:
            self._sheet.write_blank(row, column, None, self._body)
        elif isinstance(value, Decimal):
            style = self._number if value == value.to_integral_value() else self._fraction
            self._sheet.write_number(row, column, float(value), style)
        elif isinstance(value, int):
            self._sheet.write_number(row, column, value, self._number)
        else:
            self._sheet.write_string(row, column, value, self._body if wrapped else self._line)

    def link(self, row: int, column: int, text: str, target: Target, *, wrapped: bool = True) -> None:
        """A text that leads somewhere; a ``#`` in a file's name would be taken for the cell's."""
        place = f"#{target.location}" if target.sheet else ""
        file = target.file.replace("#", "%23")
        address = f"external:{file}{place}" if target.file else f"internal:{target.location}"
        self._sheet.write_url(row, column, address, self._link if wrapped else self._line_link, text)

    def section(self, row: int, text: str) -> None:
        """A bold line between parts."""
        self._sheet.write_string(row, 0, text, self._styles.frame(bold=True))

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row high enough for wrapped ``texts`` by column."""
        self._sheet.set_row(row, height(self._widths, texts))

    def finish(self, head: int, columns: int, filtered: tuple[int, int] | None = None) -> None:
        """Freeze, filter, repeat the heads on every page."""
        self._sheet.freeze_panes(head, columns)
        if filtered is not None:
            last, width = filtered
            self._sheet.autofilter(head - 1, 0, last, width - 1)
            self._sheet.repeat_rows(head - 1)
            self._sheet.print_area(0, 0, last, width - 2)
