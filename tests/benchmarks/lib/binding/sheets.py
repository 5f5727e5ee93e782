"""Our own workbooks as sheets to be changed: every cell knows what it is to its form."""

from __future__ import annotations

import re

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Column, Form
from mtqg_xl.ooxml import Sheet, Workbook, from_a1
from tests.benchmarks.lib.binding.spots import Owner, Page, Part, Row, Spot, Truth

_REFERENCE = re.compile(
    r"(\"[^\"]*\")|(?:('(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?(?![\w(])"
)
FRAME = Part("frame")
Uids = dict[tuple[str, int, int], int]


def page_of(
    book: Workbook, name: str, bound: FormBinding | None, form: Form | None, owner: Owner, uids: Uids
) -> Page:
    """A sheet of ``book``; with ``bound`` and ``form`` every cell gets its part in the form."""
    sheet = book.sheet(name)
    parts = _parts(sheet, bound, form) if bound and form else {}
    rows = max([r for r, _ in sheet.cells] + [merge[2] for merge in sheet.merges], default=0)
    columns = max([c for _, c in sheet.cells] + [merge[3] for merge in sheet.merges], default=0)
    grid: list[Row] = [[None] * columns for _ in range(rows)]
    for (r, c), cell in sheet.cells.items():
        uid = uids.setdefault((name, r, c), len(uids) + 1)
        formula = None if cell.formula is None else _cut(cell.formula, name, uids)
        spot = Spot(cell.kind, cell.text, parts.get((r, c), FRAME), uid, book.number_format(cell.style))
        spot.formula = formula
        grid[r - 1][c - 1] = spot
    for (r, c), part in parts.items():
        if r <= rows and c <= columns and grid[r - 1][c - 1] is None:
            uid = uids.setdefault((name, r, c), len(uids) + 1)
            grid[r - 1][c - 1] = Spot("blank", "", part, uid)
    if form is not None:
        _tell_truths(grid, form, owner)
    merges = [(t - 1, left - 1, b - 1, right - 1) for t, left, b, right in sheet.merges]
    page = Page(name, grid, merges, owner if form else None)
    page.state = next(info.state for info in book.sheets if info.name == name)
    return page


def _tell_truths(grid: list[Row], form: Form, owner: Owner) -> None:
    for row in grid:
        for spot in row:
            if spot is not None and spot.part.row and spot.part.column:
                line = form.row_by_key[spot.part.row].is_line
                spot.truth = Truth(owner, CellKey(form.code, spot.part.row, spot.part.column), line)


def _cut(formula: str, sheet: str, uids: Uids) -> tuple[object, ...]:
    parts: list[object] = []
    end = 0
    for found in _REFERENCE.finditer(formula):
        if found[1]:
            continue
        named = found[2].strip("'").replace("''", "'") if found[2] else sheet
        ends = [from_a1(address.replace("$", "")) for address in (found[3], found[4] or found[3])]
        parts.append(formula[end : found.start()])
        parts.append(tuple(uids.setdefault((named, r, c), len(uids) + 1) for r, c in ends))
        end = found.end()
    parts.append(formula[end:])
    return tuple(part for part in parts if part != "")


def _parts(sheet: Sheet, bound: FormBinding, form: Form) -> dict[tuple[int, int], Part]:
    parts: dict[tuple[int, int], Part] = {}
    for at in range(len(form.sections)):
        _parts_of_table(parts, sheet, bound, form, at)
    first = bound.code_row - _depth(form, 0)
    for (r, c), cell in sheet.cells.items():
        if (r, c) not in parts and cell.kind == "text":
            parts[r, c] = Part("frame", form.code, sort=_frame_sort(cell.text, r, form, r < first))
    return parts


def _frame_sort(text: str, row: int, form: Form, above: bool) -> str:
    if text.startswith("Đơn vị tính"):
        return "measure"
    if not above:
        titles = {section.title for section in form.sections[1:]}
        return "section_title" if text in titles else "below"
    if text == form.number:
        return "number"
    if text == form.title.upper():
        return "title"
    if text.startswith("Kỳ báo cáo"):
        return "period"
    return {1: "authority", 2: "unit" if not text.startswith("(") else "mark", 6: "attachment"}.get(
        row, "above"
    )


def _depth(form: Form, section: int) -> int:
    shown = [c for c in form.columns if c.section == section and not c.in_stub]
    return max((len(column.headings) + 1 for column in shown), default=1)


def _parts_of_table(
    parts: dict[tuple[int, int], Part], sheet: Sheet, bound: FormBinding, form: Form, at: int
) -> None:
    code_row = bound.tables[at][0]
    depth = _depth(form, at)
    columns = [c for c in form.columns if c.section == at]
    shown = {bound.columns[c.key]: c for c in columns if not c.in_stub}
    in_stub = next((c for c in columns if c.in_stub), None)
    first = min(shown)
    top = code_row - depth
    for r in range(top, code_row):
        for c in range(1, max(shown) + 1):
            column = shown.get(c)
            leaf = column is not None and r == top + len(column.headings)
            key = column.key if column is not None and leaf else ""
            parts[r, c] = Part(
                "heading", form.code, at, "", key, level=r - top, sort="" if c >= first else "stub"
            )
    for c in range(1, max(shown) + 1):
        key = shown[c].key if c in shown else ""
        parts[code_row, c] = Part("code", form.code, at, "", key)
    for row in bound.rows:
        known = form.row_by_key.get(row.key)
        if known is None or known.section != at:
            continue
        for c in range(1, first):
            role = {1: "number", 2: "label"}.get(c, "measure")
            key = in_stub.key if in_stub and role == "label" and known.is_line else ""
            parts[row.at, c] = Part(role, form.code, at, row.key, key)
        for c, column in shown.items():
            parts[row.at, c] = _body(form, at, row.key, column)


def _body(form: Form, at: int, row: str, column: Column) -> Part:
    found = form.row_by_key[row]
    kind = form.kind_of(found, column)
    if kind is CellKind.CLOSED:
        return Part("body", form.code, at, row, "", sort="closed")
    sort = "text" if kind is CellKind.TEXT else "figure"
    return Part(
        "body",
        form.code,
        at,
        row,
        column.key,
        form.measure_of(found, column),
        sort=sort,
        choices=column.choices,
    )
