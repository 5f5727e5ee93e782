"""The add-in's table of rules: all that it can hold, nothing that depends on the unit, always the same."""

from __future__ import annotations

from datetime import date

from mtqg_xl.catalogue import all_forms, form_codes
from mtqg_xl.lite import TABLE_SHEET, layout_for, layouts, lite_tables
from mtqg_xl.lite.marks import label_mark
from mtqg_xl.lite.writing import written
from mtqg_xl.rules import relations_of

_A_DAY = date(2023, 12, 31)


def test_the_table_is_the_same_every_time_and_small() -> None:
    rows = lite_tables()[TABLE_SHEET]
    assert rows == lite_tables()[TABLE_SHEET]
    assert sum(len(str(cell)) for row in rows for cell in row if cell is not None) < 70_000
    assert all(len(str(cell)) < 32_767 for row in rows for cell in row)


def test_every_form_has_a_layout_for_every_day_it_is_in_force() -> None:
    assert {layout.form.code for layout in layouts()} == set(form_codes())
    for form in all_forms():
        for day in (form.validity.start, form.validity.end):
            if day is not None:
                layout = layout_for(form.code, day)
                assert layout is not None
                assert layout.holds(day)


def test_a_rule_is_a_line_or_is_named_as_left_out() -> None:
    for layout in layouts():
        told = {rule.id for rule, _ in layout.lines} | set(layout.left_out)
        assert {relation.rule.id for relation in relations_of(layout.form)} <= told


def test_lines_say_what_the_printed_notation_says() -> None:
    layout = layout_for("KR02", _A_DAY)
    assert layout is not None
    lines = {(rule.id, line.row, line.column): line.tokens for rule, line in layout.lines}
    columns = layout.grid.columns
    assert lines["KR02.3", 2, columns["3"]] == f"[ c{columns['1']}:{columns['2']} ]z"
    total = next(tokens for (rule, row, _), tokens in lines.items() if rule == "KR02.T" and row == 1)
    assert total.startswith("[ r2")


def test_what_is_true_of_a_list_of_units_only_is_not_said_of_all_units() -> None:
    layout = layout_for("PL01", _A_DAY)
    assert layout is not None
    assert "PL01.HN" in layout.left_out
    assert any("@" in line.tokens for rule, line in layout.lines if rule.id == "PL01.T")


def test_bounds_counts_of_texts_and_parameters_of_a_unit_are_left_out() -> None:
    for layout in layouts():
        for rule, _ in layout.lines:
            assert "<" not in rule.notation
            assert ">" not in rule.notation
            assert "{" not in rule.notation
            assert "count(" not in rule.notation


def test_a_form_that_changed_within_its_time_has_a_layout_for_each_stretch() -> None:
    before, after = layout_for("BM14", date(2025, 12, 31)), layout_for("BM14", date(2026, 12, 31))
    assert before is not None
    assert after is not None
    assert before is not after
    assert [key for key, _ in before.grid.bases] != [key for key, _ in after.grid.bases]


def test_each_line_can_be_written_again_from_its_relation() -> None:
    layout = layout_for("BM16", _A_DAY)
    assert layout is not None
    again = {
        (relation.rule.id, written(relation, layout.grid))
        for relation in relations_of(layout.form)
        if relation.sign == "="
    }
    assert {(rule.id, line) for rule, line in layout.lines} <= again


def test_a_label_has_its_number_whatever_its_blanks_and_capitals() -> None:
    assert label_mark("Tổng số hộ") == label_mark("  TỔNG  số\u00a0hộ ") == 3_599_428
    assert label_mark("Tổng số hộ") != label_mark("Tổng số hô")
