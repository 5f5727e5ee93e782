"""Small files that would grow without bounds: each is refused in one sentence, soon and in little memory."""

from __future__ import annotations

import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Sheet, Workbook, column_letters, xml

Parts = Callable[..., dict[str, str]]
Zip = Callable[..., Path]

#: Far above what these files take, far below what they would take unchecked.
SECONDS, MEGABYTES = 4.0, 60


def refusal(path: Path) -> FileProblem:
    """Why the file, or its first sheet, is refused: soon, and in one line."""
    start = time.process_time()
    with pytest.raises(FileProblem) as caught:
        Workbook.open(path).sheet("Biểu 1")
    assert time.process_time() - start < SECONDS
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert len(sentence) < 500 + len(str(path))
    return caught.value


def test_a_member_that_says_it_is_small_is_not_inflated_beyond_that(make_parts: Parts, zip_up: Zip) -> None:
    path = zip_up({**make_parts(), "xl/big.xml": b" " * (150 << 20)})
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        size = struct.pack("<L", archive.getinfo("xl/big.xml").file_size)
    path.write_bytes(content.replace(size, struct.pack("<L", 100)))
    tracemalloc.start()
    try:
        assert refusal(path).code == "file.damaged"
        assert tracemalloc.get_traced_memory()[1] < MEGABYTES << 20
    finally:
        tracemalloc.stop()


def test_a_member_without_a_name_does_no_harm(make_parts: Parts, zip_up: Zip) -> None:
    path = zip_up({**make_parts(), "x": b"1"})
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        place, directory = archive.getinfo("x").header_offset, archive.start_dir
    at = content.rindex(b"PK\1\2")
    nameless = bytearray(content[: at + 46] + content[at + 47 :])
    nameless[at + 28 : at + 30] = b"\0\0"
    end = nameless.rindex(b"PK\5\6")
    struct.pack_into("<L", nameless, end + 12, end - directory)
    assert place < directory
    path.write_bytes(nameless)
    assert Workbook.open(path).sheet("Biểu 1").name == "Biểu 1"


def test_a_part_of_millions_of_elements_is_not_made_a_tree(make_parts: Parts, zip_up: Zip) -> None:
    texts = "".join(f"<si><t>{number}</t></si>" for number in range(800_000))
    parts = make_parts('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=[texts])
    assert refusal(zip_up(parts)).code in ("file.unsafe", "file.damaged")


def test_counting_elements_and_attributes_has_a_limit() -> None:
    with pytest.raises(xml.TooMuchXmlError):
        xml.parse(b"<a>" + b"<b/>" * xml.MOST_IN_TREE + b"</a>")
    with pytest.raises(xml.TooMuchXmlError):
        xml.parse(b"<a>" + b'<b c=""/>' * (xml.MOST_IN_TREE // 3) + b"</a>")
    assert len(xml.parse(b"<a>" + b"<b/>" * 1000 + b"</a>")) == 1000


def test_one_row_of_millions_of_cells_is_not_streamed() -> None:
    row = b"<row>" + b"<c/>" * (xml.MOST_BETWEEN // 4) + b"</row>"
    with pytest.raises(xml.TooMuchXmlError):
        xml.Stream(b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>", "row", "sheetData")


def test_a_listing_of_hundreds_of_thousands_of_pointers_is_refused(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts()
    name = "xl/_rels/workbook.xml.rels"
    more = "".join(f'<Relationship Id="q{at}" Type="x" Target="z{at}.xml"/>' for at in range(80_000))
    parts[name] = parts[name].replace("</Relationships>", more + "</Relationships>")
    assert refusal(zip_up(parts)).code == "file.unsafe"


def test_more_sheets_than_any_workbook_has_are_refused(
    make_parts: Parts, zip_up: Zip, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.workbook.MAX_SHEETS", 30)
    sheets = [(f"Trang {at}", "visible") for at in range(31)]
    assert refusal(zip_up(make_parts(sheets=sheets))).code == "file.unsafe"


def test_sheets_that_share_one_part_are_refused(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts(sheets=[("Biểu 1", "visible"), ("Biểu 2", "visible")])
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace("sheet2", "sheet1")
    assert refusal(zip_up(parts)).code == "file.unsafe"


def test_a_formula_shared_by_very_many_cells_is_not_spelt_out_for_ever(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.cells._MOST_SPELT", 100_000)
    master = f'<c r="A1"><f t="shared" ref="A1:A30" si="0">{"A1+" * 2500}1</f></c>'
    rows = "".join(f'<row r="{row}"><c r="A{row}"><f t="shared" si="0"/></c></row>' for row in range(2, 30))
    assert refusal(make_book(f'<row r="1">{master}</row>{rows}')).code == "file.unsafe"
    assert refusal(make_book(f'{rows}<row r="31">{master}</row>')).code == "file.unsafe"


def test_array_formulas_over_one_another_are_refused(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.cells._MOST_IN_ARRAYS", 5_000)
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><f t="array" ref="A1:XFD1048576">1</f></c></row>'
        for row in range(1, 100)
    )
    assert refusal(make_book(rows)).code == "file.unsafe"


def test_merges_by_the_hundred_thousand_are_refused(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.worksheet._MOST_MERGES", 50)
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 52))
    assert refusal(make_book(after=f"<mergeCells>{merges}</mergeCells>")).code == "file.unsafe"


def test_columns_hidden_again_and_again_take_no_time(make_book: Callable[..., Path]) -> None:
    columns = '<col min="1" max="16384" hidden="1"/>' * 100_000
    start = time.process_time()
    sheet = Workbook.open(make_book(before=f"<cols>{columns}</cols>")).sheet("Biểu 1")
    assert len(sheet.hidden_columns) == 16_384
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    "row",
    [
        f'<row r="1"><c r="A1" t="s"><v>{"9" * 5000}</v></c></row>',
        f'<row r="{"1" * 5000}"><c r="A1"><v>1</v></c></row>',
        f'<row r="1"><c r="A{"1" * 5000}"><v>1</v></c></row>',
    ],
    ids=["text", "row", "cell"],
)
def test_a_place_of_thousands_of_digits_is_refused_in_a_short_sentence(
    make_book: Callable[..., Path], row: str
) -> None:
    assert refusal(make_book(row)).code == "file.damaged"


def test_a_style_of_thousands_of_digits_is_the_plain_style(read_rows: Callable[..., Sheet]) -> None:
    cell = read_rows(f'<row r="1"><c r="A1" s="{"9" * 5000}"><v>1</v></c></row>').cell(1, 1)
    assert cell is not None
    assert cell.style == 0


def test_a_line_end_in_an_address_does_not_break_the_sentence(make_book: Callable[..., Path]) -> None:
    assert refusal(make_book('<row r="1"><c r="&#10;A&#9;1&#10;0"><v>1</v></c></row>')).code == "file.damaged"


def test_nesting_beyond_reason_is_refused(make_parts: Parts, zip_up: Zip) -> None:
    depth = 5000
    assert refusal(zip_up(make_parts("<row>" * depth + "</row>" * depth))).code == "file.damaged"


def test_a_wide_sheet_of_honest_size_is_read(read_rows: Callable[..., Sheet]) -> None:
    letters = [column_letters(column) for column in range(1, 16_385)]
    rows = "".join(
        f'<row r="{row}">' + "".join(f'<c r="{name}{row}"><v>{row}</v></c>' for name in letters) + "</row>"
        for row in range(1, 5)
    )
    assert len(read_rows(rows).cells) == 4 * 16_384


def test_a_checksum_over_a_member_cut_to_its_size_is_still_looked_at(make_parts: Parts, zip_up: Zip) -> None:
    parts = make_parts()
    path = zip_up({**parts, "xl/more.xml": b"<a/>" + b" " * 5000})
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/more.xml")
    told, true = struct.pack("<LLL", info.CRC, info.compress_size, info.file_size), b"<a/>"
    lie = struct.pack("<LLL", zlib.crc32(true), info.compress_size, len(true))
    path.write_bytes(content.replace(told, lie))
    assert Workbook.open(path).package.read("xl/more.xml") == true
