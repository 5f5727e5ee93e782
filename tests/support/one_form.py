"""One form of the catalogue looked for on one sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet
from mtqg_xl.opening.book import Book
from mtqg_xl.reading.heading import period_in
from mtqg_xl.reading.tables.assembled import Assembled
from mtqg_xl.reading.tables.assembly import Around
from mtqg_xl.reading.tables.catalogued import ANY_PERIOD, bare_form
from mtqg_xl.reading.tables.finding import find_tables
from mtqg_xl.reading.tables.planes import Plane
from mtqg_xl.reading.tables.tabling import binding_of

_TITLE_ROWS = 14
_DATED = re.compile(r"(ngay\b|\(?kem theo|\(?ban hanh|so:|quyet dinh|thong tu|nghi dinh)")


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form on a sheet: concrete for it, where it stands, and the labels of rows that were not found."""

    form: Form
    binding: FormBinding
    missing: tuple[str, ...]


def find_form(
    book: Book, sheet: Sheet, unit: ReportingUnit | None, period: Period | None, code: str
) -> FoundForm | str:
    """Form ``code`` on ``sheet`` of ``book``, or a sentence why it is not there."""
    plane = Plane(sheet, sheet)
    used = period or _period_on(plane) or ANY_PERIOD
    around = Around(unit, used, book, {})
    form = bare_form(code, unit, used)
    found = find_tables([plane], [form], {}, around)
    if not found.forms:
        return "; ".join(found.reasons) or say("headings.lost", form=form.number, titles="…")
    (assembled,) = found.forms
    lost = _lost(assembled)
    if lost:
        return say("headings.lost", form=form.number, titles="; ".join(lost[:4]))
    missing = tuple(assembled.form.row_by_key[key].label for key in assembled.missing_rows)
    return FoundForm(assembled.form, binding_of(assembled.form, assembled.pieces), missing)


def _period_on(plane: Plane) -> Period | None:
    """The period that the top of the sheet names; dates of documents do not count."""
    for row in plane.rows_from(1, _TITLE_ROWS):
        for column in plane.by_row[row]:
            cell = plane.sheet.cells[row, column]
            for line in cell.text.splitlines() if cell.kind == "text" else ():
                if not _DATED.match(fold(line)) and (found := period_in(line)) is not None:
                    return found
    return None


def _lost(found: Assembled) -> list[str]:
    keys = [*found.missing_columns, *found.asked_columns]
    return [found.form.column_by_key[key].title for key in keys]
