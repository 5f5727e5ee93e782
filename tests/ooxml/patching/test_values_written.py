"""What is typed into a cell: numbers, days, truth values and texts, and how the file writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from mtqg_xl.ooxml import exact
from mtqg_xl.ooxml.patching import CellError
from mtqg_xl.ooxml.patching.values import as_value, number_text, serial, stored, typed
from tests.ooxml.patching.book import SHEET, codes, opened, rows_of, sentences, shown

LONG = 32_767
EMOJI = "😀"


class Measured(float):
    """A float that shows itself in another way, as those of number libraries do."""

    def __repr__(self) -> str:
        return f"Measured({float(self)})"


def digits(value: Any, *, date1904: bool = False) -> str:
    content = typed(as_value(value), b"", date1904=date1904)
    assert content is not None
    assert content.sort == b""
    assert content.inside.startswith(b"<v>")
    assert content.inside.endswith(b"</v>")
    return content.inside[3:-4].decode()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (-7, "-7"),
        (999_999_999_999_999, "999999999999999"),
        (10**15, "1000000000000000"),
        (-(10**17), "-1e+17"),
        (-123_456_789_012_345_000, "-1.23456789012345e+17"),
        (0.1, "0.1"),
        (5.0, "5"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e300, "1e+300"),
        (1e-7, "1e-07"),
        (1e22, "1e+22"),
        (Measured(1.5), "1.5"),
        (Decimal("0.10"), "0.1"),
        (Decimal("100"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("-0.00"), "0"),
        (Decimal("1234.5600"), "1234.56"),
        (Decimal("123456789012345"), "123456789012345"),
        (Decimal("0.000000000000001"), "0.000000000000001"),
        (Decimal("1.2E+20"), "1.2e+20"),
        (Decimal("1.2E-20"), "1.2e-20"),
        (Decimal("1.0000000000000000000000"), "1"),
    ],
)
def test_a_number_is_written_in_its_shortest_form(value: Any, written: str) -> None:
    assert digits(value) == written


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_is_read_back_as_itself(value: float) -> None:
    assert float(digits(value)) == value


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_any_whole_number_that_excel_keeps_is_written_digit_by_digit(value: int) -> None:
    assert digits(value) == str(value)


@given(st.integers(-(10**15) + 1, 10**15 - 1), st.integers(-30, 30))
def test_any_decimal_that_excel_keeps_is_read_back_as_the_same_number(number: int, exponent: int) -> None:
    value = Decimal(number).scaleb(exponent)
    assert Decimal(digits(value)) == value
    assert exact(digits(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        1234567890123456,
        -1234567890123456,
        Decimal("0.123456789012345678"),
        Decimal("1000000000000000.05"),
        10**15 + 1,
    ],
)
def test_digits_that_excel_would_drop_are_refused_with_the_number(value: int | Decimal) -> None:
    patch = opened('<row r="1"><c r="A1"><v>1</v></c></row>')
    for cell in ("A1", "C7"):
        patch.set(SHEET, cell, value)
    assert codes(patch) == ["too_precise", "too_precise"]
    first, second = sentences(patch)
    assert str(value) in first
    assert "Ô A1 trang “Biểu 1”" in first
    assert "15 chữ số" in first
    assert "Ô C7" in second


@pytest.mark.parametrize(
    "value",
    [123456789012345000000, Decimal("123456789012345000000.00"), Decimal("0.00000000000000000000123")],
)
def test_noughts_before_and_behind_are_no_digits_to_lose(value: int | Decimal) -> None:
    assert Decimal(digits(value)) == value


def test_a_number_too_near_to_nought_is_refused_and_not_made_nought() -> None:
    patch = opened()
    patch.set(SHEET, "A1", Decimal("1E-400"))
    assert codes(patch) == ["not_a_number"]


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        float("-inf"),
        Decimal("NaN"),
        Decimal("Infinity"),
        Decimal("1E400"),
        10**400,
    ],
)
@pytest.mark.parametrize("cell", ["A1", "B1", "C1", "D9"])
def test_what_is_no_number_is_refused_in_any_cell_by_its_name(value: Any, cell: str) -> None:
    patch = opened('<row r="1"><c r="A1"><v>1</v></c><c r="B1"/><c r="C1" t="str"><v>x</v></c></row>')
    patch.set(SHEET, cell, value)
    assert sentences(patch) == [f"Ô {cell} trang “Biểu 1”: giá trị không phải là số dùng được."]


@pytest.mark.parametrize("value", [float("nan"), Decimal("sNaN"), Decimal("-Infinity"), float("inf")])
def test_a_formula_gives_no_such_number_either(value: Any) -> None:
    patch = opened('<row r="1"><c r="A1"><f>B1</f><v>1</v></c></row>')
    patch.set_cached(SHEET, "A1", value)
    assert sentences(patch) == ["Ô A1 trang “Biểu 1”: giá trị không phải là số dùng được."]


def test_a_value_under_a_formula_is_rounded_to_what_excel_keeps() -> None:
    content = stored(Decimal(1) / Decimal(3), b"", date1904=False)
    assert content.inside == b"<v>0.3333333333333333</v>"
    assert stored(Decimal("2.50"), b"x:", date1904=False).inside == b"<x:v>2.5</x:v>"
    assert number_text(10**20 + 1) == b"1e+20"


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1900, 1, 1), "1"),
        (date(1900, 2, 28), "59"),
        (date(1900, 3, 1), "61"),
        (date(2024, 2, 29), "45351"),
        (date(9999, 12, 31), "2958465"),
        (datetime(1900, 1, 1, 12), "1.5"),
        (datetime(1900, 2, 28, 18), "59.75"),
        (datetime(2024, 1, 1, 6, 30), "45292.270833333336"),
        (datetime(2024, 1, 1, 6, tzinfo=UTC), "45292.25"),
        (time(18), "0.75"),
        (time(0), "0"),
        (timedelta(hours=36), "1.5"),
        (timedelta(0), "0"),
    ],
)
def test_days_count_from_1900_over_a_day_that_never_was(day: date, number: str) -> None:
    assert digits(day) == number


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(1904, 1, 1), "0"),
        (date(1904, 1, 2), "1"),
        (date(2024, 2, 29), "43889"),
        (datetime(1904, 1, 1, 6), "0.25"),
        (time(6), "0.25"),
        (timedelta(days=2), "2"),
    ],
)
def test_days_count_from_1904_in_workbooks_that_say_so(day: date, number: str) -> None:
    assert digits(day, date1904=True) == number


@given(st.datetimes(datetime(1904, 1, 1), datetime(9999, 12, 31)), st.booleans())
def test_any_moment_has_the_number_that_openpyxl_gives_it(moment: datetime, date1904: bool) -> None:
    moment = moment.replace(microsecond=0)
    epoch = CALENDAR_MAC_1904 if date1904 else CALENDAR_WINDOWS_1900
    assert serial(moment, date1904=date1904) == pytest.approx(to_excel(moment, epoch), abs=1e-9)


@pytest.mark.parametrize("day", [date(1899, 12, 31), datetime(1899, 12, 31, 23), date(1, 1, 1)])
def test_days_before_excel_began_to_count_are_refused(day: date) -> None:
    patch = opened('<row r="1"><c r="A1"><v>1</v></c></row>')
    patch.set(SHEET, "A1", day)
    assert sentences(patch) == ["Ô A1 trang “Biểu 1”: Excel không ghi được ngày sớm như vậy."]


def test_days_before_1904_are_refused_where_days_count_from_there() -> None:
    patch = opened("", properties='<workbookPr date1904="1"/>')
    patch.set(SHEET, "A1", date(1903, 12, 31))
    patch.set(SHEET, "A2", date(1904, 1, 1))
    assert codes(patch) == ["early_date"]


@pytest.mark.parametrize(("value", "written"), [(True, "1"), (False, "0")])
def test_truth_values_are_no_numbers(value: bool, written: str) -> None:
    patch = opened('<row r="1"><c r="A1"><v>7</v></c></row>')
    patch.set(SHEET, "A1", value)
    assert rows_of(patch) == f'<row r="1"><c r="A1" t="b"><v>{written}</v></c></row>'
    assert shown(patch.to_bytes()) == {"A1": ("bool", written)}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "@SUM(A1)",
        "'quoted",
        "  ở giữa  hai  ",
        "\tkẻ",
        "hai\ndòng",
        "hai\r\ndòng",
        "_x000D_",
        "_x0041\x01",
        "\x00\x01\x08\x0b\x1f\ufffe\uffff",
        "<b>&amp;</b> ]]> <![CDATA[",
        "Biểu số 16: “ấp Đồng Lực”",
        "Bie\u0302\u0309u",
        EMOJI,
        "123",
        "TRUE",
        "#N/A",
        "01/02/2024",
        "",
    ],
)
def test_a_text_stays_the_text_it_is(text: str) -> None:
    patch = opened('<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>')
    for cell in ("A1", "C1", "A5"):
        patch.set(SHEET, cell, text)
    patch.set_cached(SHEET, "B1", text)
    read = shown(patch.to_bytes())
    assert read == dict.fromkeys(("A1", "B1", "C1", "A5"), ("text", text))


@pytest.mark.parametrize("text", ["\ud800 nửa chữ", "nửa chữ \udc00"])
def test_half_a_character_is_refused_and_never_replaced(text: str) -> None:
    patch = opened('<row r="1"><c r="A1"><v>7</v></c><c r="B1"><f>1+1</f><v>2</v></c></row>')
    patch.set(SHEET, "A1", text)
    patch.set_cached(SHEET, "B1", text)
    patch.set(SHEET, "C5", text)
    assert sentences(patch) == [
        f"Ô {cell} trang “Biểu 1”: đoạn chữ có ký tự hỏng." for cell in ("A1", "B1", "C5")
    ]


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
@settings(max_examples=60)
def test_any_text_is_read_back(text: str) -> None:
    patch = opened('<row r="1"><c r="A1"><v>7</v></c></row>')
    patch.set(SHEET, "A1", text)
    assert shown(patch.to_bytes()) == {"A1": ("text", text)}


@pytest.mark.parametrize("text", [" a", "a ", "\na", "a\nb", "a  b", "\u00a0a"])
def test_blanks_that_programs_would_trim_are_marked(text: str) -> None:
    content = typed(text, b"", date1904=False)
    assert content is not None
    assert b' xml:space="preserve"' in content.inside
    assert b' xml:space="preserve"' in stored(text, b"", date1904=False).inside


def test_a_plain_text_carries_no_mark() -> None:
    content = typed("một hai", b"x:", date1904=False)
    assert content is not None
    assert content == (b"inlineStr", "<x:is><x:t>một hai</x:t></x:is>".encode())


@pytest.mark.parametrize("text", ["x" * LONG, EMOJI * (LONG // 2) + "x", "&" * LONG])
def test_as_long_a_text_as_excel_keeps_is_taken(text: str) -> None:
    patch = opened('<row r="1"><c r="A1"><f>B1</f><v>7</v></c></row>')
    patch.set(SHEET, "B1", text)
    patch.set_cached(SHEET, "A1", text)
    assert shown(patch.to_bytes()) == dict.fromkeys(("A1", "B1"), ("text", text))


@pytest.mark.parametrize("text", ["x" * (LONG + 1), EMOJI * (LONG // 2 + 1)])
def test_a_longer_text_is_refused_and_never_cut(text: str) -> None:
    patch = opened('<row r="1"><c r="A1"><f>B1</f><v>7</v></c><c r="B1"><v>1</v></c></row>')
    patch.set_cached(SHEET, "A1", text)
    patch.set(SHEET, "B1", text)
    patch.set(SHEET, "C3", text)
    assert sentences(patch) == [
        f"Ô {cell} trang “Biểu 1”: nội dung dài quá 32767 ký tự, Excel không giữ được."
        for cell in ("A1", "B1", "C3")
    ]


@pytest.mark.parametrize(
    "code", ["#DIV/0!", "#N/A", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"]
)
def test_an_error_is_stored_under_a_formula(code: str) -> None:
    assert stored(CellError(code), b"", date1904=False) == (b"e", f"<v>{code}</v>".encode())


@pytest.mark.parametrize("code", ["", "DIV/0!", "#div/0!", "#LỖI!", "#N/A "])
def test_an_error_that_excel_does_not_know_is_none(code: str) -> None:
    with pytest.raises(ValueError, match="not an error value"):
        CellError(code)


@pytest.mark.parametrize("value", [b"bytes", object(), 1 + 2j, [1]])
def test_what_is_no_value_of_a_cell_is_an_error_of_the_caller_at_once(value: Any) -> None:
    patch = opened('<row r="1"><c r="A1"><f>1</f></c></row>')
    with pytest.raises(TypeError, match=type(value).__name__):
        patch.set(SHEET, "A1", value)
    with pytest.raises(TypeError, match=type(value).__name__):
        patch.set_many(SHEET, {(1, 1): value})
    with pytest.raises(TypeError, match=type(value).__name__):
        patch.set_cached(SHEET, "A1", value)


def test_an_error_is_no_value_that_is_typed_in() -> None:
    error: Any = CellError("#N/A")
    with pytest.raises(TypeError):
        opened().set(SHEET, "A1", error)


def test_values_of_number_libraries_are_what_they_stand_for() -> None:
    numpy = pytest.importorskip("numpy")
    patch = opened('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>1</f></c></row>')
    patch.set_many(SHEET, {(1, 1): numpy.float64(1.5), (2, 1): numpy.int64(7), (3, 1): numpy.bool_(True)})
    patch.set_cached(SHEET, "B1", numpy.float64(2.5))
    assert shown(patch.to_bytes()) == {
        "A1": ("number", "1.5"),
        "A2": ("number", "7"),
        "A3": ("bool", "1"),
        "B1": ("number", "2.5"),
    }


@pytest.mark.parametrize("value", [Decimal("0.1234567890123456"), Decimal("26.884123456789013")])
def test_a_fraction_with_all_the_digits_of_a_double_is_written_as_it_is(value: Decimal) -> None:
    assert digits(value) == str(value)
