"""What an explanation is for, as the hidden column of a list keeps it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from mtqg_xl.domain.explanations import ExplanationKey

KEY = ExplanationKey.at("huyện Kon Rẫy", "KR02.3", ("KR02", "NTM", "3"))


@pytest.mark.parametrize(
    "stated", [None, Decimal(26884), Decimal("-1.50"), Decimal(0), Decimal("85.7142857142857")]
)
def test_what_was_written_is_read_again(stated: Decimal | None) -> None:
    key = KEY.of_figure(stated)
    assert ExplanationKey.read(key.written()) == key
    assert ExplanationKey.read(KEY.written()) == KEY


def test_a_key_without_a_figure_is_for_any() -> None:
    assert ExplanationKey.read('["a", "b", "c", "d", "e"]') == ("a", "b", "c", "d", "e", None)
    assert KEY.of_figure(Decimal(1)).of_any_figure() == KEY


def test_figures_are_the_same_however_they_are_written() -> None:
    """Programs keep the results of formulas with fifteen, sixteen or seventeen digits."""
    figures = ("26884", "26884.0", "26884.00000000001")
    assert {KEY.of_figure(Decimal(one)).figure for one in figures} == {"26884"}
    results = ("0.85714285714285714", "0.857142857142857")
    assert len({ExplanationKey.read(json.dumps([*KEY[:5], one])) for one in results}) == 1


@pytest.mark.parametrize("figure", ["1E+999999999", "NaN", "Infinity", "x", "1,5"])
def test_what_is_no_plain_figure_is_for_no_finding(figure: str) -> None:
    key = ExplanationKey.read(json.dumps(["a", "b", "c", "d", "e", figure]))
    assert key is not None
    assert (key.figure, key.stated) == (figure, None)


@pytest.mark.parametrize(
    "text",
    ["", "x", "[1]", '["a", "b", "c", "d"]', '["a", "b", "c", "d", "e", 1]', '["", "", "", "", "", "", ""]'],
)
def test_other_texts_are_no_keys(text: str) -> None:
    assert ExplanationKey.read(text) is None
