"""Sheets in whatever encoding keep it, byte order mark and all."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml.patching import NewCell, NewSheet
from mtqg_xl.ooxml.patching.encoding import to_utf8
from tests.ooxml.features.soundness import unsound
from tests.ooxml.patching.book import (
    PART,
    SHEET,
    STYLES,
    TYPES,
    WORKBOOK,
    book,
    cells,
    contents,
    members,
    patch_of,
    shown,
)

DECLARED = '<?xml version="1.0" encoding="{}" standalone="yes"?>\r\n'
SORTS = {
    "utf-8": (b"", "UTF-8"),
    "utf-8 with a mark": (codecs.BOM_UTF8, "UTF-8"),
    "utf-16, little end first": (codecs.BOM_UTF16_LE, "UTF-16"),
    "utf-16, big end first": (codecs.BOM_UTF16_BE, "UTF-16"),
    "latin-1": (b"", "ISO-8859-1"),
    "western": (b"", "windows-1252"),
    "ascii": (b"", "US-ASCII"),
}


def encoded(text: str, sort: str) -> bytes:
    mark, name = SORTS[sort]
    bare = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(mark, name)
    return mark + (DECLARED.format(name) + text).encode(bare)


@pytest.mark.parametrize("sort", SORTS)
def test_what_is_not_changed_comes_back_byte_for_byte(sort: str) -> None:
    part = encoded("<a>bi</a>" if sort == "ascii" else "<a>caf\xe9</a>", sort)
    ready = to_utf8(part)
    assert ready.restored(ready.data) == part
    assert ready.data.decode().endswith("</a>")
    assert not ready.data.startswith(codecs.BOM_UTF8)


@pytest.mark.parametrize("sort", SORTS)
def test_a_text_is_written_in_the_encoding_of_its_sheet(sort: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>name</v></c></row>'
    parts = members(rows)
    bare = str(parts[PART])
    parts[PART] = encoded(bare, sort)
    patch = patch_of(parts)
    patch.set(SHEET, "A1", "Biểu số 16 – ấp Đồng Lực")
    after = patch.to_bytes()
    assert shown(after) == {"A1": ("text", "Biểu số 16 – ấp Đồng Lực"), "B1": ("text", "name")}
    head = encoded(bare[: bare.index("<c r=")], sort)
    assert contents(after)[PART].startswith(head)
    tail = encoded(bare[bare.index('<c r="B1"') :], sort)[len(encoded("", sort)) :]
    assert contents(after)[PART].endswith(tail)


def test_utf_16_is_told_by_its_bytes_alone() -> None:
    for name in ("utf-16-le", "utf-16-be"):
        part = "<a>biểu</a>".encode(name)
        assert to_utf8(part).data.decode() == "<a>biểu</a>"
        assert to_utf8(part).restored("<a>số</a>".encode()) == "<a>số</a>".encode(name)


@pytest.mark.parametrize("quote", ['"', "'"])
def test_the_declaration_may_be_worded_in_many_ways(quote: str) -> None:
    part = f"<?xml version={quote}1.0{quote} encoding = {quote}iso-8859-1{quote} ?><a>\xe9</a>".encode(
        "latin-1"
    )
    assert to_utf8(part).data.decode().endswith("<a>\xe9</a>")


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_characters_survive_in_utf_16(text: str) -> None:
    part = codecs.BOM_UTF16_BE + ("<a>" + text).encode("utf-16-be")
    assert to_utf8(part).restored(to_utf8(part).data) == part


@pytest.mark.parametrize("name", ["klingon", "utf-7", "hz"])
def test_an_encoding_that_cannot_be_written_back_is_refused_and_not_guessed(name: str) -> None:
    parts = members('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts[PART] = (DECLARED.format(name) + str(parts[PART]) + "<!-- + ~ -->").encode()
    patch = patch_of(parts)
    patch.set(SHEET, "A1", 2)
    with pytest.raises(FileProblem) as refusal:
        patch.to_bytes()
    assert refusal.value.code == "file.damaged"


def test_bytes_that_are_not_of_the_encoding_are_refused() -> None:
    parts = members('<row r="1"><c r="A1"><v>1</v></c></row>')
    parts[PART] = codecs.BOM_UTF16_LE + b"<\0a"
    patch = patch_of(parts)
    patch.set(SHEET, "A1", 2)
    with pytest.raises(FileProblem):
        patch.to_bytes()


@pytest.mark.parametrize(
    "sort", ["utf-8 with a mark", "utf-16, little end first", "utf-16, big end first", "latin-1"]
)
def test_every_part_that_changes_keeps_its_encoding(sort: str) -> None:
    parts = members('<row r="1"><c r="A1"><f>1</f><v>1</v></c></row>')
    listing = "xl/_rels/workbook.xml.rels"
    changed = (PART, STYLES, WORKBOOK, TYPES, listing)
    for name in changed:
        parts[name] = encoded(str(parts[name]).replace("Biểu 1", SHEET if "utf" in sort else "Bieu"), sort)
    sheet = SHEET if "utf" in sort else "Bieu"
    patch = patch_of(parts)
    patch.set(sheet, "A1", 5, over_formula=True)
    patch.set_fill(sheet, "A1", "FF0000")
    patch.set_note(sheet, "A1", "ghi chú")
    patch.add_sheet(NewSheet("Kết quả", [[NewCell("x")]]))
    patch.recalculate_on_load()
    after = patch.to_bytes()
    for name in changed:
        head = parts[name][:60]
        assert contents(after)[name].startswith(bytes(head))
        assert contents(after)[name] != parts[name]
    assert [info.name for info in book(after).sheets] == [sheet, "Kết quả"]
    assert cells(after, sheet)["A1"].style == 1
    assert unsound(contents(after)) == []
