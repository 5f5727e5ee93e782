from __future__ import annotations

from mtqg_xl.reading.identity import Identity, identify
from tests.reading.identity.sheets_in_words import (
    NOWHERE,
    REGISTER,
    TABLE,
    SpokenBook,
    codes,
    of_sheets,
    period_of,
    template,
    told,
    unit_of,
)

PERIOD = "Kỳ báo cáo: 6 tháng đầu năm 2023"


def units(identity: Identity) -> dict[str, str]:
    return {sheet: unit.name for sheet, unit in identity.by_sheet.items()}


def test_each_sheet_belongs_to_the_unit_of_its_letterhead() -> None:
    identity = of_sheets(
        {"Biểu 1": ("UBND HUYỆN BẢO LÂM", PERIOD), "Biểu 2": ("UBND HUYỆN BẢO LẠC", PERIOD)},
    )
    assert units(identity) == {"Biểu 1": "huyện Bảo Lâm", "Biểu 2": "huyện Bảo Lạc"}
    assert identity.unit is None
    assert period_of(identity) == "2023-6T"
    assert codes(identity) == []


def test_the_tab_tells_the_district_under_the_letterhead_of_the_province() -> None:
    head = ("UBND TỈNH CAO BẰNG", PERIOD)
    identity = of_sheets({"Tổng hợp": head, "01. Bảo Lâm": head, "Bao_Lac": head, "H. Hà Quảng": head})
    assert units(identity) == {
        "Tổng hợp": "tỉnh Cao Bằng",
        "01. Bảo Lâm": "huyện Bảo Lâm",
        "Bao_Lac": "huyện Bảo Lạc",
        "H. Hà Quảng": "huyện Hà Quảng",
    }


def test_titles_tell_it_too() -> None:
    title = "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH CỦA HUYỆN"
    rows = ("", "", "", "", "", "")
    identity = of_sheets({"1": (*rows, f"{title} BẢO LÂM"), "2": (*rows, f"{title} BẢO LẠC")})
    assert units(identity) == {"1": "huyện Bảo Lâm", "2": "huyện Bảo Lạc"}


def test_a_sheet_with_a_table_that_names_no_unit_is_left_out_and_told() -> None:
    identity = of_sheets({"Tổng hợp": ("BÁO CÁO",), "Bảo Lâm": (PERIOD,), "Bảo Lạc": (PERIOD,)})
    assert units(identity) == {"Bảo Lâm": "huyện Bảo Lâm", "Bảo Lạc": "huyện Bảo Lạc"}
    assert told(identity, "sheet_of_nobody").values == {"name": "Tổng hợp"}


def test_a_cover_sheet_is_left_out_without_a_word() -> None:
    texts = {"Bìa": ("BÁO CÁO", "Năm 2023"), "Bảo Lâm": (PERIOD, *TABLE), "Bảo Lạc": (PERIOD, *TABLE)}
    identity = identify(SpokenBook(texts), None, NOWHERE, REGISTER)
    assert list(identity.by_sheet) == ["Bảo Lâm", "Bảo Lạc"]
    assert codes(identity) == []


def test_communes_that_no_register_knows_are_told_apart_by_their_tabs() -> None:
    head = ("UBND HUYỆN BẢO LÂM", PERIOD)
    identity = of_sheets({"xã Yên Thổ": head, "xã Quảng Lâm": head, "TT. Pác Miầu": head})
    assert units(identity) == {
        "xã Yên Thổ": "xã Yên Thổ",
        "xã Quảng Lâm": "xã Quảng Lâm",
        "TT. Pác Miầu": "thị trấn Pác Miầu",
    }


def test_copies_of_a_template_sheet_belong_to_the_units_written_on_them() -> None:
    identity = of_sheets(
        {"BM16": ("UBND", "HUYỆN BẢO LÂM", PERIOD), "BM16 (2)": ("UBND", "HUYỆN BẢO LẠC", PERIOD)},
        recorded=template("BM16"),
    )
    assert units(identity) == {"BM16": "huyện Bảo Lâm", "BM16 (2)": "huyện Bảo Lạc"}


def test_a_summary_of_the_province_beside_a_template_does_not_split_the_workbook() -> None:
    identity = of_sheets(
        {"BM16": ("UBND", "HUYỆN BẢO LÂM", PERIOD), "Ghi chú": ("TỈNH CAO BẰNG",)},
        recorded=template("BM16"),
    )
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert identity.by_sheet == {}


def test_hidden_sheets_do_not_split_a_workbook() -> None:
    identity = of_sheets(
        {"Biểu 1": ("UBND HUYỆN BẢO LÂM", PERIOD), "cũ": ("UBND HUYỆN BẢO LẠC", PERIOD)},
        hidden=frozenset({"cũ"}),
    )
    assert unit_of(identity) == "huyện Bảo Lâm"


def test_sheets_of_one_unit_are_one_workbook_though_some_name_it_not() -> None:
    identity = of_sheets({"Biểu 1": ("UBND HUYỆN BẢO LÂM", PERIOD), "Biểu 2": ("KẾT QUẢ",)})
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert identity.by_sheet == {}


def test_a_template_with_one_sheet_relabelled_stays_one_and_the_sheet_is_told() -> None:
    identity = of_sheets(
        {"BM16": ("UBND", "HUYỆN BẢO LÂM", PERIOD), "BM11": ("UBND", "HUYỆN BẢO LẠC", PERIOD)},
        recorded=template("BM16", "BM11"),
    )
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert told(identity, "unit_conflict").sheet == "BM11"


def test_sheets_of_different_periods_are_told() -> None:
    head = "UBND HUYỆN BẢO LÂM"
    identity = of_sheets({"1": (head, PERIOD), "2": (head, PERIOD), "3": (head, "Kỳ báo cáo: năm 2022")})
    assert period_of(identity) == "2023-6T"
    remark = told(identity, "period_conflict")
    assert (remark.sheet, remark.values["other"]) == ("3", "năm 2022")


def test_a_folder_of_another_unit_is_no_disagreement_for_a_workbook_of_several() -> None:
    identity = of_sheets({"Bảo Lâm": (PERIOD,), "Bảo Lạc": (PERIOD,)}, path="/kho/Hà Quảng/a.xlsx")
    assert codes(identity) == []
