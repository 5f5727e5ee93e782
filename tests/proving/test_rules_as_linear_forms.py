from __future__ import annotations

from fractions import Fraction

from mtqg_xl.domain.forms import Form
from mtqg_xl.proving.system.linear import linear_of
from mtqg_xl.proving.system.model import Model
from tests.support.toy import cell, the_relation, toy


def terms(form: Form, rule: str) -> dict[str, Fraction]:
    """The one constraint that a rule of a one-row form is, by column."""
    (constraint,) = Model([form]).constraints_of(the_relation(form, rule))
    return {key.column: factor for key, factor in constraint.form.terms.items()}


def test_a_sum_with_weights_and_differences_is_linear() -> None:
    form = toy(["1", "2", "3"], rules=["1={40}*2-3/4"])
    assert terms(toy(["1", "2", "3"], rules=["1={40}*2-(3-2)"]), "Q1") == {"1": 1, "2": -41, "3": 1}
    assert linear_of(the_relation(form, "Q1").right) is not None, "a quotient by a number is a factor"


def test_a_quotient_of_cells_and_a_product_are_not_linear() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"], rules=["1*2<=3"])
    assert linear_of(the_relation(form, "3").right) is None
    assert linear_of(the_relation(form, "Q1").left) is None
    assert Model([form]).rates == {cell("3")}


def test_at_most_the_smallest_is_at_most_each() -> None:
    form = toy(["1", "2", "3"], rules=["1<=min(2,3)"])
    constraints = Model([form]).constraints_of(the_relation(form, "Q1"))
    assert [set(constraint.form.terms) for constraint in constraints] == [
        {cell("1"), cell("2")},
        {cell("1"), cell("3")},
    ]


def test_a_bound_on_a_rate_is_a_bound_on_its_parts() -> None:
    form = toy(["1", "2", "3=2/1*100 phan_tram"], rules=["3<={80}"])
    assert terms(form, "Q1") == {"2": 100, "1": -80}


def test_a_bound_on_a_rate_whose_divisor_may_be_negative_is_left_for_later() -> None:
    form = toy(["1", "2", "3=2/(1-2)*100 phan_tram"], rules=["3<={80}"])
    model = Model([form])
    assert model.constraints_of(the_relation(form, "Q1")) == ()
    assert model.afterwards == (the_relation(form, "Q1"),)


def test_totals_are_known_by_their_inputs() -> None:
    model = Model([toy(["1", "2", "3=1+2", "4", "5=3-4"])])
    assert model.totals[cell("5")].terms == {cell("1"): 1, cell("2"): 1, cell("4"): -1}
    assert set(model.inputs) == {cell("1"), cell("2"), cell("4")}
    assert model.surely_positive(cell("3"))
    assert not model.surely_positive(cell("5"))
