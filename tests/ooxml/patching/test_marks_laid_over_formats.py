"""Marks over formats: each stands for one format, and what was appended can be cut off again."""

from __future__ import annotations

from mtqg_xl.ooxml.patching import Parts
from mtqg_xl.ooxml.patching.grid import Grid
from mtqg_xl.ooxml.patching.marks import Mark, Marked, MarkedStyles, cut_styles
from mtqg_xl.ooxml.patching.markup import spliced
from mtqg_xl.ooxml.patching.restyling import unmarked_splices
from tests.ooxml.patching.book import STYLES, WORKBOOK, members, patch_of

MARKS = {"lỗi": Mark("lightUp", "F2A7A0", "FFE7E4", "medium", "B00020")}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#: Two formats that differ in their background only, and one with a diagonal.
FORMATS = (
    '<fonts count="1"><font/></fonts><fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"/></fill></fills>'
    '<borders count="2"><border/><border diagonalUp="1"><left/><diagonal style="thin"/></border></borders>'
    '<cellXfs count="3"><xf numFmtId="9" fillId="0" borderId="0"/><xf numFmtId="9" fillId="2" borderId="0"/>'
    '<xf numFmtId="0" fillId="0" borderId="1"><alignment wrapText="1"/></xf></cellXfs>'
)


def styles_of(formats: str = FORMATS) -> tuple[Parts, MarkedStyles]:
    parts = Parts(patch_of(members(styles=formats)).package)
    return parts, MarkedStyles(parts, WORKBOOK, MARKS)


def test_two_formats_that_look_alike_when_marked_are_told_apart() -> None:
    _, styles = styles_of()
    one, other = styles.with_colour(0, "lỗi"), styles.with_colour(1, "lỗi")
    assert one != other
    assert styles.marked == {one: Marked(0, created=False), other: Marked(1, created=False)}


def test_the_same_format_is_marked_once() -> None:
    _, styles = styles_of()
    assert styles.with_colour(1, "lỗi") == styles.with_colour(1, "lỗi")
    assert len(styles.marked) == 1


def test_a_cell_put_there_for_its_mark_has_a_format_of_its_own() -> None:
    _, styles = styles_of()
    there, new = styles.with_colour(0, "lỗi"), styles.with_colour(0, "lỗi+")
    assert there != new
    assert styles.marked[new] == Marked(0, created=True)


def test_diagonals_alignment_and_number_format_stay() -> None:
    parts, styles = styles_of()
    styles.with_colour(2, "lỗi")
    styles.write()
    text = parts.read(STYLES).decode()
    marked = text[text.rindex("<border ") : text.index("</borders>")]
    assert 'diagonalUp="1"' in marked
    assert '<diagonal style="thin"/>' in marked
    assert '<left style="medium">' in marked
    assert "<left/>" not in marked
    assert '<alignment wrapText="1"/></xf></cellXfs>' in text


def test_a_mark_left_over_from_before_is_not_taken_for_a_new_one() -> None:
    parts, styles = styles_of()
    styles.with_colour(0, "lỗi")
    styles.write()
    left = Parts(patch_of(members(styles=parts.read(STYLES).decode().partition(">")[2])).package)
    again = MarkedStyles(left, WORKBOOK, MARKS)
    number = again.with_colour(0, "lỗi")
    again.write()
    fills = left.read(STYLES).decode().partition("<fills")[2].partition("</fills>")[0].split("<fill>")
    assert number == 4
    assert len(set(fills)) == len(fills)


def test_what_was_appended_is_cut_off_again_to_the_byte() -> None:
    parts, styles = styles_of()
    before = parts.read(STYLES)
    counts = styles.counts()
    styles.with_colour(0, "lỗi")
    styles.with_format(styles.with_colour(2, "lỗi"), "0.000")
    styles.write()
    assert parts.read(STYLES) != before
    cut_styles(parts, STYLES, counts)
    assert parts.read(STYLES) == before


def test_a_plain_colour_is_what_it_was() -> None:
    _, styles = styles_of()
    assert styles.with_colour(0, "FF0000") == 3
    assert styles.marked == {}


def unmarked(rows: str, marked: dict[int, Marked]) -> str:
    data = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    grid = Grid(data)
    return spliced(data, unmarked_splices(grid, marked)).decode().partition("<sheetData>")[2][:-24]


def test_cells_get_their_formats_back_wherever_they_stand() -> None:
    rows = '<row r="9"><c r="B9" s="7"><f>1+1</f><v>2</v></c><c r="C9" s="5"/></row>'
    wanted = '<row r="9"><c r="B9" s="3"><f>1+1</f><v>2</v></c><c r="C9" s="5"/></row>'
    assert unmarked(rows, {7: Marked(3, created=False)}) == wanted


def test_a_new_cell_goes_only_when_it_is_empty() -> None:
    rows = '<row r="1"><c r="A1" s="7"/><c r="B1" s="7"><v>5</v></c></row>'
    assert unmarked(rows, {7: Marked(0, created=True)}) == '<row r="1"><c r="B1" s="0"><v>5</v></c></row>'


def test_a_new_cell_stays_where_others_count_by_it() -> None:
    rows = '<row r="1"><c s="7"/><c><v>5</v></c></row>'
    assert unmarked(rows, {7: Marked(0, created=True)}) == '<row r="1"><c s="0"/><c><v>5</v></c></row>'
