from __future__ import annotations

import unicodedata

import pytest

from tests.reading.identity.sheets_in_words import codes, of_heading, of_path, period_of, told, unit_of


@pytest.mark.parametrize(
    ("name", "unit", "period"),
    [
        ("BC_6T_2023_huyen_Bao_Lam", "huyện Bảo Lâm", "2023-6T"),
        ("Bảo Lâm - 6 tháng đầu năm 2023", "huyện Bảo Lâm", "2023-6T"),
        ("04 Hà Quảng 2023-N", "huyện Hà Quảng", "2023-N"),
        (unicodedata.normalize("NFD", "Huyện Hà Quảng - cả năm 2023"), "huyện Hà Quảng", "2023-N"),
        ("H.BaoLam_6T2023", "huyện Bảo Lâm", "2023-6T"),
        ("baolam-6-thang-2023", "huyện Bảo Lâm", "2023-6T"),
        ("TP. Cao Bằng T6.2023", "thành phố Cao Bằng", "2023-T06"),
        ("tp_cao_bang_quy_2_2023", "thành phố Cao Bằng", "2023-6T"),
        ("Bao Lac, Cao Bang - den 30.6.2023", "huyện Bảo Lạc", "2023-6T"),
        ("P. Hợp Giang KH 2024", "phường Hợp Giang", "2024-KH"),
        ("xa Quang Trung - Hoa An - 2023_6T", "xã Quang Trung", "2023-6T"),
        ("xã Yên Thổ 6T 2023", "xã Yên Thổ", "2023-6T"),
        ("Biểu 16 huyện Ba Bể nộp lần 2 6T-2023", "huyện Ba Bể", "2023-6T"),
    ],
)
def test_a_file_name_tells_unit_and_period_where_nothing_else_does(name: str, unit: str, period: str) -> None:
    identity = of_path(f"/kho/den/{name}.xlsx")
    assert unit_of(identity) == unit
    assert period_of(identity) == period
    assert sorted(codes(identity)) == ["period_from_name", "unit_from_name"]


def test_where_it_was_found_is_told() -> None:
    identity = of_path("/kho/den/bao_lam_6T_2023.xlsx")
    assert told(identity, "unit_from_name").values == {
        "where": "tên tệp “bao lam 6T 2023”",
        "used": "huyện Bảo Lâm",
    }


@pytest.mark.parametrize(
    ("path", "unit", "period"),
    [
        ("/kho/6T_2023/Bao_Lam/bieu_16.xlsx", "huyện Bảo Lâm", "2023-6T"),
        ("/kho/Bảo Lâm/6 tháng đầu năm 2023/bieu_16.xlsx", "huyện Bảo Lâm", "2023-6T"),
        ("/kho/2023/6 tháng/Bảo Lâm.xlsx", "huyện Bảo Lâm", "2023-6T"),
        ("/kho/Năm 2023/6 tháng/Bảo Lâm.xlsx", "huyện Bảo Lâm", "2023-6T"),
        ("/kho/x/2023/Bao Lam 6T.xlsx", "huyện Bảo Lâm", "2023-6T"),
        ("/kho/x/2023/Bao Lam.xlsx", "huyện Bảo Lâm", ""),
        ("/Bảo Lâm/2023-6T/a/b/bieu.xlsx", "", ""),
    ],
)
def test_folders_tell_what_the_file_name_does_not_two_levels_up(path: str, unit: str, period: str) -> None:
    identity = of_path(path)
    assert (unit_of(identity), period_of(identity)) == (unit, period)


@pytest.mark.parametrize(
    "name",
    [
        "Cao Bằng 6T 2023",
        "Bao Lam va Bao Lac 6T 2023",
        "xa Quang Trung 6T 2023",
        "042",
        "thị trấn bảo lạc",
        "xa_Yen_Tho_6T_2023",
        "tong hop cap huyen 6T 2023",
        "bao cao tinh hinh",
    ],
)
def test_a_name_that_does_not_name_one_unit_names_none(name: str) -> None:
    identity = of_path(f"/kho/den/{name}.xlsx")
    assert unit_of(identity) == ""
    assert "unit_from_name" not in codes(identity)


def test_a_name_that_fits_two_units_says_so() -> None:
    remark = told(of_path("/kho/den/Cao Bằng 6T 2023.xlsx"), "unit_doubtful")
    assert remark.values == {
        "where": "tên tệp “Cao Bằng 6T 2023”",
        "units": "tỉnh Cao Bằng; thành phố Cao Bằng",
    }


def test_a_file_of_a_commune_is_not_given_to_the_district_of_its_folder() -> None:
    assert unit_of(of_path("/kho/huyện Bảo Lâm/xa_Yen_Tho.xlsx")) == ""
    assert unit_of(of_path("/kho/huyện Bảo Lâm/xã Yên Thổ.xlsx")) == "xã Yên Thổ"


def test_communes_of_one_name_are_decided_by_the_folder() -> None:
    identity = of_path("/kho/Hòa An/6T 2023/Quang Trung.xlsx")
    assert identity.unit is not None
    assert identity.unit.code == "02"


def test_marks_that_are_written_are_believed() -> None:
    assert unit_of(of_path("/kho/den/Bảo Lâm 2023.xlsx")) == "huyện Bảo Lâm"
    assert unit_of(of_path("/kho/den/Bào Làm 2023.xlsx")) == ""
    assert unit_of(of_path("/kho/den/Hoà An 2023.xlsx")) == "huyện Hòa An"


@pytest.mark.parametrize(
    "name", ["2023", "bao cao 20230620", "T6 va 6T 2023", "6T 2022 va 6T 2023", "30.6.2023"]
)
def test_a_name_that_tells_no_single_period_tells_none(name: str) -> None:
    assert period_of(of_path(f"/kho/den/{name}.xlsx")) == ""


HEADING = ("UBND HUYỆN BẢO LÂM", "Kỳ báo cáo: 6 tháng đầu năm 2023")


@pytest.mark.parametrize(
    "path",
    [
        "/kho/tỉnh Cao Bằng/6T 2023/huyen_Bao_Lam.xlsx",
        "/kho/Năm 2023/BC Bảo Lâm 6 tháng 2023.xlsx",
        "/kho/2024/bieu nam 2023.xlsx",
        "/kho/den/Bao Lam T6.2023.xlsx",
        "/kho/den/Cao Bằng.xlsx",
    ],
)
def test_names_that_may_be_meant_so_are_no_disagreement(path: str) -> None:
    identity = of_heading(*HEADING, path=path)
    assert (unit_of(identity), period_of(identity)) == ("huyện Bảo Lâm", "2023-6T")
    assert codes(identity) == []


@pytest.mark.parametrize(
    ("path", "where", "other"),
    [
        ("/kho/den/bao_lac.xlsx", "tên tệp “bao lac”", "huyện Bảo Lạc"),
        ("/kho/Bảo Lạc/bieu.xlsx", "tên thư mục “Bảo Lạc”", "huyện Bảo Lạc"),
        ("/kho/den/huyện Ba Bể.xlsx", "tên tệp “huyện Ba Bể”", "huyện Ba Bể"),
    ],
)
def test_a_heading_goes_before_names_and_the_disagreement_is_told(path: str, where: str, other: str) -> None:
    identity = of_heading(*HEADING, path=path)
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert told(identity, "unit_conflict").values == {"used": "huyện Bảo Lâm", "other": other, "where": where}


def test_a_period_in_the_file_name_that_differs_is_told() -> None:
    identity = of_heading(*HEADING, path="/kho/den/bao_lam_2022-N.xlsx")
    assert period_of(identity) == "2023-6T"
    assert told(identity, "period_conflict").values == {
        "used": "6 tháng đầu năm 2023",
        "other": "năm 2022",
        "where": "tên tệp “bao lam 2022-N”",
    }


def test_a_file_name_goes_before_the_day_up_to_which_figures_run() -> None:
    identity = of_heading("HUYỆN BẢO LÂM", "(Số liệu đến 31/5/2023)", path="/kho/den/BC_6T_2023.xlsx")
    assert period_of(identity) == "2023-6T"
    assert codes(identity) == ["period_from_name"]


def test_a_folder_further_up_may_be_called_after_a_person() -> None:
    assert codes(of_heading(*HEADING, path="/home/Hoa An/Desktop/bieu.xlsx")) == []
    assert codes(of_heading(*HEADING, path="/kho/huyen Hoa An/den/bieu.xlsx")) == ["unit_conflict"]
