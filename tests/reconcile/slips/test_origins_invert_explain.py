from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.reconcile.slips import Kind, explain, origins
from tests.reconcile.slips.typist import DIGIT_KINDS, FIGURES, near, scaled


@given(written=FIGURES, decimals=st.integers(0, 3), whole=st.booleans())
def test_every_origin_is_another_figure_explained_by_the_kind_told(
    written: Decimal, decimals: int, whole: bool
) -> None:
    found = list(origins(written, decimals, whole=whole))
    values = [value for value, _ in found]
    assert len(values) == len(set(values))
    assert written not in values
    for value, kind in found:
        assert value >= 0
        assert not whole or value == value.to_integral_value()
        assert kind is not Kind.NONE
        assert explain(written, value, decimals).kind is kind


@given(written=FIGURES, decimals=st.integers(0, 3))
def test_origins_have_at_most_one_decimal_more_unless_scaled(written: Decimal, decimals: int) -> None:
    printed = max(decimals, len(format(written, "f").partition(".")[2].rstrip("0")))
    for value, kind in origins(written, decimals, whole=False):
        assert (
            kind in {Kind.UNIT, Kind.DECIMAL} or scaled(written, value) or value == round(value, printed + 1)
        )


def test_whole_origins_of_small_figures_are_all_that_explain_finds() -> None:
    for written in map(Decimal, (*range(13), 40, 99, 101, 405, 1000)):
        found = {value for value, _ in origins(written, whole=True)}
        for value in map(Decimal, range(11_111)):
            explained = explain(written, value)
            rounded = explained.values.get("way") == "rounded"
            slip = explained.kind is not Kind.NONE and not rounded
            assert slip is (value in found), (written, value)


@given(data=st.data(), written=FIGURES, decimals=st.integers(0, 3))
def test_what_explains_a_figure_is_among_its_origins(
    data: st.DataObject, written: Decimal, decimals: int
) -> None:
    printed = max(decimals, len(format(written, "f").partition(".")[2].rstrip("0")))
    value = data.draw(near(written, printed + 1))
    explained = explain(written, value, decimals)
    if explained.values.get("way") == "rounded":
        return
    if explained.kind in DIGIT_KINDS and value != round(value, printed + 1):
        return  # more decimals than origins are looked for with
    slip = explained.kind is not Kind.NONE
    assert slip is (value in {origin for origin, _ in origins(written, decimals, whole=False)})


def test_a_negative_figure_comes_from_the_same_without_the_sign() -> None:
    assert list(origins(Decimal("-7.5"), 1, whole=False)) == [(Decimal("7.5"), Kind.SIGN)]
    assert list(origins(Decimal("-7.5"), 1, whole=True)) == []


def test_zero_has_no_unit_and_no_sign() -> None:
    assert {kind for _, kind in origins(Decimal(0), whole=True)} == {Kind.REPLACE, Kind.OMIT}


def test_the_origins_of_a_digit_wrong_in_a_report() -> None:
    assert (Decimal(26844), Kind.REPLACE) in origins(Decimal(26884), whole=True)
    assert (Decimal(4079), Kind.SWAP) in origins(Decimal(4097), whole=True)
    assert (Decimal(4), Kind.INSERT) in origins(Decimal(40), whole=True)
    assert (Decimal("2.53"), Kind.UNIT) in origins(Decimal(2530), whole=False)


def test_what_is_no_figure_has_no_origin() -> None:
    assert [list(origins(Decimal(strange), whole=True)) for strange in ("NaN", "Infinity", "1E+99")] == [
        []
    ] * 3
