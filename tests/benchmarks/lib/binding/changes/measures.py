"""The unit of measure changed, with the figures."""

from __future__ import annotations

import re
from decimal import Decimal

from mtqg_xl.domain.measures import MeasureKind
from mtqg_xl.reading.text.letters import clean
from tests.benchmarks.lib.binding.changes.figures import only_values
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, some_area
from tests.benchmarks.lib.binding.spots import Spot

#: By how much a million đồng grows when written in these.
_SCALES = {
    "đồng": Decimal(10**6),
    "Đồng": Decimal(10**6),
    "VNĐ": Decimal(10**6),
    "nghìn đồng": Decimal(1000),
    "1.000 đồng": Decimal(1000),
    "ngàn đồng": Decimal(1000),
    "tỷ đồng": Decimal("0.001"),
    "tỉ đồng": Decimal("0.001"),
}


def _is_money(spot: Spot) -> bool:
    measure = spot.part.measure
    return measure is not None and measure.kind is MeasureKind.MONEY and measure.code == "trieu_dong"


def _typed(spot: Spot) -> bool:
    """Whether a figure of money was typed as text, which is not reckoned anew with the others."""
    return _is_money(spot) and bool(spot.value) and spot.kind != "number"


def _rescale(spot: Spot, factor: Decimal) -> None:
    """Write a figure anew, whatever it was written in before."""
    if spot.value is not None and spot.kind == "number":
        figure = (spot.value * factor).normalize()
        spot.text = f"{figure:f}"


@kind("measures", Stage.MEASURES, 1.5)
def measure_of_sheet(draft: Draft) -> bool:
    """The accounts are kept in đồng, so the whole table is, and the line above it says so."""
    area = some_area(draft)
    if area is None or draft.forms[area.form].shows_measure:
        return False
    page = area.page
    lines = [s for _, _, s in page.spots() if s.part.sort == "measure" and "triệu đồng" in s.text]
    if not lines:
        return False
    # Where a heading names the measure as well, people change only one of them and it is anybody's guess.
    if any("triệu" in clean(s.text).lower() for _, _, s in page.of_role("heading")):
        return False
    if any(_typed(spot) for _, _, spot in page.spots()):
        return False
    label = draft.chance.choice(tuple(_SCALES))
    only_values(page)
    for line in lines:
        line.say(line.text.replace("triệu đồng", label))
    for _, _, spot in page.spots():
        if _is_money(spot):
            _rescale(spot, _SCALES[label])
    return True


@kind("measures", Stage.MEASURES)
def measure_of_column(draft: Draft) -> bool:
    """One column is in another unit of measure, and its heading says so."""
    area = some_area(draft)
    if area is None:
        return False
    form = draft.forms[area.form]
    columns = [c for c in area.columns if _money_column(area, c)]
    if form.sections[area.section].shows_measure:
        # Where every row names its measure, a heading that names another would contradict it.
        columns = [c for c in columns if form.column_by_key[_key(area, c)].measure is not None]
    if not columns:
        return False
    c = draft.chance.choice(columns)
    key = _key(area, c)
    leaves = [
        s
        for _, _, s in area.page.of_role("heading", section=area.section)
        if s.part.form == area.form and s.part.column == key and s.text
    ]
    if not leaves:
        return False
    if any(_typed(spot) for r in area.body if (spot := area.spot(r, c)) is not None):
        return False
    label = draft.chance.choice(("đồng", "nghìn đồng", "tỷ đồng"))
    only_values(area.page)
    title = re.sub(r"\s*\([^)]*đồng\)", "", leaves[0].text)
    leaves[0].say(f"{title} ({label})")
    for r in area.body:
        if (spot := area.spot(r, c)) is not None and _is_money(spot):
            _rescale(spot, _SCALES[label])
    return True


def _key(area: Area, c: int) -> str:
    """The form column that stands in a column of the page."""
    return next(
        (s.part.column for r in area.body if (s := area.spot(r, c)) is not None and s.part.column), ""
    )


def _money_column(area: Area, c: int) -> bool:
    cells = [s for r in area.body if (s := area.spot(r, c)) is not None and s.part.sort == "figure"]
    return bool(cells) and all(_is_money(cell) for cell in cells) and any(cell.value for cell in cells)


@kind("measures", Stage.MEASURES)
def measure_of_row(draft: Draft) -> bool:
    """In tables that name the measure beside every row, money rows are put in đồng."""
    area = some_area(draft)
    if area is None or not draft.forms[area.form].shows_measure:
        return False
    label = draft.chance.choice(("đồng", "nghìn đồng", "tỷ đồng"))
    columns = draft.forms[area.form].column_by_key
    changed = False
    for r in area.body:
        beside = [s for c in area.stub if (s := area.spot(r, c)) is not None and s.part.role == "measure"]
        if not beside or beside[0].text != "triệu đồng":
            continue
        money = [
            s for c in area.columns if (s := area.spot(r, c)) is not None and s.is_figure and _is_money(s)
        ]
        by_row = [s for s in money if columns[s.part.column].measure is None]
        # Where a column names its own measure it would be anybody's guess which of the two counts.
        if by_row and len(by_row) == len(money) and draft.chance.random() < 0.7:
            if not changed:
                only_values(area.page)
            beside[0].say(label)
            for spot in by_row:
                _rescale(spot, _SCALES[label])
            changed = True
    return changed
