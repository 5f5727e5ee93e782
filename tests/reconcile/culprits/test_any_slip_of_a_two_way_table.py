"""In a table that adds up both ways every slip of a hand is put right, whatever the figures."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.domain.findings import Confidence
from tests.reconcile.culprits.sheets import cell, told
from tests.support.properties import slow, thorough

LINES, KINDS = ("NTM", "DTTS", "GNBV"), ("1", "2")
Table = dict[tuple[str, str], str]


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Money of three programmes by two kinds of capital, added up both ways."""
    money = {(row, column): draw(st.integers(100, 99999)) for row in LINES for column in KINDS}
    for row in LINES:
        money[row, "3"] = money[row, "1"] + money[row, "2"]
    for column in (*KINDS, "3"):
        money["T", column] = sum(money[row, column] for row in LINES)
    return {place: str(amount) for place, amount in money.items()}


@st.composite
def slips(draw: st.DrawFn, table: Table) -> tuple[tuple[str, str], str]:
    """A cell, and what stands there after one digit was replaced, added, left out or swapped."""
    place = draw(st.sampled_from(sorted(table)))
    right = table[place]
    at = draw(st.integers(0, len(right) - 1))
    digit = draw(st.sampled_from("123456789"))
    written = draw(
        st.sampled_from(
            [
                right[:at] + digit + right[at + 1 :],
                right[:at] + digit + right[at:],
                right[:at] + right[at + 1 :],
                right[:at] + right[at + 1 : at + 2] + right[at] + right[at + 2 :],
            ]
        )
    )
    return place, written


def shows(right: str, written: str) -> bool:
    """Whether the difference is more than the rounding of the parts of a sum may be."""
    return abs(int(written) - int(right)) > 3


@thorough
@given(st.data())
def test_one_slip_is_put_right_for_certain(data: st.DataObject) -> None:
    table = data.draw(tables())
    place, written = data.draw(slips(table).filter(lambda slip: shows(table[slip[0]], slip[1])))
    (finding,) = told({**table, place: written})
    assert (finding.key, finding.stated) == (cell(*place), Decimal(int(written)))
    assert finding.expected == Decimal(table[place])
    assert finding.confidence is Confidence.CERTAIN


@slow
@given(st.data())
def test_of_two_slips_nothing_certain_is_wrong(data: st.DataObject) -> None:
    table = data.draw(tables())
    wrong = dict(
        data.draw(slips(table).filter(lambda slip: shows(table[slip[0]], slip[1]))) for _ in range(2)
    )
    for top in told({**table, **wrong}):
        for item in top.walk():
            for suspect in item.suspects if item.confidence is Confidence.CERTAIN else ():
                place = suspect.key.row, suspect.key.column
                assert place in wrong
                assert suspect.proposed == Decimal(table[place])
