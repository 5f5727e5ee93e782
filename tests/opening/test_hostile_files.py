"""Broken and hostile files of every kind: refused or read, never anything else, and soon."""

from __future__ import annotations

import io
import random
import struct
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.opening import open_book
from tests.opening.test_old_excel_files import written as old_book
from tests.opening.test_xml_of_excel_2003 import BOOK as XML_BOOK
from tests.support.xlsb import BinaryCell, BinarySheet, record, write_xlsb

SECONDS = 5.0
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def flat_ods(rows: str) -> bytes:
    return (
        f'<office:document xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" '
        'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet>'
        f'<table:table table:name="Biểu">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document>"
    ).encode()


def packed_ods(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        content = flat_ods(rows).replace(b"office:document ", b"office:document-content ", 1)
        archive.writestr("content.xml", content.replace(b"</office:document>", b"</office:document-content>"))
    return path


def cell(attributes: str = "", value: str = "1") -> str:
    return f'<table:table-cell office:value-type="float" office:value="{value}" {attributes}/>'


def read_all(path: Path) -> int:
    """The number of cells read."""
    book = open_book(path)
    cells = 0
    for info in book.sheets:
        for one in book.sheet(info.name).cells.values():
            book.number_format(one.style), book.font(one.style)
            cells += 1
    return cells


def binary(path: Path) -> Path:
    cells = [BinaryCell(row, 1, f"chữ {row}") for row in range(1, 30)]
    computed = BinaryCell(1, 2, 1.0, 0, b"\x1e\x01\0\x1e\x02\0\x03")
    return write_xlsb(path, [BinarySheet("Biểu", [*cells, computed], merges=[(3, 3, 4, 4)])])


def small_ods(path: Path) -> Path:
    row = "<table:table-row>" + cell() + '<table:table-cell office:value-type="string"><text:p>a<text:s/>b'
    row += "</text:p></table:table-cell></table:table-row>"
    return packed_ods(path, row * 20)


def of_bytes(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


PAGE = (
    "<html><style>.a{mso-number-format:'0%'}</style>"
    "<table><tr><td class=a colspan=2 x:num='1'>1</td></tr></table>"
)
MAKERS: dict[str, Callable[[Path], Path]] = {
    "xls": old_book,
    "xlsb": binary,
    "ods": small_ods,
    "fods": of_bytes(flat_ods("<table:table-row>" + cell() * 5 + "</table:table-row>")),
    "xml": of_bytes(XML_BOOK.format(date="").encode()),
    "html": of_bytes(PAGE.encode() * 3),
    "mht": of_bytes(
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n"
        + PAGE.encode() + b"\n--x--\n"
    ),
    "csv": of_bytes('a;"b";1,5\n'.encode("utf-16") * 20),
}  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with bytes turned, cut out, doubled, or made as large as they can be."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5))):
        at = chance.randrange(len(changed) or 1)
        match chance.randrange(6):
            case 0:
                changed[at : at + 1] = bytes((chance.randrange(256),))
            case 1:
                del changed[at : at + chance.randrange(1, 80)]
            case 2:
                changed[at:at] = changed[at : at + chance.randrange(1, 300)] * chance.choice((1, 20))
            case 3:
                changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", bytes(4), b"\xff\xff\xff\x7f"))
            case 4:
                changed[at : at + 2] = chance.choice((b"\xff\xff", bytes(2), b"99", b"<<"))
            case _:
                del changed[chance.randrange(len(changed) or 1) :]
    return bytes(changed)


def mutated_inside(data: bytes, chance: random.Random) -> bytes:
    """A zip file with one of its parts changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w") as target:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, mutated(part, chance) if name == chosen else part)
    return result.getvalue()


@pytest.mark.parametrize("kind", MAKERS)
def test_whatever_is_done_to_a_file_it_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    original = MAKERS[kind](tmp_path / f"gốc.{kind}").read_bytes()
    path = tmp_path / f"hỏng.{kind}"
    chance = random.Random(f"opening {kind}")
    read = 0
    for _ in range(150):
        inside = original.startswith(b"PK") and chance.random() < 0.8
        path.write_bytes((mutated_inside if inside else mutated)(original, chance))
        start = time.process_time()
        with suppress(FileProblem):
            read_all(path)
            read += 1
        assert time.process_time() - start < SECONDS
    # Changes that break nothing show that those that do were looked for in the right place.
    assert read


def refused(path: Path) -> str:
    start = time.process_time()
    with pytest.raises(FileProblem) as caught:
        read_all(path)
    assert time.process_time() - start < SECONDS
    assert str(path) in str(caught.value)
    return caught.value.code


@pytest.mark.parametrize(
    "rows",
    [
        '<table:table-row table:number-rows-repeated="1048576">'
        + cell('table:number-columns-repeated="16384"')
        + "</table:table-row>",
        ('<table:table-row table:number-rows-repeated="999999999">' + cell() + "</table:table-row>") * 3,
        "<table:table-row>" + cell('table:number-columns-repeated="999999999"') + "</table:table-row>",
    ],
)
def test_repetitions_beyond_any_sheet_are_unsafe(tmp_path: Path, rows: str) -> None:
    assert refused(packed_ods(tmp_path / "a.ods", rows)) == "file.unsafe"


def test_blank_repetitions_to_the_end_of_the_sheet_cost_nothing(tmp_path: Path) -> None:
    blank = '<table:table-row table:number-rows-repeated="1048570" table:visibility="collapse">'
    blank += '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    path = packed_ods(tmp_path / "a.ods", "<table:table-row>" + cell() + "</table:table-row>" + blank)
    book = open_book(path)
    assert book.sheet("Biểu").rows_used == 1
    assert len(book.sheet("Biểu").hidden_rows) < 10


@pytest.mark.parametrize("group", ["table-row-group", "table-header-rows"])
def test_groups_nested_beyond_reason_are_refused(tmp_path: Path, group: str) -> None:
    deep = f"<table:{group}>" * 200 + f"</table:{group}>" * 200
    assert refused(packed_ods(tmp_path / "a.ods", deep)) in ("file.unsafe", "file.damaged")


def test_a_page_nested_beyond_reason_is_refused_or_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html>" + "<div>" * 20_000 + "<table><tr><td>1</td></tr></table>", encoding="utf-8")
    with suppress(FileProblem):
        read_all(path)
    path.write_text("<html>" + "<table><tr><td>" * 20_000 + "1", encoding="utf-8")
    with suppress(FileProblem):
        read_all(path)


def test_a_text_too_large_for_a_tree_is_unsafe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtqg_xl.opening import limits

    smaller = limits.LIMITS._replace(tree=1000)
    for module in ("ods.book", "spreadsheetml", "html.book"):
        monkeypatch.setattr(f"mtqg_xl.opening.{module}.LIMITS", smaller)
    path = tmp_path / "a.xls"
    for content in (flat_ods(cell() * 50), XML_BOOK.format(date="").encode(), PAGE.encode() * 30):
        path.write_bytes(content)
        assert refused(path) == "file.unsafe"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (427, struct.pack("<4I", 0, 1_048_575, 0, 16_383) + struct.pack("<I", 0xFFFFFFF0)),
        (426, struct.pack("<4IB", 0, 1_048_575, 0, 16_383, 0) + struct.pack("<I", 0xFFFFFFF0)),
        (0, struct.pack("<I", 0xFFFFFFFF) + bytes(13)),
    ],
)
def test_counts_in_a_binary_sheet_that_cannot_be_are_damage(tmp_path: Path, kind: int, body: bytes) -> None:
    cells = [BinaryCell(1, 1, 1.0), BinaryCell(1, 2, 2.0)]
    sheet = BinarySheet("Biểu", cells, after={(1, 1): record(kind, body)})
    assert refused(write_xlsb(tmp_path / "a.xlsb", [sheet])) == "file.damaged"


def test_columns_hidden_without_end_are_the_columns_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    endless = '<Column ss:Hidden="1" ss:Span="99999999"/>' * 5
    path.write_text(XML_BOOK.format(date="").replace("<Table>", "<Table>" + endless), encoding="utf-8")
    assert len(open_book(path).sheet("Biểu 16").hidden_columns) == 16_384


def test_properties_that_claim_to_be_billions_are_passed_over(tmp_path: Path) -> None:
    from mtqg_xl.opening.containers import _last_saved

    head = bytes(44) + struct.pack("<I", 48) + struct.pack("<2I", 16, 0xFFFFFFFF)
    start = time.process_time()
    assert _last_saved(head + struct.pack("<2I", 1, 0) * 1000) is None
    assert time.process_time() - start < 1
