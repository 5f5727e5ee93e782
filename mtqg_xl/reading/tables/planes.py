"""A sheet as a reader sees it, upright or turned on its side, with its texts looked up by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from mtqg_xl.ooxml import Cell, Sheet, to_a1
from mtqg_xl.reading.tables.paths import Path, heading_key
from mtqg_xl.reading.text.keys import match_key
from mtqg_xl.reading.unmerged import Unmerged, heading_text

Place = tuple[int, int]

#: A figure, though not a year: no heading.
_FIGURE = re.compile(r"(?!(?:19|20)\d\d$)[-+]?[\d.,\s]+%?")

_NUMBERING = re.compile(
    r"\s*[-+*•]?\s*(?:\d{1,2}(?:[.,]\d{1,2})*|[IVX]{1,5}|[A-Za-zĐđ]\d{0,2}(?:[.,]\d{1,2})*)"
    r"(?:\s*[.)/:-]+\s*|\s+(?=\D))(?=\S)"
)

_YEAR = re.compile(r"20[0-4]\d")


class Plane:
    """A sheet for looking things up: ``sheet`` has readable texts, ``original`` the cells as stored.

    ``turned`` says that rows and columns are exchanged in ``sheet``; ``address`` and ``cell`` always
    speak of the original.
    """

    def __init__(self, sheet: Sheet, original: Sheet, *, turned: bool = False) -> None:
        self.sheet = turned_over(sheet) if turned else sheet
        self.original = original
        self.turned = turned
        self.unmerged = Unmerged(self.sheet)
        self.codes: dict[int, Mapping[str, list[int]]] = {}
        #: The keys of headings that stand over each other, and those without measures.
        self.paths: dict[tuple[str, ...], tuple[Path, Path]] = {}
        #: The same for each column under the rows from one to another.
        self.over: dict[tuple[int, int], list[tuple[Path, Path]]] = {}
        #: All of them in an area, once each.
        self.shown: dict[tuple[int, int, int, int], frozenset[Path]] = {}

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.original.name

    @cached_property
    def on_its_side(self) -> Plane:
        """The same sheet turned."""
        return Plane(self.sheet, self.original, turned=True)

    @cached_property
    def texts(self) -> dict[Place, str]:
        """The key of every text, by the place where it is stored; figures are left out."""
        found = {}
        for place, cell in self.sheet.cells.items():
            if cell.kind == "text" and (key := heading_key(heading_text(cell.text))):
                found[place] = key
            elif cell.kind == "number" and _YEAR.fullmatch(cell.text):
                found[place] = cell.text  # a heading may be a bare year
        return found

    @cached_property
    def by_key(self) -> dict[str, list[Place]]:
        """The places of every text, by its key, in reading order."""
        places: dict[str, list[Place]] = {}
        for place in sorted(self.texts):
            places.setdefault(self.texts[place], []).append(place)
        return places

    @cached_property
    def keys_in(self) -> dict[int, frozenset[str]]:
        """The keys of the texts of each row."""
        rows: dict[int, set[str]] = {}
        for (row, _), key in self.texts.items():
            rows.setdefault(row, set()).add(key)
        return {row: frozenset(keys) for row, keys in rows.items()}

    @cached_property
    def by_label(self) -> dict[str, list[Place]]:
        """The same, with a numbering written before a label left off."""
        places = {key: list(at) for key, at in self.by_key.items()}
        for place, cell in self.sheet.cells.items():
            if cell.kind == "text" and (key := label_key(cell.text)) != self.texts.get(place, ""):
                places.setdefault(key, []).append(place)
        return places

    @cached_property
    def by_row(self) -> dict[int, list[int]]:
        """The columns of each row that hold something."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(p for p, cell in self.sheet.cells.items() if cell.kind != "blank"):
            rows.setdefault(row, []).append(column)
        return rows

    def key(self, row: int, column: int) -> str:
        """The key of the text seen at a place, merged cells spread out; empty for figures and blanks."""
        return self.texts.get(self.unmerged.anchor(row, column), "")

    def heading_key(self, text: str) -> str:
        """The key of a text over a column; empty when it is a figure."""
        return "" if _FIGURE.fullmatch(text) else heading_key(text)

    def printed(self, row: int, column: int) -> str:
        """What is seen at a place, of whatever kind."""
        return self.unmerged.text(row, column)

    def stored(self, row: int, column: int) -> Cell | None:
        """The cell as the file stores it."""
        return self.original.cell(*self.place(row, column))

    def place(self, row: int, column: int) -> Place:
        """Where a place of the plane lies on the sheet."""
        return (column, row) if self.turned else (row, column)

    def address(self, row: int, column: int) -> str:
        """The A1 address on the sheet."""
        return to_a1(*self.place(row, column))

    def rows_from(self, first: int, last: int) -> Iterator[int]:
        """The rows between two that hold something."""
        return (row for row in self.by_row if first <= row <= last)


def label_key(text: str) -> str:
    """The key of a label without the numbering that may be written before it."""
    return match_key(_NUMBERING.sub("", text, count=1)) or match_key(text)


def turned_over(sheet: Sheet) -> Sheet:
    """``sheet`` with its rows as columns."""
    cells = {
        (column, row): Cell(column, row, cell.kind, cell.text, cell.formula, cell.style)
        for (row, column), cell in sheet.cells.items()
    }
    return Sheet(
        name=sheet.name,
        cells=cells,
        merges=tuple((left, top, right, bottom) for top, left, bottom, right in sheet.merges),
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        rows_used=sheet.columns_used,
        columns_used=sheet.rows_used,
    )
