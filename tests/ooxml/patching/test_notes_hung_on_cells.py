"""Notes on cells: text, box, types and pointers, beside the notes that are there already."""

from __future__ import annotations

from typing import Any

import pytest

from mtqg_xl.messages import CellProblem, FileProblem
from mtqg_xl.ooxml.patching import Patch
from mtqg_xl.ooxml.texts import decode
from tests.ooxml.conftest import LINKS, MAIN, links
from tests.ooxml.features.soundness import unsound
from tests.ooxml.patching.book import (
    PART,
    SHEET,
    TYPES,
    Members,
    contents,
    members,
    opened,
    patch_of,
    sentences,
    sheet_xml,
    tree,
)

ROWS = '<row r="2"><c r="B2"><v>1</v></c></row>'
RELATED = "xl/worksheets/_rels/sheet1.xml.rels"
COMMENTS, DRAWING = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"
SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
SHAPE = (
    '<v:shape id="_x0000_s{}" type="#_x0000_t202"><x:ClientData ObjectType="Note">'
    "<x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape>"
)


def with_notes(author: str = "Lan", text: str = "<t>cũ</t>", number: int = 2050) -> Members:
    """A workbook with a note on B2."""
    parts = members(ROWS, after='<legacyDrawing r:id="rId7"/>')
    parts["xl/comments7.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>{author}</author></authors><commentList>'
        f'<comment ref="B2" authorId="0"><text>{text}</text></comment></commentList></comments>'
    )
    parts["xl/drawings/old.vml"] = f"<xml {SPACES}>{SHAPE.format(number)}<br></xml>\n"
    parts[RELATED] = links(
        ("rId7", f"{LINKS}/vmlDrawing", "../drawings/old.vml"),
        ("rId8", f"{LINKS}/comments", "../comments7.xml"),
    )
    comments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    parts[TYPES] = str(parts[TYPES]).replace(
        "<Override",
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
        f'<Override PartName="/xl/comments7.xml" ContentType="{comments}"/><Override',
        1,
    )
    return parts


def notes(data: bytes, part: str = COMMENTS) -> dict[str, tuple[str, str]]:
    """Author and text of every note by its cell."""
    root: Any = tree(data, part)
    authors = [item.text for item in root.iterfind("{*}authors/{*}author")]
    return {
        item.get("ref"): (authors[int(item.get("authorId"))], "".join(item.find("{*}text").itertext()))
        for item in root.iterfind("{*}commentList/{*}comment")
    }


def test_a_note_comes_with_all_that_belongs_to_it() -> None:
    patch = opened(ROWS, after='<pageMargins left="1"/><tableParts/>')
    patch.set_note(SHEET, "B2", "Sai số <liệu>\nxin xem lại")
    after = patch.to_bytes()
    assert notes(after) == {"B2": ("mtqg_xl", "Sai số <liệu>\nxin xem lại")}
    assert unsound(contents(after)) == []
    added = contents(after).keys() - contents(patch.package.data).keys()
    assert added == {COMMENTS, DRAWING, RELATED}
    assert '<pageMargins left="1"/><legacyDrawing r:id="rId' in sheet_xml(patch)
    assert sheet_xml(patch).endswith("/><tableParts/></worksheet>")
    shapes = tree(after, DRAWING).findall("{*}shape")
    assert len(shapes) == 1
    assert shapes[0].findtext(".//{*}Row") == "1"
    assert shapes[0].findtext(".//{*}Column") == "1"


def test_cells_do_not_change_by_a_note() -> None:
    patch = opened(ROWS)
    patch.set_note(SHEET, "B2", "ghi chú")
    patch.set_note(SHEET, "Z99", "ghi chú")
    written = sheet_xml(patch)
    assert ROWS in written
    assert written.replace(ROWS, "").count("<c ") == 0


def test_many_notes_stand_in_order_with_authors_of_their_own() -> None:
    patch = opened(ROWS)
    patch.set_note(SHEET, "C9", "một", author="Lan")
    patch.set_note(SHEET, "A1", "hai")
    patch.set_note(SHEET, "C10", "ba", author="Lan")
    after = patch.to_bytes()
    assert notes(after) == {"A1": ("mtqg_xl", "hai"), "C9": ("Lan", "một"), "C10": ("Lan", "ba")}
    assert list(notes(after)) == ["A1", "C9", "C10"]
    assert len(tree(after, COMMENTS).findall("{*}authors/{*}author")) == 2
    assert unsound(contents(after)) == []


def test_the_last_note_put_on_a_cell_counts() -> None:
    patch = opened(ROWS)
    patch.set_note(SHEET, "B2", "một")
    patch.set_note(SHEET, "B2", "hai")
    assert notes(patch.to_bytes()) == {"B2": ("mtqg_xl", "hai")}


@pytest.mark.parametrize("text", ["<t>cũ</t>", "<r><rPr><b/></rPr><t>c</t></r><r><t>ũ</t></r>"])
def test_a_note_that_hangs_there_is_kept_and_the_new_text_put_under_it(text: str) -> None:
    patch = patch_of(with_notes(text=text))
    patch.set_note(SHEET, "B2", "mới")
    after = patch.to_bytes()
    assert notes(after, "xl/comments7.xml") == {"B2": ("Lan", "cũ\nmới")}
    assert f"<text>{text}<r>" in contents(after)["xl/comments7.xml"].decode()
    changed = {
        name for name, data in contents(after).items() if contents(patch.package.data).get(name) != data
    }
    assert changed == {"xl/comments7.xml"}


def test_notes_on_other_cells_are_kept_and_share_their_parts() -> None:
    patch = patch_of(with_notes())
    patch.set_note(SHEET, "C3", "mới")
    patch.set_note(SHEET, "D4", "mới", author="Lan")
    after = patch.to_bytes()
    assert notes(after, "xl/comments7.xml") == {
        "B2": ("Lan", "cũ"),
        "C3": ("mtqg_xl", "mới"),
        "D4": ("Lan", "mới"),
    }
    assert contents(after).keys() == contents(patch.package.data).keys()
    drawing = contents(after)["xl/drawings/old.vml"].decode()
    assert drawing.startswith(f"<xml {SPACES}>{SHAPE.format(2050)}<br>")
    assert drawing.endswith("</xml>\n")
    assert 'id="_x0000_s2051"' in drawing
    assert 'id="_x0000_s2052"' in drawing
    assert sheet_xml(patch) == str(with_notes()[PART])


def test_a_conversation_is_not_written_into() -> None:
    patch = patch_of(with_notes(author="tc={0A-1B}"))
    patch.set_note(SHEET, "B2", "mới")
    patch.set(SHEET, "B2", float("nan"))
    assert sorted(sentences(patch)) == [
        "Ô B2 trang “Biểu 1” đang có trao đổi (nhận xét theo chuỗi) nên không thêm ghi chú vào.",
        "Ô B2 trang “Biểu 1”: giá trị không phải là số dùng được.",
    ]
    with pytest.raises(CellProblem):
        patch.to_bytes()


def test_beside_a_conversation_notes_are_free() -> None:
    patch = patch_of(with_notes(author="tc={0A-1B}"))
    patch.set_note(SHEET, "B3", "mới")
    assert notes(patch.to_bytes(), "xl/comments7.xml")["B3"] == ("mtqg_xl", "mới")


def test_pictures_in_the_header_are_no_place_for_notes() -> None:
    parts = with_notes()
    parts[PART] = str(parts[PART]).replace(
        '<legacyDrawing r:id="rId7"/>', '<legacyDrawing r:id="rId7"/><legacyDrawingHF r:id="rId9"/>'
    )
    header = f"<xml {SPACES}></xml>"
    parts["xl/drawings/header.vml"] = header
    parts[RELATED] = str(parts[RELATED]).replace(
        "</Relationships>",
        f'<Relationship Id="rId9" Type="{LINKS}/vmlDrawing" Target="../drawings/header.vml"/>'
        "</Relationships>",
    )
    patch = patch_of(parts)
    patch.set_note(SHEET, "C3", "mới")
    after = contents(patch.to_bytes())
    assert after["xl/drawings/header.vml"].decode() == header
    assert b"_x0000_s2051" in after["xl/drawings/old.vml"]
    assert unsound(after) == []


def test_a_sheet_with_header_pictures_only_gets_a_drawing_for_its_notes() -> None:
    parts = members(ROWS, after='<legacyDrawingHF r:id="rId9"/>')
    header = f"<xml {SPACES}></xml>"
    parts["xl/drawings/vmlDrawing1.vml"] = header
    parts[RELATED] = links(("rId9", f"{LINKS}/vmlDrawing", "../drawings/vmlDrawing1.vml"))
    patch = patch_of(parts)
    patch.set_note(SHEET, "C3", "mới")
    after = patch.to_bytes()
    assert contents(after)["xl/drawings/vmlDrawing1.vml"].decode() == header
    assert '<legacyDrawing r:id="rId' in sheet_xml(patch)
    assert sheet_xml(patch).endswith('<legacyDrawingHF r:id="rId9"/></worksheet>')
    assert unsound(contents(after)) == []


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_notes_are_hung_in_sheets_of_every_edition(strict: bool, prefix: str) -> None:
    patch = opened(ROWS, strict=strict, prefix=prefix)
    patch.set_note(SHEET, "B2", "ghi chú")
    after = patch.to_bytes()
    assert notes(after) == {"B2": ("mtqg_xl", "ghi chú")}
    assert unsound(contents(after)) == []
    assert ("purl.oclc.org" in contents(after)[COMMENTS].decode()) == strict


def test_every_sheet_has_parts_of_its_own() -> None:
    patch = opened(ROWS, sheets=(("Biểu 1", "visible"), ("Biểu 2", "visible")))
    for sheet in ("Biểu 1", "Biểu 2"):
        patch.set_note(sheet, "B2", sheet)
    after = patch.to_bytes()
    assert notes(after, "xl/comments1.xml") == {"B2": ("mtqg_xl", "Biểu 1")}
    assert notes(after, "xl/comments2.xml") == {"B2": ("mtqg_xl", "Biểu 2")}
    assert unsound(contents(after)) == []


def test_the_type_of_drawings_is_told_once() -> None:
    parts = with_notes()
    parts[PART] = str(parts[PART]).replace('<legacyDrawing r:id="rId7"/>', "")
    parts[RELATED] = links()
    for name in ("xl/comments7.xml", "xl/drawings/old.vml"):
        del parts[name]
    parts[TYPES] = str(parts[TYPES]).replace("/xl/comments7.xml", "/xl/comments1.xml")
    types = str(parts[TYPES])
    parts[TYPES] = types.replace(
        types[types.index("<Override") : types.index("/>", types.index("<Override")) + 2], ""
    )
    for ending in ("vml", "VML"):
        told = {**parts, TYPES: str(parts[TYPES]).replace('"vml"', f'"{ending}"')}
        patch = patch_of(told)
        patch.set_note(SHEET, "B2", "ghi chú")
        after = contents(patch.to_bytes())
        assert after[TYPES].lower().count(b'extension="vml"') == 1
        assert unsound(after) == []


@pytest.mark.parametrize("text", ["\x01 & <b>", "  hai \n dòng ", "_x000D_"])
def test_any_text_is_written_well_formed(text: str) -> None:
    patch: Patch = opened(ROWS)
    patch.set_note(SHEET, "B2", text, author="A & <B>")
    after = patch.to_bytes()
    assert unsound(contents(after)) == []
    author, written = notes(after)["B2"]
    assert (author, decode(written)) == ("A & <B>", text)


def test_a_broken_part_of_notes_is_told_and_not_overwritten() -> None:
    parts = with_notes()
    parts["xl/comments7.xml"] = f'<comments xmlns="{MAIN}"/>'
    patch = patch_of(parts)
    patch.set_note(SHEET, "B2", "mới")
    with pytest.raises(FileProblem):
        patch.to_bytes()
