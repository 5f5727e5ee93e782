"""Our own templates, stripped of what they say about themselves, are learnt back.

The learnt form has to be found on the workbook it was learnt from, and to compute the same totals
and rates from the same figures, wherever the columns stand and whatever they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from mtqg_xl.catalogue.sources import FORMS_VARIABLE
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import Form
from mtqg_xl.learning import learn_workbook
from mtqg_xl.ooxml import Workbook
from mtqg_xl.rules import computed_values
from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book
from mtqg_xl.writing.layout import SheetPlan
from tests.support.everyform import Case, chance_filling, one_case_each
from tests.support.one_form import FoundForm, find_form

pytestmark = pytest.mark.thorough

CODE = "DP01"
Place = tuple[int, int]


def told_apart(cases: Sequence[Case]) -> list[Case]:
    """Those whose columns are told apart by headings: in 2016 the base year is also the year before."""
    return [case for case in cases if len(set(headings(case.form))) == len(case.form.columns)]


def headings(form: Form) -> list[tuple[int, tuple[str, ...], str]]:
    return [(column.section, column.headings, column.title) for column in form.columns]


def as_it_is(form: Form) -> Form:
    return form


def rearranged(form: Form) -> Form:
    """``form`` with its columns in another order and under other names, and another title."""
    chance = Random(form.code)
    columns = []
    for section in range(len(form.sections)):
        stub = [column for column in form.columns if column.section == section and column.in_stub]
        others = [column for column in form.columns if column.section == section and not column.in_stub]
        chance.shuffle(others)
        for column in others:
            headings = tuple(f"Nhóm {heading}" for heading in column.headings)
            stub.append(replace(column, title=f"{column.title} theo biểu này", headings=headings, page=1))
        columns += stub
    return replace(form, columns=tuple(columns), title="Biểu báo cáo của địa phương")


def forget_metadata(book: Any) -> None:
    del book["_mtqg"]


def forget_codes(book: Any) -> None:
    """Remove the hidden sheet, and empty every row of column codes."""
    forget_metadata(book)
    for line in book.worksheets[0].iter_rows():
        if (line[0].value, line[1].value) == ("A", "B"):
            for cell in line:
                cell.value = None


def emptied(
    tmp_path: Path, case: Case, change: Callable[[Form], Form], forget: Callable[[Any], None]
) -> SheetPlan:
    """The template of a form changed by hand, saved as ``that.xlsx`` without what it says of itself."""
    plan = plan_sheet(change(case.form))
    path = tmp_path / "that.xlsx"
    path.write_bytes(write_book([plan], BookIdentity(case.unit, case.period, kind="template"), Filling({})))
    book = openpyxl.load_workbook(path)
    forget(book)
    book.save(path)
    return plan


def found_again(tmp_path: Path, case: Case, plan: SheetPlan, monkeypatch: pytest.MonkeyPatch) -> FoundForm:
    """The form learnt from the workbook, found on the same workbook by its headings."""
    folder = tmp_path / "bieu_rieng"
    folder.mkdir()
    (file,) = learn_workbook(tmp_path / "that.xlsx", folder / f"{CODE}.yaml").files
    Path(file.path).write_text(file.text, encoding="utf-8")
    monkeypatch.setenv(FORMS_VARIABLE, str(folder))
    book = Workbook.open(tmp_path / "that.xlsx")
    table = find_form(book, book.sheet(plan.sheet), case.unit, case.period, CODE)
    assert isinstance(table, FoundForm), table
    assert table.missing == ()
    return table


def computed_by_place(
    form: Form,
    place: Callable[[CellKey], Place | None],
    figures: Mapping[Place, Decimal],
    texts: Mapping[Place, str],
) -> dict[Place, Decimal]:
    """What a form computes from figures by their places on the sheet."""
    own: dict[CellKey, Place] = {}
    for row in form.rows:
        for column in form.columns:
            key = form.key(row, column)
            if row.section == column.section and (at := place(key)) is not None:
                own[key] = at
    given = {key: figures[at] for key, at in own.items() if at in figures}
    written = {key: texts[at] for key, at in own.items() if at in texts}
    values = {key: value for key, (_, value) in computed_values(form, given, written).items()}
    return {own[key]: value for key, value in values.items() if value is not None and key in own}


@pytest.mark.parametrize(
    ("case", "change", "forget"),
    [
        *(
            pytest.param(case, as_it_is, forget_metadata, id=case.name)
            for case in told_apart(one_case_each())
        ),
        *(
            pytest.param(case, as_it_is, forget_codes, id=f"{case.name}-no-codes")
            for case in told_apart(one_case_each())
        ),
        *(
            pytest.param(case, rearranged, forget_codes, id=f"{case.name}-rearranged")
            for case in told_apart(one_case_each())
        ),
    ],
)
def test_the_learnt_form_computes_the_same(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    case: Case,
    change: Callable[[Form], Form],
    forget: Callable[[Any], None],
) -> None:
    plan = emptied(tmp_path, case, change, forget)
    table = found_again(tmp_path, case, plan, monkeypatch)
    filled = chance_filling(plan.form, seed=1, blank=0.1)
    figures = {plan.position(key): value for key, value in filled.figures.items()}
    texts = {plan.position(key): text for key, text in filled.texts.items()}
    rows = {row.key: row.at for row in table.binding.rows}

    def place(key: CellKey) -> Place | None:
        at = rows.get(key.row)
        return None if at is None else (at, table.binding.columns[key.column])

    expected = computed_by_place(plan.form, plan.position, figures, texts)
    assert expected
    assert computed_by_place(table.form, place, figures, texts) == expected
