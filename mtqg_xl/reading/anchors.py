"""Finding a form by what is printed: the row of column codes and the numbering of the rows.

Binding a figure to the wrong column is the worst thing a reader can do; so every code must be
found, exactly once, and every row recognised by its number and label, or the form is refused.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from mtqg_xl.catalogue import all_forms
from mtqg_xl.domain.binding import BoundRow, FormBinding
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.units import fold
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet, to_a1
from mtqg_xl.reading.metadata import squeeze, text_at

_SEARCHED_ROWS = 60
_CLOSE = 0.6


@dataclass(frozen=True, slots=True)
class CodeRow:
    """The row of column codes of a form on a sheet; ``stub`` holds the columns of A and B."""

    form: str
    row: int
    columns: dict[str, int]
    stub: tuple[int, int]


def find_code_row(sheet: Sheet, only: str | None = None) -> CodeRow | str | None:
    """The code row of the form that ``sheet`` holds.

    A sentence instead when codes of a form are there but not all, or fit several forms;
    ``None`` when the sheet shows no form. ``only`` looks for one form.
    """
    forms = [form for form in all_forms() if only in (None, form.code)]
    whole: list[CodeRow] = []
    nearly: list[tuple[float, Form, list[str]]] = []
    for row in range(1, min(sheet.rows_used, _SEARCHED_ROWS) + 1):
        printed: dict[str, list[int]] = {}
        for column in range(1, sheet.columns_used + 1):
            text = squeeze(text_at(sheet, row, column))
            if text:
                printed.setdefault(text, []).append(column)
        if "A" not in printed or "B" not in printed:
            continue
        for form in forms:
            found = {c.key: printed.get(squeeze(c.code_text), []) for c in form.columns}
            lost = [form.column_by_key[key].code_text for key, places in found.items() if len(places) != 1]
            if not lost:
                columns = {key: places[0] for key, places in found.items()}
                whole.append(CodeRow(form.code, row, columns, (printed["A"][0], printed["B"][0])))
            elif 1 - len(lost) / len(form.columns) >= _CLOSE:
                nearly.append((len(lost) / len(form.columns), form, lost))
    if len(whole) > 1:
        whole = _best(whole, sheet)
    if len(whole) == 1:
        return whole[0]
    if whole:
        return say("reading.several_forms", forms=", ".join(sorted({found.form for found in whole})))
    if nearly:
        _, form, lost = min(nearly, key=lambda entry: entry[0])
        return say("reading.codes_lost", form=form.code, codes=", ".join(lost[:6]))
    return None


def _best(found: list[CodeRow], sheet: Sheet) -> list[CodeRow]:
    named = [entry for entry in found if entry.form == sheet.name.strip().upper()]
    if named:
        return named[:1]
    most = max(len(entry.columns) for entry in found)
    return [entry for entry in found if len(entry.columns) == most]


def bind_rows(found: CodeRow, form: Form, sheet: Sheet) -> tuple[FormBinding | None, list[str]]:
    """Bind the rows of a concrete form under its code row.

    Returns the binding (``None`` when too little is recognised) and the labels of rows of the
    form that are missing.
    """
    numbers, labels = found.stub
    printed: dict[tuple[str, str], list[int]] = {}
    by_label: dict[str, list[int]] = {}
    for at in range(found.row + 1, sheet.rows_used + 1):
        number, label = fold(text_at(sheet, at, numbers)), fold(text_at(sheet, at, labels))
        if label:
            printed.setdefault((number, label), []).append(at)
            by_label.setdefault(label, []).append(at)
    labels_of_form = Counter(fold(row.label) for row in form.rows)
    rows: list[BoundRow] = []
    missing: list[str] = []
    for row in form.rows:
        places = printed.get((fold(row.number), fold(row.label)), [])
        if len(places) != 1 and labels_of_form[fold(row.label)] == 1:
            places = by_label.get(fold(row.label), [])
        if len(places) == 1:
            rows.append(BoundRow(row.key, places[0], row.number, row.label, row.unit or ""))
        else:
            missing.append(row.label)
    needed = [row for row in form.rows if row.kind is not RowKind.HEADING]
    if not rows or len(rows) < _CLOSE * len(needed):
        return None, missing
    return FormBinding(form.code, sheet.name, found.row, "", found.columns, tuple(rows)), missing


def stranger_rows(bound: FormBinding, sheet: Sheet) -> list[str]:
    """Labels of rows under the code row that hold figures and belong to no row of the form."""
    taken = {row.at for row in bound.rows}
    label_at = min(bound.columns.values()) - 1
    return [
        text_at(sheet, at, 2) or text_at(sheet, at, label_at) or to_a1(at, label_at)
        for at in range(bound.code_row + 1, sheet.rows_used + 1)
        if at not in taken and any(_has_figure(sheet, at, column) for column in bound.columns.values())
    ]


def _has_figure(sheet: Sheet, row: int, column: int) -> bool:
    cell = sheet.cell(row, column)
    return cell is not None and cell.kind == "number"
