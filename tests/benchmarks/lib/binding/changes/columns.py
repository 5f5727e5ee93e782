"""Columns inserted, deleted, hidden, exchanged, moved."""

from __future__ import annotations

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, areas, some_area
from tests.benchmarks.lib.binding.spots import Part, Spot, written

EXTRA = Part("extra")
_NOTES = ("Ghi chú", "Ý kiến của huyện", "Người theo dõi", "Cơ quan thực hiện", "Ghi chú của phòng Tài chính")
_HELPERS = ("Số liệu năm trước", "Chênh lệch", "Kiểm tra", "Số cũ", "Số liệu xã báo cáo", "Cộng kiểm tra")


def _inserted(draft: Draft, headings: tuple[str, ...], fill: str) -> bool:
    area = some_area(draft)
    if area is None:
        return False
    page = area.page
    at = draft.chance.choice((*area.columns, area.columns[-1] + 1))
    at = area.columns[0] if draft.chance.random() < 0.15 else at
    page.insert_columns(at)
    if fill == "blank":
        return True
    # The heading stands over the column alone: where a group runs over it, in the lowest row.
    anchors = page.anchors()
    free = [r for r in range(area.top, area.code_row) if (r, at) not in anchors]
    if not free:
        page.delete_columns(at)
        return False
    page.grid[free[0]][at] = written(draft.chance.choice(headings), EXTRA)
    if len(free) > 1 and free == list(range(free[0], area.code_row)):
        page.merges.append((free[0], at, area.code_row - 1, at))
    beside = at + 1 if at + 1 < page.width else at - 1
    for r in area.body:
        if draft.chance.random() < 0.2:
            continue
        if fill == "notes":
            if draft.chance.random() < 0.4:
                page.grid[r][at] = written(
                    draft.chance.choice(("đã duyệt", "chờ số liệu", "x", "ô. Hùng")), EXTRA
                )
            continue
        near = page.grid[r][beside]
        if near is not None and near.kind == "number":
            figure = str(round(float(near.text) * draft.chance.choice((0.9, 1.0, 1.1)), 3)).removesuffix(".0")
            page.grid[r][at] = Spot("number", figure, EXTRA)
    return True


@kind("columns", Stage.STRUCTURE)
def columns_blank(draft: Draft) -> bool:
    """An empty column to set parts of the table apart."""
    return _inserted(draft, (), "blank")


@kind("columns", Stage.STRUCTURE)
def columns_notes(draft: Draft) -> bool:
    """A column for notes of the office."""
    return _inserted(draft, _NOTES, "notes")


@kind("columns", Stage.STRUCTURE, 2)
def columns_helper(draft: Draft) -> bool:
    """An own column of figures beside those of the form: last year's, or a check, without a code."""
    return _inserted(draft, _HELPERS, "figures")


@kind("columns", Stage.STRUCTURE, 1.5)
def columns_deleted(draft: Draft) -> bool:
    """Columns in which the unit has nothing to report are deleted."""
    area = some_area(draft)
    if area is None or len(areas(area.page)) > 1 or len(area.columns) < 4:
        return False
    count = draft.chance.randint(1, max(1, len(area.columns) // 6))
    for at in sorted(draft.chance.sample(area.columns, count), reverse=True):
        area.page.delete_columns(at)
    return True


@kind("columns", Stage.LOOKS)
def columns_hidden(draft: Draft) -> bool:
    """Columns hidden so that the table fits the paper; their figures count all the same."""
    area = some_area(draft)
    if area is None:
        return False
    count = draft.chance.randint(1, max(1, len(area.columns) // 3))
    area.page.hidden_columns |= set(draft.chance.sample(area.columns, count))
    return True


def exchange(area: Area, one: int, two: int) -> bool:
    """Two columns of a table change places with headings, codes and figures, if no group is torn apart."""
    page, rows = area.page, range(area.top, area.bottom + 1)
    anchors = page.anchors()
    for r in rows:
        first, second = anchors.get((r, one)), anchors.get((r, two))
        wide = [m for m in (first, second) if m is not None and m[1] != m[3]]
        if wide and first != second:
            return False
    for r in rows:
        first, second = anchors.get((r, one)), anchors.get((r, two))
        if first is not None and first == second:
            continue
        row = page.grid[r]
        row[one], row[two] = row[two], row[one]
    names = {one: two, two: one}
    page.merges = [
        (t, names[left], b, names[left])
        if left == right and left in names and t in rows
        else (t, left, b, right)
        for t, left, b, right in page.merges
    ]
    return True


@kind("columns", Stage.STRUCTURE, 2)
def columns_exchanged(draft: Draft) -> bool:
    """Two columns stand in another order, headings, codes and figures together: the order of the office."""
    area = some_area(draft)
    if area is None or len(area.columns) < 2:
        return False
    for _ in range(6):
        one, two = sorted(draft.chance.sample(area.columns, 2))
        if exchange(area, one, two):
            return True
    return False


@kind("columns", Stage.SHEET)
def columns_moved_right(draft: Draft) -> bool:
    """The whole table begins some columns further right."""
    page = draft.page()
    page.insert_columns(0, draft.chance.randint(1, 3))
    return True


@kind("columns", Stage.STRUCTURE, 0.7)
def columns_stub_added(draft: Draft) -> bool:
    """A column between the labels and the figures: who is responsible, the document, the unit."""
    area = some_area(draft)
    if area is None:
        return False
    at = area.label_at + 1
    area.page.insert_columns(at)
    anchors = area.page.anchors()
    if (area.top, at) in anchors:
        return True
    area.page.grid[area.top][at] = written(
        draft.chance.choice(("Cơ quan chủ trì", "Đơn vị thực hiện", "Mã số")), EXTRA
    )
    if area.code_row - 1 > area.top and not any((r, at) in anchors for r in range(area.top, area.code_row)):
        area.page.merges.append((area.top, at, area.code_row - 1, at))
    for r in area.body:
        if draft.chance.random() < 0.5:
            area.page.grid[r][at] = written(
                draft.chance.choice(("Phòng LĐ-TBXH", "UBND xã", "Phòng NN", "Trạm Y tế")), EXTRA
            )
    return True
