from __future__ import annotations

from datetime import date

import pytest

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.units import Level, Unit, UnitRegister, fold, place_name

NOW = date(2023, 12, 31)


def code_of(name: str, day: date = NOW) -> str | None:
    found = unit_register().find(name, day)
    return found.code if found else None


@pytest.mark.parametrize(
    "name",
    [
        "huyện Bảo Lâm",
        "HUYỆN BẢO LÂM",
        "Bảo Lâm",
        "bao lam",
        "UBND huyện Bảo Lâm",
        "Ủy ban nhân dân huyện Bảo Lâm",
        "042",
    ],
)
def test_a_unit_is_found_by_code_and_by_its_names(name: str) -> None:
    assert code_of(name) == "042"


def test_a_unit_is_found_whatever_way_its_marks_are_encoded() -> None:
    assert code_of("huyện Bảo Lâm") == "042"
    assert code_of("huyện Hà Quảng") == code_of("huyen  Ha\u00a0Quang") == "045"


def test_a_bare_name_that_two_units_share_finds_none() -> None:
    assert code_of("Cao Bằng") is None
    assert code_of("tỉnh Cao Bằng") == "04"
    assert code_of("thành phố Cao Bằng") == "040"


def test_an_unknown_unit_is_not_found() -> None:
    assert code_of("huyện Ba Bể") is None
    assert code_of("") is None


@pytest.mark.parametrize("name", ["thị trấn Bảo Lạc", "xã Bảo Lâm", "thị trấn Nguyên Bình"])
def test_a_commune_is_not_taken_for_the_district_of_the_same_name(name: str) -> None:
    assert code_of(name) is None


def test_a_merged_district_is_found_only_while_it_stood() -> None:
    assert code_of("huyện Quảng Uyên", date(2019, 12, 31)) == "049A"
    assert code_of("huyện Quảng Uyên", NOW) is None
    assert code_of("huyện Quảng Hòa", NOW) == "049"
    assert code_of("huyện Quảng Hòa", date(2019, 12, 31)) is None


def test_the_districts_of_a_province_change_with_the_day() -> None:
    register = unit_register()
    assert len(register.children("04", date(2019, 6, 30))) == 13
    assert len(register.children("04", NOW)) == 10
    assert len(register.children("04", date(2025, 6, 30))) == 10
    assert register.children("04", date(2025, 7, 1)) == ()


def test_no_district_is_found_after_districts_were_abolished() -> None:
    assert code_of("huyện Bảo Lâm", date(2025, 6, 30)) == "042"
    assert code_of("huyện Bảo Lâm", date(2025, 7, 1)) is None


def test_children_come_in_the_order_of_their_codes() -> None:
    codes = [unit.code for unit in unit_register().children("04", NOW)]
    assert codes == sorted(codes)


def test_the_unit_above_a_district_is_its_province() -> None:
    register = unit_register()
    district = register.find("042", NOW)
    assert district is not None
    above = register.parent(district, NOW)
    assert above is not None
    assert above.name == "tỉnh Cao Bằng"


@pytest.mark.parametrize(
    ("name", "short"),
    [("huyện Bảo Lâm", "Bảo Lâm"), ("thành phố Cao Bằng", "Cao Bằng"), ("tỉnh Cao Bằng", "Cao Bằng")],
)
def test_a_short_name_leaves_out_the_word_for_its_kind(name: str, short: str) -> None:
    assert place_name(name) == short


def test_two_units_of_one_name_are_told_apart_by_the_day() -> None:
    from mtqg_xl.domain.validity import Validity

    old = Unit("1", "huyện Cũ", Level.DISTRICT, validity=Validity(None, date(2019, 12, 31)))
    new = Unit("2", "huyện Cũ", Level.DISTRICT, validity=Validity(date(2020, 1, 1), None))
    register = UnitRegister([old, new])
    assert register.find("huyện Cũ") is None
    assert register.find("huyện Cũ", date(2019, 5, 1)) == old
    assert register.find("huyện Cũ", date(2020, 1, 1)) == new


@pytest.mark.parametrize(
    "text", ["chương trình", "CHƯƠNG  TRÌNH", "ch\u01a3ơng trình", "chu\u031bo\u031bng trình"]
)
def test_texts_compare_without_marks_case_and_encoding(text: str) -> None:
    assert fold(text) == "chuong trinh"
