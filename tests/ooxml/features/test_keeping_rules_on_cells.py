from tests.ooxml.features.builders import rules
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_list_on_another_sheet_still_guards_its_cells() -> None:
    assert damage_by_writing_into(rules.list_on_another_sheet()) == []


def test_an_ordinary_validation_stays() -> None:
    assert damage_by_writing_into(rules.ordinary_validation()) == []


def test_data_bars_of_newer_excel_stay_whole() -> None:
    assert damage_by_writing_into(rules.data_bars()) == []


def test_icons_judged_by_another_sheet_stay() -> None:
    assert damage_by_writing_into(rules.icons_by_another_sheet()) == []


def test_colours_by_a_formula_and_by_a_scale_stay() -> None:
    assert damage_by_writing_into(rules.ordinary_conditional_format()) == []


def test_sparklines_stay() -> None:
    assert damage_by_writing_into(rules.sparklines()) == []


def test_green_triangles_switched_off_stay_off() -> None:
    assert damage_by_writing_into(rules.ignored_errors()) == []


def test_a_filter_an_outline_and_frozen_panes_stay() -> None:
    assert damage_by_writing_into(rules.filter_sorting_and_outline()) == []
