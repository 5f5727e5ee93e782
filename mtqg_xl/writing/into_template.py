"""The consolidated figures put into a workbook of the user's own; nothing else in it changes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mtqg_xl.consolidation import Merged
from mtqg_xl.domain.binding import METADATA_SHEET, Binding
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Aggregate, CellKind
from mtqg_xl.domain.submissions import Submission, Table
from mtqg_xl.messages import ArgumentProblem
from mtqg_xl.ooxml import Package, Workbook, to_a1
from mtqg_xl.ooxml.patching import NewCell, NewSheet, Patch
from mtqg_xl.reading import read_workbook
from mtqg_xl.writing.consolidated import notes_of
from mtqg_xl.writing.consolidation_sheets import draw_listings
from mtqg_xl.writing.entering import Entered, Entry, FormPlace, enter_into
from mtqg_xl.writing.entering.growing_lists import grown
from mtqg_xl.writing.entering.listing_sheet import AddedListing
from mtqg_xl.writing.listings import Listing


@dataclass(frozen=True)
class IntoTemplate:
    """The filled workbook.

    ``absent`` are reported forms that it lacks, ``unreported`` forms with figures in it that nobody
    reported, ``unplaced`` figures without a place in it.
    """

    entered: Entered
    absent: tuple[str, ...]
    unreported: tuple[str, ...]
    unplaced: tuple[CellKey, ...]

    @property
    def emptied(self) -> int:
        """How many cells held something of before and were emptied."""
        return sum(item.after is None for item in self.entered.written)


def into_template(
    merged: Merged, template: str | os.PathLike[str], out: str | os.PathLike[str]
) -> IntoTemplate:
    """Fill the workbook ``template`` with the figures of ``merged``; it is only read.

    Figures go into the cells of the forms found in it, in the measure its sheets state. Its formulas
    stay; a cell to be summed up for which nobody reported is emptied, so that no figure of before is
    taken for one of now. The lists of what came in and from where are added as sheets. ``out`` is
    where the result will stand.

    Raises :class:`FileProblem` when no form can be found in ``template``, :class:`ArgumentProblem`
    when none of its forms was reported or it holds such lists already.
    """
    package = Package.open(template, thorough=False)
    book = Workbook(package)
    submission = read_workbook(book)
    forms = [code for code in submission.forms if code in merged.forms]
    if not forms:
        found, reported = ", ".join(submission.forms), ", ".join(merged.forms)
        raise ArgumentProblem("template_of_others", path=str(template), found=found, reported=reported)
    package, _ = grown(package, submission, {code: _lines(merged, code) for code in forms})
    submission = read_workbook(Workbook(package))
    tables = {table.form.code: table for table in submission.tables}
    unplaced = tuple(key for key in (*merged.figures, *merged.texts) if not _has_place(key, tables))
    entries = list(_entries(merged, tables, frozenset(unplaced)))
    absent = tuple(code for code in merged.forms if code not in tables)
    lost = tuple(key for key in unplaced if key.form in tables)
    extras = partial(_add_sheets, merged, submission, tables, Path(out).absolute().parent)
    silent = tuple(code for code, table in tables.items() if code not in merged.forms and _has_figures(table))
    return IntoTemplate(enter_into(package, entries, also=extras), absent, silent, lost)


def _lines(merged: Merged, code: str) -> dict[str, int]:
    """How many lines each list of a form takes."""
    counts: dict[str, int] = {}
    for row in merged.forms[code].rows:
        if row.is_line:
            name = row.key.rpartition("-")[0]
            counts[name] = counts.get(name, 0) + 1
    return counts


def _has_place(key: CellKey, tables: dict[str, Table]) -> bool:
    table = tables.get(key.form)
    if table is None or table.place(key) is None:
        return False
    form = table.form
    return form.kind_of(form.row_by_key[key.row], form.column_by_key[key.column]) is not CellKind.CLOSED


def _entries(merged: Merged, tables: dict[str, Table], unplaced: frozenset[CellKey]) -> Iterator[Entry]:
    for key, figure in merged.figures.items():
        # A preset of the form does not go before what the unit itself stated in its workbook.
        preset = key not in merged.contributions and key not in unplaced and _states(key, tables)
        if key not in unplaced and not preset:
            yield Entry(FormPlace(*key), figure)
    for key, text in merged.texts.items():
        if key not in unplaced:
            yield Entry(FormPlace(*key), text, "text")
    for code, table in tables.items():
        for key, seen in table.observations.items() if code in merged.forms else ():
            silent = key not in merged.figures and key not in merged.texts
            if silent and seen.formula is None and seen.raw and _is_gathered(key, table):
                yield Entry(FormPlace(*key), None)


def _has_figures(table: Table) -> bool:
    """Whether somebody typed a figure into the form."""
    return any(seen.value is not None and seen.formula is None for seen in table.observations.values())


def _states(key: CellKey, tables: dict[str, Table]) -> bool:
    seen = tables[key.form].observations.get(key)
    return seen is not None and bool(seen.raw)


def _is_gathered(key: CellKey, table: Table) -> bool:
    """Whether the cell holds what units report, not what the consolidating unit says itself.

    The lines of a list are the units' with all they hold; a remark in another row may be its own.
    """
    form = table.form
    row, column = form.row_by_key[key.row], form.column_by_key[key.column]
    kind = form.kind_of(row, column)
    reported = kind is CellKind.INPUT or (kind is CellKind.TEXT and row.is_line)
    return reported and form.aggregate_of(row, column) is not Aggregate.OWN


def _add_sheets(
    merged: Merged, submission: Submission, tables: dict[str, Table], folder: Path, patch: Patch
) -> None:
    def standing(key: CellKey) -> tuple[str, str] | None:
        table = tables.get(key.form)
        place = table.place(key) if table is not None else None
        return None if table is None or place is None else (table.sheet, to_a1(*place))

    listings: list[AddedListing] = []

    def begin(name: str, widths: Iterable[float]) -> Listing:
        if any(info.name == name for info in patch.workbook.sheets):
            raise ArgumentProblem("template_consolidated", sheet=name)
        listings.append(AddedListing(name, widths))
        return listings[-1]

    draw_listings(merged, folder, standing, begin)
    for listing in listings:
        patch.add_sheet(listing.sheet)
    _record(merged, submission, patch)


def _record(merged: Merged, submission: Submission, patch: Patch) -> None:
    """Write down where the forms stand, as in every consolidated workbook, for tracing."""
    binding = Binding(
        unit_name=merged.unit.name,
        unit_code=merged.unit.code or "",
        level=merged.unit.level.value,
        period=str(merged.period),
        kind="consolidated",
        forms=tuple(
            table.bound
            for table in submission.tables
            if table.bound is not None and table.form.code in merged.forms
        ),
        notes={**notes_of(merged), **({"warning": merged.warning} if merged.warning else {})},
    )
    rows = binding.to_rows()
    if all(info.name != METADATA_SHEET for info in patch.workbook.sheets):
        cells = [[NewCell(value, "plain") for value in row] for row in rows]
        patch.add_sheet(NewSheet(METADATA_SHEET, cells, hidden=True))
        return
    wanted = {
        (row, column): value
        for row, line in enumerate(rows, start=1)
        for column, value in enumerate(line, start=1)
    }
    for place in patch.workbook.sheet(METADATA_SHEET).cells:
        patch.set(METADATA_SHEET, place, wanted.pop(place, None))
    patch.set_many(METADATA_SHEET, wanted)
