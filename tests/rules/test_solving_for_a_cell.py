from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.numerals import decimals_of, round_half_up
from mtqg_xl.rules import solve_for
from tests.support.toy import cell, row_of, the_relation, toy

SUM = toy(["1", "2", "3=1+2"])
RATE = toy(["1", "2", "3=1/2*100 phan_tram"])


def solved(form: Form, column: str, values: Mapping[str, str], rule: str | None = None) -> Decimal | None:
    return solve_for(the_relation(form, rule), cell(column), row_of(form, values))


def test_a_total_is_solved_from_its_parts() -> None:
    assert solved(SUM, "3", {"1": "24314", "2": "2530", "3": "26884"}) == 26844


def test_a_part_is_solved_from_the_total() -> None:
    assert solved(SUM, "2", {"1": "209", "2": "40", "3": "213"}) == 4


def test_a_subtracted_part_is_solved_too() -> None:
    assert solved(toy(["1", "2", "3=1-2"]), "2", {"1": "10", "2": "1", "3": "4"}) == 6


def test_the_divisor_of_a_rate_is_solved() -> None:
    assert solved(RATE, "2", {"1": "1141", "2": "4097", "3": "50"}) == 2282


@pytest.mark.parametrize(
    ("above", "below", "rate", "expected"),
    [
        ("104516", "108400", "94.46", "102395"),
        ("1", "3", "50", "1.5"),
        ("7", "7", "60", "4.2"),
        ("1", "97", "10", "9.7"),
    ],
)
def test_the_numerator_of_a_rate_is_solved(above: str, below: str, rate: str, expected: str) -> None:
    found = solved(RATE, "1", {"1": above, "2": below, "3": rate})
    assert found is not None
    assert round_half_up(found, decimals_of(Decimal(expected))) == Decimal(expected)


def test_a_part_behind_a_blank_total_is_solved() -> None:
    form = toy(["1", "2", "3=1+2", "4", "5=3+4"])
    assert solved(form, "1", {"1": "5", "2": "7", "4": "1", "5": "20"}, "5") == 12


def test_a_cell_outside_the_relation_has_no_say() -> None:
    form = toy(["1", "2", "3=1+2", "4"])
    assert solved(form, "4", {"1": "5", "2": "7", "3": "1", "4": "9"}) is None


def test_nothing_is_proposed_while_another_part_is_unknown() -> None:
    assert solved(RATE, "1", {"1": "5", "3": "10"}) is None


def test_no_divisor_closes_a_rate_of_zero() -> None:
    assert solved(RATE, "2", {"1": "5", "2": "8", "3": "0"}) is None
