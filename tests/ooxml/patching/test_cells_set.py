"""A value put into a cell: the cell is what was said, and every other byte of the sheet is as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml import to_a1
from tests.ooxml.patching.book import (
    PART,
    SHEET,
    WORKBOOK,
    codes,
    contents,
    members,
    opened,
    patch_of,
    rows_of,
    sheet_xml,
    shown,
)

OLD = {
    "number": '<c r="B2" s="3"><v>1</v></c>',
    "shared text": '<c r="B2" s="3" t="s"><v>0</v></c>',
    "inline text": '<c r="B2" s="3" t="inlineStr"><is><t>a</t></is></c>',
    "rich text": '<c r="B2" s="3" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t>b</t></r></is></c>',
    "text of a formula": '<c r="B2" s="3" t="str"><v>a</v></c>',
    "truth value": '<c r="B2" s="3" t="b"><v>1</v></c>',
    "error": '<c r="B2" s="3" t="e"><v>#N/A</v></c>',
    "day": '<c r="B2" s="3" t="d"><v>2024-01-01</v></c>',
    "number by name": '<c r="B2" s="3" t="n"><v>1</v></c>',
    "nothing": '<c r="B2" s="3"/>',
    "nothing, opened": '<c r="B2" s="3"></c>',
    "picture": '<c r="B2" s="3" t="e" vm="1"><v>#VALUE!</v></c>',
    "text with a reading aid": '<c r="B2" s="3" t="s" ph="1"><v>0</v></c>',
    "array of one": '<c r="B2" s="3" cm="1"><v>1</v></c>',
}
NEW: dict[str, tuple[Any, str]] = {
    "number": (12, '<c r="B2" s="3"><v>12</v></c>'),
    "exact number": (Decimal("0.10"), '<c r="B2" s="3"><v>0.1</v></c>'),
    "text": ("x < y", '<c r="B2" s="3" t="inlineStr"><is><t>x &lt; y</t></is></c>'),
    "truth value": (True, '<c r="B2" s="3" t="b"><v>1</v></c>'),
    "nothing": (None, '<c r="B2" s="3"/>'),
}
AROUND = '<row r="2" spans="1:3"><c r="A2"><v>7</v></c>{}<c r="C2"><v>9</v></c></row>'
STRINGS = ("<si><t>cũ</t></si>",)


@pytest.mark.parametrize("old", OLD)
@pytest.mark.parametrize("new", NEW)
def test_any_sort_over_any_sort(old: str, new: str) -> None:
    value, expected = NEW[new]
    patch = opened(AROUND.format(OLD[old]), strings=STRINGS)
    patch.set(SHEET, "B2", value)
    assert rows_of(patch) == AROUND.format(expected)


@pytest.mark.parametrize("sort", OLD)
def test_setting_several_at_once_is_setting_each(sort: str) -> None:
    one_by_one = opened(AROUND.format(OLD[sort]), strings=STRINGS)
    at_once = opened(AROUND.format(OLD[sort]), strings=STRINGS)
    values: dict[tuple[int, int], Any] = {(2, 2): 5, (2, 1): "chữ", (9, 9): None, (1, 1): date(2024, 1, 1)}
    for place, value in values.items():
        one_by_one.set(SHEET, place, value)
    at_once.set_many(SHEET, values)
    assert at_once.to_bytes() == one_by_one.to_bytes()


def test_only_the_sheet_changes() -> None:
    patch = opened(AROUND.format(OLD["number"]))
    patch.set(SHEET, "B2", "chữ mới")
    before, after = contents(patch.package.data), contents(patch.to_bytes())
    assert {name for name in after if after[name] != before.get(name)} == {PART}
    assert before.keys() == after.keys()


@pytest.mark.parametrize("cell", ["B2", "b2", "$B$2", (2, 2)])
def test_a_cell_may_be_named_in_many_ways(cell: str | tuple[int, int]) -> None:
    patch = opened(AROUND.format(OLD["number"]))
    patch.set(SHEET, cell, 5)
    assert rows_of(patch) == AROUND.format('<c r="B2" s="3"><v>5</v></c>')


@pytest.mark.parametrize(
    "cell",
    ["", "B", "2", "B0", "B1048577", "XFE1", "B2:C3", "Biểu!B2", (0, 1), (1, 0), (1_048_577, 1), (1, 16_385)],
)
def test_what_is_no_cell_is_refused_at_once(cell: str | tuple[int, int]) -> None:
    with pytest.raises(CellProblem) as refusal:
        opened().set(SHEET, cell, 1)
    assert refusal.value.code == "cell.bad_address"
    assert str(refusal.value) == f"“{cell}” không phải địa chỉ ô (trang “Biểu 1”)."


def test_a_sheet_that_is_not_there_is_refused_and_the_others_named() -> None:
    patch = opened(sheets=(("Biểu 1", "visible"), ("Ẩn", "hidden")))
    with pytest.raises(CellProblem) as refusal:
        patch.set("Biểu 2", "A1", 1)
    assert str(refusal.value) == "Tệp không có trang tính “Biểu 2”; các trang: Biểu 1, Ẩn."
    patch.set("Ẩn", "A1", 1)
    assert shown(patch.to_bytes(), "Ẩn") == {"A1": ("number", "1")}


def test_the_last_setting_of_a_cell_counts() -> None:
    patch = opened(AROUND.format(OLD["number"]))
    for value in (1, "chữ", None, 3):
        patch.set(SHEET, "B2", value)
    assert rows_of(patch) == AROUND.format('<c r="B2" s="3"><v>3</v></c>')
    patch.set(SHEET, (2, 2), False)
    assert rows_of(patch) == AROUND.format('<c r="B2" s="3" t="b"><v>0</v></c>')


def test_setting_what_is_there_already_leaves_the_file_as_it_is() -> None:
    patch = opened(AROUND.format('<c r="B2"><v>5</v></c>'))
    patch.set(SHEET, "B2", 5)
    assert patch.to_bytes() == patch.package.data


def test_clearing_what_is_not_there_leaves_the_file_as_it_is() -> None:
    patch = opened(AROUND.format(""))
    for cell in ("B2", "B9"):
        patch.set(SHEET, cell, None)
    assert patch.to_bytes() == patch.package.data


@pytest.mark.parametrize("value", [5, Decimal("2.5"), 1.5, True, "chữ", None])
@pytest.mark.parametrize("content", ["<v>1</v>", "<f>A1</f><v>1</v>", ""])
def test_what_follows_the_value_inside_a_cell_stays(value: Any, content: str) -> None:
    extension = '<extLst><ext uri="{X}"><x14:id xmlns:x14="urn:x">&lt;</x14:id></ext></extLst>'
    patch = opened(f'<row r="1"><c r="A1">{content}{extension}</c></row>')
    patch.set(SHEET, "A1", value, over_formula=True)
    written = rows_of(patch)
    assert written.endswith(f"{extension}</c></row>")
    assert written.count("extLst") == 2


@pytest.mark.parametrize("value", [5, "chữ", True, None])
def test_what_follows_the_value_under_a_formula_stays(value: Any) -> None:
    patch = opened('<row r="1"><c r="A1"><f>B1</f><v>1</v><extLst/></c></row>')
    patch.set_cached(SHEET, "A1", value)
    assert rows_of(patch).startswith('<row r="1"><c r="A1"')
    assert rows_of(patch).endswith("<extLst/></c></row>")


@pytest.mark.parametrize(
    "cell",
    [
        "<c  s='3'\n r='B2' ><v>1</v></c>",
        '<c s="3" r="B2" x:note="a > b" xmlns:x="urn:x"><v>1</v></c>',
        '<c s="3" r="b2"><v>1</v></c>',
        '<c s="3" r="$B$2"><v>1</v></c>',
        '<c s="3" r=" B2 "><v>1</v></c >',
        '<c s="3" r="B2"\n/>',
        '<c s="3" r="B2"><!-- <v>3</v> --><v>1</v></c>',
        '<c s="3" r="B2"><v><![CDATA[1]]></v></c>',
        '<c s="3" r="B2"><?note <c r="Z9"> ?><v>1</v></c>',
    ],
)
def test_a_cell_may_be_worded_in_many_ways(cell: str) -> None:
    patch = opened(AROUND.format(cell))
    patch.set(SHEET, "B2", 5)
    head, tail = AROUND.split("{}")
    written = rows_of(patch)
    assert written.startswith(head)
    assert written.endswith(tail)
    assert shown(patch.to_bytes()) == {"A2": ("number", "7"), "B2": ("number", "5"), "C2": ("number", "9")}
    assert "a > b" in written or "a > b" not in cell


@pytest.mark.parametrize("decoy", ['<!-- <c r="B2"><v>1</v></c> -->', '<?x <c r="B2"/> ?>'])
def test_a_cell_in_a_comment_is_none(decoy: str) -> None:
    patch = opened(f'<row r="2">{decoy}<c r="B2"><v>1</v></c>{decoy}</row>{decoy}')
    patch.set(SHEET, "B2", 5)
    assert rows_of(patch) == f'<row r="2">{decoy}<c r="B2"><v>5</v></c>{decoy}</row>{decoy}'


@pytest.mark.parametrize("prefix", ["x", "main"])
@pytest.mark.parametrize("strict", [False, True])
def test_sheets_with_prefixes_get_elements_with_prefixes(prefix: str, strict: bool) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1</f><v>1</v></c></row>'
    patch = opened(rows, prefix=prefix, strict=strict, before='<dimension ref="A1:B1"/>')
    patch.set_many(SHEET, {(1, 1): "chữ", (1, 3): 3, (2, 1): True, (5, 5): date(2024, 1, 1)})
    patch.set_cached(SHEET, "B1", "kết quả")
    patch.set_formula(SHEET, "D1", "A1&B1")
    patch.set_fill(SHEET, "F9", "FF0000")
    written = sheet_xml(patch)
    p = f"{prefix}:"
    assert f'<{p}c r="A1" t="inlineStr"><{p}is><{p}t>chữ</{p}t></{p}is></{p}c>' in written
    assert f"<{p}f>A1</{p}f><{p}v>kết quả</{p}v>" in written
    assert f'<{p}row r="2"><{p}c r="A2" t="b"><{p}v>1</{p}v></{p}c></{p}row>' in written
    assert written.replace(p, "").replace("</", "<").count("<row") == 8
    assert f'<{p}dimension ref="A1:E5"/>' in written
    assert shown(patch.to_bytes()) == {
        "A1": ("text", "chữ"),
        "B1": ("text", "kết quả"),
        "C1": ("number", "3"),
        "A2": ("bool", "1"),
        "E5": ("number", "45292"),
    }


def test_a_patch_never_writes_to_what_it_was_opened_from() -> None:
    parts = members(AROUND.format(OLD["number"]))
    patch = patch_of(parts)
    before = bytes(patch.package.data)
    patch.set(SHEET, "B2", 5)
    patch.set_fill(SHEET, "B2", "FF0000")
    patch.set_note(SHEET, "B2", "ghi chú")
    patch.recalculate_on_load()
    assert patch.to_bytes() != before
    assert patch.package.data == before
    assert patch.package.read(WORKBOOK) == str(parts[WORKBOOK]).encode()
    assert patch.workbook.sheet(SHEET).cells[2, 2].text == "1"


def test_the_same_changes_give_the_same_bytes_and_more_changes_may_follow() -> None:
    patch = opened(AROUND.format(OLD["number"]))
    patch.set(SHEET, "B2", 5)
    once = patch.to_bytes()
    assert patch.to_bytes() == patch.draft() == once
    patch.set(SHEET, "A2", 6)
    assert shown(patch.to_bytes()) == {"A2": ("number", "6"), "B2": ("number", "5"), "C2": ("number", "9")}
    assert [change.value for change in patch.changes()] == [5, 6]


places = st.tuples(st.integers(1, 6), st.integers(1, 6))
values = st.none() | st.integers(-5, 5) | st.text("aă<&", max_size=3) | st.booleans()


def _rows(cells: Mapping[tuple[int, int], int], addressed: bool) -> str:
    """The cells in order; without addresses only what comes in one run from the first column."""
    rows = ""
    for row in sorted({row for row, _ in cells}):
        columns = sorted(column for found, column in cells if found == row)
        body = "".join(
            f'<c r="{to_a1(row, at)}"><v>{cells[row, at]}</v></c>'
            if addressed or columns[:at] != list(range(1, at + 1))
            else f"<c><v>{cells[row, at]}</v></c>"
            for at in columns
        )
        rows += f'<row r="{row}">{body}</row>'
    return rows


@given(st.dictionaries(places, st.integers(0, 99)), st.dictionaries(places, values), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_changes_to_any_cells(
    old: dict[tuple[int, int], int], new: dict[tuple[int, int], Any], addressed: bool
) -> None:
    patch = opened(_rows(old, addressed))
    patch.set_many(SHEET, new)
    expected = {place: ("number", str(value)) for place, value in old.items()}
    for place, value in new.items():
        kind = {bool: "bool", int: "number", str: "text"}.get(type(value))
        expected.pop(place, None)
        if kind is not None:
            expected[place] = (kind, str(int(value)) if kind == "bool" else str(value))
    assert shown(patch.to_bytes()) == {to_a1(*place): told for place, told in expected.items()}
    assert codes(patch) == []
