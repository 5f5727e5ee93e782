from __future__ import annotations

import pytest

from mtqg_xl.reading.rows.numbers import number_key


@pytest.mark.parametrize("text", ["45000", "1.20240630", "9" * 5000])
def test_a_figure_is_no_number_of_a_row(text: str) -> None:
    assert number_key(text) == ()


@pytest.mark.parametrize(("text", "parts"), [("1.10", ("1", "10")), ("IV.", ("iv",)), ("(007)", ("7",))])
def test_the_parts_of_a_number_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert number_key(text) == parts
