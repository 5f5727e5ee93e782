"""What a formula may refer to in a unit's workbook: a look at the file itself, cell by cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final, Literal

from mtqg_xl.domain.cells import CellKey, Observation
from mtqg_xl.domain.forms import CellKind
from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.messages import MtqgError
from mtqg_xl.ooxml import Cell, from_a1
from mtqg_xl.opening import Book, open_book
from mtqg_xl.reading import read_books
from mtqg_xl.reading.answers import answers_for
from mtqg_xl.reading.figures.formats import format_of
from mtqg_xl.writing.linking.targets import can_be_quoted

#: The kinds of workbook that Excel takes figures from without opening them.
_KINDS: Final = frozenset({"xlsx", "xlsm", "xlsb", "xls"})
#: The longest text that a formula compares with; no word for nothing is as long.
_LONGEST: Final = 100

Sort = Literal["number", "blank", "word", "text", "no_result", "sheet_name", "other"]
#: What one unit's cell is known by: unit, form, row, column.
Whose = tuple[str, CellKey]


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a unit's workbook: ``content`` are the digits or the word that stand in it.

    A number times ``factor`` is the figure in the measure of the form. A ``word`` stands for no figure or
    for zero; the sorts after it cannot be referred to.
    """

    sheet: str
    cell: str
    sort: Sort
    content: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """A unit's workbook; ``reason`` says why no formula may refer to it ("" when some may)."""

    file: str
    reason: str = ""
    spots: Mapping[Whose, Spot] = field(default_factory=dict)


def look_at(wanted: Collection[str], given: tuple[str, str]) -> Source:
    """The input cells of the forms ``wanted`` in a file, given by its path and the SHA-256 it had when read.

    A file that needs a password cannot be referred to: whoever opens the total would be asked for it.
    """
    path, sha256 = given
    try:
        book = open_book(path)
    except MtqgError:
        return Source(path, "gone" if not Path(path).exists() else "locked")
    if book.sha256 != sha256:
        return Source(path, "gone")
    if book.format not in _KINDS or Path(path).suffix.lower() != f".{book.format}":
        return Source(path, "file_kind")
    try:
        submissions = read_books(book, answers_for(path))
    except MtqgError:
        return Source(path, "gone")
    return Source(path, "", dict(_spots(book, submissions, wanted)))


def _spots(
    book: Book, submissions: tuple[Submission, ...], wanted: Collection[str]
) -> Iterator[tuple[Whose, Spot]]:
    for submission in submissions:
        unit = submission.unit
        if unit is None:
            continue
        for table in submission.tables:
            if table.form.code in wanted:
                for seen in _inputs(table):
                    yield ((unit.code or unit.name), seen.key), _spot(book, table, seen)


def _inputs(table: Table) -> Iterator[Observation]:
    form = table.form
    for seen in table.observations.values():
        row, column = form.row_by_key[seen.key.row], form.column_by_key[seen.key.column]
        if seen.cell and not row.is_line and form.kind_of(row, column) is CellKind.INPUT:
            yield seen


def _spot(book: Book, table: Table, seen: Observation) -> Spot:
    cell = book.sheet(seen.sheet).cell(*from_a1(seen.cell))
    sort = _sort(cell, seen) if can_be_quoted(seen.sheet) else "sheet_name"
    content = "" if cell is None else cell.text
    return Spot(seen.sheet, seen.cell, sort, content, _factor(book, table, seen, cell))


def _sort(cell: Cell | None, seen: Observation) -> Sort:
    if cell is None or (cell.kind == "blank" and cell.formula is None):
        return "blank"
    if cell.kind == "number":
        return "number" if seen.value is not None else "other"
    if cell.kind == "text":
        short = len(cell.text) <= _LONGEST and all(sign >= " " for sign in cell.text)
        return "text" if seen.value else "word" if short else "other"
    return "no_result" if cell.kind == "blank" else "other"


def _factor(book: Book, table: Table, seen: Observation, cell: Cell | None) -> Decimal:
    """What the number in the cell is to be multiplied with to be in the measure of the form."""
    form = table.form
    measure = form.measure_of(form.row_by_key[seen.key.row], form.column_by_key[seen.key.column])
    written = table.written_in(seen.key)
    factor = written.convert(Decimal(1), measure) if written.family == measure.family else Decimal(1)
    shown = format_of(book.number_format(cell.style)) if cell is not None else None
    if shown is not None and shown.percent and measure.kind is MeasureKind.RATE:
        factor *= 100
    if shown is not None and shown.thousands:
        factor = factor.scaleb(-3 * shown.thousands)
    return factor
