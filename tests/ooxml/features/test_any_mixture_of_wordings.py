"""Whatever the wording of a sheet and whatever is written: only the named cells change."""

import string
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.ooxml import Workbook
from mtqg_xl.ooxml.addresses import from_a1
from mtqg_xl.ooxml.package import Package
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.features import oracle
from tests.ooxml.features.builders import rewording
from tests.ooxml.features.building import plain
from tests.ooxml.features.specimen import SHEET, SHEET_PART, Specimen
from tests.support.properties import amounts, thorough

Change = Callable[[str], str]
Value = Decimal | str | bool | None

FORMULAS = {"C2", "C3", "C4", "B5"}
PLACES = st.builds(lambda column, row: f"{column}{row}", st.sampled_from("ABCDEFGH"), st.integers(1, 11))
#: One of these, since two of them together would mean other cells.
ORDERS: list[list[Change]] = [
    [],
    [rewording.with_rows_reversed],
    [rewording.with_cells_reversed],
    [rewording.with_anonymous_cells],
    [rewording.with_anonymous_rows],
    [rewording.with_empty_elements],
    [rewording.with_empty_elements, rewording.with_anonymous_cells],
]
#: Any of these, in this order.
DRESSES: list[Change] = [
    rewording.with_wrong_used_range,
    rewording.without_used_range,
    rewording.with_remarks,
    rewording.with_attributes_of_vendors,
    rewording.prefixed,
    rewording.with_windows_lines,
    rewording.with_apostrophes,
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]
ODD = [*string.whitespace, "_x0041_", "_", "&amp;", "<c>", "]]>", "\ufffe", "\x00", "\U0001f600", "o\u0309"]
PLAIN = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
TEXTS = PLAIN | st.lists(st.sampled_from(ODD), max_size=8).map("".join)
VALUES = amounts() | st.booleans() | TEXTS | st.none()


def _worded(order: list[Change], dresses: set[int], encoding: str) -> Specimen:
    parts = plain()
    text = parts[SHEET_PART].decode()
    # Remarks are sought by addresses, which the orders may take away.
    early = [DRESSES[at] for at in sorted(dresses) if at < 3]
    if rewording.with_remarks in early:
        # Remarks hold what looks like cells, which putting cells into another order would tear apart.
        order = []
    for change in [*early, *order, *(DRESSES[at] for at in sorted(dresses) if at >= 3)]:
        text = change(text)
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    if mark:
        text = text.replace("UTF-8", "UTF-16")
    parts[SHEET_PART] = mark + text.encode(encoding)
    return parts.specimen()


@thorough
@given(
    order=st.sampled_from(ORDERS),
    dresses=st.sets(st.integers(0, len(DRESSES) - 1)),
    encoding=st.sampled_from(ENCODINGS),
    values=st.dictionaries(PLACES, VALUES, min_size=1, max_size=6),
    over=st.sets(st.sampled_from(sorted(FORMULAS))),
)
def test_only_the_named_cells_change_and_they_read_as_set(
    order: list[Change], dresses: set[int], encoding: str, values: dict[str, Value], over: set[str]
) -> None:
    book = _worded(order, dresses, encoding)
    patch = Patch(Package(Path("biểu.xlsx"), book.data))
    for address, value in values.items():
        if address in FORMULAS - over:
            patch.set_cached(SHEET, address, value)
        else:
            patch.set(SHEET, address, value, over_formula=address in over)
    after = patch.to_bytes()
    assert oracle.damage(book, after, tuple(values)) == []
    sheet = Workbook(Package(Path("biểu.xlsx"), after)).sheet(SHEET)
    for address, value in values.items():
        cell = sheet.cell(*from_a1(address))
        assert (cell.formula is not None if cell else False) == (address in FORMULAS - over)
        assert _as_read(cell.kind if cell else "blank", cell.text if cell else "") == value


def _as_read(kind: str, text: str) -> Value:
    if kind == "number":
        return Decimal(text)
    if kind == "bool":
        return text == "1"
    return text if kind == "text" else None
