"""Formulas stay unless told otherwise; their stored values can be written; none is ever orphaned."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from lxml import etree

from mtqg_xl.messages import CellProblem
from mtqg_xl.ooxml.patching import CellError
from tests.ooxml.patching.book import (
    SHEET,
    TYPES,
    Members,
    codes,
    contents,
    formulas,
    members,
    opened,
    patch_of,
    rows_of,
    sentences,
    shown,
)

ROW = '<row r="1"><c r="A1"><v>1</v></c>{}</row>'
FORMULA = '<c r="B1" s="2"><f>A1*2</f><v>2</v></c>'
CHAIN = "xl/calcChain.xml"
LISTING = "xl/_rels/workbook.xml.rels"


@pytest.mark.parametrize(
    "cell",
    [
        FORMULA,
        '<c r="B1"><f>A1*2</f></c>',
        '<c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c>',
        '<c r="B1"><f t="shared" ref="B1:B2" si="0">A1</f><v>1</v></c>',
        '<c r="B1"><f t="shared" si="0"/><v>1</v></c>',
        '<c r="B1"><f ca="1">NOW()</f><v>1</v></c>',
        '<c r="B1"><f></f><v>1</v></c>',
        '<c r="B1"><f/><v>1</v></c>',
        '<c r="B1"><f t="array" ref="B1">SUM(A1:A2*2)</f><v>1</v></c>',
        '<c r="B1"><f><![CDATA[A1<2]]></f><v>1</v></c>',
    ],
)
@pytest.mark.parametrize("value", [5, Decimal("5.5"), "chữ", None, True])
def test_a_formula_is_kept_and_the_value_refused(cell: str, value: Any) -> None:
    patch = opened(ROW.format(cell))
    patch.set(SHEET, "B1", value)
    assert sentences(patch) == [
        "Ô B1 trang “Biểu 1” đang có công thức; công thức được giữ nguyên nên không ghi số vào."
    ]
    with pytest.raises(CellProblem):
        patch.to_bytes()


def test_over_a_formula_a_value_may_be_put_on_demand() -> None:
    patch = opened(ROW.format(FORMULA))
    patch.set(SHEET, "B1", 5, over_formula=True)
    assert rows_of(patch) == ROW.format('<c r="B1" s="2"><v>5</v></c>')
    patch.set(SHEET, "B1", None, over_formula=True)
    assert rows_of(patch) == ROW.format('<c r="B1" s="2"/>')


def test_the_demand_does_not_outlive_the_setting() -> None:
    patch = opened(ROW.format(FORMULA))
    patch.set(SHEET, "B1", 5, over_formula=True)
    patch.set(SHEET, "B1", 5)
    assert codes(patch) == ["formula"]
    patch.set_many(SHEET, {(1, 2): 5}, over_formulas=True)
    assert codes(patch) == []
    patch.set_many(SHEET, {(1, 2): 5})
    assert codes(patch) == ["formula"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<c r="B1" s="2"><v>1</v></c>', '<c r="B1" s="2"><f>SUM(A1:A3)&amp;"&lt;"</f></c>'),
        ('<c r="B1" s="2" t="s"><v>0</v></c>', '<c r="B1" s="2"><f>SUM(A1:A3)&amp;"&lt;"</f></c>'),
        (FORMULA, '<c r="B1" s="2"><f>SUM(A1:A3)&amp;"&lt;"</f></c>'),
        ('<c r="B1" s="2"/>', '<c r="B1" s="2"><f>SUM(A1:A3)&amp;"&lt;"</f></c>'),
        ("", '<c r="B1"><f>SUM(A1:A3)&amp;"&lt;"</f></c>'),
    ],
)
def test_a_formula_is_put_into_any_cell(old: str, new: str) -> None:
    patch = opened(ROW.format(old), strings=("<si><t>x</t></si>",))
    patch.set_formula(SHEET, "B1", 'SUM(A1:A3)&"<"')
    assert rows_of(patch) == ROW.format(new)
    assert formulas(patch.to_bytes()) == {"B1": 'SUM(A1:A3)&"<"'}


STORED: list[tuple[Any, str, str]] = [
    (5, "", "<v>5</v>"),
    (Decimal("0.50"), "", "<v>0.5</v>"),
    (0.1, "", "<v>0.1</v>"),
    (True, ' t="b"', "<v>1</v>"),
    ("chữ", ' t="str"', "<v>chữ</v>"),
    (" chữ", ' t="str"', '<v xml:space="preserve"> chữ</v>'),
    ("", ' t="str"', "<v></v>"),
    (CellError("#DIV/0!"), ' t="e"', "<v>#DIV/0!</v>"),
    (date(2024, 2, 29), "", "<v>45351</v>"),
    (time(12), "", "<v>0.5</v>"),
    (None, "", ""),
]


@pytest.mark.parametrize(("value", "sort", "inside"), STORED)
@pytest.mark.parametrize("old", ["", ' t="str"', ' t="e"', ' t="b"', ' t="n"'])
@pytest.mark.parametrize("before", ["<v>2</v>", ""])
def test_a_value_is_stored_under_a_formula_that_stays(
    value: Any, sort: str, inside: str, old: str, before: str
) -> None:
    patch = opened(ROW.format(f'<c r="B1" s="2"{old}><f ca="1">A1*2</f>{before}</c>'))
    patch.set_cached(SHEET, "B1", value)
    assert rows_of(patch) == ROW.format(f'<c r="B1" s="2"{sort}><f ca="1">A1*2</f>{inside}</c>')


@pytest.mark.parametrize(
    "formula",
    [
        '<f t="shared" si="0"/>',
        "<f/>",
        "<f></f>",
        '<f t="array" ref="B1:B1">A1</f>',
        "<f\n>A1</f >",
        "<f>A1<!-- x --></f>",
        "<f><![CDATA[A1<2]]></f>",
        "<f>A1<?x?></f>",
    ],
)
@pytest.mark.parametrize(("value", "sort", "inside"), [STORED[0], STORED[4]])
def test_the_formula_above_a_stored_value_keeps_its_wording(
    formula: str, value: Any, sort: str, inside: str
) -> None:
    patch = opened(ROW.format(f'<c r="B1" cm="1">{formula}<v>1</v></c>'))
    patch.set_cached(SHEET, "B1", value)
    assert rows_of(patch) == ROW.format(f'<c r="B1" cm="1"{sort}>{formula}{inside}</c>')


def test_a_formula_is_given_with_the_value_it_gives() -> None:
    patch = opened(ROW.format(""))
    patch.set_formula(SHEET, "B1", "A1/0", CellError("#DIV/0!"))
    patch.set_formula(SHEET, "C1", "A1*2", 2)
    assert shown(patch.to_bytes()) == {
        "A1": ("number", "1"),
        "B1": ("error", "#DIV/0!"),
        "C1": ("number", "2"),
    }


def test_a_value_stored_after_a_formula_was_put_is_stored_under_the_new_one() -> None:
    patch = opened(ROW.format(FORMULA))
    patch.set_formula(SHEET, "B1", "A1*3")
    patch.set_cached(SHEET, "B1", 3)
    assert rows_of(patch) == ROW.format('<c r="B1" s="2"><f>A1*3</f><v>3</v></c>')


@pytest.mark.parametrize("cell", ["A1", "C1", "A9"])
def test_a_value_is_stored_only_where_a_formula_gives_it(cell: str) -> None:
    patch = opened(ROW.format(FORMULA))
    patch.set_cached(SHEET, cell, 5)
    assert sentences(patch) == [f"Ô {cell} trang “Biểu 1” không có công thức."]


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("", "empty_formula"),
        (" \n", "empty_formula"),
        ("A1\x01", "bad_text"),
        ('"' + "x" * 8191 + '"', "too_long"),
    ],
)
def test_what_is_no_formula_is_refused(formula: str, code: str) -> None:
    patch = opened(ROW.format(FORMULA))
    patch.set_formula(SHEET, "B1", formula)
    patch.set_formula(SHEET, "C5", formula)
    assert codes(patch) == [code, code]
    assert ["B1" in sentences(patch)[0], "C5" in sentences(patch)[1]] == [True, True]


def test_the_longest_formula_excel_takes_is_taken() -> None:
    patch = opened(ROW.format(""))
    patch.set_formula(SHEET, "B1", '"' + "x" * 8190 + '"')
    assert len(formulas(patch.to_bytes())["B1"]) == 8192


ARRAY = (
    '<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2*2</f><v>1</v></c><c r="B1"><v>2</v></c>'
    '<c r="C1"><v>9</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>'
)


@pytest.mark.parametrize("sort", ["array", "dataTable"])
@pytest.mark.parametrize("cell", ["A1", "B1", "A2", "B2"])
@pytest.mark.parametrize("act", ["set", "clear", "over", "formula"])
def test_a_cell_of_an_array_or_data_table_cannot_be_set_alone(sort: str, cell: str, act: str) -> None:
    patch = opened(ARRAY.replace('"array"', f'"{sort}"'))
    if act == "formula":
        patch.set_formula(SHEET, cell, "1+1")
    else:
        patch.set(SHEET, cell, None if act == "clear" else 5, over_formula=act == "over")
    (sentence,) = sentences(patch)
    assert sentence.startswith(f"Ô {cell} trang “Biểu 1” thuộc ")
    assert "A1:B2" in sentence
    assert ("What-If" in sentence) == (sort == "dataTable")


def test_a_cell_of_an_array_that_the_file_lacks_cannot_be_set_either() -> None:
    patch = opened('<row r="1"><c r="A1"><f t="array" ref="A1:B2">D1:E2*2</f></c></row>')
    for cell in ("B1", "A2", "B2"):
        patch.set(SHEET, cell, 5)
    assert codes(patch) == ["array"] * 3
    assert [problem.values["cell"] for problem in patch.problems()] == ["B1", "A2", "B2"]


def test_beside_an_array_cells_are_free() -> None:
    patch = opened(ARRAY)
    for cell in ("C1", "C2", "A3", "B3"):
        patch.set(SHEET, cell, 5)
    assert codes(patch) == []
    assert formulas(patch.to_bytes()) == dict.fromkeys(("A1", "B1", "A2", "B2"), "D1:E2*2")


def test_values_are_stored_in_every_cell_of_an_array() -> None:
    patch = opened(ARRAY.replace('<c r="A2"><v>3</v></c>', ""))
    for at, cell in enumerate(("A1", "B1", "A2", "B2"), 10):
        patch.set_cached(SHEET, cell, at)
    read = {at: text for at, (_, text) in shown(patch.to_bytes()).items()}
    assert read == {"A1": "10", "B1": "11", "A2": "12", "B2": "13", "C1": "9"}
    assert formulas(patch.to_bytes()).keys() == {"A1", "B1", "A2", "B2"}


def test_an_array_of_one_cell_is_a_formula_like_others() -> None:
    patch = opened('<row r="1"><c r="A1" cm="1"><f t="array" ref="A1">SUM(B1:B2*2)</f><v>1</v></c></row>')
    patch.set(SHEET, "A1", 5, over_formula=True)
    assert rows_of(patch) == '<row r="1"><c r="A1"><v>5</v></c></row>'


def with_chain(rows: str, *, prefix: str = "") -> Members:
    parts = members(rows)
    parts[CHAIN] = '<calcChain><c r="B1" i="1"/></calcChain>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    parts[TYPES] = str(parts[TYPES]).replace(
        "</Types>", f'<Override PartName="/{CHAIN}" ContentType="{kind}"/></Types>'
    )
    pointer = (
        '<Relationship Id="rIdC" Target="calcChain.xml" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/calcChain"/>'
    )
    parts[LISTING] = str(parts[LISTING]).replace("</Relationships>", f"{pointer}</Relationships>")
    return parts


def test_the_order_of_calculation_goes_with_a_formula_its_type_and_pointer_too() -> None:
    parts = with_chain(ROW.format(FORMULA))
    patch = patch_of(parts)
    patch.set(SHEET, "B1", 5, over_formula=True)
    before, after = contents(patch.package.data), contents(patch.to_bytes())
    assert before.keys() - after.keys() == {CHAIN}
    for name in (TYPES, LISTING):
        old, new = etree.fromstring(before[name]), etree.fromstring(after[name])
        kept = [item.attrib for item in old if "calcChain" not in str(item.attrib)]
        assert [item.attrib for item in new] == kept
        assert len(kept) == len(old) - 1


@pytest.mark.parametrize("act", ["cached", "formula again", "new formula", "elsewhere", "colour"])
def test_the_order_of_calculation_stays_while_no_formula_goes(act: str) -> None:
    patch = patch_of(with_chain(ROW.format(FORMULA)))
    {
        "cached": lambda: patch.set_cached(SHEET, "B1", 5),
        "formula again": lambda: patch.set_formula(SHEET, "B1", "A1*3"),
        "new formula": lambda: patch.set_formula(SHEET, "C1", "A1*3"),
        "elsewhere": lambda: patch.set(SHEET, "A1", 3, over_formula=True),
        "colour": lambda: patch.set_fill(SHEET, "B1", "FF0000"),
    }[act]()
    before, after = contents(patch.package.data), contents(patch.to_bytes())
    for name in (CHAIN, TYPES, LISTING):
        assert after[name] == before[name]
