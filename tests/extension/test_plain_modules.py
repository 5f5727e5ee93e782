"""What needs no office: tables of the exchange, places, looks, notes, the way from cell to cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtqg_xl.ribbon import tsv as engine_side

LETTERS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)


@given(st.lists(st.lists(LETTERS, min_size=2, max_size=5), max_size=5))
def test_both_sides_read_what_the_other_writes(rows: list[list[str]]) -> None:
    from mtqg_calc import tsv

    assert tsv.encoded(rows) == engine_side.encoded(rows)
    assert tsv.decoded(engine_side.encoded(rows)) == rows
    assert engine_side.decoded(tsv.encoded(rows)) == rows


def test_a_table_is_read_by_its_head_and_short_rows_are_filled() -> None:
    from mtqg_calc import tsv

    assert tsv.records([["a", "b"], ["1"], ["2", "3", "4"]]) == [{"a": "1", "b": ""}, {"a": "2", "b": "3"}]
    assert tsv.records([]) == []
    with pytest.raises(ValueError, match="byte order"):
        tsv.decoded(b"a\tb")


def test_a_place_is_written_as_excel_and_calc_write_it_and_read_back() -> None:
    from mtqg_calc.places import Place, place_of, referred

    for sheet in ("BM16", "Số liệu", "Năm '23", "a.b!c", "2024"):
        for address, row, column in (
            ("A1", 0, 0),
            ("Z9", 8, 25),
            ("AA10", 9, 26),
            ("XFD1048576", 1048575, 16383),
        ):
            place = place_of(sheet, address)
            assert place == Place(sheet, row, column)
            assert place.address == address
            assert referred(place.reference) == place
    assert referred("=$BM16.$E$9") == referred("='BM16'!$E$9") == Place("BM16", 8, 4)
    for text in ("", "E0", "XFE1", "A1:B2", "EEEE1", "A1048577", "=1+1"):
        assert place_of("a", text) is None
    for text in ("", "=#REF!", "=$a.#REF!", "a.A1", "=HYPERLINK(1)"):
        assert referred(text) is None


def test_looks_are_put_back_as_they_were_and_excels_are_understood() -> None:
    from mtqg_calc.looks import Line, fill_of, fill_text, line_of, line_text, mark_line

    for color in (None, 0, 0xFFFFFF, 0xFFC7CE, 0x123456):
        assert fill_of(fill_text(color)) == color
    for line in (None, Line(255, 0, 26, 0, 0, 26), Line(0x9C0006, 18, 18, 18, 3, 53), mark_line(3)):
        assert line_of(line_text(line)) == line
    # As the add-in of Excel writes them: blue and red have changed places.
    assert fill_of("1;255;3;0;-4105;0;0") == 0xFF0000
    assert fill_of("-4142;16777215;-4142;0;-4105;0;0") is None
    assert line_of("1;4;255;0;0;0") == Line(0xFF0000, 0, 88, 0, 0, 88)
    assert line_of("-4119;-4138;0;-4105;0;0") == Line(0, 0, 62, 0, 3, 62)
    assert line_of("mixed") is None


def test_our_part_of_a_note_is_found_even_when_something_was_written_into_it() -> None:
    from mtqg_calc.notes import END_MARK, our_stretch, whole_note

    ours = whole_note(["[F1] Sai", "[F2] Xem lại"])
    assert ours == f"[F1] Sai\n\n[F2] Xem lại\n{END_MARK}"

    def without(whole: str) -> str:
        first, end = our_stretch(whole, ours) or (0, 0)
        return whole[:first] + whole[end:]

    assert without(ours) == ""
    assert without(f"Của tôi\n{ours}") == "Của tôi"
    assert without(f"Của tôi\n{ours}\nThêm sau") == "Của tôi\nThêm sau"
    assert without(f"{ours}\nThêm sau") == "Thêm sau"
    assert without(f"Của tôi\n{ours.replace('Sai', 'Sai thật')}") == "Của tôi"
    assert without("Đã viết lại cả") == "Đã viết lại cả"
    assert len(whole_note(["x" * 9000])) < 3100


def test_figures_that_a_cell_cannot_hold_are_no_figures() -> None:
    from mtqg_calc.figures import holds_still, is_decimal

    for text in ("0", "-26844.5", "123456789012345", "0.000000000000001"):
        assert is_decimal(text)
    for text in ("", "-", "1e5", "1,5", "1.", "=1", "1234567890123456", "--1", "nan", "²"):
        assert not is_decimal(text)
    assert holds_still(26884.0, "26884")
    assert holds_still(None, "")
    assert holds_still("chữ", "chữ")
    assert not holds_still(26844.0, "26884")
    assert not holds_still(None, "1")


def test_a_formula_of_excel_is_told_to_calc() -> None:
    from mtqg_calc.figures import in_calc

    assert in_calc("=SUM(B1,B2)+'Số, liệu!'!$B$4") == "=SUM(B1;B2)+'Số, liệu!'.$B$4"
    assert in_calc("=IF(BM16!A1=\"a,\"\"b!\",1,'It''s'!B2)") == "=IF(BM16.A1=\"a,\"\"b!\";1;'It''s'.B2)"


def test_a_text_takes_its_values_at_once() -> None:
    from mtqg_calc.texts import Texts, cut, joined

    text = Texts({"a": "{0} và {1}", "b": "{x} {0}"})
    assert text("a", "{1}", "hai") == "{1} và hai"
    assert text("a", "một") == "một và "
    assert text("b") == "{x} {0}"
    assert text("unknown") == "unknown"
    assert joined("a", "", "b") == "a\n\nb"
    assert cut("abcd", 3) == "ab…"


def test_a_list_laid_out_by_the_engine_gives_its_explanations_and_not_its_advice() -> None:
    from mtqg_calc import listing
    from mtqg_calc.texts import Texts

    rows = [
        ["mtqg_xl:kiem_tra", "KẾT QUẢ", *[""] * 12],
        ["", "một", *[""] * 12],
        ["mtqg_xl:khoa", "Mã", "Mức độ", "Biểu", "Dòng", "Cột", "Ô", *"123456", "Giải trình"],
        ['["a", "b", "c", "d", "e", "1"]', "F1", *[""] * 4, "Biểu!E9", *[""] * 5, "Sửa lại.", "Đúng"],
        ['["a", "b", "c", "d", "e", "2"]', "F2", *[""] * 4, "Biểu!E9", *[""] * 5, "Sửa lại.", " "],
    ]
    found = listing.explanations(
        rows, Texts({"list.heads": "Mã|Mức độ|Biểu|Dòng|Cột|Ô|7|8|9|10|11|Giải trình"})
    )
    assert found == {'["a", "b", "c", "d", "e", "1"]': ("Đúng", "Biểu!E9")}
