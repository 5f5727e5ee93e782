from tests.ooxml.features.builders import wording
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_sheet_with_prefixed_elements_stays_prefixed() -> None:
    assert damage_by_writing_into(wording.prefixed_sheets()) == []


def test_the_strict_edition_stays_strict() -> None:
    assert damage_by_writing_into(wording.strict_edition()) == []


def test_byte_order_marks_stay() -> None:
    assert damage_by_writing_into(wording.byte_order_marks()) == []


def test_a_sheet_in_utf_16_stays_in_utf_16() -> None:
    assert damage_by_writing_into(wording.sheet_in_utf_16()) == []


def test_apostrophes_around_attributes_stay() -> None:
    assert damage_by_writing_into(wording.apostrophes_around_attributes()) == []


def test_the_line_ends_of_windows_stay() -> None:
    assert damage_by_writing_into(wording.windows_line_ends()) == []


def test_comments_and_raw_text_are_neither_lost_nor_taken_for_cells() -> None:
    assert damage_by_writing_into(wording.remarks_and_raw_text()) == []


def test_cells_without_an_address_stay_so() -> None:
    assert damage_by_writing_into(wording.cells_without_address()) == []


def test_rows_and_cells_without_a_number_stay_so() -> None:
    assert damage_by_writing_into(wording.rows_without_number()) == []


def test_rows_out_of_order_stay_so() -> None:
    assert damage_by_writing_into(wording.rows_out_of_order()) == []


def test_cells_out_of_order_stay_so() -> None:
    assert damage_by_writing_into(wording.cells_out_of_order()) == []


def test_a_wrong_used_range_does_no_harm() -> None:
    assert damage_by_writing_into(wording.wrong_used_range()) == []


def test_a_used_range_that_is_not_told_stays_untold() -> None:
    assert damage_by_writing_into(wording.no_used_range()) == []


def test_empty_cells_and_rows_stay_in_the_form_they_have() -> None:
    assert damage_by_writing_into(wording.empty_cells_and_rows_in_both_forms()) == []


def test_attributes_of_newer_excel_stay() -> None:
    assert damage_by_writing_into(wording.attributes_of_other_vendors()) == []
