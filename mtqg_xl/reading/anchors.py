"""Finding a form by what is printed: the row of column codes and the numbering of the rows.

Binding a figure to the wrong column is the worst thing a reader can do; so every code must be
found, exactly once, and every row recognised by its number and label, or the form is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mtqg_xl.catalogue import all_forms, variants
from mtqg_xl.domain.binding import FormBinding
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.reading.metadata import squeeze, text_at

#: Where a form prints its number.
_CORNER = range(1, 4)
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class CodeRow:
    """The row of column codes of a form on a sheet; ``stub`` holds the columns of A and B.

    ``further`` are the code rows of its other tables, 0 for one that is not there.
    """

    form: Form
    row: int
    columns: dict[str, int]
    stub: tuple[int, int]
    further: tuple[int, ...] = ()


#: What stands in a row that may hold column codes: the columns of each text.
_Printed = dict[str, list[int]]


def find_code_row(sheet: Sheet, only: str | None = None) -> CodeRow | str | None:
    """The code row of the form that ``sheet`` holds.

    A sentence instead when codes of a form are there but not all, or fit several forms;
    ``None`` when the sheet shows no form. ``only`` looks for one form.
    """
    candidates = list(_code_rows(sheet))
    if not candidates:
        return None
    known = all_forms() if only is None else variants(only)
    forms = [form for form in known if form.bind == "codes"]
    whole: list[CodeRow] = []
    nearly: list[tuple[float, Form, list[str]]] = []
    for row, printed in candidates:
        for form in forms:
            columns = [column for column in form.columns if column.section == 0 and not column.in_stub]
            found = {c.key: printed.get(squeeze(c.code_text), []) for c in columns}
            lost = [form.column_by_key[key].code_text for key, places in found.items() if len(places) != 1]
            if not lost:
                places = {key: places[0] for key, places in found.items()}
                whole.append(CodeRow(form, row, places, (printed["A"][0], printed["B"][0])))
            elif 1 - len(lost) / len(columns) >= _CLOSE:
                nearly.append((len(lost) / len(columns), form, lost))
    if len(whole) > 1:
        whole = _best(whole, sheet)
    if len({found.form.code for found in whole}) == 1:
        return _with_further(whole[0], candidates)
    if whole:
        return say("reading.several_forms", forms=", ".join(sorted({found.form.code for found in whole})))
    if nearly:
        named = sheet.name.strip().upper()
        _, form, lost = min(nearly, key=lambda entry: (entry[1].code != named, entry[0]))
        return say("reading.codes_lost", form=form.code, codes=", ".join(lost[:6]))
    return None


def in_layout(found: CodeRow, form: Form) -> CodeRow | None:
    """``found`` for the layout of the form in force; ``None`` when its codes are not those."""
    if found.form.code != form.code:
        return None
    printed = {squeeze(found.form.column_by_key[key].code_text): at for key, at in found.columns.items()}
    columns = [c for c in form.columns if not c.in_stub and (c.section == 0 or found.further[c.section - 1])]
    places = {c.key: printed.get(squeeze(c.code_text)) for c in columns}
    kept = {key: at for key, at in places.items() if at is not None}
    return replace(found, form=form, columns=kept) if len(kept) == len(places) else None


def _code_rows(sheet: Sheet) -> Iterator[tuple[int, _Printed]]:
    """Rows that show an A and a B: only there can column codes stand."""
    for row in range(1, sheet.rows_used + 1):
        printed: _Printed = {}
        for column in range(1, sheet.columns_used + 1):
            text = squeeze(text_at(sheet, row, column))
            if text:
                printed.setdefault(text, []).append(column)
        if "A" in printed and "B" in printed:
            yield row, printed


def _with_further(found: CodeRow, candidates: list[tuple[int, _Printed]]) -> CodeRow:
    """``found`` with the code rows of the tables below, each looked for under the one before."""
    columns = dict(found.columns)
    rows: list[int] = []
    above = found.row
    for section in range(1, len(found.form.sections)):
        wanted = [column for column in found.form.columns if column.section == section]
        for row, printed in candidates:
            places = {column.key: printed.get(squeeze(column.code_text), []) for column in wanted}
            if row > above and all(len(at) == 1 for at in places.values()):
                columns |= {key: at[0] for key, at in places.items()}
                rows.append(row)
                above = row
                break
        else:
            rows.append(0)
    return replace(found, columns=columns, further=tuple(rows))


def _best(found: list[CodeRow], sheet: Sheet) -> list[CodeRow]:
    named = [entry for entry in found if entry.form.code == sheet.name.strip().upper()]
    if named:
        return named[:1]
    most = max(len(entry.columns) for entry in found)
    fullest = [entry for entry in found if len(entry.columns) == most]
    if len({entry.form.code for entry in fullest}) > 1:
        # Forms that share their codes are told apart by the number printed in the corner.
        shown = {fold(text_at(sheet, row, column)) for row in _CORNER for column in _across(sheet)}
        numbered = [entry for entry in fullest if fold(entry.form.number) in shown]
        return numbered or fullest
    return fullest


def _across(sheet: Sheet) -> range:
    return range(1, sheet.columns_used + 1)


def stranger_rows(bound: FormBinding, sheet: Sheet) -> list[str]:
    """Labels of rows under the code row that hold figures and belong to no row of the form."""
    taken = {row.at for row in bound.rows}
    code_rows = [row for row, _ in bound.tables if row]
    label_at = min(bound.columns.values()) - 1
    return [
        text_at(sheet, at, 2) or text_at(sheet, at, label_at) or to_a1(at, label_at)
        for at in range(bound.code_row + 1, sheet.rows_used + 1)
        if at not in taken
        and at not in code_rows
        and not _repeats_codes(bound, at, sheet)
        and any(_has_figure(sheet, at, column) for column in set(bound.columns.values()))
    ]


def _repeats_codes(bound: FormBinding, row: int, sheet: Sheet) -> bool:
    """Whether ``row`` is the code row once more, as on the next printed page."""
    columns = set(bound.columns.values())
    return all(text_at(sheet, row, at) == text_at(sheet, bound.code_row, at) for at in columns)


def _has_figure(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.cell(row, column)
    return cell is not None and cell.kind == "number"
