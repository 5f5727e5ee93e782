from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.proving.soundness.contradictions import Claim, Contradiction, contradiction, kernel
from tests.support.properties import thorough


def claim(about: str, constant: int, equal: bool = False, **terms: int) -> Claim:
    """``terms + constant <= 0``, or ``= 0``."""
    return Claim({name: Fraction(value) for name, value in terms.items()}, Fraction(constant), equal, about)


def total(found: Contradiction) -> tuple[dict[object, Fraction], Fraction]:
    """What the multiples of a proof add up to."""
    terms: dict[object, Fraction] = {}
    constant = Fraction(0)
    for item, multiple in zip(found.claims, found.multiples, strict=True):
        assert multiple >= 0 or item.equal
        constant += multiple * item.constant
        for name, value in item.terms.items():
            terms[name] = terms.get(name, Fraction(0)) + multiple * value
    return terms, constant


def test_claims_that_can_all_be_true_do_not_contradict() -> None:
    assert (
        contradiction([claim("x<=5", -5, x=1), claim("x>=5", 5, x=-1), claim("y=x", 0, True, y=1, x=-1)])
        is None
    )


def test_only_the_claims_that_are_needed_are_named() -> None:
    found = contradiction(
        [
            claim("t=a+b", 0, True, t=1, a=-1, b=-1),
            claim("a>=0", 0, a=-1),
            claim("b>=3", 3, b=-1),
            claim("u<=9", -9, u=1),
            claim("t<=2", -2, t=1),
        ]
    )
    assert found is not None
    assert {item.about for item in found.claims} == {"t=a+b", "a>=0", "b>=3", "t<=2"}


def test_a_claim_that_is_false_by_itself_is_enough() -> None:
    found = contradiction([claim("x>=0", 0, x=-1), claim("1<=0", 1)])
    assert found is not None
    assert [item.about for item in found.claims] == ["1<=0"]


@thorough
@given(
    st.lists(
        st.tuples(st.lists(st.integers(-3, 3), min_size=3, max_size=3), st.integers(-4, 4), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
def test_a_proof_adds_up_to_nonsense(rows: list[tuple[list[int], int, bool]]) -> None:
    claims = [
        claim(
            str(number),
            constant,
            equal,
            **{name: value for name, value in zip("xyz", row, strict=True) if value},
        )
        for number, (row, constant, equal) in enumerate(rows)
    ]
    found = contradiction(claims)
    if found is None:
        return
    terms, constant = total(found)
    assert not any(terms.values())
    assert constant == 1, "multiples of claims that are at most zero add up to one"


@thorough
@given(
    st.lists(st.integers(-5, 5), min_size=3, max_size=3),
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_claims_that_some_figures_satisfy_are_never_called_contradictory(
    point: list[int], rows: list[list[int]], spare: list[int]
) -> None:
    claims = []
    for row, room in zip(rows, spare, strict=False):
        value = sum(a * b for a, b in zip(row, point, strict=True))
        names = {name: factor for name, factor in zip("xyz", row, strict=True) if factor}
        claims.append(claim(str(row), -value - room, equal=room == 0, **names))
    assert contradiction(claims) is None


def test_the_kernel_is_what_an_equation_leaves_open() -> None:
    (only,) = kernel([{0: Fraction(1), 1: Fraction(2)}, {1: Fraction(1), 2: Fraction(-1)}], 3)
    assert {at: value / only[2] for at, value in only.items()} == {0: -2, 1: 1, 2: 1}
