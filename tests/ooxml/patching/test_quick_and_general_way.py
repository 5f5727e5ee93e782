"""Plain numbers in plain cells go a quick way; what it writes is what the general way writes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.ooxml.patching.book import SHEET, codes, opened, sheet_xml

# A merge far away is enough for the general way.
MERGE = '<mergeCells><mergeCell ref="Y98:Z99"/></mergeCells>'
CELLS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="2" t="s"><v>0</v></c><c r="C1" t="str"/><c r="D1"></c>'
    '<c r="E1" cm="1" vm="2"><v>3</v></c><c s="1" r="F1"><v>1</v></c>'
    '<c r="G1" t="n" ph="1"><v>1</v></c></row>'
    '<row r="2"><c r="A2"><f>B2</f><v>1</v></c><c r="B2" t="str"><f>A9&amp;"x"</f><v>x</v></c>'
    '<c r="C2" cm="1"><f>SUM(A1:A2)</f></c><c r="D2" t="e"><f ca="1">1/0</f>'
    '<v>#DIV/0!</v></c><c r="E2"><f t="shared" si="0" ref="E2:E3">A1</f><v>1</v></c></row>'
    '<row r="3"><c r="E3"><f t="shared" si="0"/><v>1</v></c></row>'
)
TYPED, COMPUTED = ("A1", "B1", "C1", "D1", "E1", "F1", "G1"), ("A2", "B2", "C2", "D2", "E2", "E3")
numbers = (
    st.integers(-(10**16), 10**16)
    | st.floats()
    | st.decimals()
    | st.decimals(-(10**6), 10**6, places=4)
    | st.sampled_from([Decimal("1E+3"), Decimal("-0.0"), Decimal("1E-7"), Decimal("5."), -0.0, 1e16])
)


def written(values: dict[str, Any], after: str) -> tuple[str, list[str]]:
    """The sheet and what is refused, as the way goes that ``after`` asks for."""
    patch = opened(CELLS, after=after, strings=("<si><t>x</t></si>",))
    for cell, value in values.items():
        if cell in COMPUTED:
            patch.set_cached(SHEET, cell, value)
        else:
            patch.set(SHEET, cell, value)
    refused = codes(patch)
    return ("" if refused else sheet_xml(patch).replace(after, "")), refused


@given(st.dictionaries(st.sampled_from(TYPED + COMPUTED), numbers, min_size=1))
@example({"A1": Decimal("1.50"), "A2": Decimal("100"), "B1": Decimal("-.5")})
@example({"A1": Decimal("0E+20"), "F1": Decimal("NaN")})
@settings(max_examples=120, deadline=None)
def test_both_ways_write_the_same(values: dict[str, Any]) -> None:
    assert written(values, "") == written(values, MERGE)


@pytest.mark.parametrize("value", [5, 0.5, Decimal("0.50"), -1])
@pytest.mark.parametrize("cell", TYPED)
def test_no_trace_of_the_old_content_stays(value: Any, cell: str) -> None:
    sheet, _ = written({cell: value}, "")
    start = sheet.rindex("<c ", 0, sheet.index(f'r="{cell}"'))
    element = sheet[start : sheet.index("</c>", start)]
    assert not {"t", "cm", "vm", "ph"} & {word.partition("=")[0] for word in element.split(">")[0].split()}
    assert element.endswith(f"<v>{float(value):g}</v>")
