from tests.ooxml.features.builders import controls
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_button_stays_where_it_is() -> None:
    assert damage_by_writing_into(controls.button_for_a_macro()) == []


def test_a_check_box_keeps_its_properties() -> None:
    assert damage_by_writing_into(controls.check_box_with_properties()) == []


def test_an_activex_control_keeps_its_binary() -> None:
    assert damage_by_writing_into(controls.active_x_control()) == []


def test_an_embedded_object_stays() -> None:
    assert damage_by_writing_into(controls.embedded_object()) == []


def test_an_embedded_workbook_stays() -> None:
    assert damage_by_writing_into(controls.embedded_document()) == []


def test_check_boxes_within_cells_stay() -> None:
    assert damage_by_writing_into(controls.check_boxes_in_cells()) == []


def test_notes_keep_their_sizes_and_colours() -> None:
    assert damage_by_writing_into(controls.notes_with_sizes()) == []


def test_a_conversation_and_its_persons_stay() -> None:
    assert damage_by_writing_into(controls.threaded_comments_and_persons()) == []


def test_notes_and_the_pictures_of_the_header_keep_their_drawings_apart() -> None:
    assert damage_by_writing_into(controls.notes_under_a_header_with_pictures()) == []
