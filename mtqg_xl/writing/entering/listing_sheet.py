"""A listing put as a new sheet into a workbook that is already there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from mtqg_xl.ooxml.patching import Link, NewCell, NewSheet
from mtqg_xl.writing.listings import Shown, Target, height


class AddedListing:
    """Collects a listing; ``sheet`` is the sheet to be added when it is finished."""

    def __init__(self, name: str, widths: Iterable[float]) -> None:
        """A sheet ``name`` with columns so many characters wide."""
        self._name = name
        self._widths = tuple(widths)
        self._rows: list[list[NewCell | None]] = []
        self._heights: dict[int, float] = {}
        self._head = 0
        self._filtered = False

    @property
    def sheet(self) -> NewSheet:
        """The sheet as it is to be added."""
        return NewSheet(self._name, self._rows, self._widths, self._heights, self._head, self._filtered)

    def title(self, text: str, below: str = "") -> None:
        """The title and a line under it."""
        self._set(0, 0, NewCell(text, "title"))
        if below:
            self._set(1, 0, NewCell(below, "note"))

    def heads(self, row: int, texts: Iterable[str]) -> None:
        """A row of column heads."""
        shown = dict(enumerate(texts))
        for at, text in shown.items():
            self._set(row, at, NewCell(text, "head"))
        # Bold takes more room than the plain text the height is reckoned for.
        self._heights[row + 1] = height(self._widths, {at: text + "  " for at, text in shown.items()})

    def put(self, row: int, column: int, value: Shown, *, wrapped: bool = True) -> None:
        """One value, figures as figures."""
        is_figure = isinstance(value, int | Decimal)
        # A listing shows what Excel keeps of a figure; the figure itself stands in its form.
        shown = float(value) if isinstance(value, Decimal) else value
        self._set(row, column, NewCell(shown, "number" if is_figure else "body" if wrapped else "line"))

    def link(self, row: int, column: int, text: str, target: Target, *, wrapped: bool = True) -> None:
        """A text that leads somewhere."""
        link = Link(location=target.location, target=target.file)
        self._set(row, column, NewCell(text, "link" if wrapped else "line_link", link))

    def section(self, row: int, text: str) -> None:
        """A bold line between parts."""
        self._set(row, 0, NewCell(text, "title"))

    def fit(self, row: int, texts: Mapping[int, str]) -> None:
        """Make a row high enough for wrapped ``texts`` by column."""
        self._heights[row + 1] = height(self._widths, texts)

    def finish(self, head: int, columns: int, filtered: tuple[int, int] | None = None) -> None:
        """Keep the heads in sight."""
        self._head = head
        self._filtered = filtered is not None

    def _set(self, row: int, column: int, cell: NewCell) -> None:
        while len(self._rows) <= row:
            self._rows.append([])
        line = self._rows[row]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = cell
