from collections.abc import Callable
from pathlib import Path

import pytest

from mtqg_xl.messages import FileProblem
from mtqg_xl.ooxml import Cell, Sheet, Workbook

Read = Callable[..., Sheet]


def only(sheet: Sheet) -> Cell:
    (cell,) = sheet.cells.values()
    return cell


@pytest.mark.parametrize(
    ("xml", "kind", "text"),
    [
        ('<c r="A1"><v>12.5</v></c>', "number", "12.5"),
        ('<c r="A1" t="n"><v> 766.17859399999998 </v></c>', "number", "766.17859399999998"),
        ('<c r="A1"><v>1.5E-3</v></c>', "number", "1.5E-3"),
        ('<c r="A1" t="n"><v>01.02.2023</v></c>', "text", "01.02.2023"),
        ('<c r="A1"><v>NaN</v></c>', "text", "NaN"),
        ('<c r="A1" t="b"><v>1</v></c>', "bool", "1"),
        ('<c r="A1" t="b"><v>false</v></c>', "bool", "0"),
        ('<c r="A1" t="e"><v>#DIV/0!</v></c>', "error", "#DIV/0!"),
        ('<c r="A1" t="d"><v>2023-06-30</v></c>', "text", "2023-06-30"),
        ('<c r="A1" t="str"><v>Xã Hồng Ca</v></c>', "text", "Xã Hồng Ca"),
        ('<c r="A1" t="inlineStr"><is><t xml:space="preserve"> dấu cách </t></is></c>', "text", " dấu cách "),
        ('<c r="A1" t="inlineStr"><v>đặt nhầm chỗ</v></c>', "text", "đặt nhầm chỗ"),
        ('<c r="A1" s="3"/>', "blank", ""),
        ('<c r="A1"><v/></c>', "blank", ""),
        ('<c r="A1" t="s"/>', "blank", ""),
    ],
)  # fmt: skip
def test_a_cell_says_what_the_file_says(read_rows: Read, xml: str, kind: str, text: str) -> None:
    cell = only(read_rows(f'<row r="1">{xml}</row>'))
    assert (cell.kind, cell.text, cell.formula) == (kind, text, None)


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("<si><t>Dự án 1</t></si>", "Dự án 1"),
        ("<si><t/></si>", ""),
        ("<si/>", ""),
        ("<si><r><rPr><b/></rPr><t>Dự </t></r><r><t>án 1</t></r></si>", "Dự án 1"),
        ("<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>", "東京"),
        ("<si><t>dòng 1_x000D_&#10;dòng 2</t></si>", "dòng 1\r\ndòng 2"),
        ("<si><t>mã _x005F_x000D_</t></si>", "mã _x000D_"),
        ("<si><t>_xD83D__xDE00_</t></si>", "\U0001f600"),
        ("<si><t>tệp_x1_y.xlsx</t></si>", "tệp_x1_y.xlsx"),
    ],
)
def test_a_shared_text_is_told_in_plain_characters(read_rows: Read, entry: str, text: str) -> None:
    cell = only(read_rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', strings=[entry]))
    assert (cell.kind, cell.text) == ("text", text)


def test_a_formula_keeps_its_text_and_its_last_result(read_rows: Read) -> None:
    sheet = read_rows("""<row r="1"><c r="A1" s="2"><f>SUM(B1:C1)</f><v>30</v></c>
        <c r="B1" t="str"><f>D1&amp;""</f><v></v></c><c r="C1"><f>1/3</f></c></row>""")
    assert sheet.cell(1, 1) == Cell(1, 1, "number", "30", "SUM(B1:C1)", 2)
    assert sheet.cell(1, 2) == Cell(1, 2, "text", "", 'D1&""', 0)
    assert sheet.cell(1, 3) == Cell(1, 3, "blank", "", "1/3", 0)
    assert sheet.cell(9, 9) is None


def test_cells_without_addresses_follow_one_another(read_rows: Read) -> None:
    sheet = read_rows(
        '<row r="4"><c><v>1</v></c><c r="D4"><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row>'
    )
    assert {cell.address: cell.text for cell in sheet.cells.values()} == {
        "A4": "1",
        "D4": "2",
        "E4": "3",
        "A5": "4",
    }


def test_rows_without_numbers_are_placed_by_their_cells(read_rows: Read) -> None:
    sheet = read_rows('<row><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>')
    assert {cell.address: cell.text for cell in sheet.cells.values()} == {"B3": "1", "C3": "2", "A4": "3"}


def test_rows_and_cells_out_of_order_are_found_where_they_belong(read_rows: Read) -> None:
    sheet = read_rows("""<row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c></row>
        <row r="2"><c r="B2"><v>2</v></c></row>""")
    assert {cell.address: cell.text for cell in sheet.cells.values()} == {"C9": "3", "A9": "1", "B2": "2"}
    assert (sheet.rows_used, sheet.columns_used) == (9, 3)


def test_a_cell_in_the_wrong_row_keeps_its_own_address(read_rows: Read) -> None:
    assert only(read_rows('<row r="1"><c r="A11"><v>5</v></c></row>')).address == "A11"


def test_formatting_alone_does_not_use_a_sheet(read_rows: Read) -> None:
    sheet = read_rows('<row r="1"><c r="A1"><v>1</v></c></row><row r="900"><c r="Z900" s="1"/></row>')
    assert (sheet.rows_used, sheet.columns_used) == (1, 1)
    assert sheet.cells[900, 26].kind == "blank"


def test_an_empty_sheet_uses_nothing(read_rows: Read) -> None:
    sheet = read_rows("")
    assert (dict(sheet.cells), sheet.rows_used, sheet.columns_used) == ({}, 0, 0)


def test_merges_are_listed_with_what_lies_under_them(read_rows: Read) -> None:
    sheet = read_rows(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="C2:D5"/></mergeCells>',
    )
    assert sheet.merges == ((1, 1, 1, 2), (2, 3, 5, 4))
    assert sheet.cells[1, 2].text == "2"


def test_rows_and_columns_put_out_of_sight_are_told(read_rows: Read) -> None:
    sheet = read_rows(
        '<row r="1" hidden="1"/><row r="2"/><row r="3" ht="0" customHeight="1"/><row r="4" hidden="false"/>',
        before='<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/></cols>',
    )
    assert sheet.hidden_rows == {1, 3}
    assert sheet.hidden_columns == {2, 3, 5}


ODD_BUT_LEGAL = """<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>SUM(C1:D1)</f><v>7</v></c>
    <c r="C1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>"""


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("prefix", ["", "x"])
def test_strict_and_prefixed_workbooks_read_the_same(read_rows: Read, strict: bool, prefix: str) -> None:
    sheet = read_rows(
        ODD_BUT_LEGAL,
        strings=["<si><t>Tổng số</t></si>"],
        after='<mergeCells><mergeCell ref="A2:B2"/></mergeCells>',
        strict=strict,
        prefix=prefix,
    )
    assert [cell.text for cell in sheet.cells.values()] == ["Tổng số", "7", "ab"]
    assert sheet.cells[1, 2].formula == "SUM(C1:D1)"
    assert sheet.merges == ((2, 1, 2, 2),)


def test_a_very_large_sheet_is_read_piecemeal_with_the_same_result(
    read_rows: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = {
        "strings": ["<si><t>Tổng số</t></si>"],
        "after": '<mergeCells><mergeCell ref="A2:B2"/></mergeCells><row r="8"><c r="A8"/></row>',
        "before": '<cols><col min="2" max="3" hidden="1"/></cols>',
    }
    rows = ODD_BUT_LEGAL + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 500))
    whole = read_rows(rows, **options)
    monkeypatch.setattr("mtqg_xl.ooxml.worksheet.STREAM_FROM", 0)
    piecemeal = read_rows(rows, **options)
    assert piecemeal.cells == whole.cells
    assert piecemeal.merges == whole.merges
    assert piecemeal.hidden_columns == whole.hidden_columns


@pytest.mark.parametrize("stream_from", [0, 10**9])
@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('<row r="1"><c r="A0"><v>1</v></c></row>', "A0"),
        ('<row r="1"><c r="A"><v>1</v></c></row>', "“A”"),
        ('<row r="1048577"/>', "1048577"),
        ('<row r="x"/>', "“x”"),
        ('<row r="5"><c r="C5" t="s"><v>4</v></c></row>', "C5"),
        ('<row r="5"><c r="C5" t="s"><v>-1</v></c></row>', "C5"),
        ('<row r="1"><c></row>', "Biểu 1"),
    ],
)
def test_a_sheet_that_contradicts_itself_is_called_damaged(
    make_book: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, stream_from: int, rows: str, said: str
) -> None:
    monkeypatch.setattr("mtqg_xl.ooxml.worksheet.STREAM_FROM", stream_from)
    book = Workbook.open(make_book(rows))
    with pytest.raises(FileProblem, match=said) as refusal:
        book.sheet("Biểu 1")
    assert refusal.value.code == "file.damaged"


def test_a_broken_merge_is_called_damaged(read_rows: Read) -> None:
    with pytest.raises(FileProblem, match="hỏng"):
        read_rows(after='<mergeCells><mergeCell ref="nowhere"/></mergeCells>')
