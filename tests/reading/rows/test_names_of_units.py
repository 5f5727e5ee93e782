"""Rows that stand for units, by their names as people write them."""

from __future__ import annotations

import pytest

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.reading.tables.unit_rows import UnitRows, unit_rows

PERIOD = Period.parse("2023-N")


def rows_of(name: str) -> UnitRows:
    unit = unit_register().find(name)
    assert unit is not None
    return unit_rows(ReportingUnit(unit.name, unit.code, unit.level), PERIOD)


PROVINCE = rows_of("tỉnh Cao Bằng")
DISTRICTS = [unit.name for unit in unit_register().children("04", PERIOD.day)]


def named(label: str) -> str | None:
    unit = PROVINCE.named(label)
    return unit.name if unit is not None else None


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("- thành phố Cao Bằng", "thành phố Cao Bằng"),
        ("1. - huyện Hà Quảng**", "huyện Hà Quảng"),
        ("huyện Nguyên Bình;", "huyện Nguyên Bình"),
        ("Bảo Lâm", "huyện Bảo Lâm"),
        ("H. Bảo Lâm", "huyện Bảo Lâm"),
        ("TP Cao Bằng", "thành phố Cao Bằng"),
        ("Cao Bằng", "thành phố Cao Bằng"),
        ("heyện Bảo Lâm", "huyện Bảo Lâm"),
        ("HUYEN BAO LAC", "huyện Bảo Lạc"),
    ],
)
def test_a_district_is_known_however_its_name_is_written(label: str, name: str) -> None:
    assert named(label) == name


@pytest.mark.parametrize("label", ["huyện Đắk Tô", "Sở Nông nghiệp", "Đội thi công", "tỉnh Cao Bằng"])
def test_no_other_name_is_a_unit_where_those_below_are_known(label: str) -> None:
    assert named(label) is None


def test_a_name_with_slips_is_that_of_the_only_unit_left() -> None:
    labels = [name for name in DISTRICTS if name != "huyện Hạ Lang"] + ["huyện Hạ Lng"]
    found = PROVINCE.of(labels)["huyện Hạ Lng"]
    assert found is not None
    assert found.name == "huyện Hạ Lang"


def test_a_name_with_slips_is_nobodys_when_the_unit_like_it_has_its_row() -> None:
    assert PROVINCE.of([*DISTRICTS, "huyện Hạ Lng"])["huyện Hạ Lng"] is None


def test_a_name_with_slips_may_be_the_second_row_of_its_unit() -> None:
    labels = [name for district in DISTRICTS for name in (district, district)]
    labels[labels.index("huyện Hạ Lang")] = "huyện Hạ Lng"
    found = PROVINCE.of(labels, 2)["huyện Hạ Lng"]
    assert found is not None
    assert found.name == "huyện Hạ Lang"


def test_units_below_a_district_are_not_known_and_differ_by_their_marks() -> None:
    district = rows_of("huyện Bảo Lâm")
    codes = {unit.code for label in ("xã Yên Thổ", "xã Yên Thọ") if (unit := district.named(label))}
    assert len(codes) == 2
