"""Cells that share a formula with one that loses it compute what they computed before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqg_xl.ooxml import to_a1
from tests.ooxml.patching.book import SHEET, cells, codes, formulas, opened, rows_of, shown


def shared(text: str, *places: tuple[int, int], group: int = 0) -> str:
    """Rows in which the first place holds the text of a formula that all share."""
    rows: dict[int, dict[int, str]] = {}
    area = f"{to_a1(*min(places))}:{to_a1(*max(places))}"
    for place in places:
        head = f' ref="{area}" si="{group}">{text}</f>' if place == places[0] else f' si="{group}"/>'
        rows.setdefault(place[0], {})[place[1]] = f'<c r="{to_a1(*place)}"><f t="shared"{head}<v>1</v></c>'
    return "".join(
        f'<row r="{row}">{"".join(found for _, found in sorted(columns.items()))}</row>'
        for row, columns in sorted(rows.items())
    )


COLUMN = ((1, 3), (2, 3), (3, 3), (4, 3))


def test_the_next_cell_gets_the_text_and_the_rest_of_the_range() -> None:
    patch = opened(shared('A1*$B$1&amp;"&lt;"', *COLUMN))
    patch.set(SHEET, "C1", 5, over_formula=True)
    assert rows_of(patch) == (
        '<row r="1"><c r="C1"><v>5</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2*$B$1&amp;"&lt;"</f><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>1</v></c></row>'
        '<row r="4"><c r="C4"><f t="shared" si="0"/><v>1</v></c></row>'
    )


def test_the_heir_keeps_its_type_style_and_value() -> None:
    rows = shared("A1", *COLUMN).replace('<c r="C2">', '<c r="C2" s="3" t="str">')
    patch = opened(rows)
    patch.set(SHEET, "C1", "chữ", over_formula=True)
    assert '<c r="C2" s="3" t="str"><f t="shared" ref="C2:C4" si="0">A2</f><v>1</v></c>' in rows_of(patch)


def test_a_cell_that_only_shares_goes_alone() -> None:
    rows = shared("A1", *COLUMN)
    patch = opened(rows)
    patch.set(SHEET, "C3", 5, over_formula=True)
    assert rows_of(patch) == rows.replace(
        '<f t="shared" si="0"/><v>1</v></c></row><row r="4">', '<v>5</v></c></row><row r="4">'
    )


def test_the_last_one_left_inherits_alone() -> None:
    patch = opened(shared("A1", *COLUMN))
    for row in (1, 2, 4):
        patch.set(SHEET, (row, 3), 5, over_formula=True)
    assert '<f t="shared" ref="C3:C3" si="0">A3</f>' in rows_of(patch)


def test_when_all_go_nothing_is_left() -> None:
    patch = opened(shared("A1", *COLUMN))
    for row in (1, 2, 3, 4):
        patch.set(SHEET, (row, 3), row, over_formula=True)
    assert "<f" not in rows_of(patch)


def test_a_reference_that_leaves_the_sheet_for_the_heir_is_kept_for_the_others() -> None:
    # C2 is the master; for C1 the row above is off the sheet, for C3 it is C2's own.
    patch = opened(shared("A1+B2", (2, 3), (1, 3), (3, 3), (4, 3)))
    before = formulas(patch.package.data)
    assert before["C1"] == "#REF!+B1"
    patch.set(SHEET, "C2", 5, over_formula=True)
    after = formulas(patch.to_bytes())
    assert after == {at: text for at, text in before.items() if at != "C2"}
    assert 't="shared"' not in rows_of(patch)


@pytest.mark.parametrize("act", ["over", "clear", "formula"])
def test_in_whatever_way_it_goes_the_others_stay(act: str) -> None:
    patch = opened(shared("SUM(A1:B1)", *COLUMN))
    before = formulas(patch.package.data)
    if act == "formula":
        patch.set_formula(SHEET, "C1", "1+1")
        before["C1"] = "1+1"
    else:
        patch.set(SHEET, "C1", None if act == "clear" else 5, over_formula=True)
        del before["C1"]
    assert formulas(patch.to_bytes()) == before


def test_an_heir_takes_a_stored_value_a_colour_or_a_refusal_like_any_cell() -> None:
    patch = opened(shared("A1", *COLUMN))
    patch.set(SHEET, "C1", 5, over_formula=True)
    patch.set_cached(SHEET, "C2", 77)
    patch.set_fill(SHEET, "C2", "FF0000")
    after = patch.to_bytes()
    assert formulas(after) == {"C2": "A2", "C3": "A3", "C4": "A4"}
    assert shown(after)["C2"] == ("number", "77")
    assert cells(after)["C2"].style != 0
    patch.set(SHEET, "C2", 6)
    assert codes(patch) == ["formula"]


def test_two_blocks_that_use_the_same_number_do_not_mix() -> None:
    first, second = shared("B1", (1, 1), (2, 1)), shared("C5*2", (5, 1), (6, 1))
    for gone, left in (("A5", "A6"), ("A1", "A2")):
        patch = opened(first + second)
        before = formulas(patch.package.data)
        patch.set(SHEET, gone, 5, over_formula=True)
        after = formulas(patch.to_bytes())
        del before[gone]
        assert after == before, left


def test_cells_before_the_one_that_holds_the_text_are_heirs_too() -> None:
    patch = opened(shared("A3", (3, 3), (1, 3), (2, 3), (4, 3)))
    before = formulas(patch.package.data)
    patch.set(SHEET, "C3", 5, over_formula=True)
    del before["C3"]
    assert formulas(patch.to_bytes()) == before
    assert rows_of(patch).count('ref="C1:C4"') == 1


def test_with_prefixes_the_heir_has_one() -> None:
    patch = opened(shared("A1", *COLUMN), prefix="x")
    before = formulas(patch.package.data)
    patch.set(SHEET, "C1", 5, over_formula=True)
    del before["C1"]
    assert formulas(patch.to_bytes()) == before


places = st.tuples(st.integers(1, 5), st.integers(1, 5))
references = st.from_regex(r"\$?[A-G]\$?[1-9]", fullmatch=True)
acts = st.sampled_from(["over", "formula", "cached", "colour"])


@given(
    st.lists(places, min_size=2, max_size=9, unique=True),
    st.lists(references, min_size=1, max_size=3),
    st.data(),
)
@settings(max_examples=150, deadline=None)
def test_whatever_cells_lose_their_formula_the_others_keep_theirs(
    group: list[tuple[int, int]], text: list[str], data: st.DataObject
) -> None:
    patch = opened(shared("+".join(text), *group))
    expected = formulas(patch.package.data)
    changes: dict[tuple[int, int], str] = data.draw(st.dictionaries(st.sampled_from(group), acts))
    for place, act in changes.items():
        if act == "over":
            patch.set(SHEET, place, 5, over_formula=True)
            del expected[to_a1(*place)]
        elif act == "formula":
            patch.set_formula(SHEET, place, "1+1")
            expected[to_a1(*place)] = "1+1"
        elif act == "cached":
            patch.set_cached(SHEET, place, 7)
        else:
            patch.set_fill(SHEET, place, "FF0000")
    after: dict[str, Any] = formulas(patch.to_bytes())
    assert after == expected
