from tests.ooxml.features.builders import drawings
from tests.ooxml.features.oracle import damage_by_writing_into


def test_a_text_box_stays() -> None:
    assert damage_by_writing_into(drawings.text_box()) == []


def test_grouped_shapes_and_their_connector_stay() -> None:
    assert damage_by_writing_into(drawings.grouped_shapes_and_connector()) == []


def test_a_picture_known_by_its_address_stays() -> None:
    assert damage_by_writing_into(drawings.picture_by_address()) == []


def test_a_picture_stays() -> None:
    assert damage_by_writing_into(drawings.ordinary_picture()) == []


def test_a_diagram_keeps_all_its_parts() -> None:
    assert damage_by_writing_into(drawings.diagram()) == []


def test_a_chart_keeps_its_style_and_colours() -> None:
    assert damage_by_writing_into(drawings.chart_with_style_and_colours()) == []


def test_a_chart_keeps_the_shapes_drawn_into_it() -> None:
    assert damage_by_writing_into(drawings.chart_with_shapes_of_the_user()) == []


def test_pictures_in_the_header_and_the_footer_stay() -> None:
    assert damage_by_writing_into(drawings.pictures_in_header_and_footer()) == []


def test_the_picture_behind_the_sheet_stays() -> None:
    assert damage_by_writing_into(drawings.picture_behind_the_sheet()) == []
