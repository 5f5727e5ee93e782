"""Which cells a formula reads: names, tables and rows of sheets followed to the cells themselves."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from mtqg_xl.ooxml import Range, parse_range
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.functions import OUTSIDE, PLACES, REACHING, VETTED, VOLATILE
from mtqg_xl.recalculation.tokens import QUICK, Token, function_name, tokens
from mtqg_xl.recalculation.values import Place

#: Names may stand for names; Excel has no circle among them, a broken file may.
_DEEPEST: Final = 8
_TRUTHS: Final = ("TRUE", "FALSE")
#: Functions that read their arguments and nothing else.
_ORDINARY: Final = frozenset(VETTED) - PLACES
_ADDRESSES: Final = frozenset({"cell", "range", "columns", "rows"})


class Area(NamedTuple):
    """Cells of one sheet, from the first row and column to the last."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right


class Piece(NamedTuple):
    """A word of a formula with what it means.

    ``kind`` is that of the token, or ``area`` (cells: ``areas``, several for a range through sheets),
    ``external`` (another workbook), ``unknown`` (it may mean any cell).
    """

    kind: str
    text: str
    areas: tuple[Area, ...] = ()


class References(NamedTuple):
    """What a formula depends on: ``areas`` and ``functions``, and whether there is more.

    ``anything``: it may read any cell; ``external``: it reads another workbook; ``volatile``: it
    changes by itself; ``outside``: it reads what is no cell.
    """

    areas: tuple[Area, ...]
    functions: frozenset[str]
    anything: bool
    external: bool

    @property
    def volatile(self) -> bool:
        """Whether its value changes though no cell does."""
        return not self.functions.isdisjoint(VOLATILE)

    @property
    def outside(self) -> bool:
        """Whether it reads something that is no cell."""
        return not self.functions.isdisjoint(OUTSIDE)


class ReferenceReader:
    """Finds the references in the formulas of one book."""

    def __init__(self, book: Book) -> None:
        """``book`` tells what sheets, names and tables there are."""
        self._book = book
        self._through: dict[str, tuple[str, ...] | None] = {}
        self._quick: dict[tuple[str, str], Area | None] = {}
        #: What is found out once about formulas that are alike, by whoever finds it out.
        self.known_shapes: set[object] = set()

    @cached_property
    def last_row(self) -> int:
        """The last row of any sheet that holds anything."""
        return max((self._book.sheet(name).rows_used for name in self._book.order), default=0) or 1

    def references(self, formula: str, place: Place) -> References:
        """What ``formula`` in the cell ``place`` depends on."""
        return self.at_a_glance(formula, place[0]) or self._followed(formula, place)

    def at_a_glance(self, formula: str, sheet: str) -> References | None:
        """The references of a formula of plain addresses and functions; None for any other."""
        known = self._quick
        areas: list[Area] = []
        functions: set[str] = set()
        for mark, address, function, odd in QUICK.findall(formula):
            if address:
                key = (mark or sheet, address)
                area = known.get(key)
                if area is None:
                    if key in known or (area := self._plain_area(mark, sheet, address)) is None:
                        known[key] = None
                        return None
                    known[key] = area
                areas.append(area)
            elif function:
                functions.add(function)
            elif odd and odd not in _TRUTHS:
                return None
        if not functions <= _ORDINARY:
            return None
        return References(tuple(areas), frozenset(functions), False, False)

    def _plain_area(self, mark: str, sheet: str, address: str) -> Area | None:
        sheets = self._sheets(mark) if mark else (sheet,)
        if sheets is None or len(sheets) != 1:
            return None
        try:
            return Area(sheets[0], *_area(address))
        except ValueError:
            return None

    def _followed(self, formula: str, place: Place) -> References:
        areas: dict[Area, None] = {}
        functions: set[str] = set()
        anything = external = False
        asked_where = ""
        for piece in self.pieces(formula, place):
            kind = piece.kind
            if kind == "area":
                if asked_where not in PLACES:
                    areas.update(dict.fromkeys(piece.areas))
            elif kind == "function":
                functions.add(asked_where := piece.text)
                continue
            elif kind == "unknown":
                anything = True
            elif kind == "external":
                external = True
            elif piece.text == "(":
                continue
            asked_where = ""
        anything = anything or not functions.isdisjoint(REACHING)
        return References(tuple(areas), frozenset(functions), anything, external)

    def pieces(self, formula: str, place: Place, depth: int = 0) -> Iterator[Piece]:
        """The words of ``formula`` with names and tables followed; function names are plain."""
        words = tokens(formula)
        for word in words:
            kind = word.kind
            if kind in _ADDRESSES:
                yield self._address(word, (place[0],), depth)
            elif kind == "function":
                yield Piece(kind, function_name(word.text))
            elif kind == "sheet":
                yield from self._on_sheet(word.text, next(words, None), place, depth)
            elif kind == "name":
                yield from self._named(word.text, words, place, depth)
            elif kind == "bracket":
                yield self._in_own_table(word.text, place)
            elif kind == "mark" and word.text in ":@#":
                yield Piece("unknown", word.text)
            else:
                yield Piece(kind, word.text)

    def _in_own_table(self, specifier: str, place: Place) -> Piece:
        """Brackets without a name mean the table in which the formula stands."""
        sheet, row, col = place
        for table in self._book.tables.values():
            top, left, bottom, right = table.area
            if table.sheet == sheet and top <= row <= bottom and left <= col <= right:
                if (area := table.area_of(specifier, row)) is not None:
                    return Piece("area", specifier, (Area(sheet, *area),))
                break
        return Piece("unknown", specifier)

    def _address(self, word: Token, sheets: tuple[str, ...], depth: int) -> Piece:
        try:
            area = _area(word.text)
        except ValueError:
            return Piece("unknown", word.text)
        # In the text of a name, an address without dollars moves with the cell that uses the name.
        if depth and not _fixed(word):
            return Piece("unknown", word.text)
        return Piece("area", word.text, tuple(Area(sheet, *area) for sheet in sheets))

    def _on_sheet(self, mark: str, word: Token | None, place: Place, depth: int) -> Iterator[Piece]:
        if "[" in mark:
            yield Piece("external", mark + (word.text if word else ""))
            return
        sheets = self._sheets(mark)
        if word is None:
            yield Piece("unknown", mark)
        elif word.kind == "error" or sheets is None:
            yield Piece("error", "#REF!")
        elif word.kind in _ADDRESSES:
            yield self._address(word, sheets, depth)
        elif word.kind == "name" and len(sheets) == 1:
            yield from self._meaning(word.text, (sheets[0], *place[1:]), depth)
        else:
            yield Piece("unknown", mark + word.text)

    def _sheets(self, mark: str) -> tuple[str, ...] | None:
        """The sheets that ``mark`` names, through several if it does; None if there are none such."""
        if mark not in self._through:
            name = mark[:-1]
            if name.startswith("'"):
                name = name[1:-1].replace("''", "'")
            actual = self._book.sheet_called(name)
            found: tuple[str, ...] | None = (actual,) if actual is not None else None
            if found is None and ":" in name:
                first, last = (self._book.sheet_called(end) for end in name.split(":", 1))
                if first is not None and last is not None:
                    order = self._book.order
                    start, stop = sorted((order.index(first), order.index(last)))
                    found = order[start : stop + 1]
            self._through[mark] = found
        return self._through[mark]

    def _named(self, name: str, words: Iterator[Token], place: Place, depth: int) -> Iterator[Piece]:
        if name.upper() in _TRUTHS:
            yield Piece("truth", name.upper())
            return
        table = self._book.tables.get(name.casefold())
        if table is None:
            yield from self._meaning(name, place, depth)
            return
        word = next(words, None)
        specifier = word.text if word is not None and word.kind == "bracket" else "[]"
        area = table.area_of(specifier, place[1])
        # A table on the formula's own row is a moving reference inside a name.
        if area is None or (depth and "#this row" in specifier.lower()):
            yield Piece("unknown", name + specifier)
        else:
            yield Piece("area", name + specifier, (Area(table.sheet, *area),))
        if word is not None and word.kind != "bracket":
            unknown = word.kind in _ADDRESSES or word.kind in ("sheet", "name")
            yield Piece("unknown" if unknown or word.text in ":@#" else word.kind, word.text)

    def _meaning(self, name: str, place: Place, depth: int) -> Iterator[Piece]:
        names = self._book.names
        found = names.get((place[0], name.casefold())) or names.get((None, name.casefold()))
        if found is None or depth >= _DEEPEST:
            yield Piece("unknown", name)
            return
        inside = list(self.pieces(found.text, place, depth + 1))
        if len(inside) == 1:
            yield inside[0]
        else:
            yield Piece("mark", "(")
            yield from inside
            yield Piece("mark", ")")


@lru_cache(maxsize=1 << 16)
def _area(text: str) -> Range:
    return parse_range(text)


def _fixed(word: Token) -> bool:
    dollars = {"cell": 2, "range": 4, "columns": 2, "rows": 2}[word.kind]
    return word.text.count("$") == dollars
