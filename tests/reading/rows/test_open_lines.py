from __future__ import annotations

from mtqg_xl.reading.rows import Line, Wanted, match_rows, open_lines

FORM = (
    Wanted("A", "A", "Công trình chuyển tiếp"),
    Wanted("B", "B", "Công trình khởi công mới"),
    Wanted("C", "C", "Công trình duy tu"),
)
ORDER = ("A", "LA", "B", "LB", "C", "LC")
GROUPS = (("LA",), ("LB",), ("LC",))


def sheet(*rows: tuple[str, str]) -> list[Line]:
    return [Line(at, number, label, True) for at, (number, label) in enumerate(rows)]


def labels(found: tuple[Line, ...] | None) -> list[str] | None:
    return None if found is None else [line.label for line in found]


HEADS = [(row.number, row.label) for row in FORM]
ROAD, BRIDGE, SCHOOL = ("1", "Đường xóm Nà Pồng"), ("1", "Cầu Bản Cuôn"), ("1", "Trường Quảng Lâm")


def test_the_lines_of_lists_stand_under_their_rows() -> None:
    lines = sheet(HEADS[0], ROAD, HEADS[1], BRIDGE, HEADS[2], SCHOOL)
    found = open_lines(ORDER, GROUPS, match_rows(FORM, lines), lines)
    assert [labels(found[key]) for (key,) in GROUPS] == [[ROAD[1]], [BRIDGE[1]], [SCHOOL[1]]]


def test_lists_go_with_their_rows_when_blocks_change_places() -> None:
    lines = sheet(HEADS[2], SCHOOL, HEADS[0], ROAD, HEADS[1], BRIDGE)
    found = open_lines(ORDER, GROUPS, match_rows(FORM, lines), lines)
    assert [labels(found[key]) for (key,) in GROUPS] == [[ROAD[1]], [BRIDGE[1]], [SCHOOL[1]]]


def test_lists_that_run_together_are_not_told_apart() -> None:
    lines = sheet(HEADS[0], ROAD, BRIDGE, HEADS[2], SCHOOL)
    found = open_lines(ORDER, GROUPS, match_rows(FORM, lines), lines)
    assert [labels(found[key]) for (key,) in GROUPS] == [None, None, [SCHOOL[1]]]
