from tests.ooxml.features.builders import protection
from tests.ooxml.features.oracle import damage_by_writing_into


def test_the_password_of_a_sheet_keeps_its_hash() -> None:
    assert damage_by_writing_into(protection.sheet_password()) == []


def test_the_password_of_an_older_excel_keeps_its_hash() -> None:
    assert damage_by_writing_into(protection.old_sheet_password()) == []


def test_the_password_of_the_workbook_and_of_the_file_stay() -> None:
    assert damage_by_writing_into(protection.workbook_password()) == []


def test_ranges_open_to_some_people_stay_open_to_them() -> None:
    assert damage_by_writing_into(protection.ranges_open_to_some()) == []


def test_the_views_of_several_people_stay() -> None:
    assert damage_by_writing_into(protection.views_of_several_people()) == []


def test_scenarios_and_watched_cells_stay() -> None:
    assert damage_by_writing_into(protection.scenarios_and_watched_cells()) == []
