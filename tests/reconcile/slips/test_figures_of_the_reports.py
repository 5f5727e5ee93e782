from __future__ import annotations

from decimal import Decimal

import pytest

from mtqg_xl.domain.findings import Slip
from mtqg_xl.reconcile.slips import Kind, explain

# Written, right, decimals printed, what happened, in words. The first eight stand in real reports.
CASES = [
    ("26884", "26844", 0, Kind.REPLACE, "gõ 8 thay cho 4"),
    ("4097", "4079", 0, Kind.SWAP, "đảo hai chữ số 97"),
    ("40", "4", 0, Kind.INSERT, "thừa chữ số 0"),
    ("10.8", "20.31", 1, Kind.NONE, ""),
    ("94.46", "96.42", 2, Kind.NONE, ""),
    ("0", "10", 0, Kind.OMIT, "thiếu chữ số 1"),
    (
        "2530",
        "2.530",
        0,
        Kind.UNIT,
        "lệch 1.000 lần, sai đơn vị tính hoặc nhầm dấu chấm, dấu phẩy",
    ),
    ("12345678", "12.345678", 0, Kind.UNIT, "lệch 1.000.000 lần, sai đơn vị tính"),
    ("4", "40", 0, Kind.SWAP, "đảo hai chữ số 04"),
    ("10", "100", 0, Kind.OMIT, "thiếu chữ số 0"),
    ("45", "405", 0, Kind.OMIT, "thiếu chữ số 0"),
    ("5", "1005", 0, Kind.OMIT, "thiếu chữ số 1"),
    ("7531", "75331", 0, Kind.OMIT, "thiếu chữ số 3"),
    ("755337", "75337", 0, Kind.INSERT, "thừa chữ số 5"),
    ("-5", "-8", 0, Kind.REPLACE, "gõ 5 thay cho 8"),
    ("0", "5", 0, Kind.REPLACE, "gõ 0 thay cho 5"),
    ("0", "-5", 0, Kind.REPLACE, "gõ 0 thay cho 5"),
    ("25.2", "25.02", 1, Kind.SWAP, "đảo hai chữ số 20"),
    ("25.20", "25.30", 2, Kind.REPLACE, "gõ 2 thay cho 3"),
    ("25.2", "25.32", 1, Kind.OMIT, "thiếu chữ số 3"),
    ("12", "12.3", 0, Kind.OMIT, "thiếu chữ số 3"),
    ("1.25", "12.25", 2, Kind.OMIT, "thiếu chữ số 2"),
    ("-530", "530", 0, Kind.SIGN, "sai dấu"),
    ("530", "-530", 0, Kind.SIGN, "sai dấu"),
    ("26.844", "26844", 3, Kind.UNIT, None),
    ("27", "26844", 0, Kind.UNIT, "lệch khoảng 1.000 lần, sai đơn vị tính"),
    ("26", "26844", 0, Kind.UNIT, "lệch khoảng 1.000 lần, sai đơn vị tính"),
    ("100", "99600", 0, Kind.UNIT, "lệch khoảng 1.000 lần, sai đơn vị tính"),
    ("4", "4000000000", 0, Kind.UNIT, "lệch 1.000.000.000 lần, sai đơn vị tính"),
    ("9642", "96.42", 0, Kind.DECIMAL, "lệch 100 lần, đặt sai dấu phẩy"),
    ("9.642", "96.42", 3, Kind.DECIMAL, "lệch 10 lần, đặt sai dấu phẩy"),
    ("9.64", "96.42", 2, Kind.DECIMAL, "lệch khoảng 10 lần, đặt sai dấu phẩy"),
    ("400", "4", 0, Kind.DECIMAL, "lệch 100 lần, thừa hoặc thiếu chữ số 0"),
]


@pytest.mark.parametrize(("written", "right", "decimals", "kind", "words"), CASES)
def test_a_slip_is_told_by_its_kind_and_in_words(
    written: str, right: str, decimals: int, kind: Kind, words: str | None
) -> None:
    found = explain(Decimal(written), Decimal(right), decimals)
    assert found.kind is kind
    assert words is None or found.words() == words


@pytest.mark.parametrize(
    ("written", "right", "decimals"),
    [
        ("3", "26844", 0),  # one digit left says nothing
        ("3", "2684", 0),
        ("0", "26844", 0),
        ("28", "26844", 0),  # neither rounded nor cut off
        ("268", "26844", 0),  # no comma to misplace
        ("26884", "26444", 0),  # two digits
        ("26884", "-26844", 0),  # a digit and the sign
        ("-530", "53", 0),
        ("-5", "0", 0),
        ("0", "100000", 0),  # nobody overlooks four zeros before a zero
        ("88", "44", 0),
        ("52", "205", 0),
        ("2.52", "12.5", 2),  # digits change on one side of the comma only
    ],
)
def test_what_no_single_slip_explains(written: str, right: str, decimals: int) -> None:
    assert explain(Decimal(written), Decimal(right), decimals).kind is Kind.NONE


def test_idle_zeros_in_the_decimals_change_nothing() -> None:
    assert explain(Decimal("25.2"), Decimal("25.30"), 2) == explain(Decimal("25.20"), Decimal("25.3"), 2)


def test_a_right_figure_is_no_slip() -> None:
    found = explain(Decimal("25.20"), Decimal("25.2"), 2)
    assert (found.kind, found.log_likelihood, found.slip) == (Kind.NONE, 0.0, Slip.NONE)


@pytest.mark.parametrize("strange", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
def test_what_is_no_figure_is_explained_by_nothing(strange: str) -> None:
    assert explain(Decimal(strange), Decimal(5)).kind is Kind.NONE
    assert explain(Decimal(5), Decimal(strange)).kind is Kind.NONE
