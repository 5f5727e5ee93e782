"""The charts of the page: lying bars drawn as SVG inside it, readable in grey print and on a dark screen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import ceil
from typing import Final

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.messages import say
from mtqg_xl.reports.html.comparing import Bar, Compared, compared
from mtqg_xl.reports.html.text import e, period_label

#: Pixels: the whole width, room for labels on the left and for figures behind the longest bar.
_WIDTH, _LABELS, _ROOM = 760, 210, 62
_BAR, _GAP, _TOP, _AXIS, _LEGEND = 13, 9, 6, 24, 24
_LONGEST_LABEL: Final = 34
_TENTH: Final = Decimal("0.1")


def charts_markup(reports: Sequence[FileReport]) -> str:
    """The section of charts: the rates of the units and projects checked; empty when there are none."""
    charts = compared(reports)
    if not charts:
        return ""
    figures = "".join(_figure(chart, number) for number, chart in enumerate(charts, start=1))
    heading = _t("charts")
    return f'<section id="bieu-do"><h2>{heading}</h2><p class="q">{_t("charts_hint")}</p>{figures}</section>'


def charts_link(reports: Sequence[FileReport]) -> str:
    """The way from the top of the page down to the charts; empty when there are none."""
    return f'<p><a href="#bieu-do">{_t("charts_below")}</a></p>' if compared(reports) else ""


def _t(code: str, /, **values: object) -> str:
    return e(say(f"overview.{code}", **values))


def _figure(chart: Compared, number: int) -> str:
    source = _t("chart_source", form=chart.source, period=period_label(chart.period))
    missing = f"<br>{_t('left_out', names=', '.join(chart.left_out))}" if chart.left_out else ""
    return (
        f'<figure><h3 id="bieu-do-{number}">{e(chart.title)}</h3>'
        f'<div class="r" tabindex="0" role="group" aria-labelledby="bieu-do-{number}">'
        f"{_drawn(chart, number)}</div>"
        f'<figcaption class="q">{source}{missing}</figcaption></figure>'
    )


def _drawn(chart: Compared, number: int) -> str:
    names = [rate.name for rate in chart.bars[0].rates]
    values = [rate.value for bar in chart.bars for rate in bar.rates if rate.value is not None]
    top = _scale(max(values))
    group = len(names) * _BAR + _GAP
    bottom = _TOP + len(chart.bars) * group
    legend = _LEGEND if len(names) > 1 else 0
    height = bottom + _AXIS + legend
    drawn = [_hatching(number), _axis(top, _step(top), bottom)]
    drawn += [_bars(bar, _TOP + at * group, top, number) for at, bar in enumerate(chart.bars)]
    if legend:
        drawn.append(_legend(names, bottom + _AXIS, number))
    return (
        f'<svg width="{_WIDTH}" height="{height}" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="bieu-do-{number}" fill="currentColor" font-size="12">'
        f"<desc>{e(_in_words(chart))}</desc>{''.join(drawn)}</svg>"
    )


def _in_words(chart: Compared) -> str:
    """What the picture shows, for those who have it read to them."""
    return "; ".join(
        f"{bar.label}: {', '.join(f'{rate.name.lower()} {_percent(rate.value)}' for rate in bar.rates)}"
        for bar in chart.bars
    )


def _scale(most: Decimal) -> Decimal:
    """The end of the axis, a full number of steps."""
    step = _step(most)
    return step * max(ceil(most / step), 1)


def _step(most: Decimal) -> Decimal:
    """How far the lines of the axis lie apart."""
    if most <= Decimal("0.1"):
        return Decimal("0.02")
    if most <= Decimal("0.6"):
        return Decimal("0.1")
    return Decimal("0.2") * ceil(most / Decimal("1.2"))


def _x(value: Decimal, top: Decimal) -> str:
    return f"{float(value / top) * (_WIDTH - _LABELS - _ROOM):.1f}"


def _hatching(number: int) -> str:
    return (
        f'<defs><pattern id="gach-{number}" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1 1l2-2M0 6l6-6M5 7l2-2" stroke="currentColor" stroke-width="1.2"/></pattern></defs>'
    )


def _axis(top: Decimal, step: Decimal, bottom: int) -> str:
    lines, at = [], Decimal(0)
    while at <= top:
        x = _LABELS + float(_x(at, top))
        lines.append(
            f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="currentColor" stroke-opacity=".25"/>'
            f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{_whole_percent(at)}</text>'
        )
        at += step
    return "".join(lines)


def _bars(bar: Bar, top_of_bar: int, top: Decimal, number: int) -> str:
    count = len(bar.rates)
    middle = top_of_bar + count * _BAR / 2 + 4
    weight = ' font-weight="700"' if bar.is_total else ""
    drawn = [
        f'<text x="{_LABELS - 8}" y="{middle:.1f}" text-anchor="end"{weight}>{e(_short(bar.label))}</text>'
    ]
    for at, rate in enumerate(bar.rates):
        y = top_of_bar + at * _BAR
        if rate.value is None:
            drawn.append(f'<text x="{_LABELS + 4}" y="{y + 11}">–</text>')
            continue
        width = _x(max(rate.value, Decimal(0)), top)
        look = _look(at, count, bar.is_total, number)
        drawn.append(
            f'<rect x="{_LABELS}" y="{y}" width="{width}" height="{_BAR - 1}" {look} stroke="currentColor">'
            f"<title>{e(bar.label)}: {e(rate.name.lower())} {_percent(rate.value)}</title></rect>"
            f'<text x="{_LABELS + float(width) + 5:.1f}" y="{y + 11}"{weight}>{_percent(rate.value)}</text>'
        )
    return "".join(drawn)


def _look(at: int, count: int, is_total: bool, number: int) -> str:
    """The last of several bars is full, the earlier ones hatched; that of the whole is paler."""
    if count > 1 and at < count - 1:
        return f'fill="url(#gach-{number})"'
    return f'fill="currentColor" fill-opacity="{".35" if is_total else ".75"}"'


def _legend(names: Sequence[str], top: int, number: int) -> str:
    drawn = []
    for at, name in enumerate(names):
        x = _LABELS + at * 170
        look = _look(at, len(names), False, number)
        drawn.append(
            f'<rect x="{x}" y="{top + 4}" width="16" height="11" {look} stroke="currentColor"/>'
            f'<text x="{x + 22}" y="{top + 14}">{e(name)}</text>'
        )
    return "".join(drawn)


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1].rstrip() + "…"


def _percent(value: Decimal | None) -> str:
    """A rate as it is written: 73,3%; a dash for none."""
    if value is None:
        return "–"
    shown = format_vietnamese((value * 100).quantize(_TENTH, ROUND_HALF_UP))
    return f"{shown}%" if "," in shown else f"{shown},0%"


def _whole_percent(value: Decimal) -> str:
    return f"{format_vietnamese((value * 100).quantize(Decimal(1), ROUND_HALF_UP))}%"
