from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from mtqg_xl.domain.forms import Missing
from mtqg_xl.rules.evaluate import evaluate
from mtqg_xl.rules.expressions import Node
from tests.support.toy import the_relation, toy


def side(formula: str) -> Node:
    return the_relation(toy(["1", "2", "3", f"9={formula}"])).right


def result(formula: str, values: Mapping[str, str], missing: Missing | None = None) -> Decimal | None:
    figures = {code: Decimal(text) for code, text in values.items()}
    return evaluate(side(formula), lambda key: figures.get(key.column), missing)


def test_a_plain_sum_skips_blanks() -> None:
    assert result("1+2+3", {"1": "5", "3": "7"}) == 12


def test_a_sum_of_blanks_alone_is_blank_not_zero() -> None:
    assert result("1+2+3", {}) is None


@pytest.mark.parametrize("given", [{"1": "5"}, {"2": "5"}, {}])
def test_a_difference_with_a_blank_part_is_unknown(given: dict[str, str]) -> None:
    assert result("1-2", given) is None


@pytest.mark.parametrize("given", [{"1": "5"}, {"2": "5"}, {}])
def test_a_rate_with_a_blank_part_is_unknown(given: dict[str, str]) -> None:
    assert result("1/2*100", given) is None


def test_a_rate_over_zero_is_unknown() -> None:
    assert result("1/2*100", {"1": "5", "2": "0"}) is None


def test_a_rate_of_nothing_done_is_zero() -> None:
    assert result("1/2*100", {"1": "0", "2": "8"}) == 0


def test_a_rule_may_say_that_a_blank_makes_it_unknown() -> None:
    assert result("1+2", {"1": "5"}, Missing.UNKNOWN) is None


def test_a_rule_may_say_that_a_blank_counts_for_nothing() -> None:
    assert result("1-2", {"1": "5"}, Missing.ZERO) == 5


def test_the_smallest_of_several_skips_blanks() -> None:
    assert result("min(1,2,3)", {"2": "4", "3": "9"}) == 4
    assert result("min(1,2,3)", {}) is None
