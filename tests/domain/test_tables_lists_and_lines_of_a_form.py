"""A form of several tables, lists and lines for every unit: what each of its cells expects."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mtqg_xl.catalogue import load_form, make_concrete
from mtqg_xl.domain.forms import Aggregate, CellKind, Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level, Unit
from tests.support import own

PERIOD = Period.parse("2023-N")
PROVINCE = ReportingUnit("tỉnh Cao Bằng", "04", Level.PROVINCE)
UNITS = (
    Unit("042", "huyện Bảo Lâm", Level.DISTRICT, tags=frozenset({"huyen_ngheo"})),
    Unit("048", "huyện Hạ Lang", Level.DISTRICT),
)


@pytest.fixture(scope="module")
def written() -> Iterator[Form]:
    with own.own_forms():
        yield load_form(own.CODE)


@pytest.fixture(scope="module")
def form(written: Form) -> Form:
    with own.own_forms():
        return make_concrete(own.CODE, PROVINCE, PERIOD, UNITS)


def kind(form: Form, row: str, column: str) -> CellKind:
    return form.kind_of(form.row_by_key[row], form.column_by_key[column])


def test_a_cell_is_open_only_where_row_and_column_are_of_one_table(form: Form) -> None:
    assert kind(form, "D-042", "1") is CellKind.INPUT
    assert kind(form, "D-042", "5") is CellKind.CLOSED
    assert kind(form, "DUONG-1", "5") is CellKind.INPUT
    assert kind(form, "DUONG-1", "1") is CellKind.CLOSED


def test_a_column_beside_the_numbers_is_open_only_in_the_lines_of_a_list(form: Form) -> None:
    assert kind(form, "DUONG-1", "B") is CellKind.TEXT
    assert kind(form, "T2", "B") is CellKind.CLOSED
    assert kind(form, "BT", "B") is CellKind.CLOSED


def test_nothing_can_be_filled_in_the_row_that_ends_a_list(form: Form) -> None:
    assert form.row_by_key["DUONG-het"].kind is RowKind.CLOSING
    assert {kind(form, "DUONG-het", column.key) for column in form.columns} == {CellKind.CLOSED}


def test_a_column_may_be_computed_in_some_rows_and_typed_in_another(form: Form) -> None:
    assert kind(form, "D-042", "3") is CellKind.FORMULA
    assert kind(form, "TD", "3") is CellKind.FORMULA
    assert kind(form, "TL", "3") is CellKind.INPUT
    assert kind(form, "K-042", "3") is CellKind.CLOSED
    assert form.formula_of(form.row_by_key["TL"], form.column_by_key["3"]) is None


def test_a_cell_that_a_rule_alone_gives_is_computed(form: Form) -> None:
    assert kind(form, "BT", "8") is CellKind.FORMULA
    assert kind(form, "T2", "8") is CellKind.FORMULA


def test_lines_of_a_unit_stand_together_and_only_the_first_is_numbered(form: Form) -> None:
    lines = [(row.key, row.number, row.label) for row in form.rows if row.unit]
    assert lines == [
        ("D-042", "1", "huyện Bảo Lâm"),
        ("K-042", "", "huyện Bảo Lâm"),
        ("D-048", "2", "huyện Hạ Lang"),
        ("K-048", "", "huyện Hạ Lang"),
    ]


def test_lines_of_units_are_found_by_their_key_and_the_tags_of_the_unit(form: Form) -> None:
    assert form.row_range("#K") == ("K-042", "K-048")
    assert form.row_range("#huyen_ngheo") == ("D-042", "K-042")


def test_a_list_has_as_many_lines_as_asked_for_and_a_row_that_ends_it(written: Form) -> None:
    with own.own_forms():
        for count in (0, 1, 5, 40):
            lines = make_concrete(own.CODE, PROVINCE, PERIOD, UNITS, {"DUONG": count}).row_range("#DUONG")
            assert lines == tuple(f"DUONG-{number}" for number in range(1, count + 1))
        template = make_concrete(own.CODE, PROVINCE, PERIOD, UNITS)
    assert len(template.row_range("#DUONG")) == written.row_by_key["DUONG"].lines == 5
    assert "DUONG-het" not in template.row_range("#DUONG")


def test_each_row_is_measured_as_its_row_column_or_table_says(form: Form) -> None:
    def measure(row: str, column: str) -> str:
        return form.measure_of(form.row_by_key[row], form.column_by_key[column]).code

    assert measure("D-042", "1") == "km"
    assert measure("K-042", "1") == "trieu_dong"
    assert measure("TD", "3") == "phan_tram"
    assert measure("T2", "8") == "tuyen"


def test_a_column_says_how_units_are_brought_together_unless_its_row_does(form: Form) -> None:
    def aggregate(row: str, column: str) -> Aggregate:
        return form.aggregate_of(form.row_by_key[row], form.column_by_key[column])

    assert aggregate("D-042", "1") is Aggregate.SUM
    assert aggregate("TD", "3") is Aggregate.RECOMPUTE
    assert aggregate("DUONG-1", "4") is Aggregate.CONCAT


def test_words_that_change_are_filled_in_in_every_table(form: Form) -> None:
    assert form.title == "Phát triển đường giao thông thôn năm 2023"
    assert form.column_by_key["1"].title == "Kế hoạch năm 2023"
    assert form.law == "Nghị quyết 10/2022/NQ-HĐND"
    assert form.filing[0].by == "Ủy ban nhân dân cấp xã"
    assert "{" not in form.filing[0].to
    assert (form.filing[0].day, form.filing[0].every) == (20, "tháng")


def test_a_form_has_lists_or_has_none(form: Form, written: Form) -> None:
    assert form.has_lists
    assert written.has_lists
    assert not load_form("KR02").has_lists
