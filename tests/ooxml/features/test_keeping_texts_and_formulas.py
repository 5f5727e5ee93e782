from tests.ooxml.features.builders import texts
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_text_in_several_fonts_keeps_them() -> None:
    assert damage_by_writing_into(texts.rich_text()) == []


def test_a_text_in_several_fonts_within_the_sheet_keeps_them() -> None:
    assert damage_by_writing_into(texts.rich_text_within_the_sheet()) == []


def test_readings_over_characters_stay() -> None:
    assert damage_by_writing_into(texts.readings_over_characters()) == []


def test_links_stay_in_cells_and_in_their_list() -> None:
    assert damage_by_writing_into(texts.links()) == []


def test_figures_hidden_under_a_merge_still_count() -> None:
    assert damage_by_writing_into(texts.figures_hidden_under_a_merge()) == []


def test_dates_counted_from_1904_stay_so() -> None:
    assert damage_by_writing_into(texts.dates_from_1904()) == []


def test_formulas_that_spill_stay_what_they_are() -> None:
    assert damage_by_writing_into(texts.dynamic_arrays()) == []


def test_pictures_within_cells_stay() -> None:
    assert damage_by_writing_into(texts.pictures_within_cells()) == []


def test_shared_formulas_arrays_and_data_tables_stay_tied() -> None:
    assert damage_by_writing_into(texts.shared_formulas_arrays_and_data_tables()) == []
