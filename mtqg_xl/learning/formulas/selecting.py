"""Rows of a form named together: keys, ranges ``3.1:3.19``, ``#tag`` for rows that stand for many."""

from __future__ import annotations

from collections.abc import Iterable

from mtqg_xl.learning.model import LearntRow, LearntTable

_RANGE_FROM = 3


def select_rows(table: LearntTable, places: Iterable[int]) -> tuple[str, ...]:
    """A selector of the rows that stand at ``places`` of the sheet."""
    wanted = set(places)
    return selector(table, [row for row in table.rows if wanted & set(row.places)])


def selector(table: LearntTable, rows: list[LearntRow]) -> tuple[str, ...]:
    """A selector of ``rows``; neighbours with nothing but headings between are drawn together."""
    chosen = {row.key for row in rows}
    found: list[str] = []
    run: list[str] = []
    for row in table.rows:
        if row.kind == "heading" and row.key not in chosen:
            continue
        if row.key in chosen and not row.each:
            run.append(row.key)
            continue
        found += _run(run)
        run = []
        if row.key in chosen:
            found.append(f"#{row.key}")
    return (*found, *_run(run))


def expand(table: LearntTable, rows: Iterable[str]) -> list[str]:
    """The single keys and tags that a selector names."""
    keys = [row.key for row in table.rows]
    found: list[str] = []
    for part in rows:
        first, colon, last = part.partition(":")
        found += keys[keys.index(first) : keys.index(last) + 1] if colon else [part]
    return found


def _run(run: list[str]) -> list[str]:
    return [f"{run[0]}:{run[-1]}"] if len(run) >= _RANGE_FROM else run
