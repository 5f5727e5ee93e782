from __future__ import annotations

import pytest

from mtqg_xl.domain.questions import NONE_OF_THEM, Question

ASKED = Question(
    "Q1A2B3", "column", "BM11", "D9", "Hộ", (("3", "cột 3: hộ cận nghèo"), ("2", "cột 2: hộ nghèo"))
)


@pytest.mark.parametrize(
    ("given", "key"), [("1", "3"), ("2", "2"), (" 1 ", "3"), ("3", "3"), ("-", NONE_OF_THEM)]
)
def test_an_answer_is_a_place_or_a_key_or_none_of_them(given: str, key: str) -> None:
    assert ASKED.answer(given) == key


@pytest.mark.parametrize("given", ["", "0", "4", "cột 2", "--", "-1"])
def test_what_was_not_offered_is_no_answer(given: str) -> None:
    assert ASKED.answer(given) is None


def test_an_answer_is_told_in_words() -> None:
    assert ASKED.label("2") == "cột 2: hộ nghèo"
    assert ASKED.label("K1") == ""
