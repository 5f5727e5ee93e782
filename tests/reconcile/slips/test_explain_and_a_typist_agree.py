"""Explaining compares two figures; the typist types. Both must find the same slips."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.reconcile.slips import Kind, explain
from mtqg_xl.reconcile.slips.digits import LOST_ZEROS
from tests.reconcile.slips.typist import (
    DIGIT_KINDS,
    FIGURES,
    may_come_out,
    near,
    read,
    scaled,
    slips_of_digits,
    zeros_lost,
)


def test_whole_figures_below_two_hundred_and_all_that_a_typist_makes_of_them() -> None:
    for right in range(200):
        made: dict[Decimal, set[Kind]] = {}
        for kind, typed in slips_of_digits(str(right)):
            made.setdefault(read(typed), set()).add(kind)
        if right % 10 == 0 and 0 < right < 100:
            made[Decimal(right // 10)].add(Kind.SWAP)
        made.pop(Decimal(right), None)
        for written in map(Decimal, range(2100)):
            kind = explain(written, Decimal(right)).kind
            if written in made:
                assert kind in made[written], (written, right)
            else:
                assert kind not in DIGIT_KINDS, (written, right)


@given(right=FIGURES, chosen=st.integers(0, 10**6))
def test_every_slip_of_a_typist_is_explained(right: Decimal, chosen: int) -> None:
    made = list(slips_of_digits(format(right, "f")))
    _, typed = made[chosen % len(made)]
    written = read(typed)
    if written == right or zeros_lost(typed) > LOST_ZEROS:
        return
    decimals = len(typed.partition(".")[2])
    found = explain(written, right, decimals)
    if found.kind in DIGIT_KINDS:
        assert may_come_out(written, right, found.kind)
    else:
        # Moving the comma may do the same as a digit more or less.
        assert found.kind in {Kind.UNIT, Kind.DECIMAL}
        assert scaled(written, right) or found.values["way"] == "rounded"


@given(data=st.data(), right=FIGURES, decimals=st.integers(0, 3))
def test_a_slip_of_digits_is_told_only_where_a_typist_can_make_it(
    data: st.DataObject, right: Decimal, decimals: int
) -> None:
    written = data.draw(near(right, 3))
    found = explain(written, right, decimals)
    if found.kind in DIGIT_KINDS:
        assert may_come_out(written, right, found.kind)
    else:
        assert found.kind is not Kind.NONE or not may_come_out(written, right, Kind.REPLACE)


@given(written=st.decimals(), right=st.decimals(), decimals=st.integers(-5, 10**9))
def test_explaining_never_fails(written: Decimal, right: Decimal, decimals: int) -> None:
    found = explain(written, right, decimals)
    assert found.log_likelihood <= 0
    assert (found.words() == "") is (found.kind is Kind.NONE)


@given(written=FIGURES, right=FIGURES.filter(bool), decimals=st.integers(0, 3))
def test_both_figures_negative_is_as_both_positive(written: Decimal, right: Decimal, decimals: int) -> None:
    assert explain(-written, -right, decimals) == explain(written, right, decimals)
