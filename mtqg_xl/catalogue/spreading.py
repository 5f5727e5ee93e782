"""The rows of a definition spread out: a row for every unit, as many lines as a list needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from mtqg_xl.domain.forms import Row, RowKind
from mtqg_xl.domain.units import Unit
from mtqg_xl.messages import in_vietnamese

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def spread(
    rows: Iterable[Row], units: Sequence[Unit], lines: Mapping[str, int], terms: Mapping[str, str]
) -> Iterator[Row]:
    """The rows as they stand on paper: ``units`` for zones, ``lines`` for lists, ``terms`` in the labels.

    Neighbouring zone rows belong together: each unit has them all before the next follows.
    """
    for (kind, _), group in groupby(rows, key=lambda row: (row.kind, row.section)):
        if kind is RowKind.ZONE:
            yield from _zone(tuple(group), units)
        elif kind is RowKind.LIST:
            for row in group:
                yield from _list(row, lines.get(row.key, row.lines))
        else:
            for row in group:
                yield replace(row, label=_PLACEHOLDER.sub(lambda m: terms.get(m[1], m[0]), row.label))


def _zone(group: tuple[Row, ...], units: Sequence[Unit]) -> Iterator[Row]:
    for number, unit in enumerate(units, start=1):
        for at, row in enumerate(group):
            yield replace(
                row,
                key=zone_key(row, unit.code),
                number="" if at else str(number),
                label=unit.name,
                kind=RowKind.INPUT,
                tags=row.tags | unit.tags,
                unit=unit.code,
            )


def zone_key(row: Row, unit_code: str) -> str:
    """The key of the row that a zone gives to a unit."""
    return f"{row.key}-{unit_code}"


def line_key(row_key: str, number: int) -> str:
    """The key of a line of a list, counted from 1."""
    return f"{row_key}-{number}"


def closing_key(row_key: str) -> str:
    """The key of the row that ends a list."""
    return f"{row_key}-het"


def _list(row: Row, count: int) -> Iterator[Row]:
    for number in range(1, count + 1):
        yield replace(
            row, key=line_key(row.key, number), number=str(number), kind=RowKind.INPUT, is_line=True, lines=0
        )
    yield replace(
        row,
        key=closing_key(row.key),
        number="",
        label=in_vietnamese("sheet.insert_above"),
        kind=RowKind.CLOSING,
        tags=frozenset(),
        lines=0,
    )
