"""Links to cells: they lead to where the cells have gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ooxml.growing.growth import LINKS, SECOND, SHEETS, after, before, grow_parts, linked

Parts = Callable[..., dict[str, str]]


@pytest.mark.parametrize(
    ("link", "at"),
    [
        ('<hyperlink ref="A1" location="\'Biểu 16\'!A{5>8}"/>', SECOND),
        ('<hyperlink ref="A1" location="\'Biểu 16\'!A{5>8}:B{9>12}"/>', "xl/worksheets/sheet1.xml"),
        ('<hyperlink ref="A1" location="\'Phụ lục\'!A5"/>', "xl/worksheets/sheet1.xml"),
        ('<hyperlink ref="A1" location="TênVùng5"/>', SECOND),
        ('<hyperlink ref="A1" r:id="rId1" location="\'Biểu 16\'!A5"/>', SECOND),
    ],
)
def test_links_lead_to_where_the_cells_have_gone(make_parts: Parts, link: str, at: str) -> None:
    parts = make_parts(sheets=SHEETS)
    parts[at] = parts[at].replace("</sheetData>", f"</sheetData><hyperlinks>{before(link)}</hyperlinks>")
    assert f"<hyperlinks>{after(link)}</hyperlinks>" in grow_parts(parts, "Biểu 16", 5, 3).get(at, parts[at])


@pytest.mark.parametrize(
    "target",
    [
        "#'Biểu 16'!A{5>8}",
        "#'Bi%E1%BB%83u%2016'!$A${5>8}:B{9>12}",
        "#'Phụ lục'!A5",
        "#Tên_vùng5",
        "https://vi.du/#A5",
    ],
)
@pytest.mark.parametrize("at", ["xl/worksheets/sheet1.xml", SECOND, "xl/drawing.xml"])
def test_shapes_and_cells_that_jump_lead_to_where_the_cells_have_gone(
    make_parts: Parts, target: str, at: str
) -> None:
    parts = linked(make_parts(sheets=SHEETS), SECOND, "drawing", "xl/drawing.xml", "<xdr:wsDr/>")
    folder, _, name = at.rpartition("/")
    listing = f"{folder}/_rels/{name}.rels"
    pointer = f'<Relationship Id="rIdH" Type="{LINKS}hyperlink" Target="{target}" TargetMode="External"/>'
    old = parts.get(listing, "<Relationships></Relationships>")
    with_jump = old.replace("</Relationships>", pointer + "</Relationships>")
    parts[listing] = before(with_jump)
    assert grow_parts(parts, "Biểu 16", 5, 3).get(listing, parts[listing]) == after(with_jump)
