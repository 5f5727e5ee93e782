from __future__ import annotations

from dataclasses import replace

from mtqg_xl.domain.binding import UNNAMED
from tests.reading.identity.sheets_in_words import codes, of_sheets, period_of, template, told, unit_of

PERIOD = "Kỳ báo cáo: 6 tháng đầu năm 2023"
RECORDED = template("BM16")


def test_it_counts_where_the_sheet_shows_nothing() -> None:
    identity = of_sheets({"BM16": ("KẾT QUẢ",)}, recorded=RECORDED)
    assert (unit_of(identity), period_of(identity)) == ("huyện Bảo Lâm", "2023-6T")
    assert codes(identity) == []


def test_it_goes_before_the_file_name_and_the_disagreement_is_told() -> None:
    identity = of_sheets({"BM16": ("KẾT QUẢ",)}, "/kho/den/bao_lac_2024-N.xlsx", RECORDED)
    assert (unit_of(identity), period_of(identity)) == ("huyện Bảo Lâm", "2023-6T")
    assert codes(identity) == ["period_conflict", "unit_conflict"]


def test_a_known_unit_shown_goes_before_it() -> None:
    identity = of_sheets({"BM16": ("UBND", "HUYỆN BẢO LẠC", PERIOD)}, recorded=RECORDED)
    assert unit_of(identity) == "huyện Bảo Lạc"
    assert told(identity, "other_unit").values == {"shown": "huyện Bảo Lạc", "recorded": "huyện Bảo Lâm"}


def test_so_does_a_unit_that_no_register_knows() -> None:
    identity = of_sheets({"BM16": ("UBND", "HUYỆN BA BỂ", PERIOD)}, recorded=RECORDED)
    assert unit_of(identity) == "huyện Ba Bể"
    assert codes(identity) == ["other_unit"]


def test_a_unit_of_no_register_that_is_shown_as_recorded_is_no_disagreement() -> None:
    recorded = template("BM16", unit="xã Yên Thổ", code="")
    identity = of_sheets(
        {"BM16": ("ỦY BAN NHÂN DÂN", "XÃ YÊN THỔ", PERIOD)}, recorded=replace(recorded, level="xa")
    )
    assert unit_of(identity) == "xã Yên Thổ"
    assert codes(identity) == []


def test_a_name_written_on_the_dotted_line_of_a_template_takes_its_level() -> None:
    recorded = template("BM16", unit=UNNAMED, code="")
    identity = of_sheets({"BM16": ("ỦY BAN NHÂN DÂN", "Ba Bể", PERIOD)}, recorded=recorded)
    assert identity.unit is not None
    assert (identity.unit.name, identity.unit.level.value) == ("Ba Bể", "huyen")


def test_a_dotted_line_left_empty_names_nobody() -> None:
    recorded = template("BM16", unit=UNNAMED, code="")
    assert unit_of(of_sheets({"BM16": ("ỦY BAN NHÂN DÂN", UNNAMED, PERIOD)}, recorded=recorded)) == ""


def test_the_period_shown_goes_before_it() -> None:
    identity = of_sheets({"BM16": ("HUYỆN BẢO LÂM", "Kỳ báo cáo: năm 2023")}, recorded=RECORDED)
    assert period_of(identity) == "2023-N"
    assert codes(identity) == ["other_period"]


def test_the_day_up_to_which_figures_run_does_not_go_before_it() -> None:
    identity = of_sheets({"BM16": ("HUYỆN BẢO LÂM", "(Số liệu tính đến ngày 31/5/2023)")}, recorded=RECORDED)
    assert period_of(identity) == "2023-6T"
    assert codes(identity) == []
