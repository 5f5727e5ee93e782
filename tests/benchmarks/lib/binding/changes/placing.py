"""Where a table stands on its sheet, and what is written around it."""

from __future__ import annotations

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Draft, areas
from tests.benchmarks.lib.binding.spots import Merge, Page, Part, Row, written

EXTRA = Part("extra")


@kind("placing", Stage.SHEET, 1.5)
def rows_above(draft: Draft) -> bool:
    """A letterhead, the number of the letter or empty rows are put on top."""
    page = draft.page()
    head = draft.chance.choice((
        (),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", ""),
        ("Số:      /BC-UBND", ""),
        ("BAN CHỈ ĐẠO CÁC CHƯƠNG TRÌNH MTQG", "TỔ CÔNG TÁC", "", ""),
    ))  # fmt: skip
    rows: list[Row] = [[written(text, EXTRA)] for text in head]
    rows += [[] for _ in range(draft.chance.randint(0 if head else 1, 4))]
    page.insert_rows(0, rows)
    return True


@kind("placing", Stage.TEXTS, 1.5)
def title_changed(draft: Draft) -> bool:
    """Another title, other words for the period: it is the office's own report."""
    page = draft.page()
    changed = False
    for _, _, spot in page.spots():
        if spot.part.sort == "title" and draft.chance.random() < 0.7:
            spot.say(
                draft.chance.choice(("Báo cáo {}", "BIỂU TỔNG HỢP {}", "{} (SỐ LIỆU CHÍNH THỨC)")).format(
                    spot.text.lower() if draft.chance.random() < 0.3 else spot.text
                )
            )
            changed = True
        elif spot.part.sort == "period":
            spot.say(
                spot.text.replace(
                    "Kỳ báo cáo:", draft.chance.choice(("Kỳ báo cáo", "Số liệu", "(Số liệu", "Thời kỳ:"))
                ).strip()
            )
            changed = True
    return changed


@kind("placing", Stage.TEXTS, 1.5)
def number_removed(draft: Draft) -> bool:
    """The number of the form in the corner is deleted or restyled; the title still says what it is."""
    page = draft.page()
    changed = False
    style = draft.chance.choice(("", "", "({})", "{} - TH", "Mẫu {}"))
    for _, _, spot in page.spots():
        if spot.part.sort in ("number", "mark") and spot.shown:
            spot.say(style.format(spot.text) if spot.part.sort == "number" else "")
            changed = True
    return changed


@kind("placing", Stage.TEXTS)
def title_removed(draft: Draft) -> bool:
    """The title is deleted; the number of the form is left in the corner."""
    page = draft.page()
    if not any(s.part.sort == "number" and s.shown for _, _, s in page.spots()):
        return False
    changed = False
    for _, _, spot in page.spots():
        if spot.part.sort == "title" and spot.shown:
            spot.say("")
            changed = True
    return changed


@kind("placing", Stage.TEXTS)
def frame_cut_off(draft: Draft) -> bool:
    """All above the headings is deleted but unit, title and period, as in a report."""
    page = draft.page()
    found = areas(page)
    texts = {s.part.sort: s.text for _, _, s in page.spots() if s.part.role == "frame"}
    if not found or not texts.get("title") or not texts.get("period") or not texts.get("number"):
        return False
    top = min(area.top for area in found)
    measure = texts.get("measure", "")
    page.delete_rows(0, top)
    unit = texts.get("unit", "")
    period = texts["period"].partition(":")[2].strip() or texts["period"]
    line = f"{texts['number']}. {texts['title'].capitalize()} {period}"
    rows: list[Row] = [[written(line, Part("frame", sort="title"))]]
    if unit:
        rows.insert(0, [written(unit, Part("frame", sort="unit"))])
    if measure:
        rows.append([None] * (page.width - 2) + [written(measure, Part("frame", sort="measure"))])
    page.insert_rows(0, rows)
    return True


@kind("placing", Stage.SHEET)
def transposed(draft: Draft) -> bool:
    """Rows and columns are exchanged by Paste Special, so that a table of few rows fits the page."""
    page = draft.page()
    found = areas(page)
    if len(found) != 1 or len({area.form for area in found}) != 1:
        return False
    area = found[0]
    last = max(area.columns)
    if any(
        spot is not None and spot.shown for row in page.grid[area.bottom + 1 :] for spot in row[last + 1 :]
    ):
        return False
    if any((t < area.top <= b) or (t <= area.bottom < b) for t, _, b, _ in page.merges):
        return False
    _turn(page, area.top, area.bottom)
    return True


def _turn(page: Page, top: int, bottom: int) -> None:
    block = page.grid[top : bottom + 1]
    height, width = len(block), page.width
    turned: list[Row] = [[block[r][c] for r in range(height)] for c in range(width)]
    merges: list[Merge] = []
    for t, left, b, right in page.merges:
        if top <= t <= bottom:
            merges.append((top + left, t - top, top + right, b - top))
        elif t > bottom:
            merges.append((t - height + width, left, b - height + width, right))
        else:
            merges.append((t, left, b, right))
    page.turned = True
    page.grid[top : bottom + 1] = turned
    page.merges = merges
    page.widen(max(len(row) for row in page.grid))
