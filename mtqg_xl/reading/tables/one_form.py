"""One form looked for on one sheet, for those who want to know whether it would be found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from mtqg_xl.catalogue.vocabulary import placeholders
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.tables.catalogued import ANY_PERIOD
from mtqg_xl.reading.tables.heads import find_heads
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.tables.paths import Path, as_path
from mtqg_xl.reading.tables.planes import Plane

_TITLE_ROWS = 14
_DATED = re.compile(r"(ngay\b|\(?kem theo|\(?ban hanh|so:|quyet dinh|thong tu|nghi dinh)")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def why_not_found(sheet: Sheet, form: Form, period: Period | None, rows: Iterable[int]) -> str | None:
    """Why ``form``, which no catalogue knows yet, would not be found on ``sheet``; ``None`` when it would.

    ``rows`` are the rows of the sheet that it reports in.
    """
    filled = _filled_form(form, placeholders(period or ANY_PERIOD))
    plane = Plane(sheet, sheet)
    heads: list[Head] = []
    start = 1
    for section in range(len(filled.sections)):
        twice = _said_twice(filled, section)
        if twice:
            return say("headings.twice", form=filled.number, title=twice)
        area = (start, 1, sheet.rows_used, sheet.columns_used)
        near = find_heads(plane, filled, section, area)
        head = max(near, key=lambda one: one.columns.score, default=None)
        if head is None or head.columns.missing or head.columns.doubts:
            lost = head.columns.missing if head else [c.key for c in filled.columns if c.section == section]
            lost += [doubt.column for doubt in head.columns.doubts] if head else []
            titles = "; ".join(filled.column_by_key[key].title for key in lost[:4])
            return say("headings.lost", form=filled.number, titles=titles)
        heads.append(head)
        start = head.columns.block.last + 1
    stray = _strays(heads, set(rows))
    return say("headings.stray_columns", form=filled.number, cells=", ".join(stray[:4])) if stray else None


def _said_twice(form: Form, section: int) -> str:
    """Headings that two columns of a table share; empty when there are none."""
    seen: set[Path] = set()
    for column in form.columns:
        path = as_path((*column.headings, column.title))
        if column.section == section and not column.in_stub:
            if path in seen:
                return " / ".join((*column.headings, column.title))
            seen.add(path)
    return ""


def _strays(heads: Iterable[Head], rows: set[int]) -> list[str]:
    cells = []
    for head in heads:
        last = max(head.columns.bound.values(), default=0)
        taken = {*head.stub[1], head.stub[0]}
        for column in head.columns.strays:
            if column in taken or column > last:
                continue
            for row in sorted(at for at in rows if head.first <= at <= head.end):
                cell = head.plane.sheet.cells.get((row, column))
                if cell is not None and cell.kind == "number":
                    cells.append(head.plane.address(row, column))
                    break
    return cells


def _filled_form(form: Form, terms: Mapping[str, str]) -> Form:
    def fill(text: str) -> str:
        return _PLACEHOLDER.sub(lambda match: terms.get(match[0].strip("{}"), match[0]), text)

    columns = tuple(
        replace(column, title=fill(column.title), headings=tuple(map(fill, column.headings)))
        for column in form.columns
    )
    return replace(form, columns=columns)
