from tests.ooxml.features.builders import data
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_table_stays() -> None:
    assert damage_by_writing_into(data.table()) == []


def test_a_slicer_stays_tied_to_its_table() -> None:
    assert damage_by_writing_into(data.slicer_on_a_table()) == []


def test_a_pivot_table_keeps_its_cache() -> None:
    assert damage_by_writing_into(data.pivot_table_with_cache()) == []


def test_a_query_keeps_its_connection() -> None:
    assert damage_by_writing_into(data.query_table_and_connection()) == []


def test_cells_mapped_to_xml_stay_mapped() -> None:
    assert damage_by_writing_into(data.cells_mapped_to_xml()) == []


def test_a_link_to_another_workbook_keeps_the_values_it_remembers() -> None:
    assert damage_by_writing_into(data.other_workbook()) == []


def test_names_print_areas_and_broken_names_stay() -> None:
    assert damage_by_writing_into(data.names_and_print_areas()) == []


def test_editing_the_second_sheet_leaves_the_first_alone() -> None:
    assert damage_by_writing_into(data.edit_beside_a_list_elsewhere()) == []
