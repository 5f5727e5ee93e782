from __future__ import annotations

from decimal import Decimal
from math import exp, isclose, log

import pytest

from mtqg_xl.reconcile.slips import explain
from mtqg_xl.reconcile.slips.model import PRIORS
from tests.reconcile.slips.typist import read, slips_of_digits


def test_the_priors_share_out_all_errors() -> None:
    assert isclose(sum(PRIORS.values()), 1)


@pytest.mark.parametrize(
    ("written", "right", "decimals", "probability"),
    [
        ("26884", "26844", 0, 0.40 / 45),
        ("4097", "4079", 0, 0.13 / 3),
        ("40", "4", 0, 0.13 / 20),
        ("0", "10", 0, 0.13 / 2),
        ("25.2", "25.32", 1, 0.13 / 4),
        ("25.205", "25.2", 3, 0.40 / 45),  # 25,200 with one digit replaced
        ("-5", "5", 0, 0.03),
        ("2530", "2.530", 0, 0.05 / 4),
        ("9642", "96.42", 0, 0.05 / 4),
        ("10.8", "20.31", 1, 0.08 / 9000),
        ("7", "12345", 0, 0.08 / 90000),
    ],
)
def test_a_prior_is_spread_over_the_outcomes(
    written: str, right: str, decimals: int, probability: float
) -> None:
    assert isclose(explain(Decimal(written), Decimal(right), decimals).log_likelihood, log(probability))


@pytest.mark.parametrize("right", ["4", "40", "405", "26844", "96.42"])
def test_all_that_may_be_typed_for_a_figure_is_no_more_than_certain(right: str) -> None:
    outcomes = {read(typed) for _, typed in slips_of_digits(right)} - {Decimal(right)}
    total = sum(exp(explain(written, Decimal(right), 2).log_likelihood) for written in outcomes)
    assert 0.5 < total <= 1


def test_a_slip_is_always_likelier_than_any_other_figure() -> None:
    none = explain(Decimal(81), Decimal(26)).log_likelihood
    assert explain(Decimal(21), Decimal(26)).log_likelihood > none
    assert explain(Decimal(0), Decimal(5)).log_likelihood > explain(Decimal(71), Decimal(5)).log_likelihood


def test_a_digit_told_in_a_long_figure_is_less_likely_by_chance_than_in_a_short_one() -> None:
    long_none = explain(Decimal(1111111), Decimal(2222222)).log_likelihood
    short_none = explain(Decimal(11), Decimal(22)).log_likelihood
    long_slip = explain(Decimal(1111111), Decimal(1111112)).log_likelihood
    short_slip = explain(Decimal(11), Decimal(12)).log_likelihood
    assert long_slip - long_none > short_slip - short_none
