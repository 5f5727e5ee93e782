from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import computed_values
from tests.support.properties import amounts, thorough
from tests.support.toy import cell, toy

FORM = toy(["1", "2", "3=1+2", "4=2/3*100 phan_tram"], ["t=a+b", "a", "b"])


def values(
    form: Form, typed: Mapping[tuple[str, str], str | Decimal]
) -> dict[tuple[str, str], Decimal | None]:
    figures = {cell(column, row): Decimal(text) for (row, column), text in typed.items()}
    found = computed_values(form, figures)
    return {(key.row, key.column): result for key, (_, result) in found.items()}


def test_totals_and_rates_follow_from_the_inputs() -> None:
    found = values(FORM, {("a", "1"): "6", ("a", "2"): "2", ("b", "1"): "10", ("b", "2"): "2"})
    assert found["t", "3"] == 20
    assert found["t", "4"] == 20
    assert found["a", "4"] == 25


def test_a_total_without_parts_stays_blank() -> None:
    found = values(FORM, {("a", "1"): "6"})
    assert found["t", "3"] == 6
    assert found["b", "3"] is None
    assert found["t", "2"] is None
    assert found["a", "4"] is None


def test_a_typed_total_is_not_believed() -> None:
    found = values(FORM, {("a", "1"): "6", ("a", "3"): "999"})
    assert found["a", "3"] == 6


def test_a_rate_of_a_total_is_recomputed_never_averaged() -> None:
    found = values(FORM, {("a", "1"): "0", ("a", "2"): "1", ("b", "1"): "99", ("b", "2"): "0"})
    assert (found["a", "4"], found["b", "4"], found["t", "4"]) == (100, 0, 1)


@thorough
@given(st.lists(amounts(), min_size=4, max_size=4))
def test_the_grand_total_is_the_same_by_rows_and_by_columns(parts: list[Decimal]) -> None:
    typed = dict(zip([("a", "1"), ("a", "2"), ("b", "1"), ("b", "2")], parts, strict=True))
    found = values(FORM, typed)
    down = (found["a", "3"] or 0) + (found["b", "3"] or 0)
    across = (found["t", "1"] or 0) + (found["t", "2"] or 0)
    assert found["t", "3"] == down == across == sum(parts)
