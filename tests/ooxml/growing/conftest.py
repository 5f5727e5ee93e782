"""Workbooks of two sheets, "Biểu 16" and "Phụ lục", in which three rows are put before row 5."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ooxml.growing.growth import FIRST, SECOND, SHEETS, grow_parts


@pytest.fixture
def around(make_parts: Callable[..., dict[str, str]]) -> Callable[..., str]:
    """What becomes of XML before or after the cells of the sheet that grows, or of the other one."""

    def grown(xml: str, *, first: bool = True, head: bool = False, rows: str = "") -> str:
        parts = make_parts(sheets=SHEETS)
        name = FIRST if first else SECOND
        mark = "<sheetData>" if head else "</sheetData>"
        bare = parts[name].replace("</sheetData>", rows + "</sheetData>")
        at = bare.index(mark) + (0 if head else len(mark))
        parts[name] = bare[:at] + xml + bare[at:]
        after = grow_parts(parts, "Biểu 16", 5, 3).get(name, parts[name])
        # Whatever stands around the XML stays to the byte.
        tail = bare[at:]
        assert after.startswith(bare[:at])
        assert after.endswith(tail)
        return after[at : len(after) - len(tail)]

    return grown


@pytest.fixture
def grow_rows(make_parts: Callable[..., dict[str, str]]) -> Callable[..., str]:
    """What becomes of the rows of the sheet that grows, or of the other one."""

    def grown(
        rows: str, *, first: bool = True, before: int = 5, count: int = 3, like: int | None = None
    ) -> str:
        parts = make_parts(sheets=SHEETS)
        name = FIRST if first else SECOND
        parts[name] = parts[name].replace("<sheetData>", "<sheetData>" + rows)
        after = grow_parts(parts, "Biểu 16", before, count, like).get(name, parts[name])
        start, end = after.index("<sheetData>") + len("<sheetData>"), after.index("</sheetData>")
        assert after[:start] + after[end:] == parts[name].replace(rows, "")
        return after[start:end]

    return grown
