from __future__ import annotations

from decimal import Decimal

from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.forms import RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit
from mtqg_xl.rules import relations_of
from tests.support.books import concrete


def listed(unit: str, period: str = "2023-N") -> list[str]:
    return [row.label for row in concrete("PL01", unit, period).rows if row.unit]


def test_a_province_lists_its_districts() -> None:
    assert len(listed("tỉnh Cao Bằng")) == 10
    assert "huyện Bảo Lâm" in listed("tỉnh Cao Bằng")


def test_a_district_lists_itself() -> None:
    assert listed("huyện Bảo Lâm") == ["huyện Bảo Lâm"]


def test_a_unit_no_register_knows_lists_itself() -> None:
    unit = ReportingUnit("xã Mới", None, Level.COMMUNE)
    form = make_concrete("PL01", unit, Period.parse("2025-N"))
    assert [row.label for row in form.rows if row.unit] == ["xã Mới"]


def test_a_zone_may_be_given() -> None:
    zone = [Unit("1", "xã Một", Level.COMMUNE), Unit("2", "xã Hai", Level.COMMUNE)]
    unit = ReportingUnit("tỉnh Cao Bằng", "04", Level.PROVINCE)
    form = make_concrete("PL01", unit, Period.parse("2025-N"), zone)
    assert [(row.key, row.number) for row in form.rows if row.unit] == [("U-1", "1"), ("U-2", "2")]


def test_no_zone_row_is_left_in_a_concrete_form() -> None:
    assert RowKind.ZONE not in {row.kind for row in concrete("PL01", "tỉnh Cao Bằng").rows}


def test_poor_districts_are_added_up_apart() -> None:
    form = concrete("PL01", "tỉnh Cao Bằng")
    poor = form.row_range("#huyen_ngheo")
    assert len(poor) == 7
    target = CellKey("PL01", "HN", "2")
    (relation,) = [r for r in relations_of(form) if r.target == target and r.rule.id == "PL01.HN"]
    assert {key.row for key in relation.cells} == {"HN", *poor}


def test_targets_are_preset_where_a_plan_sets_them() -> None:
    presets = concrete("PL01", "tỉnh Cao Bằng").presets
    assert presets == {
        CellKey("PL01", "T", "9"): Decimal(4),
        CellKey("PL01", "HN", "9"): Decimal(5),
        CellKey("PL01", "T", "13a"): Decimal(4),
    }
    assert concrete("PL01", "huyện Bảo Lâm").presets == {}
    assert concrete("PL01", "tỉnh Cao Bằng", "2022-N").presets == {}


def test_a_plan_presets_the_targets_of_the_year_whose_results_it_tells() -> None:
    targets = {("2023-N", "4"), ("2024-N", "4"), ("2024-KH", "4")}
    for period, target in targets:
        presets = concrete("PL01", "tỉnh Cao Bằng", period).presets or {}
        assert presets[CellKey("PL01", "T", "9")] == Decimal(target)
    assert concrete("PL01", "tỉnh Cao Bằng", "2023-KH").presets == {}


def test_a_norm_of_the_law_becomes_a_number_of_the_rule() -> None:
    notations = {rule.id: rule.notation for rule in concrete("BM11").rules}
    assert notations["BM11.X11"] == "[T;12]={40}*[XM;1]+{20}*[SC;1]"
