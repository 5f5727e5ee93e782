"""A changed workbook as the reader sees one, without a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from mtqg_xl.domain.binding import METADATA_SHEET
from mtqg_xl.ooxml import Cell, Sheet, SheetInfo, to_a1
from tests.benchmarks.lib.binding.drafts import Draft
from tests.benchmarks.lib.binding.spots import Page

State = Literal["visible", "hidden", "veryHidden"]
_STYLES: dict[tuple[str, str], int] = {("General", "Times New Roman"): 0}
_BY_NUMBER: list[tuple[str, str]] = [("General", "Times New Roman")]


def _style(number_format: str, font: str) -> int:
    known = _STYLES.get((number_format, font))
    if known is None:
        known = _STYLES[number_format, font] = len(_BY_NUMBER)
        _BY_NUMBER.append((number_format, font))
    return known


class MemoryBook:
    """A workbook in memory; what ``mtqg_xl.opening.book.Book`` asks for."""

    format = "xlsx"
    keeps_formulas = True
    date1904 = False
    external_links = False
    has_macros = False
    modified: str | None = "2024-01-10T17:00:00Z"

    def __init__(self, draft: Draft) -> None:
        self.path = Path(draft.path)
        self.sha256 = "0" * 64
        where = places(draft) if any(page_has_formulas(page) for page in draft.pages) else {}
        found = [(page.name, page.state, _sheet(page, where)) for page in draft.pages]
        if draft.binding is not None:
            found.append((METADATA_SHEET, "veryHidden", metadata_sheet(draft)))
        self.sheets: Sequence[SheetInfo] = tuple(
            SheetInfo(name, cast("State", state), name) for name, state, _ in found
        )
        self._sheets = {name: sheet for name, _, sheet in found}

    def sheet(self, name: str) -> Sheet:
        """The sheet called ``name``."""
        return self._sheets[name]

    def number_format(self, style: int) -> str:
        """The format code of a style."""
        return _BY_NUMBER[style][0]

    def font(self, style: int) -> str:
        """The font of a style."""
        return _BY_NUMBER[style][1]


def page_has_formulas(page: Page) -> bool:
    """Whether any cell is computed."""
    return any(spot is not None and spot.formula is not None for row in page.grid for spot in row)


def places(draft: Draft) -> dict[int, tuple[str, str]]:
    """Sheet and address of every cell that formulas may refer to."""
    return {
        spot.uid: (page.name, to_a1(r + 1, c + 1))
        for page in draft.pages
        for r, c, spot in page.spots()
        if spot.uid
    }


def formula_text(parts: tuple[object, ...], sheet: str, where: dict[int, tuple[str, str]]) -> str:
    """A formula put together for where the cells it refers to stand now."""
    texts = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        assert isinstance(part, tuple)
        first, last = where.get(part[0]), where.get(part[1])
        if first is None or last is None or first[0] != last[0]:
            texts.append("#REF!")
            continue
        prefix = "" if first[0] == sheet else "'" + first[0].replace("'", "''") + "'!"
        texts.append(prefix + (first[1] if part[0] == part[1] else f"{first[1]}:{last[1]}"))
    return "".join(texts)


def _sheet(page: Page, where: dict[int, tuple[str, str]]) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    rows_used = columns_used = 0
    name = page.name
    for r, row in enumerate(page.grid, start=1):
        for c, spot in enumerate(row, start=1):
            if spot is None:
                continue
            formula = None if spot.formula is None else formula_text(spot.formula, name, where)
            if spot.kind != "blank" or formula is not None:
                rows_used = r
                if c > columns_used:
                    columns_used = c
            cells[r, c] = Cell(r, c, spot.kind, spot.text, formula, _style(spot.number_format, spot.font))  # type: ignore[arg-type]
    return Sheet(
        name=name,
        cells=cells,
        merges=tuple((t + 1, left + 1, b + 1, right + 1) for t, left, b, right in page.merges),
        hidden_rows=frozenset(r + 1 for r in page.hidden_rows),
        hidden_columns=frozenset(c + 1 for c in page.hidden_columns),
        rows_used=rows_used,
        columns_used=columns_used,
    )


def metadata_sheet(draft: Draft) -> Sheet:
    """The hidden sheet of our templates."""
    assert draft.binding is not None
    cells: dict[tuple[int, int], Cell] = {}
    table = draft.binding.to_rows()
    for r, line in enumerate(table, start=1):
        for c, content in enumerate(line, start=1):
            kind = "number" if isinstance(content, int) else "text"
            cells[r, c] = Cell(r, c, kind, str(content), None, 0)  # type: ignore[arg-type]
    return Sheet(METADATA_SHEET, cells, (), frozenset(), frozenset(), len(table), 7)
