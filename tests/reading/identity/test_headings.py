from __future__ import annotations

import time
import unicodedata

import pytest

from tests.reading.identity.sheets_in_words import codes, of_heading, of_sheets, period_of, told, unit_of


@pytest.mark.parametrize(
    "rows",
    [
        ("UBND HUYỆN BẢO LÂM",),
        ("ỦY BAN NHÂN DÂN", "HUYỆN BẢO LÂM"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN BẢO LÂM",),
        ("UBND TỈNH CAO BẰNG", "UBND HUYỆN BẢO LÂM"),
        ("UBND TỈNH CAO BẰNG\nUBND HUYỆN BẢO LÂM",),
        ("UBND HUYỆN BẢO LÂM", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
        ("PHÒNG LĐ-TB&XH HUYỆN BẢO LÂM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("HUYỆN ỦY BẢO LÂM",),
        ("H. Bảo Lâm",),
        ("Đơn vị báo cáo: UBND huyện Bảo Lâm",),
        ("BIỂU SỐ 16", "Đơn vị báo cáo: Bảo Lâm"),
        ("BIỂU SỐ 16", "", "", "", "", "Tên đơn vị: huyện Bảo Lâm."),
        ("Huyện: Bảo Lâm",),
        ("(Kèm theo Báo cáo số 123/BC-UBND ngày 15 tháng 6 năm 2023 của UBND huyện Bảo Lâm)",),
        ("", "", "", "", "", "KẾT QUẢ GIẢM NGHÈO TRÊN ĐỊA BÀN HUYỆN BẢO LÂM"),
        (*[""] * 20, "UBND HUYỆN BẢO LÂM"),
        (
            "TỔ CÔNG TÁC",
            *[""] * 8,
            "ỦY BAN NHÂN DÂN",
            "HUYỆN BẢO LÂM",
            "",
            "BIỂU SỐ 01",
            "",
            "",
            "(Mẫu)",
            "",
            "",
        ),
        (unicodedata.normalize("NFD", "UBND huyện Bảo Lâm"),),
        ("UBND\u00a0HUYỆN\u200b BẢO  LÂM",),
        ("UBND huyen Bao Lam",),
        (("UBND HUYỆN BẢO LÂM", "", "Đơn vị nhận báo cáo: Sở Tài chính tỉnh Cao Bằng"),),
    ],
)
def test_the_heading_names_the_district(rows: tuple[str, ...]) -> None:
    identity = of_heading(*rows)
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert codes(identity) == []


def test_apostrophes_and_look_alikes_of_letters_do_not_matter() -> None:
    assert unit_of(of_heading("UBND HUYỆN IA H’DRAI")) == "huyện Ia H'Drai"
    assert unit_of(of_heading("UBND HUYỆN IA HDRAI")) == "huyện Ia H'Drai"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("UBND HUYỆN BA BỂ", "huyện Ba Bể"),
        ("ỦY BAN NHÂN DÂN XÃ YÊN THỔ", "xã Yên Thổ"),
        ("PHÒNG TÀI CHÍNH HUYỆN BA BỂ", "huyện Ba Bể"),
        ("Đơn vị báo cáo: UBND xã Yên Thổ", "xã Yên Thổ"),
        ("TX. Sa Pa", "thị xã Sa Pa"),
        ("THỊ TRẤN BẢO LẠC", "thị trấn Bảo Lạc"),
    ],
)
def test_a_unit_that_no_register_knows_keeps_its_name(row: str, name: str) -> None:
    identity = of_heading(row)
    assert identity.unit is not None
    assert (identity.unit.name, identity.unit.code) == (name, None)


@pytest.mark.parametrize(
    "row",
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ ĐẠT CHUẨN NÔNG THÔN MỚI",
        "Huyện nghèo",
        "HUYỆN ………………",
        "UBND tỉnh, thành phố ……",
        "Kính gửi: UBND huyện Bảo Lâm",
        "Nơi nhận: Sở Tài chính tỉnh Cao Bằng",
        "(Ban hành kèm theo Quyết định số 1/QĐ-UBND của UBND tỉnh Cao Bằng)",
        "(Kèm theo Công văn số 1/UBND-TH của UBND tỉnh Cao Bằng)",
        "Đơn vị tính: triệu đồng",
        "ỦY BAN NHÂN DÂN",
    ],
)
def test_what_is_not_about_the_reporting_unit_names_none(row: str) -> None:
    assert unit_of(of_heading(row)) == ""


def test_a_name_that_two_units_bear_is_not_guessed() -> None:
    identity = of_heading("Đơn vị báo cáo: Cao Bằng")
    assert unit_of(identity) == ""
    assert told(identity, "unit_doubtful").values["units"] == "tỉnh Cao Bằng; thành phố Cao Bằng"


def test_a_commune_of_a_name_borne_twice_is_decided_by_the_district_above_it() -> None:
    identity = of_heading("UBND HUYỆN HÒA AN", "UBND XÃ QUANG TRUNG")
    assert identity.unit is not None
    assert identity.unit.code == "02"
    assert of_heading("UBND XÃ QUANG TRUNG").unit is None


def test_the_same_commune_is_decided_by_the_folder() -> None:
    identity = of_heading("UBND XÃ QUANG TRUNG", path="/kho/Hà Quảng/6 tháng/bieu.xlsx")
    assert identity.unit is not None
    assert identity.unit.code == "01"


def test_the_letterhead_goes_before_a_report_attached_and_the_disagreement_is_told() -> None:
    attached = "(Kèm theo Báo cáo số 5/BC-UBND ngày 2 tháng 7 năm 2023 của UBND huyện Bảo Lạc)"
    identity = of_heading("UBND HUYỆN BẢO LÂM", "", attached)
    assert unit_of(identity) == "huyện Bảo Lâm"
    assert told(identity, "unit_conflict").values == {
        "used": "huyện Bảo Lâm",
        "other": "huyện Bảo Lạc",
        "where": "trang “Biểu 16”",
    }


def test_a_title_about_a_district_does_not_take_the_report_from_the_province() -> None:
    title = "KẾT QUẢ THÍ ĐIỂM TẠI HUYỆN BẢO LÂM CỦA CÁC CƠ QUAN TRONG TỈNH NĂM QUA"
    identity = of_heading("UBND TỈNH CAO BẰNG", "", "", "", "", title)
    assert unit_of(identity) == "tỉnh Cao Bằng"
    assert codes(identity) == []


def test_rows_of_the_table_are_not_taken_for_the_heading() -> None:
    identity = of_heading("DANH SÁCH", ("STT", "Đơn vị"), ("1", "huyện Bảo Lâm"))
    assert unit_of(identity) == ""


@pytest.mark.parametrize(
    ("row", "period"),
    [
        ("Kỳ báo cáo: 6 tháng đầu năm 2023", "2023-6T"),
        ("Kỳ báo cáo: năm 2023", "2023-N"),
        ("(6 THÁNG ĐẦU NĂM 2023)", "2023-6T"),
        ("Tháng 6/2023", "2023-T06"),
        ("Năm 2023", "2023-N"),
        ("Cả năm 2023", "2023-N"),
        ("Kỳ báo cáo: kế hoạch năm 2024", "2024-KH"),
        ("Kỳ báo cáo: 2023-6T", "2023-6T"),
        ("KẾT QUẢ GIẢI NGÂN 6 THÁNG ĐẦU NĂM 2023 CÁC CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA", ""),
    ],
)
def test_the_period_is_read_from_its_line(row: str, period: str) -> None:
    identity = of_heading("UBND HUYỆN BẢO LÂM", "", "", row)
    if period:
        assert period_of(identity) == period
        assert codes(identity) == []
    else:
        assert period_of(identity) == "2023-6T"
        assert codes(identity) == ["period_from_title"]


@pytest.mark.parametrize(
    ("row", "period"),
    [
        ("(Số liệu tính đến hết 30/6/2023)", "2023-6T"),
        ("Số liệu đến hết ngày 31 tháng 12 năm 2023", "2023-N"),
        ("Quý II/2023", "2023-6T"),
        ("9 tháng đầu năm 2023", "2023-T09"),
        ("Lũy kế đến hết tháng 5/2023", "2023-T05"),
    ],
)
def test_a_span_that_has_another_name_is_understood_and_told(row: str, period: str) -> None:
    identity = of_heading("UBND HUYỆN BẢO LÂM", "", row)
    assert period_of(identity) == period
    assert told(identity, "period_meant").values["written"] == row


@pytest.mark.parametrize(
    "row",
    [
        "Bảo Lâm, ngày 20 tháng 6 năm 2023",
        "(Kèm theo Báo cáo số 12/BC-UBND ngày 15 tháng 6 năm 2023 của UBND huyện Bảo Lâm)",
        "GIAI ĐOẠN 2021-2025",
        "6 tháng cuối năm 2023",
        "Số liệu đến ngày 15/6/2023",
    ],
)
def test_days_of_letters_and_spans_of_years_are_no_period(row: str) -> None:
    assert period_of(of_heading("UBND HUYỆN BẢO LÂM", "", row)) == ""


def test_the_line_of_the_period_goes_before_a_year_in_the_title() -> None:
    identity = of_heading("UBND HUYỆN BẢO LÂM", "", "KẾT QUẢ NĂM 2022", "Kỳ báo cáo: 6 tháng đầu năm 2023")
    assert period_of(identity) == "2023-6T"
    assert codes(identity) == []


def test_a_title_with_two_years_tells_no_period() -> None:
    assert period_of(of_heading("", "", "KẾT QUẢ NĂM 2022, NHIỆM VỤ NĂM 2023")) == ""


def test_letters_of_an_old_font_are_read_as_a_person_sees_them() -> None:
    rows = ("UBND huyÖn B¶o L©m", "Kú b¸o c¸o: 6 th¸ng ®Çu n¨m 2023")
    identity = of_sheets({"Sheet1": rows}, font=".VnTime")
    assert (unit_of(identity), period_of(identity)) == ("huyện Bảo Lâm", "2023-6T")


def test_the_day_up_to_which_figures_run_does_not_make_another_period() -> None:
    identity = of_heading("HUYỆN BẢO LÂM", "Kỳ báo cáo: 6 tháng đầu năm 2023", "(Số liệu đến hết 31/5/2023)")
    assert period_of(identity) == "2023-6T"
    assert codes(identity) == []


@pytest.mark.parametrize(
    "text", ["xã A ", "năm 2023 ", "Kèm theo báo cáo của ", "huyện Bảo Lâm ", "6 tháng ", "("]
)
def test_endless_texts_take_no_time(text: str) -> None:
    began = time.process_time()
    of_heading(*[(text * 6000)[:32000]] * 10)
    assert time.process_time() - began < 2
