"""Whatever a reference named before, it names afterwards, and of new rows only those it runs through."""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.ooxml import MAX_ROW, column_letters, parse_range
from mtqg_xl.ooxml.growing import Insertion, shifted

TABS = ("Biểu 16", "Phụ lục", "T5", "D'A")


class Reference(NamedTuple):
    """A reference as written, the sheet it names ("" for its own), and what it covers."""

    written: str
    sheet: str

    @property
    def text(self) -> str:
        quoted = "'" + self.sheet.replace("'", "''") + "'!" if self.sheet else ""
        return quoted + self.written


_rows = st.one_of(st.integers(1, 40), st.integers(MAX_ROW - 40, MAX_ROW), st.integers(1, MAX_ROW))
_dollar = st.sampled_from(["", "$"])


@st.composite
def references(draw: st.DrawFn) -> Reference:
    kind = draw(st.sampled_from(["cell", "range", "rows", "columns"]))
    ends = []
    for _ in range(1 if kind == "cell" else 2):
        column = draw(_dollar) + column_letters(draw(st.integers(1, 60))) if kind != "rows" else ""
        row = draw(_dollar) + str(draw(_rows)) if kind != "columns" else ""
        ends.append(column + row)
    return Reference(":".join(ends), draw(st.sampled_from(["", *TABS])))


@given(
    st.lists(references(), min_size=1, max_size=5),
    st.sampled_from(TABS),
    st.sampled_from(TABS),
    st.one_of(st.integers(1, 45), st.integers(1, MAX_ROW)),
    st.one_of(st.integers(1, 9), st.integers(1, MAX_ROW)),
)
def test_the_cells_named_are_the_same_ones_moved(
    named: list[Reference], home: str, grown: str, before: int, count: int
) -> None:
    formula = "+".join(reference.text for reference in named)
    after = shifted(formula, home, Insertion(grown, before, count, TABS)).split("+")
    assert len(after) == len(named)
    for reference, text in zip(named, after, strict=True):
        if (reference.sheet or home) != grown:
            assert text == reference.text
            continue
        prefix = reference.text.removesuffix(reference.written)
        assert text.startswith(prefix)
        expected = _moved(parse_range(reference.written), before, count)
        left = text.removeprefix(prefix)
        if expected is None:
            assert left == "#REF!"
        else:
            assert parse_range(left) == expected
            assert re.sub("[0-9]", "", left) == re.sub("[0-9]", "", reference.written)


def _moved(area: tuple[int, int, int, int], before: int, count: int) -> tuple[int, int, int, int] | None:
    """The block of cells made of all old rows at their new places and the new rows between them."""
    first, left, last, right = area
    if (first, last) == (1, MAX_ROW):
        return area
    above = (first, min(last, before - 1)) if first < before else None
    below = (max(first, before) + count, min(last + count, MAX_ROW)) if last >= before else None
    if below is not None and below[0] > MAX_ROW:
        # Pushed off: what is left reaches down to the last row, over new rows only.
        below = (MAX_ROW, MAX_ROW) if above is not None else None
    kept = [block for block in (above, below) if block is not None]
    return (kept[0][0], left, kept[-1][1], right) if kept else None


@given(
    st.lists(references(), min_size=1, max_size=4), st.integers(1, 60), st.integers(1, 9), st.integers(1, 9)
)
def test_inserting_twice_at_one_place_is_inserting_once(
    named: list[Reference], before: int, count: int, more: int
) -> None:
    formula = "SUM(" + ",".join(reference.text for reference in named) + ")"

    def grown(text: str, rows: int) -> str:
        return shifted(text, "Biểu 16", Insertion("Biểu 16", before, rows, TABS))

    at_once = grown(formula, count + more)
    if "#REF!" not in at_once and all(_far(reference) for reference in named):
        assert grown(grown(formula, count), more) == at_once


def _far(reference: Reference) -> bool:
    """Whether it stays clear of the bottom of the sheet, where rows are lost."""
    _, _, last, _ = parse_range(reference.written)
    return last < MAX_ROW - 60


@given(st.text(alphabet="AB1$:!'\"[](),.#REF+ é", max_size=30))
def test_no_text_stops_it_and_what_is_no_reference_stays(text: str) -> None:
    after = shifted(text, "Phụ lục", Insertion("Biểu 16", 1, 3, TABS))
    assert after == text
