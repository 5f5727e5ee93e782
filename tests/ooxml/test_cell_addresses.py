import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.ooxml import MAX_COLUMN, MAX_ROW, column_letters, from_a1, parse_range, to_a1


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("A1", (1, 1)),
        ("B3", (3, 2)),
        ("Z9", (9, 26)),
        ("AA10", (10, 27)),
        ("XFD1048576", (MAX_ROW, MAX_COLUMN)),
    ],
)
def test_addresses_and_numbers_say_the_same(address: str, place: tuple[int, int]) -> None:
    assert from_a1(address) == place
    assert to_a1(*place) == address


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_every_cell_of_a_sheet_finds_its_way_back(row: int, column: int) -> None:
    assert from_a1(to_a1(row, column)) == (row, column)


def test_dollar_signs_and_small_letters_are_understood() -> None:
    assert from_a1("$b$3") == (3, 2)


@pytest.mark.parametrize(
    "address", ["", "A0", "A", "7", "A01", "XFE1", "A1048577", "AAAA1", "A1:B2", "Ô1", "A-1"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r"not|beyond"):
        from_a1(address)


@pytest.mark.parametrize("place", [(0, 1), (1, 0), (MAX_ROW + 1, 1), (1, MAX_COLUMN + 1), (-1, 1)])
def test_cells_outside_a_sheet_have_no_address(place: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="outside"):
        to_a1(*place)


def test_columns_have_letters() -> None:
    assert [column_letters(column) for column in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "corners"),
    [
        ("A1:C3", (1, 1, 3, 3)),
        ("$A$1:$C$3", (1, 1, 3, 3)),
        ("C3:A1", (1, 1, 3, 3)),
        ("B3", (3, 2, 3, 2)),
        ("A:C", (1, 1, MAX_ROW, 3)),
        ("$2:$4", (2, 1, 4, MAX_COLUMN)),
    ],
)
def test_ranges_are_told_by_their_corners(text: str, corners: tuple[int, int, int, int]) -> None:
    assert parse_range(text) == corners


@pytest.mark.parametrize("text", ["", "A1:", "A:3", "A", "5", "A1:B2:C3", "Biểu!A1"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a range"):
        parse_range(text)
