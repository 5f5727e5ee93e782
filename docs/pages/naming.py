"""Rows in few words: by number or label, neighbours drawn together, units and lists told as such."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.proving.rulebook.describing import row_name

#: From so many neighbouring rows on, first and last are named.
_MANY: Final = 3


def rows_in_words(form: Form, keys: Iterable[str]) -> str:
    """The rows of ``form`` with these keys, in its order."""
    wanted = set(keys)
    said: list[str] = []
    run: list[str] = []
    for row in form.rows:
        if row.key in wanted and row.number and row.kind not in (RowKind.ZONE, RowKind.LIST):
            run.append(row.number)
            continue
        if row.key in wanted:
            said += [*_drawn_together(run), _name(form, row)]
            run = []
        elif run:
            said += _drawn_together(run)
            run = []
    return ", ".join(dict.fromkeys([*said, *_drawn_together(run)]))


def _drawn_together(numbers: list[str]) -> list[str]:
    return [f"{numbers[0]} đến {numbers[-1]}"] if len(numbers) >= _MANY else numbers


def _name(form: Form, row: Row) -> str:
    if row.kind is RowKind.ZONE:
        return f"các đơn vị ({row.measure.label})" if row.measure else "các đơn vị"
    return "của danh mục" if row.kind is RowKind.LIST else row_name(form, row.key)
