from tests.ooxml.features.builders import package
from tests.ooxml.features.oracle import damage_by_writing_into


def test_macros_and_their_signature_stay() -> None:
    assert damage_by_writing_into(package.macros_with_their_signature()) == []


def test_the_ribbon_of_a_macro_workbook_stays() -> None:
    assert damage_by_writing_into(package.ribbon_of_a_macro_workbook()) == []


def test_the_settings_of_the_printer_stay() -> None:
    assert damage_by_writing_into(package.printer_settings()) == []


def test_custom_xml_stays() -> None:
    assert damage_by_writing_into(package.custom_xml()) == []


def test_properties_that_lack_half_stay_as_they_are() -> None:
    assert damage_by_writing_into(package.odd_properties()) == []


def test_the_thumbnail_stays() -> None:
    assert damage_by_writing_into(package.thumbnail()) == []


def test_pointers_from_the_root_stay_as_written() -> None:
    assert damage_by_writing_into(package.absolute_targets()) == []


def test_a_digital_signature_is_not_taken_away() -> None:
    assert damage_by_writing_into(package.digital_signature()) == []


def test_the_order_of_calculation_stays_while_no_formula_goes() -> None:
    assert damage_by_writing_into(package.order_of_calculation()) == []


def test_a_workbook_that_says_nothing_of_calculation_is_asked_in_the_right_place() -> None:
    assert damage_by_writing_into(package.no_word_about_calculation()) == []


def test_a_workbook_part_in_utf_16_stays_in_utf_16() -> None:
    assert damage_by_writing_into(package.workbook_part_in_utf_16()) == []
