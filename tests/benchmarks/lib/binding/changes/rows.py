"""Rows inserted, deleted, moved, split and brought together."""

from __future__ import annotations

from mtqg_xl.domain.forms import RowKind
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, some_area
from tests.benchmarks.lib.binding.spots import Part, Row, Spot, blank, written

EXTRA = Part("extra")


def _area(draft: Draft, *, zones: bool = True) -> Area | None:
    area = some_area(draft)
    if area is None or len(area.body) < 3:
        return None
    return None if not zones and _listed(draft, area) else area


def _lines(draft: Draft, area: Area) -> bool:
    """Whether the table has lists, where whatever stands between two lines is one more line."""
    return any(row.section == area.section and row.is_line for row in draft.forms[area.form].rows)


def _listed(draft: Draft, area: Area) -> bool:
    """Whether rows of the table stand for units or for the lines of a list."""
    rows = draft.forms[area.form].rows
    return any(row.section == area.section and (row.unit or row.is_line) for row in rows)


def _fresh(area: Area, at: int) -> Row:
    """An empty row formatted as the one it is inserted at."""
    return [None if spot is None else blank(EXTRA) for spot in area.page.grid[at]]


@kind("rows", Stage.STRUCTURE)
def rows_blank(draft: Draft) -> bool:
    """A secretary leaves one or two empty rows between parts so that the table reads better."""
    area = _area(draft)
    if area is None:
        return False
    for _ in range(draft.chance.randint(1, 3)):
        at = draft.chance.choice(area.body[1:])
        area.page.insert_rows(at, [_fresh(area, at)])
    return True


@kind("rows", Stage.STRUCTURE, 2)
def rows_extra_item(draft: Draft) -> bool:
    """The district has one more item than the form, types it in a row of its own, with figures."""
    area = _area(draft, zones=False)
    if area is None:
        return False
    at = draft.chance.choice(area.body[1:])
    row = _fresh(area, at)
    number = draft.chance.choice(("", "-", "*", f"{draft.chance.randint(2, 9)}a", f"{len(area.body) + 1}"))
    row[area.number_at] = written(number, EXTRA)
    row[area.label_at] = written(draft.chance.choice(_ITEMS), EXTRA)
    for c in area.columns:
        above = area.spot(at, c)
        if above is not None and above.part.sort == "figure" and draft.chance.random() < 0.7:
            row[c] = Spot("number", str(draft.chance.randint(1, 9999)), EXTRA)
    area.page.insert_rows(at, [row])
    return True


_ITEMS = (
    "Hỗ trợ khác theo Nghị quyết của HĐND huyện",
    "Kinh phí quản lý",
    "Lồng ghép từ chương trình khác",
    "Mô hình trồng cây dược liệu dưới tán rừng",
    "Sửa chữa, duy tu sau đầu tư (huyện bổ sung)",
    "Hỗ trợ đột xuất do thiên tai",
)


@kind("rows", Stage.STRUCTURE)
def rows_subheading(draft: Draft) -> bool:
    """Somebody groups the rows under headings of his own, merged across the table."""
    area = _area(draft)
    if area is None or _lines(draft, area):
        return False
    at = draft.chance.choice(area.body)
    row = _fresh(area, at)
    text = draft.chance.choice(
        (
            "I. PHẦN THỰC HIỆN TRONG KỲ",
            "Phần do huyện quản lý",
            "Nhóm hỗ trợ trực tiếp",
            "II. Các nội dung khác",
        )
    )
    column = draft.chance.choice((area.number_at, area.label_at))
    row[column] = written(text, EXTRA)
    area.page.insert_rows(at, [row])
    if draft.chance.random() < 0.5:
        area.page.merges.append((at, column, at, area.columns[-1]))
    return True


@kind("rows", Stage.STRUCTURE, 2)
def rows_deleted(draft: Draft) -> bool:
    """Items that the district does not carry out are deleted from the table."""
    area = _area(draft)
    if area is None:
        return False
    by_key = draft.forms[area.form].row_by_key
    count = draft.chance.randint(1, max(1, len(area.body) // 6))
    plain = [
        at
        for at in area.body
        if (row := by_key.get(area.row_key(at)))
        and row.kind not in _TOTALS
        # Rows of one name are told apart by the row above them.
        and (at + 1 not in area.body or area.named_once(at + 1) or not area.named_once(at))
    ]
    if len(plain) < 3:
        return False
    for at in sorted(draft.chance.sample(plain, min(count, len(plain) - 2)), reverse=True):
        area.page.delete_rows(at)
    return True


_TOTALS = (RowKind.TOTAL, RowKind.CLOSING)


@kind("rows", Stage.STRUCTURE)
def rows_reordered(draft: Draft) -> bool:
    """Items are put into another order, mostly that of the district's own plan."""
    area = _area(draft)
    if area is None:
        return False
    at, other = sorted(draft.chance.sample(area.body, 2))
    between = [r for r in area.body if at <= r <= other + 1]
    if _lines(draft, area):
        if len({area.row_key(r).rpartition("-")[0] for r in (at, other)}) > 1 or "-" not in area.row_key(at):
            return False
    elif not all(map(area.named_once, between)) or not (area.body[0] < at and other - at < 12):
        return False
    merged = {r for top, _, bottom, _ in area.page.merges for r in range(top, bottom + 1)}
    if {at, other} & merged:
        return False
    grid = area.page.grid
    if draft.chance.random() < 0.5:
        grid[at], grid[other] = grid[other], grid[at]
    else:
        if any(r in merged for r in range(at, other + 1)):
            return False
        grid.insert(other, grid.pop(at))
    return True


@kind("rows", Stage.STRUCTURE)
def rows_label_split(draft: Draft) -> bool:
    """A long label is broken over two rows by hand; the figures stand beside its first or its last line."""
    area = _area(draft)
    if area is None:
        return False
    labels = [(at, spot) for at in area.body if (spot := area.label(at)) is not None and spot.truth is None]
    long = [at for at, spot in labels if len(spot.text.split()) >= 6]
    if not long:
        return False
    for at in sorted(draft.chance.sample(long, min(len(long), draft.chance.randint(1, 2))), reverse=True):
        label = area.label(at)
        assert label is not None
        words = label.text.split()
        cut = draft.chance.randint(3, len(words) - 2)
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        row = _fresh(area, at)
        if draft.chance.random() < 0.5:
            label.say(first)
            row[area.label_at] = written(second, EXTRA)
            area.page.insert_rows(at + 1, [row])
        else:
            number = area.number(at)
            row[area.label_at] = written(first, EXTRA)
            if number is not None and area.number_at != area.label_at:
                row[area.number_at] = number.copy()
                number.say("")
            label.say(second)
            area.page.insert_rows(at, [row])
    return True


@kind("rows", Stage.STRUCTURE, 0.7)
def rows_label_merged(draft: Draft) -> bool:
    """A name that stands in two rows, for households and for people, is merged over both."""
    area = _area(draft)
    if area is None:
        return False
    pairs = [r for r in area.body if r + 1 in area.body and area.name(r) and area.name(r) == area.name(r + 1)]
    for r in pairs:
        label = area.label(r + 1)
        assert label is not None
        if label.truth is None and not any(t <= r + 1 and b >= r for t, _, b, _ in area.page.merges):
            label.say("")
            area.page.merges.append((r, area.label_at, r + 1, area.label_at))
            if area.number_at != area.label_at and not (area.number(r + 1) or label).text:
                area.page.merges.append((r, area.number_at, r + 1, area.number_at))
    return bool(pairs)


@kind("rows", Stage.STRUCTURE)
def rows_brought_together(draft: Draft) -> bool:
    """Two small items are reported as one row with the sum of both: what each was nobody can tell."""
    area = _area(draft, zones=False)
    if area is None:
        return False
    at = draft.chance.choice(area.body[:-1])
    below = at + 1
    around = [r for r in (at, below, below + 1) if r in area.body]
    if below not in area.body or not all(map(area.named_once, around)):
        return False
    first, second = area.label(at), area.label(below)
    if not first or not second or not first.text or not second.text:
        return False
    first.say(f"{first.text} và {second.text[:1].lower()}{second.text[1:]}")
    numbers = area.number(at), area.number(below)
    if numbers[0] and numbers[1] and area.number_at != area.label_at and numbers[0].text and numbers[1].text:
        numbers[0].say(f"{numbers[0].text}, {numbers[1].text}")
    for c in area.columns:
        one, two = area.spot(at, c), area.spot(below, c)
        if one is not None:
            if one.kind == "number" and two is not None and two.kind == "number":
                one.text = str(float(one.text) + float(two.text))
            one.formula = None
            one.truth, one.value = None, None
    area.page.delete_rows(below)
    return True


@kind("rows", Stage.SHEET)
def rows_page_break(draft: Draft) -> bool:
    """The table runs over two pages, so its headings were copied in the middle for printing."""
    area = _area(draft)
    if area is None or len(area.body) < 8:
        return False
    at = draft.chance.choice(area.body[3:-2])
    first = draft.chance.choice((area.top, area.top, area.code_row))
    repeated = [
        [spot and _repeated(spot) for spot in area.page.grid[r]] for r in range(first, area.code_row + 1)
    ]
    if first == area.code_row and not any(
        s is not None and s.part.role == "code" and s.text for s in area.page.grid[first]
    ):
        return False
    merges = [m for m in area.page.merges if first <= m[0] and m[2] <= area.code_row]
    area.page.insert_rows(at, repeated)
    area.page.merges += [(t - first + at, left, b - first + at, right) for t, left, b, right in merges]
    return True


def _repeated(spot: Spot) -> Spot:
    new = spot.copy()
    new.part = EXTRA
    return new


@kind("rows", Stage.LOOKS)
def rows_hidden(draft: Draft) -> bool:
    """A filter is left on, or rows are hidden for printing; their figures count all the same."""
    area = _area(draft)
    if area is None:
        return False
    count = max(1, int(len(area.body) * draft.chance.choice((0.1, 0.3, 0.6))))
    area.page.hidden_rows |= set(draft.chance.sample(area.body, count))
    return True
