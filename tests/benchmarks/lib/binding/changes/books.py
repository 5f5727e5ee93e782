"""Workbooks as a whole: names of sheets, foreign sheets, last year's, several units."""

from __future__ import annotations

import re
from decimal import Decimal

from mtqg_xl.catalogue import unit_register
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.units import Level
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.changes.wording import shortened
from tests.benchmarks.lib.binding.drafts import Draft, areas
from tests.benchmarks.lib.binding.spots import Owner, Page, Part, Row, Spot, written

EXTRA = Part("extra")


@kind("tabs", Stage.LOOKS, 2)
def tabs_renamed(draft: Draft) -> bool:
    """Tabs get the names that the office, or the program, gives them."""
    style = draft.chance.choice(("Sheet{}", "Biểu {}", "PL", "{}", "Bieu so {}", "MAU {}", "unit"))
    if style == "unit" and (len(draft.pages) != 1 or draft.pages[0].owner is None):
        style = "Sheet{}"
    taken: set[str] = set()
    for at, page in enumerate(draft.pages, start=1):
        number = draft.chance.randint(1, 30) if style == "Biểu {}" else at
        name = "PL" if style == "PL" else style.format(number)
        if style == "unit":
            name = draft.owner.unit.split(maxsplit=1)[1]
        while name.lower() in taken:
            name += " (2)" if style == "PL" else "a"
        taken.add(name.lower())
        page.name = name[:31]
    return True


@kind("foreign", Stage.LOOKS)
def sheet_of_notes(draft: Draft) -> bool:
    """A sheet of notes, telephone numbers, things to do."""
    lines = (
        "Ghi chú khi làm báo cáo",
        "1. Gọi xã Lý Bôn xin số liệu",
        "2. BM16: đối chiếu KBNN",
        "Kế hoạch",
        "Thực hiện",
        "123,5",
        "Tổng cộng",
    )
    grid: list[Row] = [[written(line, EXTRA), None] for line in lines]
    grid[3][1] = Spot("number", "12.5", EXTRA)
    draft.pages.insert(
        draft.chance.randint(0, len(draft.pages)), Page(_free(draft, "Ghi chu"), grid, [], None)
    )
    return True


@kind("foreign", Stage.LOOKS, 2)
def sheet_of_summary(draft: Draft) -> bool:
    """The head of the office keeps a short table of the main figures, with the labels of the form, on a sheet
    of its own; it is no report.
    """
    page = draft.page()
    found = [area for area in areas(page) if len(area.columns) >= 4 and len(area.body) >= 4]
    if not found:
        return False
    area = draft.chance.choice(found)
    columns = sorted(draft.chance.sample(area.columns, draft.chance.randint(2, 3)))
    rows = sorted(draft.chance.sample(area.body, max(3, len(area.body) // 3)))
    anchors = page.anchors()
    head: Row = [written("TT", EXTRA), written("Nội dung", EXTRA)]
    for c in columns:
        cells = [anchors.get((r, c), (r, c))[:2] for r in range(area.top, area.code_row)]
        texts = [s.text for r, k in cells if (s := page.grid[r][k]) is not None and s.text]
        head.append(written(shortened(texts[-1] if texts else "Số liệu", draft.chance), EXTRA))
    grid: list[Row] = [[written("TÓM TẮT SỐ LIỆU CHÍNH (lãnh đạo)", EXTRA)] + [None] * (len(head) - 1), head]
    for r in rows:
        shown = [area.number(r), area.label(r), *(area.spot(r, c) for c in columns)]
        grid.append([s and Spot(s.kind, s.text, EXTRA, 0, s.number_format) for s in shown])
    draft.pages.insert(
        draft.chance.randint(0, len(draft.pages)), Page(_free(draft, "Tom tat"), grid, [], None)
    )
    return True


@kind("foreign", Stage.BOOK, 1.5)
def sheet_of_last_year(draft: Draft) -> bool:
    """The sheet of the same form of the year before was left in the workbook to copy from."""
    page = draft.page()
    if not any(s.part.sort == "period" and re.search(r"20\d\d", s.text) for _, _, s in page.spots()):
        return False
    old = page.copy()
    period = Period.parse(draft.owner.period)
    before = Period(period.year - 1, period.kind, period.month)
    owner = Owner(draft.owner.unit, str(before))
    for _, _, spot in old.spots():
        spot.uid = 0
        spot.formula = None
        if (spot.part.role == "frame" and spot.kind == "text") or spot.part.role == "heading":
            spot.text = re.sub(r"20\d\d", lambda found: str(int(found[0]) - 1), spot.text)
        if spot.truth is not None:
            spot.truth = spot.truth._replace(owner=owner)
            spot.doubtful = True
            if spot.is_figure and spot.kind == "number" and spot.value:
                grown = (
                    Decimal(spot.text)
                    * draft.chance.choice((Decimal("0.8"), Decimal("1.25"), Decimal("0.5")))
                ).normalize()
                spot.value = spot.value * grown / Decimal(spot.text)
                spot.text = f"{grown:f}"
    old.owner = owner
    old.name = _free(
        draft,
        draft.chance.choice(
            (f"{page.name[:20]} (2)", f"{page.name[:20]} {before.year}", "cu", f"Nam {before.year}")
        ),
    )
    old.state = draft.chance.choice(("visible", "visible", "hidden"))
    draft.pages.insert(draft.pages.index(page) + draft.chance.randint(0, 1), old)
    return True


@kind("units", Stage.FIGURES, 3)
def sheet_a_district(draft: Draft) -> bool:
    """The province keeps one workbook with a sheet for every district, named after it."""
    pages = draft.form_pages
    if len(pages) != 1 or not draft.owner.unit.startswith("huyện") or draft.more is None:
        return False
    register, day = unit_register(), Period.parse(draft.owner.period).day
    own = register.find(draft.owner.unit, day)
    above = register.parent(own, day) if own else None
    if own is None or above is None:
        return False
    others = [unit.name for unit in register.children(above.code, day) if unit.level is Level.DISTRICT]
    others = [name for name in others if name != own.name]
    first = pages[0]
    if not any(s.part.sort == "unit" and s.shown for _, _, s in first.spots()):
        return False
    numbers = draft.chance.sample(range(6), draft.chance.randint(2, 4))
    for name, number in zip(draft.chance.sample(others, len(numbers) - 1), numbers[1:], strict=True):
        page = first.copy()
        owner = Owner(name, draft.owner.period)
        draft.more(page, owner, number)
        for _, _, spot in page.spots():
            spot.uid = 0
            spot.formula = None
            if spot.part.sort == "unit":
                spot.text = name.upper()
        page.owner = owner
        page.name = _free(draft, name.split(maxsplit=1)[1])
        draft.pages.append(page)
    first.name = _free(draft, draft.owner.unit.split(maxsplit=1)[1])
    draft.binding = None
    return True


def _free(draft: Draft, name: str) -> str:
    taken = {page.name.lower() for page in draft.pages}
    while name.lower() in taken:
        name += "'"
    return name[:31]


@kind("files", Stage.LOOKS)
def file_renamed(draft: Draft) -> bool:
    """The file goes by the name a program or a hurried person gave it."""
    draft.path = draft.chance.choice(
        ("Book1.xlsx", "Bao cao moi nhat.xlsx", "Copy of bieu mau (1).xlsx", "so lieu chot.xlsx")
    )
    return True
