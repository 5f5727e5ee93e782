"""Several forms on one sheet, one form on several sheets."""

from __future__ import annotations

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, areas
from tests.benchmarks.lib.binding.spots import Page, Part, Row, written


def _two(draft: Draft) -> tuple[Page, Page] | None:
    pages = draft.form_pages
    if len(pages) < 2:
        return None
    one, two = draft.chance.sample(pages, 2)
    return one, two


@kind("joining", Stage.BOOK, 3)
def forms_stacked(draft: Draft) -> bool:
    """Two annexes are put one under the other on one sheet, to be printed at once."""
    pair = _two(draft)
    if pair is None:
        return False
    upper, lower = pair
    gap = draft.chance.randint(0, 3)
    width = max(upper.width, lower.width)
    upper.widen(width)
    lower.widen(width)
    start = upper.height + gap
    upper.grid += [[None] * width for _ in range(gap)]
    upper.grid += lower.grid
    upper.merges += [(t + start, left, b + start, right) for t, left, b, right in lower.merges]
    upper.hidden_rows |= {r + start for r in lower.hidden_rows}
    draft.pages.remove(lower)
    return True


@kind("joining", Stage.BOOK, 3)
def forms_beside(draft: Draft) -> bool:
    """Two tables stand side by side on one sheet, an empty column or two between them."""
    pair = _two(draft)
    if pair is None:
        return False
    left_one, right_one = pair
    height = max(left_one.height, right_one.height)
    for page in pair:
        page.grid += [[None] * page.width for _ in range(height - page.height)]
    start = left_one.width + draft.chance.randint(1, 2)
    left_one.widen(start)
    for row, other in zip(left_one.grid, right_one.grid, strict=True):
        row += other
    left_one.merges += [(t, left + start, b, right + start) for t, left, b, right in right_one.merges]
    left_one.hidden_columns |= {c + start for c in right_one.hidden_columns}
    draft.pages.remove(right_one)
    return True


def _single(draft: Draft) -> tuple[Page, Area] | None:
    page = draft.page()
    found = areas(page)
    return (page, found[0]) if len(found) == 1 else None


@kind("joining", Stage.BOOK, 1.5)
def columns_on_two_sheets(draft: Draft) -> bool:
    """A wide table is cut in two sheets; the columns of numbers and labels stand on both."""
    found = _single(draft)
    if found is None or len(found[1].columns) < 6:
        return False
    page, area = found
    cut = draft.chance.choice(area.columns[2:-2])
    second = page.copy()
    last = max(area.columns)
    page.delete_columns(cut, page.width - cut)
    second.delete_columns(area.columns[0], cut - area.columns[0])
    if last < area.columns[0]:
        return False
    second.name = _name(draft, page.name, draft.chance.choice(("{} (2)", "{} tiếp", "{}b")))
    draft.pages.insert(draft.pages.index(page) + 1, second)
    return True


@kind("joining", Stage.BOOK, 1.5)
def rows_on_two_sheets(draft: Draft) -> bool:
    """A long table goes on on a second sheet, with its headings, or with no more than the row of codes."""
    found = _single(draft)
    if found is None or len(found[1].body) < 10:
        return False
    page, area = found
    cut = draft.chance.choice(area.body[4:-4])
    if any(t < cut <= b for t, _, b, _ in page.merges):
        return False
    second = page.copy()
    way = draft.chance.choice(("all", "headings", "codes"))
    has_codes = any(s is not None and s.part.role == "code" and s.text for s in page.grid[area.code_row])
    if way == "codes" and not has_codes:
        way = "headings"
    second.delete_rows(area.code_row + 1, cut - area.code_row - 1)
    if way != "all":
        second.delete_rows(0, area.top if way == "headings" else area.code_row)
        title = next((s.text for _, _, s in page.spots() if s.part.sort == "title" and s.text), "")
        number = next((s.text for _, _, s in page.spots() if s.part.sort == "number" and s.text), page.name)
        told = Part("frame", area.form, sort="title" if title and way == "headings" else "number")
        row: Row = [written(f"{title if told.sort == 'title' else number} (tiếp theo)", told)]
        second.insert_rows(0, [row])
    page.delete_rows(cut, area.bottom + 1 - cut)
    second.name = _name(draft, page.name, draft.chance.choice(("{} (2)", "{} tiếp", "{} trang 2")))
    draft.pages.insert(draft.pages.index(page) + 1, second)
    return True


def _name(draft: Draft, name: str, style: str) -> str:
    taken = {page.name.lower() for page in draft.pages}
    new = style.format(name[:22])
    while new.lower() in taken:
        new += "'"
    return new


@kind("joining", Stage.BOOK, 0.7)
def forms_left_out(draft: Draft) -> bool:
    """One unit sends its forms in several workbooks: here are some of them."""
    pages = draft.form_pages
    if len(pages) < 2:
        return False
    for page in draft.chance.sample(pages, draft.chance.randint(1, len(pages) - 1)):
        draft.pages.remove(page)
    return True
