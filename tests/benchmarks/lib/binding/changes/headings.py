"""Headings of columns: unmerged, repeated, reworded, with a row more."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mtqg_xl.domain.units import fold
from tests.benchmarks.lib.binding.changes import wording
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, some_area
from tests.benchmarks.lib.binding.spots import Part, Row, blank, written

Rewrite = Callable[[str, Random], str]
EXTRA = Part("extra")


def paths(area: Area) -> dict[int, tuple[str, ...]]:
    """What is read above each column of a table whose headings are still merged."""
    anchors = area.page.anchors()
    found = {}
    for c in area.columns:
        texts: list[str] = []
        for r in range(area.top, area.code_row):
            top, left, _, _ = anchors.get((r, c), (r, c, r, c))
            spot = area.page.grid[top][left]
            texts.append(fold(spot.text) if spot is not None else "")
        found[c] = tuple(texts)
    return found


def _headings(draft: Draft, rewrite: Rewrite, share: float) -> bool:
    """Rewrite a share of the headings, as long as every column keeps a heading of its own."""
    area = some_area(draft)
    if area is None:
        return False
    changed = False
    for _, _, spot in area.page.of_role("heading", section=area.section):
        if spot.part.form != area.form or spot.kind != "text" or draft.chance.random() > share:
            continue
        before, new = spot.text, rewrite(spot.text, draft.chance)
        if new == before:
            continue
        spot.say(new)
        shown = list(paths(area).values())
        if len(set(shown)) < len(shown):
            spot.say(before)
        else:
            changed = True
    return changed


@kind("headings", Stage.TEXTS, 2)
def headings_abbreviated(draft: Draft) -> bool:
    """Headings are shortened so that a wide table fits on the sheet."""
    return _headings(draft, wording.shortened, draft.chance.choice((0.4, 1.0)))


@kind("headings", Stage.TEXTS, 1.5)
def headings_reworded(draft: Draft) -> bool:
    """Headings typed from memory, in the words of the last circular."""
    return _headings(draft, wording.reworded, draft.chance.choice((0.2, 0.6)))


@kind("headings", Stage.TEXTS)
def headings_upper(draft: Draft) -> bool:
    """The headings, or only the groups, in capitals."""
    return _headings(draft, lambda text, _: text.upper(), draft.chance.choice((0.3, 1.0)))


@kind("headings", Stage.TEXTS)
def headings_misspelt(draft: Draft) -> bool:
    """Slips in the headings of a form typed anew."""
    return _headings(draft, wording.misspelt, 0.3)


@kind("headings", Stage.TEXTS)
def headings_footnoted(draft: Draft) -> bool:
    """Marks that point to a note under the table."""
    return _headings(draft, wording.footnoted, 0.3)


@kind("headings", Stage.TEXTS)
def headings_spaced(draft: Draft) -> bool:
    """Lines broken by hand inside the headings, odd blanks."""
    return _headings(draft, wording.spaced, 0.7)


@kind("headings", Stage.TEXTS)
def headings_look_alike(draft: Draft) -> bool:
    """Headings in letters that look the same."""
    way = draft.chance.randint(0, 10**6)
    return _headings(draft, lambda text, _: wording.looking_alike(text, Random(way)), 1.0)


@kind("headings", Stage.TEXTS)
def headings_with_measure(draft: Draft) -> bool:
    """The unit of measure of the table is written into the headings as well."""
    area = some_area(draft)
    if area is None or draft.forms[area.form].shows_measure:
        return False
    changed = False
    for _, c, spot in area.page.of_role("heading", section=area.section):
        cell = area.spot(area.body[-1], c)
        measure = cell.part.measure if cell is not None else None
        leaf = spot.part.form == area.form and spot.part.column
        if leaf and spot.text and measure is not None and measure.label and "(" not in spot.text:
            spot.say(f"{spot.text} ({measure.label})")
            changed = True
    return changed


# -- the shape of the headings -------------------------------------------------------------------


def _header_merges(area: Area) -> list[tuple[int, int, int, int]]:
    return [m for m in area.page.merges if area.top <= m[0] and m[2] < area.code_row]


@kind("headings", Stage.HEADER, 2)
def headings_unmerged(draft: Draft) -> bool:
    """Merged cells hinder sorting, so all are undone: the text stays in the first cell only."""
    area = some_area(draft)
    merges = _header_merges(area) if area else []
    if not area or not merges:
        return False
    for merge in merges:
        area.page.merges.remove(merge)
    return True


@kind("headings", Stage.HEADER)
def headings_repeated(draft: Draft) -> bool:
    """After undoing the merges the text of a group is copied over all its columns, for a pivot table."""
    area = some_area(draft)
    merges = _header_merges(area) if area else []
    if not area or not merges:
        return False
    down = draft.chance.random() < 0.5
    for merge in merges:
        top, left, bottom, right = merge
        area.page.merges.remove(merge)
        anchor = area.page.grid[top][left]
        text = anchor.text if anchor is not None else ""
        for r in range(top, (bottom if down else top) + 1):
            for c in range(left, right + 1):
                if (r, c) != (top, left):
                    area.page.grid[r][c] = written(text, EXTRA)
    return True


@kind("headings", Stage.HEADER)
def headings_centred(draft: Draft) -> bool:
    """Text centred over several cells without merging: it stands in the first, the lines are drawn around."""
    area = some_area(draft)
    merges = [m for m in _header_merges(area) if m[1] < m[3]] if area else []
    if not area or not merges:
        return False
    for merge in merges:
        area.page.merges.remove(merge)
    return True


@kind("headings", Stage.HEADER)
def headings_extra_row(draft: Draft) -> bool:
    """One more row over the headings (the name of the programme), or under them (who delivers the figure)."""
    area = some_area(draft)
    if area is None:
        return False
    page = area.page
    above = draft.chance.random() < 0.5
    at = area.top if above else area.code_row
    row: Row = [None if spot is None else blank(EXTRA) for spot in page.grid[area.top]]
    first, last = area.columns[0], area.columns[-1]
    if above:
        row[first] = written(
            draft.chance.choice(
                ("Chương trình MTQG giảm nghèo bền vững", "Số liệu báo cáo", "Kết quả trong kỳ")
            ),
            EXTRA,
        )
        page.insert_rows(at, [row])
        if last > first and draft.chance.random() < 0.7:
            page.merges.append((at, first, at, last))
    else:
        for c in area.columns:
            row[c] = written(draft.chance.choice(("P.LĐ", "P.TC-KH", "KBNN", "UBND xã")), EXTRA)
        if any(t <= at - 1 and b >= at for t, _, b, _ in page.merges):
            return False
        page.insert_rows(at, [row])
    return True
