"""Lines of lists inserted and deleted by hand: as many as a person wrote are read, and totals follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import CellKind, Form
from mtqg_xl.reading import read_submission
from mtqg_xl.writing import plan_sheet
from tests.support.books import forget_metadata
from tests.support.everyform import Case, chance_filling, one_case_a_level, one_case_each
from tests.support.lists import lists_of, with_lines_changed
from tests.support.samples import figures_of
from tests.support.typing_in import misread, type_in

_COUNT = re.compile(
    r'\[(?P<row>[^;]+);(?P<column>[^]]+)\]=count\(#(?P<tag>[\w.]+);(?P<of>\w+)(?:="(?P<text>[^"]*)")?\)'
)
at_every_level = pytest.mark.parametrize(
    "case", [case for case in one_case_a_level() if case.definition.has_lists], ids=lambda case: case.name
)
every_layout = pytest.mark.parametrize(
    "case", [case for case in one_case_each() if case.definition.has_lists], ids=lambda case: case.name
)


def counts_of(form: Form) -> Iterator[tuple[CellKey, list[CellKey], str | None]]:
    """The cells that count lines: which text cells they count, and what those must say."""
    for rule in form.rules:
        if rule.defines and (match := _COUNT.fullmatch(rule.notation)):
            lines = [row for row in form.rows if match["tag"] in row.tags]
            cells = [form.key(line, match["of"]) for line in lines]
            yield form.key(match["row"], match["column"]), cells, match["text"]


@at_every_level
@pytest.mark.parametrize("bare", [False, True], ids=["with hidden sheet", "bare"])
def test_lines_inserted_and_deleted_are_read_in_the_order_they_stand(
    case: Case, bare: bool, tmp_path: Path
) -> None:
    book, form = with_lines_changed(
        case, {name: (2, 3, at % 3) for at, name in enumerate(lists_of(case.form))}
    )
    filled = chance_filling(form, 1, blank=0.2)
    type_in(book, plan_sheet(form), filled)
    if bare:
        forget_metadata(book)
    book.save(tmp_path / "a.xlsx")
    submission = read_submission(tmp_path / "a.xlsx")
    (table,) = submission.tables
    assert lists_of(table.form) == lists_of(form) != lists_of(case.form)
    assert misread(table, filled, form) == {}
    assert submission.remarks == ()


@every_layout
def test_totals_and_counts_take_in_every_line(case: Case, tmp_path: Path) -> None:
    book, form = with_lines_changed(case, dict.fromkeys(lists_of(case.form), (3, 1, 0)))
    filled = chance_filling(form, 2, blank=0.1)
    type_in(book, plan_sheet(form), filled)
    book.save(tmp_path / "a.xlsx")
    figures = figures_of(read_submission(tmp_path / "a.xlsx"))
    told = 0
    for row in form.rows:
        lines = [line for line in form.rows if row.formula == f"sum(#{line.key.rpartition('-')[0]})"]
        for column in form.columns if lines else ():
            kinds = (form.kind_of(lines[0], column), form.kind_of(row, column))
            if kinds == (CellKind.INPUT, CellKind.FORMULA):
                typed = [filled.figures.get(form.key(line, column)) for line in lines]
                known = [figure for figure in typed if figure is not None]
                assert figures.value(form.key(row, column)) == (sum(known, Decimal(0)) if known else None)
                told += 1
    for key, counted, text in counts_of(form):
        written = [filled.texts[line] for line in counted if line in filled.texts]
        matching = [word for word in written if text is None or word == text]
        assert figures.value(key) == (len(matching) if written else None)
        told += 1
    assert told
