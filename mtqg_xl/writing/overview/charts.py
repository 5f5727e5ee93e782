"""The charts of the overview: lying bars over cells of the sheet, told apart in grey print as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mtqg_xl.messages import in_vietnamese
from mtqg_xl.writing.styles import FONT

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

#: Pixels: the width of the paper, a bar with its gap, title with axis and legend.
WIDTH: Final = 690
_BAR, _GAP, _FRAME = 13, 6, 96
_PLAIN: Final = "#1F4E79"
_PATTERNS: Final[tuple[dict[str, Any], ...]] = (
    {"fill": {"color": _PLAIN}, "border": {"color": "#000000", "width": 0.5}},
    {
        "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#7F7F7F", "bg_color": "#FFFFFF"},
        "border": {"color": "#000000", "width": 0.5},
    },
)
#: The bar of the whole, told apart from those of its parts.
_TOTAL: Final[dict[str, Any]] = {"fill": {"color": "#A6A6A6"}, "border": {"color": "#000000", "width": 1}}
#: More lines than this are not read in one chart.
_MOST: Final = 40
_PERCENT: Final = "0%"
_LABEL: Final = "[$-42A]0.0%"


def height(bars: int, ratios: int) -> int:
    """The height in pixels of a chart of so many lines with so many bars each."""
    return _FRAME + bars * (_BAR * ratios + _GAP)


def most_bars(tall: float, ratios: int) -> int:
    """How many lines with so many bars each a chart may have that is at most ``tall`` pixels high."""
    return min(int(tall - _FRAME) // (_BAR * ratios + _GAP), _MOST)


def bar_chart(
    book: Workbook,
    sheet: str,
    title: str,
    rows: tuple[int, int],
    rates: dict[str, int],
    *,
    ends_in_total: bool,
) -> Chart:
    """A chart over ``rows`` (first and last, from 0) of ``sheet``; ``rates`` are columns by their names."""
    chart = book.add_chart({"type": "bar"})
    first, last = rows
    # The earlier year is the hatched one; a single rate is plain.
    looks = _PATTERNS[:1] if len(rates) == 1 else tuple(reversed(_PATTERNS))
    for look, (name, column) in zip(looks, rates.items(), strict=True):
        points: dict[str, Any] = {}
        if ends_in_total and len(rates) == 1:
            points = {"points": [None] * (last - first) + [_TOTAL]}
        chart.add_series(
            {
                "name": name,
                "categories": [sheet, first, 0, last, 0],
                "values": [sheet, first, column, last, column],
                "data_labels": {"value": True, "num_format": _LABEL, "font": {"name": FONT, "size": 8}},
                "gap": 45,
                **look,
                **points,
            }
        )
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}, "overlay": False})
    font = {"name": FONT, "size": 9}
    chart.set_y_axis({"reverse": True, "num_font": font})
    chart.set_x_axis(
        {
            "num_format": _PERCENT,
            "min": 0,
            "num_font": font,
            "name": in_vietnamese("overview.axis"),
            "name_font": {**font, "bold": False},
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}},
            "label_position": "high",
        }
    )
    chart.set_legend({"none": True} if len(rates) == 1 else {"position": "bottom", "font": font})
    chart.set_size({"width": WIDTH, "height": height(last - first + 1, len(rates))})
    return chart
