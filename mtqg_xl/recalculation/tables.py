"""Excel tables: where they lie, and the cells meant by ``Table[[#This Row],[Column]]``."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from lxml.etree import _Element

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Range, Workbook, parse_range, relationships, xml

_PIECE: Final = re.compile(r"\[((?:[^\[\]']|'.)*)\]|([,:])|\s+")
_ESCAPED: Final = re.compile(r"'(.)")


class Table(NamedTuple):
    """A table: its name, its sheet, all its cells, rows of headings and totals, and its columns."""

    name: str
    sheet: str
    area: Range
    headers: int
    totals: int
    columns: tuple[str, ...]

    def area_of(self, specifier: str, row: int) -> Range | None:
        """The cells that ``specifier`` (with its brackets) means to a formula in ``row``.

        None when it is not understood, or means no cell there.
        """
        inner = specifier[1:-1].strip()
        if not inner.startswith("["):
            # One word alone needs no brackets of its own.
            inner = f"[{inner}]" if inner else "[#Data]"
        words: list[str] = []
        marks: list[str] = []
        at = 0
        for match in _PIECE.finditer(inner):
            if match.start() != at:
                return None
            at = match.end()
            if match[2]:
                marks.append(match[2])
            elif match[1] is not None:
                words.append(match[1])
        if at != len(inner):
            return None
        items = [word for word in words if word.startswith("#")]
        names = [_ESCAPED.sub(r"\1", word) for word in words if not word.startswith("#")]
        columns = self._columns(names, ":" in marks)
        rows = self._rows([item.lower() for item in items], row)
        if columns is None or rows is None:
            return None
        return rows[0], columns[0], rows[1], columns[1]

    def _columns(self, names: list[str], through: bool) -> tuple[int, int] | None:
        _, left, _, right = self.area
        if not names:
            return left, right
        known = [name.casefold() for name in self.columns]
        try:
            found = [left + known.index(name.casefold()) for name in names]
        except ValueError:
            return None
        if len(found) == 1:
            return found[0], found[0]
        return (min(found), max(found)) if len(found) == 2 and through else None

    def _rows(self, items: list[str], row: int) -> tuple[int, int] | None:
        top, _, bottom, _ = self.area
        first, last = top + self.headers, bottom - self.totals
        match sorted(items):
            case [] | ["#data"]:
                found = first, last
            case ["#all"]:
                found = top, bottom
            case ["#headers"]:
                found = top, first - 1
            case ["#totals"]:
                found = last + 1, bottom
            case ["#data", "#headers"]:
                found = top, last
            case ["#data", "#totals"]:
                found = first, bottom
            case ["#this row"]:
                found = (row, row) if first <= row <= last else (1, 0)
            case _:
                return None
        return found if found[0] <= found[1] else None


def tables(workbook: Workbook) -> dict[str, Table]:
    """The tables of ``workbook`` by their case-folded names; a broken one is left out."""
    found: dict[str, Table] = {}
    package = workbook.package
    for info in workbook.sheets:
        for link in relationships(package, info.part):
            if link.kind != "table" or link.external or not package.has(link.target):
                continue
            try:
                table = _table(info.name, package.tree(link.target))
            except (FileProblem, ValueError):
                continue
            found[table.name.casefold()] = table
    return found


def _table(sheet: str, root: _Element) -> Table:
    columns = tuple(
        # Line breaks in headings are written as escapes, and apostrophes doubled in formulas only.
        (item.get("name") or "").replace("_x000a_", "\n").replace("_x000A_", "\n")
        for item in xml.children(xml.child(root, "tableColumns"), "tableColumn")
    )
    name = root.get("displayName") or root.get("name") or ""
    headers = int(root.get("headerRowCount") or "1")
    totals = int(root.get("totalsRowCount") or "0")
    return Table(name, sheet, parse_range(root.get("ref") or ""), headers, totals, columns)
