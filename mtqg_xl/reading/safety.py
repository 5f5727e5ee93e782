"""What a workbook carries beside its figures that the sender may not know of: told, never acted upon.

Links to other files and other programs, macros, sheets, rows and values that nobody sees on the screen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Final
from urllib.parse import unquote

from mtqg_xl.domain.cells import State
from mtqg_xl.domain.provenance import PROVENANCE_SHEET
from mtqg_xl.domain.submissions import Remark, Table
from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Range, Sheet, Workbook, from_a1, relationships, to_a1
from mtqg_xl.ooxml.xml import local
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.metadata import is_ours

#: Names and addresses told in one remark.
_TOLD: Final = 5
#: A formula that asks another program: ``cmd|'/c calc'!A0``.
_PROGRAM: Final = re.compile(r"(?:^|[^\w.])([A-Za-z]\w{0,30})\|")
_QUOTED: Final = re.compile(r'"[^"]*"')
#: Places looked at under the merges of a sheet; a sheet made to exhaust the reader has no claim to more.
_MOST_LOOKED: Final = 500_000


def information(book: Book, tables: Sequence[Table] = ()) -> list[Remark]:
    """Remarks about links, macros, and what is hidden in ``book``; nothing is opened or run for them.

    ``tables`` are the tables read from it: of their hidden rows and columns those are told that hold
    figures, since they count. A hidden sheet is read for this; one that is broken is told as such.
    """
    found = list(_links(book))
    if book.has_macros:
        found.append(Remark("macros", None, "", ""))
    read = {table.sheet for table in tables}
    for info in book.sheets:
        if info.name == PROVENANCE_SHEET or is_ours(book, info.name):
            continue
        try:
            sheet = book.sheet(info.name)
        except FileProblem:
            found.append(Remark("hidden_sheet_broken", None, info.name, ""))
            continue
        if info.state != "visible":
            found += _hidden_sheet(sheet, info.state, counted=info.name in read)
        found += _programs_asked(sheet)
        if info.state == "visible" or info.name in read:
            found += _under_merges(sheet)
    for table in tables:
        found += _hidden_figures(table, book.sheet(table.sheet))
    return found


def _links(book: Book) -> Iterator[Remark]:
    files: list[str] = []
    programs: list[str] = []
    if isinstance(book, Workbook):
        # A broken listing of links hides no figure: the values are stored in the cells.
        with suppress(FileProblem):
            for link in relationships(book.package, book.part):
                if link.kind == "externalLink" and book.package.has(link.target):
                    _look_into(book, link.target, files, programs)
    if programs:
        yield _listed("program_links", programs, "", "programs")
    if files or (book.external_links and not programs):
        yield _listed("external_links", files or ["…"], "", "files")


def _look_into(book: Workbook, part: str, files: list[str], programs: list[str]) -> None:
    for item in book.package.tree(part):
        if local(item) == "ddeLink":
            programs.append(f"{item.get('ddeService') or ''}|{item.get('ddeTopic') or ''}")
        elif local(item) == "oleLink":
            programs.append(item.get("progId") or "OLE")
        elif local(item) == "externalBook":
            targets = [pointer.target for pointer in relationships(book.package, part) if pointer.external]
            files.append(unquote(targets[0]).replace("\\", "/").rpartition("/")[2] if targets else "…")


def _hidden_sheet(sheet: Sheet, state: str, *, counted: bool) -> Iterator[Remark]:
    figures = sum(cell.kind == "number" for cell in sheet.cells.values())
    if not figures:
        return
    values = {"count": str(figures)}
    if counted:
        yield Remark("hidden_sheet_counted", None, sheet.name, "", values=values)
    elif state == "veryHidden":
        yield Remark("very_hidden_sheet", None, sheet.name, "", values=values)
    else:
        yield Remark("hidden_sheet", None, sheet.name, "", values=values)


def _programs_asked(sheet: Sheet) -> Iterator[Remark]:
    cells = [cell for cell in sheet.cells.values() if cell.formula and "|" in cell.formula]
    asking = [cell.address for cell in cells if _PROGRAM.search(_QUOTED.sub("", cell.formula or ""))]
    if asking:
        yield _listed("program_formula", asking, sheet.name, "cells")


def _under_merges(sheet: Sheet) -> Iterator[Remark]:
    if not sheet.merges:
        return
    covered = sorted(_covered(sheet))
    if covered:
        yield _listed("covered_values", [to_a1(*place) for place in covered], sheet.name, "cells")


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """Cells with a value inside a merge that shows another cell."""
    found: set[tuple[int, int]] = set()
    rows: Mapping[int, Sequence[int]] | None = None
    looked = 0
    for top, left, bottom, right in sheet.merges:
        area = (bottom - top + 1) * (right - left + 1)
        if area <= 64:
            looked += area
            places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
            found.update(place for place in places if place != (top, left) and _has_value(sheet, place))
        else:
            rows = rows if rows is not None else _filled(sheet)
            inside = _inside(rows, (top, left, bottom, right))
            found.update(place for place in inside if place != (top, left))
            looked += len(inside) + len(rows) // 16
        if looked > _MOST_LOOKED:
            break
    return found


def _has_value(sheet: Sheet, place: tuple[int, int]) -> bool:
    cell = sheet.cells.get(place)
    return cell is not None and cell.kind != "blank"


def _filled(sheet: Sheet) -> dict[int, list[int]]:
    """The columns with a value in each row, both in their order."""
    rows: dict[int, list[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if cell.kind != "blank":
            rows.setdefault(row, []).append(column)
    return {row: sorted(rows[row]) for row in sorted(rows)}


def _inside(rows: Mapping[int, Sequence[int]], area: Range) -> list[tuple[int, int]]:
    top, left, bottom, right = area
    within = (row for row in rows if top <= row <= bottom)
    return [
        (row, column)
        for row in within
        for column in rows[row][bisect_left(rows[row], left) : bisect_right(rows[row], right)]
    ]


def _hidden_figures(table: Table, sheet: Sheet) -> Iterator[Remark]:
    if not sheet.hidden_rows and not sheet.hidden_columns:
        return
    rows: dict[int, None] = {}
    columns: dict[int, None] = {}
    for seen in table.observations.values():
        if seen.state is State.BLANK or not seen.cell or seen.sheet != sheet.name:
            continue
        row, column = from_a1(seen.cell)
        if row in sheet.hidden_rows:
            rows[row] = None
        if column in sheet.hidden_columns:
            columns[column] = None
    if rows:
        yield _listed("hidden_rows", [str(row) for row in sorted(rows)], sheet.name, "rows", table)
    if columns:
        letters = [to_a1(1, column).rstrip("1") for column in sorted(columns)]
        yield _listed("hidden_columns", letters, sheet.name, "columns", table)


def _listed(code: str, items: Sequence[str], sheet: str, name: str, table: Table | None = None) -> Remark:
    """A remark naming the first few of ``items``, and how many there are."""
    shown = ", ".join(dict.fromkeys(item[:60] for item in items[:_TOLD])) + (
        "…" if len(items) > _TOLD else ""
    )
    values = {name: shown, "count": str(len(items))}
    if table is not None:
        values["form"] = table.form.number
    return Remark(code, None, sheet, "", values=values)
