"""Whatever goes wrong while a workbook is written, the check sees it and no file is put in place."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from mtqg_xl.messages import SelfCheckProblem
from mtqg_xl.ooxml import archive
from mtqg_xl.ooxml.patching import Patch, Value, grid, markup, values
from mtqg_xl.ooxml.patching.markup import Splice
from mtqg_xl.ooxml.patching.sheet_part import SheetChanges
from tests.ooxml.patching.book import PART, SHEET, STYLES, WORKBOOK, members, packed

ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>b</v></c><c r="C1"><f>A1</f><v>1</v></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><f t="shared" ref="C2:C3" si="0">A2</f></c></row>'
    '<row r="3"><c r="C3"><f t="shared" si="0"/></c></row>'
)
Bytes = Callable[[bytes], bytes]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "biểu.xlsx"
    path.write_bytes(packed(members(ROWS)))
    return path


@pytest.fixture
def patch(source: Path) -> Patch:
    """Every sort of change to one sheet."""
    made = Patch.open(source)
    made.set(SHEET, "A1", 5)
    made.set(SHEET, "B1", "chữ")
    made.set(SHEET, "D9", 6)
    made.set(SHEET, "D2", True)
    made.set_cached(SHEET, "C1", 5)
    made.set(SHEET, "C2", 7, over_formula=True)
    made.set_formula(SHEET, "E9", "A1+1")
    made.set_fill(SHEET, "A2", "FF0000")
    return made


def refusal(patch: Patch) -> SelfCheckProblem:
    """What the check says; the file that stands there and the one opened stay as they are."""
    source = patch.package.path
    before = source.read_bytes()
    target = source.with_name("kết quả.xlsx")
    target.write_bytes(b"old")
    with pytest.raises(SelfCheckProblem) as refused:
        patch.save(target, backup=True)
    assert target.read_bytes() == b"old"
    assert source.read_bytes() == before
    assert {path.name for path in source.parent.iterdir()} == {source.name, target.name}
    sentence = str(refused.value)
    assert sentence.startswith("Tự kiểm tra sau khi ghi không đạt: ")
    assert sentence.endswith("không có gì được ghi ra.")
    return refused.value


def test_without_sabotage_it_is_content(patch: Patch) -> None:
    target = patch.package.path.with_name("kết quả.xlsx")
    patch.save(target)
    assert target.read_bytes() == patch.to_bytes()


def sabotage_zip(monkeypatch: pytest.MonkeyPatch, spoil: Bytes) -> None:
    """``spoil`` works on the finished file."""

    def spoilt(
        data: bytes,
        replaced: Mapping[str, bytes],
        added: Mapping[str, bytes] | None = None,
        removed: Collection[str] = (),
    ) -> bytes:
        return spoil(archive.rewrite(data, replaced, added, removed))

    monkeypatch.setattr("mtqg_xl.ooxml.patching.parts.rewrite", spoilt)


def packed_anew(data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info), compresslevel=1)
    return stream.getvalue()


def moved_to_the_end(data: bytes) -> bytes:
    content = zipfile.ZipFile(io.BytesIO(data)).read(WORKBOOK)
    return archive.rewrite(archive.rewrite(data, {}, removed={WORKBOOK}), {}, {WORKBOOK: content})


def byte_flipped(data: bytes) -> bytes:
    spoilt = bytearray(data)
    spoilt[zipfile.ZipFile(io.BytesIO(data)).getinfo(PART).header_offset + 30 + len(PART) + 40] ^= 0x55
    return bytes(spoilt)


def other_digit(data: bytes) -> bytes:
    content = zipfile.ZipFile(io.BytesIO(data)).read(PART)
    assert b"<v>5</v>" in content
    return archive.rewrite(data, {PART: content.replace(b"<v>5</v>", b"<v>6</v>")})


def told_twice(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as book:
        book.writestr(PART, "<worksheet/>")
    return stream.getvalue()


SPOILT_FILES: dict[str, tuple[Bytes, str]] = {
    "another part has other content": (lambda data: archive.rewrite(data, {WORKBOOK: b"<a/>"}), "member"),
    "all parts are packed anew": (packed_anew, "member"),
    "a part stands elsewhere": (moved_to_the_end, "order"),
    "a part is gone": (lambda data: archive.rewrite(data, {}, removed={WORKBOOK}), "order"),
    "a part is there that nobody asked for": (
        lambda data: archive.rewrite(data, {}, {"xl/x.xml": b"<a/>"}),
        "order",
    ),
    "a changed part cannot be unpacked": (byte_flipped, "member"),
    "a changed part holds another figure": (other_digit, "member"),
    "a changed part is there twice": (told_twice, "order"),
    "a changed part is empty": (lambda data: archive.rewrite(data, {STYLES: b""}), "member"),
}


@pytest.mark.parametrize("sort", SPOILT_FILES)
def test_a_spoilt_file_is_seen(patch: Patch, monkeypatch: pytest.MonkeyPatch, sort: str) -> None:
    spoil, code = SPOILT_FILES[sort]
    sabotage_zip(monkeypatch, spoil)
    assert refusal(patch).code == f"selfcheck.{code}"


SPOILT_SHEETS: dict[str, Bytes] = {
    "another figure": lambda data: data.replace(b'<c r="A2" s="1"><v>1<', b'<c r="A2" s="1"><v>2<'),
    "the end is cut": lambda data: data.replace(b"</sheetData></worksheet>", b"</sheetData ></worksheet>"),
    "a blank more": lambda data: data.replace(b"<sheetData>", b"<sheetData> "),
    "a row more": lambda data: data.replace(b"</sheetData>", b'<row r="99"/></sheetData>'),
    "a row with another number": lambda data: data.replace(b'<row r="3"', b'<row r="4"'),
    "the value that was written": lambda data: data.replace(b"<v>6</v>", b"<v>66</v>"),
    "the text that was written": lambda data: data.replace("chữ".encode(), b"chu"),
    "the root": lambda data: data.replace(b"<worksheet ", b"<worksheet  "),
}


@pytest.mark.parametrize("sort", SPOILT_SHEETS)
def test_a_sheet_that_differs_elsewhere_is_seen(
    patch: Patch, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    spoil = SPOILT_SHEETS[sort]
    good = patch.draft()
    sheet = zipfile.ZipFile(io.BytesIO(good)).read(PART)
    assert spoil(sheet) != sheet

    def spoilt(data: bytes, changes: Any) -> bytes:
        return spoil(markup.splice(data, changes))

    monkeypatch.setattr("mtqg_xl.ooxml.patching.patch.spliced", spoilt)
    patch.recalculate_on_load()
    found = refusal(patch)
    assert found.code == "selfcheck.sheet"
    assert found.values["part"] == PART


def sabotage(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Whatever is written into the sheet has ``new`` in place of ``old``, and is claimed so."""
    made = SheetChanges.splices

    def spoilt(self: SheetChanges, changes: Any) -> list[Splice]:
        found = made(self, changes)
        assert any(old.encode() in text for _, _, text in found)
        return [Splice(start, end, text.replace(old.encode(), new.encode())) for start, end, text in found]

    monkeypatch.setattr(SheetChanges, "splices", spoilt)


VALUES = (5, "chữ", True)


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("new", ["", "<!-- <f>A1</f> -->"])
def test_a_formula_that_got_lost_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, value: Value, new: str
) -> None:
    patch = Patch.open(source)
    patch.set_cached(SHEET, "C1", value)
    sabotage(monkeypatch, "<f>A1</f>", new)
    assert refusal(patch).code == "selfcheck.formulas"


@pytest.mark.parametrize("cell", ["A1", "B1", "D1", "D9"])
def test_a_formula_too_many_is_seen(source: Path, monkeypatch: pytest.MonkeyPatch, cell: str) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, cell, 5)
    sabotage(monkeypatch, "<v>", "<f>1</f><v>")
    assert refusal(patch).code == "selfcheck.formulas"


@pytest.mark.parametrize("value", VALUES)
def test_a_formula_whose_text_changed_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, value: Value
) -> None:
    patch = Patch.open(source)
    patch.set_cached(SHEET, "C1", value)
    sabotage(monkeypatch, "<f>A1<", "<f>A2<")
    assert refusal(patch).code == "selfcheck.formulas"


@pytest.mark.parametrize("cell", ["A1", "D1", "D9"])
def test_markup_that_no_parser_reads_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, cell: str
) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, cell, "a < b")
    monkeypatch.setattr(values, "cell_text", lambda text: text.encode())
    found = refusal(patch)
    assert found.code == "selfcheck.broken"
    assert found.values["part"] == PART


def test_styles_that_no_parser_reads_are_seen(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patch = Patch.open(source)
    patch.set_fill(SHEET, "A1", "FF0000")
    monkeypatch.setattr(
        "mtqg_xl.ooxml.patching.stylesheet.splice", lambda data, changes: markup.splice(data, changes)[:-1]
    )
    assert refusal(patch).values["part"] == STYLES


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("cell", ["A1", "B1", "C1", "C3", "D1", "A3", "D9"])
@pytest.mark.parametrize("wrong", ["Z77", "A2", "a1:", ""])
def test_a_cell_with_a_wrong_address_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, cell: str, value: Value, wrong: str
) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, cell, value, over_formula=True)
    sabotage(monkeypatch, f'r="{cell}"', f'r="{wrong}"')
    assert refusal(patch).code == "selfcheck.sheet"


@pytest.mark.parametrize("value", VALUES)
def test_a_value_put_into_the_neighbour_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, value: Value
) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, "A1", value)
    found = grid.Grid.cells

    def shifted(self: grid.Grid, row: Any) -> Any:
        return {column - 1: cell for column, cell in found(self, row).items()}

    monkeypatch.setattr(grid.Grid, "cells", shifted)
    assert refusal(patch).code == "selfcheck.sheet"


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("cell", ["A1", "C3", "D1", "D9"])
@pytest.mark.parametrize("more", ['<c r="Z1"/>', "<c/>", '<c r="A2"><v>9</v></c>'])
def test_two_cells_where_one_should_be_are_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, cell: str, value: Value, more: str
) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, cell, value, over_formula=True)
    sabotage(monkeypatch, "</c>", f"</c>{more}")
    assert refusal(patch).code == "selfcheck.sheet"


@pytest.mark.parametrize("value", VALUES)
def test_a_stretch_that_is_no_cell_is_seen(
    source: Path, monkeypatch: pytest.MonkeyPatch, value: Value
) -> None:
    patch = Patch.open(source)
    patch.set(SHEET, "A1", value)
    made = SheetChanges.splices
    at = patch.package.read(PART).index(b'<row r="3"')

    def more(self: SheetChanges, changes: Any) -> list[Splice]:
        whole = self._grid.data[at : self._grid.data.index(b"</row>", at) + 6]
        return [*made(self, changes), Splice(at, at + len(whole), whole.replace(b'r="3"', b'r="3" ht="9"'))]

    monkeypatch.setattr(SheetChanges, "splices", more)
    assert refusal(patch).code == "selfcheck.sheet"
