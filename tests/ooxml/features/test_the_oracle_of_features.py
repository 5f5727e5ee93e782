"""The oracle finds every kind of damage; without this, its silence would prove nothing."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from tests.ooxml.features import oracle
from tests.ooxml.features.additions import lost_by_adding
from tests.ooxml.features.builders import controls, drawings, rules
from tests.ooxml.features.builders.everything import FEATURES
from tests.ooxml.features.building import Parts, plain, unzipped, zipped
from tests.ooxml.features.soundness import unsound
from tests.ooxml.features.specimen import SHEET_PART, Specimen

HERE = Path(__file__).parent


def _after(change: Callable[[Parts], object]) -> list[str]:
    """What the oracle says of an edit that did ``change`` besides."""
    book = rules.list_on_another_sheet()
    parts = unzipped(oracle.edited(book))
    change(parts)
    # Packed in the same way as the workbook it is held against.
    return oracle.damage(book, zipped(parts.items()))


def _swap(old: str, new: str, part: str = SHEET_PART) -> Callable[[Parts], object]:
    return lambda parts: parts.swap(part, old, new)


def _rewrite_sheet(parts: Parts) -> None:
    parts[SHEET_PART] = etree.tostring(etree.fromstring(parts[SHEET_PART]), encoding="UTF-8")


def test_nothing_besides_is_no_damage() -> None:
    assert _after(lambda parts: None) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_swap("<v>30</v>", "<v>31</v>"), "the sheet differs outside the cells"),
        (_swap('<c r="A4" t="s">', '<c r="A4" s="0" t="s">'), "the sheet differs outside the cells"),
        (_swap('left="0.7"', 'left="0.8"'), "the sheet differs outside the cells"),
        (_swap('allowBlank="1"', 'allowBlank="0"'), "dataValidations of xl/worksheets/sheet1.xml changed"),
        (_swap(':F9"', ':G9"'), "the used range was"),
        (_swap('<row r="9">', '<row r="9" ht="20">'), "the sheet differs outside the cells"),
        (_rewrite_sheet, "bytes before or after the cells changed"),
        (_swap('<row r="4" spans="1:3">', "<row r='4' spans='1:3'>"), "2 rows became 3 in their bytes"),
        (
            _swap('name="Office Theme"', 'name="Office"', "xl/theme/theme1.xml"),
            "packed bytes of xl/theme/theme1.xml changed",
        ),
        (lambda parts: parts.pop("docProps/app.xml"), "members were"),
        (lambda parts: parts.add("xl/them.xml", "<a/>"), "members were"),
    ],
)
def test_whatever_else_an_edit_does_is_found(change: Callable[[Parts], object], said: str) -> None:
    assert any(said in sentence for sentence in _after(change))


def test_a_member_packed_anew_is_found() -> None:
    book = rules.list_on_another_sheet()
    parts = unzipped(oracle.edited(book))
    again = zipped(parts.items(), packing=0)
    assert any(sentence.startswith("entry of xl/styles.xml") for sentence in oracle.damage(book, again))


def test_an_edit_that_wrote_nothing_is_found() -> None:
    book = rules.list_on_another_sheet()
    assert len(oracle.unwritten(book, book.data)) == 6


def test_a_feature_that_is_not_there_is_found() -> None:
    book = rules.sparklines()
    bare = Specimen(book.data, ((SHEET_PART, "dataValidations"), ("xl/khong.xml", "")), holds=("không có",))
    assert len(oracle.absent(bare)) == 3


def test_the_usual_way_of_editing_is_found_to_lose_a_text_box() -> None:
    book = drawings.text_box()
    loaded, saved = openpyxl.load_workbook(io.BytesIO(book.data)), io.BytesIO()
    sheet = loaded[book.sheet]
    sheet[book.number], sheet[book.text] = float(oracle.NUMBER), oracle.TEXT
    loaded.save(saved)
    assert f"sp of {drawings.DRAWING} changed" in oracle.damage(book, saved.getvalue())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_swap('xl/theme/theme1.xml"', 'xl/theme/theme2.xml"', "[Content_Types].xml"), "is not there"),
        (_swap('Target="styles.xml"', 'Target="style.xml"', "xl/_rels/workbook.xml.rels"), "is not there"),
        (_swap('r:id="rId2"', 'r:id="rId77"', "xl/workbook.xml"), "leads nowhere"),
        (_swap('Id="rId2"', 'Id="rId1"', "xl/_rels/workbook.xml.rels"), "2 times"),
        (_swap('sheetId="2"', 'sheetId="1"', "xl/workbook.xml"), "two sheets with sheetId 1"),
        (_swap('<c r="B2">', '<c r="B2" s="9">'), "uses style 9"),
        (_swap('cellXfs count="1"', 'cellXfs count="2"', "xl/styles.xml"), "cellXfs counts 2 of 1"),
        (_swap("</worksheet>", "<sheetPr/></worksheet>"), "out of order"),
        (lambda parts: parts.update({"xl/la.bin": b""}), "has no content type"),
    ],
)
def test_parts_that_do_not_fit_together_are_found(change: Callable[[Parts], object], said: str) -> None:
    parts = plain()
    assert unsound(parts) == []
    change(parts)
    assert any(said in sentence for sentence in unsound(parts))


def test_a_note_whose_box_is_elsewhere_is_found() -> None:
    parts = unzipped(controls.notes_with_sizes().data)
    parts.swap(controls.VML, "<x:Row>1</x:Row>", "<x:Row>5</x:Row>")
    assert any("have boxes on" in sentence for sentence in unsound(parts))


def test_what_an_addition_loses_is_found() -> None:
    before = plain()
    after = plain(lambda book, sheet: sheet.write("D2", 5))
    assert lost_by_adding(before, after, ()) == []
    assert lost_by_adding(after, before, ()) == ["xl/worksheets/sheet1.xml lost something"]


def test_every_feature_has_a_test() -> None:
    tests = "\n".join(file.read_text(encoding="utf-8") for file in HERE.glob("test_keeping_*.py"))
    tested = re.findall(r"damage_by_writing_into\(\w+\.(\w+)\(\)\) == \[\]", tests)
    assert sorted(tested) == sorted(FEATURES)
