from __future__ import annotations

import re
from collections import Counter

import pytest

from mtqg_xl.catalogue import all_forms, form_codes, load_form
from mtqg_xl.domain.forms import Aggregate, CellKind, ColumnKind, Form, Mark, RowKind
from mtqg_xl.domain.periods import PeriodKind
from mtqg_xl.domain.units import Level
from mtqg_xl.messages import ArgumentProblem

every_form = pytest.mark.parametrize(
    "form", all_forms(), ids=lambda form: f"{form.code} {form.validity.start or ''}".strip()
)


def test_the_forms_with_figures_to_reproduce_are_known() -> None:
    assert {"BM03", "BM11", "BM16", "PL01", "NTM01", "KR02"} <= set(form_codes())


@every_form
def test_keys_are_unique(form: Form) -> None:
    assert len(form.row_by_key) == len(form.rows)
    assert len(form.column_by_key) == len(form.columns)
    assert max(Counter(rule.id for rule in form.rules).values()) <= 2


@every_form
def test_levels_and_periods_are_known_ones(form: Form) -> None:
    assert {Level(level) for level in form.levels}
    assert {PeriodKind(kind) for kind in form.periods}


@every_form
def test_a_column_with_a_quotient_is_a_rate_and_measured_as_one(form: Form) -> None:
    for row in form.rows:
        for column in form.columns:
            if form.kind_of(row, column) is CellKind.FORMULA:
                # A printed code goes before the sum of a row, as on paper.
                notation = form.formula_of(row, column) or row.formula or ""
                if "/" in notation:
                    assert form.measure_of(row, column).kind == "rate", (row.key, column.key)


@every_form
def test_a_rate_column_is_computed_somewhere(form: Form) -> None:
    for column in form.columns:
        if column.kind is ColumnKind.RATE:
            assert any(form.formula_of(row, column) for row in form.rows), column.key


@every_form
def test_no_rate_is_added_up_over_units(form: Form) -> None:
    summed = [
        (row.key, column.key)
        for row in form.rows
        for column in form.columns
        if row.kind not in (RowKind.ZONE, RowKind.LIST)
        and form.kind_of(row, column) is CellKind.INPUT
        and form.measure_of(row, column).kind == "rate"
        and form.aggregate_of(row, column) is not Aggregate.OWN
    ]
    assert summed == []


@every_form
def test_printed_codes_start_with_the_key_of_their_column(form: Form) -> None:
    for column in form.columns:
        assert re.fullmatch(rf"{re.escape(column.key)}(=.+)?", column.code_text)


@every_form
def test_a_form_whose_layout_is_a_reconstruction_says_so(form: Form) -> None:
    assert form.mark in (Mark.REFERENCE, Mark.PARTIAL)
    assert form.source


@every_form
def test_every_rule_says_why_or_is_printed_on_the_form(form: Form) -> None:
    for rule in form.rules:
        assert rule.defines or (rule.why and rule.todo), rule.id


def test_a_form_is_found_in_small_letters() -> None:
    assert load_form(" bm16 ").code == "BM16"


def test_an_unknown_form_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ArgumentProblem, match=r"XX99.*BM16"):
        load_form("XX99")
