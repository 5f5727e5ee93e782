"""The entries of a form file as they are written, each with its place: columns, rows, rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtqg_xl.linting.positions import Place, Source


@dataclass(frozen=True)
class Entry:
    """One column, row or rule as written, whatever its shape; ``table`` is where its table begins."""

    source: Source
    place: Place
    data: dict[str, Any]
    table: Place = ()

    def text(self, key: str) -> str:
        """What is written for ``key``; nothing when that is no plain text."""
        value = self.data.get(key, "")
        return value if isinstance(value, str) else ""

    def texts(self, key: str) -> list[str]:
        """The texts listed for ``key``."""
        value = self.data.get(key, [])
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def line(self, *inside: str | int) -> int:
        """The line of the entry, or of something inside it."""
        return self.source.line(*self.place, *inside)


def tables(source: Source) -> Iterator[Entry]:
    """The first table of the form, which the form itself describes, and those under it."""
    if isinstance(source.data, dict):
        yield Entry(source, (), source.data)
        yield from entries(source, "tables")


def columns(source: Source) -> Iterator[Entry]:
    """Every column entry of every table, ``use`` entries among them."""
    for table in tables(source):
        yield from entries(source, *table.place, "columns", table=table.place)


def rows(source: Source) -> Iterator[Entry]:
    """Every row entry of every table."""
    for table in tables(source):
        yield from entries(source, *table.place, "rows", table=table.place)


def rules(source: Source) -> Iterator[Entry]:
    """Every rule entry."""
    yield from entries(source, "rules")


def entries(source: Source, *place: str | int, table: Place = ()) -> Iterator[Entry]:
    """The entries of the list at ``place``, leaving out what is no entry."""
    listed: Any = source.data
    for part in place:
        if isinstance(part, str):
            listed = listed.get(part) if isinstance(listed, dict) else None
        else:
            listed = listed[part] if isinstance(listed, list) and part < len(listed) else None
    for number, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict):
            yield Entry(source, (*place, number), entry, table)


def key_of(code: str) -> str:
    """The key in the printed code of a column: what stands before ``=``."""
    return code.partition("=")[0].strip()


def formula_of(code: str) -> str:
    """The formula in the printed code of a column, if it has one."""
    return code.partition("=")[2].strip()
