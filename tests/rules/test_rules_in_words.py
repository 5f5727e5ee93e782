from __future__ import annotations

import pytest

from mtqg_xl.domain.forms import Form
from mtqg_xl.rules import in_words
from tests.support.toy import the_relation, toy


def said(form: Form, rule: str) -> str:
    relation = the_relation(form, rule)
    return in_words(relation, {key: key.column for key in relation.cells})


@pytest.mark.parametrize(
    ("columns", "rule", "words"),
    [
        (["1", "2", "3=1+2"], "3", "3 = 1 + 2"),
        (["1", "2", "3=1-2"], "3", "3 = 1 − 2"),
        (["1", "2", "3=2/1*100"], "3", "3 = 2 : 1 × 100"),
        (["1", "2", "3", "4=(1+2)/3*100"], "4", "4 = (1 + 2) : 3 × 100"),
    ],
)
def test_a_rule_is_said_as_it_is_printed(columns: list[str], rule: str, words: str) -> None:
    assert said(toy(columns), rule) == words


def test_a_bound_is_said_with_its_sign() -> None:
    assert said(toy(["1", "2"], rules=["2<=1"]), "Q1") == "2 ≤ 1"
    assert said(toy(["1", "2"], rules=["2>=1"]), "Q1") == "2 ≥ 1"


def test_a_long_sum_is_said_short() -> None:
    codes = [str(n) for n in range(1, 10)]
    words = said(toy([*codes, f"99={'+'.join(codes)}"]), "99")
    assert words == "99 = 1 + 2 + 3 + … + 9"


def test_a_subtracted_group_keeps_its_parentheses() -> None:
    assert said(toy(["1", "2", "3", "4=1-(2+3)"]), "4") == "4 = 1 − (2 + 3)"
