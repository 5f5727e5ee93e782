from __future__ import annotations

import pytest

from mtqg_xl.messages import DefinitionProblem
from mtqg_xl.rules.notation import parse_relation


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("3=1+", "…"),
        ("3", "…"),
        ("3=", "…"),
        ("3+1+2", "…"),
        ("3=1+2)", ")"),
        ("3=1=2", "="),
        ("3=(1+2", "…"),
        ("3=1 2", "2"),
        ("3=*1", "*"),
        ("3=sum(1", "…"),
        ("3=sum(1;2)", ";2)"),
        ("3=1^2", "^2"),
        ("3={x}", "{x}"),
        ("=1+2", "="),
        ("", "…"),
    ],
)
def test_a_bad_rule_is_refused_at_the_place_that_cannot_be_read(text: str, at: str) -> None:
    with pytest.raises(DefinitionProblem) as refusal:
        parse_relation(text)
    assert refusal.value.code == "definition.notation"
    assert refusal.value.values == {"text": text, "at": at}


def test_the_refusal_says_the_rule_and_the_place() -> None:
    with pytest.raises(DefinitionProblem, match=r"“3=1\+”.*“…”"):
        parse_relation("3=1+")


@pytest.mark.parametrize("text", ["3={1.2.3}", "3={.}", "3={..}"])
def test_a_number_in_braces_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(DefinitionProblem):
        parse_relation(text)
