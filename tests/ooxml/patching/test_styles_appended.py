"""New cell formats stand behind the old ones, and the old ones keep their bytes and numbers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from mtqg_xl.ooxml import is_date
from mtqg_xl.ooxml.patching import stylesheet
from tests.ooxml.conftest import links
from tests.ooxml.patching.book import (
    PLAIN_STYLES,
    SHEET,
    STYLES,
    TYPES,
    book,
    cells,
    codes,
    contents,
    members,
    opened,
    patch_of,
    sentences,
    tree,
)

ROWS = '<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>2</v></c><c r="C1"><v>3</v></c></row>'
RICH = (
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="#,##0.0 &quot;đ&quot;"/></numFmts>'
    '<fonts count="1"><font><b/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    "<borders count='1'><border/></borders>"
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="170" fontId="0" borderId="0" fillId="0" applyFont="1">'
    '<alignment wrapText="1"/><protection locked="0"/></xf>\n<xf numFmtId="14" quotePrefix="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0"/></cellStyles>'
    '<dxfs count="0"/><extLst><ext uri="x"/></extLst>'
)


def style_texts(data: bytes, kind: str) -> list[str]:
    """The elements of a collection as they are worded."""
    text = contents(data)[STYLES].decode()
    inside = text.partition(f"<{kind} ")[2].partition(">")[2].partition(f"</{kind}>")[0]
    one = "<xf" if kind == "cellXfs" else f"<{kind[:-1]}"
    return [(one + piece).rstrip() for piece in inside.split(one)[1:]]


def formats_of(data: bytes) -> Any:
    return tree(data, STYLES)


def xf_of(data: bytes, cell: str) -> Any:
    return formats_of(data).findall("{*}cellXfs/{*}xf")[cells(data)[cell].style]


def colour_of(data: bytes, cell: str) -> str | None:
    fill = formats_of(data).findall("{*}fills/{*}fill")[int(xf_of(data, cell).get("fillId"))]
    colour = fill.find("{*}patternFill/{*}fgColor")
    return None if colour is None else colour.get("rgb")


def test_old_formats_keep_their_bytes_and_their_numbers() -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set_fill(SHEET, "A1", "ffc7ce")
    patch.set(SHEET, "C1", date(2024, 1, 1))
    after, before = patch.to_bytes(), patch.package.data
    for kind in ("numFmts", "fonts", "fills", "borders", "cellXfs"):
        old, new = style_texts(before, kind), style_texts(after, kind)
        assert new[: len(old)] == old
        assert formats_of(after).find(f"{{*}}{kind}").get("count") == str(len(new))
    text = contents(after)[STYLES].decode()
    for kept in ('<cellStyles count="1">', '<dxfs count="0"/><extLst><ext uri="x"/></extLst></styleSheet>'):
        assert kept in text


def test_a_coloured_cell_keeps_everything_else_of_its_format() -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set_fill(SHEET, "A1", "ffc7ce")
    after = patch.to_bytes()
    assert cells(after)["A1"].style == 3
    assert style_texts(after, "cellXfs")[3] == (
        '<xf numFmtId="170" fontId="0" borderId="0" fillId="2" applyFont="1" applyFill="1">'
        '<alignment wrapText="1"/><protection locked="0"/></xf>'
    )
    assert colour_of(after, "A1") == "FFFFC7CE"
    assert cells(after)["A1"].text == "1"


def test_the_same_look_is_made_once() -> None:
    patch = opened(ROWS.replace('<c r="C1">', '<c r="C1" s="1">'), styles=RICH)
    for cell in ("A1", "C1"):
        patch.set_fill(SHEET, cell, "FFC7CE")
    patch.set_fill(SHEET, "B1", "ffc7ce")
    after = patch.to_bytes()
    assert cells(after)["A1"].style == cells(after)["C1"].style == 3
    assert cells(after)["B1"].style == 4
    assert len(style_texts(after, "fills")) == 3
    assert len(style_texts(after, "cellXfs")) == 5


def test_a_look_is_shared_between_sheets() -> None:
    patch = opened(ROWS, styles=RICH, sheets=(("Biểu 1", "visible"), ("Biểu 2", "visible")))
    for sheet in ("Biểu 1", "Biểu 2"):
        patch.set_fill(sheet, "A1", "FFC7CE")
        patch.set(sheet, "C1", date(2024, 1, 1))
    after = patch.to_bytes()
    assert cells(after, "Biểu 1")["A1"].style == cells(after, "Biểu 2")["A1"].style
    assert len(style_texts(after, "cellXfs")) == 5
    assert len(style_texts(after, "numFmts")) == 2


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (date(2024, 2, 29), "dd/mm/yyyy"),
        (datetime(2024, 2, 29), "dd/mm/yyyy"),
        (datetime(2024, 2, 29, 8, 30), "dd/mm/yyyy hh:mm"),
        (time(8, 30), "hh:mm"),
        (timedelta(hours=30), "[h]:mm"),
    ],
)
@pytest.mark.parametrize("cell", ["A1", "C1", "D9"])
def test_a_day_put_into_a_plain_cell_is_shown_as_a_day(value: date, code: str, cell: str) -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set(SHEET, cell, value)
    after = patch.to_bytes()
    assert book(after).number_format(cells(after)[cell].style) == code
    assert formats_of(after).find("{*}numFmts/{*}numFmt[2]").get("numFmtId") == "171"


def test_a_day_put_into_a_cell_of_days_keeps_the_format_of_the_user() -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set(SHEET, "B1", date(2024, 2, 29))
    assert cells(patch.to_bytes())["B1"].style == 2
    assert contents(patch.to_bytes())[STYLES] == patch.package.read(STYLES)


@pytest.mark.parametrize("value", [5, "chữ", True, None])
def test_what_is_no_day_leaves_the_format_alone(value: Any) -> None:
    patch = opened(ROWS, styles=RICH)
    for cell in ("A1", "B1", "C1", "D1"):
        patch.set(SHEET, cell, value)
    assert contents(patch.to_bytes())[STYLES] == patch.package.read(STYLES)


def test_a_format_that_the_workbook_has_already_is_used() -> None:
    own = RICH.replace('formatCode="#,##0.0 &quot;đ&quot;"', "formatCode='dd/mm/yyyy'")
    patch = opened(ROWS, styles=own)
    patch.set(SHEET, "C1", date(2024, 1, 1))
    after = patch.to_bytes()
    assert len(style_texts(after, "numFmts")) == 1
    assert xf_of(after, "C1").get("numFmtId") == "170"


def test_a_cell_may_get_a_day_and_a_colour() -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set_fill(SHEET, "A1", "FFC7CE")
    patch.set(SHEET, "A1", date(2024, 1, 1))
    after = patch.to_bytes()
    assert colour_of(after, "A1") == "FFFFC7CE"
    assert is_date(book(after).number_format(cells(after)["A1"].style))
    assert xf_of(after, "A1").find("{*}protection").get("locked") == "0"


def test_the_last_colour_counts_and_what_is_no_colour_is_refused_at_once() -> None:
    patch = opened(ROWS, styles=RICH)
    patch.set_fill(SHEET, "A1", "FFC7CE")
    patch.set_fill(SHEET, "A1", "00FF00")
    assert colour_of(patch.to_bytes(), "A1") == "FF00FF00"
    for colour in ("red", "#FF0000", "FF00FF00", "FF000", ""):
        with pytest.raises(ValueError, match="not a colour"):
            patch.set_fill(SHEET, "A1", colour)


def test_a_cell_that_holds_nothing_may_be_coloured_and_stays_empty() -> None:
    patch = opened(ROWS, styles=RICH)
    for cell in ("D1", "B9"):
        patch.set_fill(SHEET, cell, "FFC7CE")
    after = patch.to_bytes()
    assert [colour_of(after, cell) for cell in ("D1", "B9")] == ["FFFFC7CE"] * 2
    assert [cells(after)[cell].kind for cell in ("D1", "B9")] == ["blank"] * 2


WITHOUT = {
    "nothing at all": "",
    "no fills": RICH.replace(RICH[RICH.index("<fills") : RICH.index("<borders")], ""),
    "empty fills": RICH.replace(RICH[RICH.index("<fills") : RICH.index("<borders")], "<fills/>"),
    "no formats of cells": RICH.replace(RICH[RICH.index("<cellXfs") : RICH.index("<cellStyles ")], ""),
    "no formats of numbers": RICH[RICH.index("<fonts") :],
    "no fonts": RICH.replace('<fonts count="1"><font><b/></font></fonts>', ""),
    "only the last": '<dxfs count="0"/>',
    "counts that lie": RICH.replace('count="3"', 'count="99"').replace('count="2"', ""),
}


@pytest.mark.parametrize("sort", WITHOUT)
@pytest.mark.parametrize("prefix", ["", "x"])
def test_collections_that_a_file_lacks_are_made_where_they_belong(sort: str, prefix: str) -> None:
    patch = opened(ROWS.replace(' s="1"', "").replace(' s="2"', ""), styles=WITHOUT[sort], prefix=prefix)
    patch.set_fill(SHEET, "A1", "FFC7CE")
    patch.set(SHEET, "C1", date(2024, 1, 1))
    after = patch.to_bytes()
    assert colour_of(after, "A1") == "FFFFC7CE"
    assert book(after).number_format(cells(after)["C1"].style) == "dd/mm/yyyy"
    root = formats_of(after)
    order = [
        "numFmts",
        "fonts",
        "fills",
        "borders",
        "cellStyleXfs",
        "cellXfs",
        "cellStyles",
        "dxfs",
        "extLst",
    ]
    names = [item.tag.rpartition("}")[2] for item in root]
    assert names == [name for name in order if name in names]
    fills = [item[0].get("patternType") for item in root.find("{*}fills")]
    assert fills[:3] == ["none", "gray125", "solid"]
    for item in root:
        if item.tag.endswith(("fills", "numFmts", "cellXfs")):
            assert item.get("count") == str(len(item))


def test_the_cell_without_a_format_stays_the_first() -> None:
    patch = opened(ROWS, styles="")
    patch.set_fill(SHEET, "C1", "FFC7CE")
    after = patch.to_bytes()
    plain, coloured = formats_of(after).findall("{*}cellXfs/{*}xf")
    assert (plain.get("fillId"), coloured.get("fillId")) == ("0", "2")
    assert cells(after)["C1"].style == 1


@pytest.mark.parametrize("worded", ["<styleSheet {}/>", "<styleSheet {}></styleSheet>", "<styleSheet {} />"])
def test_an_empty_styles_part_is_filled(worded: str) -> None:
    parts = members(ROWS)
    declared = str(parts[STYLES]).partition(" ")[2].partition(">")[0]
    parts[STYLES] = worded.format(declared)
    patch = patch_of(parts)
    patch.set_fill(SHEET, "C1", "FFC7CE")
    assert colour_of(patch.to_bytes(), "C1") == "FFFFC7CE"


@pytest.mark.parametrize("strict", [False, True])
def test_a_workbook_without_styles_part_gets_one(strict: bool) -> None:
    parts = members('<row r="1"><c r="A1"><v>1</v></c></row>', strict=strict)
    del parts[STYLES]
    listing = "xl/_rels/workbook.xml.rels"
    parts[listing] = str(parts[listing]).replace("rIdS", "rIdX").replace("/styles", "/theme")
    parts[TYPES] = str(parts[TYPES]).replace("/xl/styles.xml", "/xl/other.xml")
    patch = patch_of(parts)
    patch.set_fill(SHEET, "A1", "FFC7CE")
    after = patch.to_bytes()
    assert colour_of(after, "A1") == "FFFFC7CE"
    assert contents(after)[TYPES].decode().count('PartName="/xl/styles.xml"') == 1
    (pointer,) = [item for item in tree(after, listing) if item.get("Type").endswith("/styles")]
    assert pointer.get("Target") == "styles.xml"
    assert pointer.get("Type").startswith("http://purl.oclc.org" if strict else "http://schemas")


def test_a_styles_part_that_nobody_points_to_is_not_written_twice() -> None:
    parts = members('<row r="1"><c r="A1"><v>1</v></c></row>')
    workbook = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts["xl/_rels/workbook.xml.rels"] = links(("rId1", f"{workbook}/worksheet", "worksheets/sheet1.xml"))
    patch = patch_of(parts)
    patch.set_fill(SHEET, "A1", "FFC7CE")
    names = list(contents(patch.to_bytes()))
    assert len(names) == len(set(names))
    assert cells(patch.to_bytes())["A1"].style == 1


def test_more_formats_than_excel_opens_are_refused_by_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stylesheet.MOST_FORMATS == 64_000
    monkeypatch.setattr(stylesheet, "MOST_FORMATS", 4)
    patch = opened(ROWS, styles=RICH)
    patch.set_fill(SHEET, "A1", "FF0000")
    assert codes(patch) == []
    patch.set_fill(SHEET, "B1", "FF0000")
    assert sentences(patch) == ["Tệp đã có 4 kiểu trình bày ô, Excel không nhận thêm (ô B1 trang “Biểu 1”)."]
    patch.set_fill(SHEET, "D5", "FF0000")
    assert codes(patch) == ["too_many_styles"] * 2


def test_a_full_workbook_still_lends_the_formats_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stylesheet, "MOST_FORMATS", 4)
    patch = opened(ROWS.replace('<c r="C1">', '<c r="C1" s="1">'), styles=RICH)
    patch.set_fill(SHEET, "A1", "FF0000")
    patch.set_fill(SHEET, "C1", "FF0000")
    patch.set(SHEET, "B1", date(2024, 1, 1))
    assert codes(patch) == []


def test_a_format_number_beyond_those_there_are_is_the_plain_one() -> None:
    patch = opened(ROWS.replace('s="1"', 's="77"'), styles=PLAIN_STYLES)
    patch.set_fill(SHEET, "A1", "FF0000")
    after = patch.to_bytes()
    assert cells(after)["A1"].style == 1
    assert colour_of(after, "A1") == "FFFF0000"


@pytest.mark.parametrize("cell", ['<c r="A1" x="a>b" s="1"><v>1</v></c>', "<c r='A1' s='1' ><v>1</v></c>"])
def test_a_cell_worded_in_another_way_gets_its_colour_too(cell: str) -> None:
    patch = opened(f'<row r="1">{cell}</row>', styles=RICH)
    patch.set_fill(SHEET, "A1", "FF0000")
    assert colour_of(patch.to_bytes(), "A1") == "FFFF0000"
