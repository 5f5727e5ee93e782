"""A form found in pieces as the table of a submission, with everything that has to be told about it."""

from __future__ import annotations

from collections.abc import Iterator

from mtqg_xl.domain.binding import BoundRow, FormBinding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.submissions import Remark, Table
from mtqg_xl.ooxml import to_a1
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.figures.written import WrittenMeasures
from mtqg_xl.reading.tables.assembled import Assembled, area_of
from mtqg_xl.reading.tables.model import Piece
from mtqg_xl.reading.tables.observing import Observed, add_unread, observe_area


def table_of(found: Assembled, book: Book, written: WrittenMeasures) -> tuple[Table, list[Remark]]:
    """The table with its observations, and the remarks about rows, columns and cells."""
    form, observed = found.form, Observed()
    for piece in found.pieces:
        observe_area(form, area_of(piece), book, written.by_cell, observed)
    main = _main(found)
    sheet = main.head.plane.name
    observed.remarks[:0] = [*found.remarks, *_told(found, sheet)]
    there = {piece.head.section for piece in found.pieces}
    lost_rows = [form.row_by_key[key] for key in found.missing_rows]
    rows = [row for row in form.rows if row.section in there]
    columns = [column for column in form.columns if column.section in there]
    add_unread(form, lost_rows, columns, "row_missing", observed)
    doubtful = [c for c in columns if c.key in found.asked_columns]
    add_unread(form, rows, doubtful, "column_doubtful", observed)
    missing = [c for c in columns if c.key in found.missing_columns]
    add_unread(form, rows, missing, "column_missing", observed)
    upright = [p for p in found.pieces if p.head.plane is main.head.plane and not p.head.plane.turned]
    table = Table(
        form,
        sheet,
        observed.cells,
        {key: at for piece in upright for key, at in piece.rows.items()},
        {key: at for piece in upright for key, at in piece.columns.items()},
        tuple(written.tables),
        binding_of(form, found.pieces) if len(upright) == len(found.pieces) else None,
        written.columns,
        written.rows,
    )
    return table, observed.remarks


def binding_of(form: Form, pieces: list[Piece]) -> FormBinding:
    """How a form stands on the one sheet that holds all its pieces."""
    code_rows = [0] * len(form.sections)
    for piece in pieces:
        code_rows[piece.head.section] = piece.head.columns.block.last
    at = {key: row for piece in pieces for key, row in piece.rows.items()}
    rows = tuple(
        BoundRow(row.key, at[row.key], row.number, row.label, row.unit or "")
        for row in form.rows
        if row.key in at
    )
    columns = {key: column for piece in pieces for key, column in piece.columns.items()}
    further = tuple((row, "") for row in code_rows[1:])
    return FormBinding(form.code, pieces[0].head.plane.name, code_rows[0], "", columns, rows, further)


def _main(found: Assembled) -> Piece:
    """The piece with most cells: the table is said to stand on its sheet."""
    return max(found.pieces, key=lambda piece: len(piece.rows) * len(piece.columns))


def _told(found: Assembled, sheet: str) -> Iterator[Remark]:
    form = found.form
    for key in found.missing_rows:
        if key in found.asked_rows:
            continue
        label = form.row_by_key[key].label
        yield Remark("row_missing", None, sheet, "", label, {"label": label, "form": form.number})
    for key in found.missing_columns:
        column = form.column_by_key[key]
        label = " / ".join((*column.headings, column.title))
        yield Remark(
            "column_missing", None, sheet, "", label, {"label": label, "code": key, "form": form.number}
        )
    for at in found.lost_sections:
        label = form.sections[at].title
        yield Remark("table_missing", None, sheet, "", label, {"label": label, "form": form.number})
    for piece in found.pieces:
        head = piece.head
        for stray in head.columns.strays:
            if stray in head.stub[1] or stray == head.stub[0]:
                continue
            row = next((at for at in piece.rows.values() if _figure(piece, at, stray)), None)
            if row is not None:
                cell = to_a1(*head.plane.place(row, stray))
                block = head.columns.block
                label = " / ".join(head.plane.unmerged.path(block.top, block.bottom, stray))
                values = {"label": label, "form": form.number, "cell": cell}
                yield Remark("column_unknown", None, head.plane.name, cell, label, values)


def _figure(piece: Piece, row: int, column: int) -> bool:
    cell = piece.head.plane.sheet.cells.get((row, column))
    return cell is not None and cell.kind == "number"
