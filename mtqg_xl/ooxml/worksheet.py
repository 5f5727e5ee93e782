"""From the bytes of a worksheet part to a ``Sheet``."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.addresses import MAX_COLUMN
from mtqg_xl.ooxml.cells import BadAddressError, CellReader, ranged
from mtqg_xl.ooxml.numbers import is_number
from mtqg_xl.ooxml.sheet import Range, Sheet

# A tree takes some fifteen times the bytes of its text; beyond this, rows are read and dropped.
STREAM_FROM: Final = 8 * 1024 * 1024
_MOST_MERGES: Final = 100_000


def read_sheet(name: str, data: bytes, texts: Sequence[str]) -> Sheet:
    """The sheet called ``name`` in ``data``, with the workbook's shared ``texts``.

    Raises ``BrokenXmlError`` or ``ForbiddenXmlError``, ``BadAddressError`` or ``LostTextError``.
    """
    with no_collecting():
        return _read(name, data, texts)


def _read(name: str, data: bytes, texts: Sequence[str]) -> Sheet:
    if len(data) < STREAM_FROM:
        root = xml.parse(data)
        reader = CellReader(xml.space(root), texts)
        for rows in xml.children(root, "sheetData"):
            reader.read(rows)
    else:
        stream = xml.Stream(data, "row", "sheetData")
        reader = CellReader(stream.marks, texts)
        reader.read(stream)
        root = stream.root
    reader.finish()
    return Sheet(
        name=name,
        cells=reader.cells,
        merges=_merges(root),
        hidden_rows=frozenset(reader.hidden_rows),
        hidden_columns=_hidden_columns(root),
        rows_used=reader.rows_used,
        columns_used=reader.columns_used,
        runs=reader.runs,
    )


@contextmanager
def no_collecting() -> Iterator[None]:
    """While many cells are made: they hold no cycles, yet would set off the collector again and again."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _merges(root: _Element) -> tuple[Range, ...]:
    merges = tuple(
        ranged(item.get("ref") or "")
        for block in xml.children(root, "mergeCells")
        for item in xml.children(block, "mergeCell")
    )
    if len(merges) > _MOST_MERGES:
        raise xml.TooMuchXmlError(len(merges))
    return merges


def _hidden_columns(root: _Element) -> frozenset[int]:
    hidden: set[int] = set()
    for block in xml.children(root, "cols"):
        for item in xml.children(block, "col"):
            width = item.get("width")
            no_width = width is not None and is_number(width) and float(width) == 0
            if xml.truth(item.get("hidden")) or no_width:
                first, last = item.get("min") or "", item.get("max") or ""
                if not (first.isdecimal() and last.isdecimal() and len(first) < 12 and len(last) < 12):
                    raise BadAddressError(f"{first}:{last}")
                if len(hidden) < MAX_COLUMN:
                    hidden.update(range(max(1, int(first)), min(MAX_COLUMN, int(last)) + 1))
    return frozenset(hidden)
