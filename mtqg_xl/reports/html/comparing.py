"""Which bars the charts of the page show: units beside one another, rows of one report, or their sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.rates import ChartFigures, Rate, RateLine
from mtqg_xl.messages import say


@dataclass(frozen=True, slots=True)
class Bar:
    """One place in a chart with a bar for each of its rates; ``is_total`` marks that of the whole."""

    label: str
    rates: tuple[Rate, ...]
    is_total: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there is something to draw."""
        return any(rate.value is not None for rate in self.rates)


@dataclass(frozen=True, slots=True)
class Compared:
    """A chart ready to be drawn; ``left_out`` are the labels of what has no rate."""

    title: str
    source: str
    period: str
    bars: tuple[Bar, ...]
    left_out: tuple[str, ...] = ()


def compared(reports: Sequence[FileReport]) -> tuple[Compared, ...]:
    """The charts of a check, in the order of the catalogue.

    One report shows its own rows. Of several, those of the same period and level are shown, the kind
    that most of them are of: units beside one another; rows of the forms summed up over them.
    """
    given = [(report, figures) for report in reports for figures in report.rates]
    names = dict.fromkeys(figures.chart for _, figures in given)
    return tuple(
        chart
        for name in names
        for chart in _chart([(report, one) for report, one in given if one.chart == name], len(reports) > 1)
    )


def _chart(given: Sequence[tuple[FileReport, ChartFigures]], several: bool) -> Iterator[Compared]:
    kinds = Counter((report.period, one.level, one.source) for report, one in given)
    wanted = kinds.most_common(1)[0][0]
    # Sent twice, the last file stands; adding both would count the unit double.
    own = {
        report.unit_code or report.unit or report.path: (report, one)
        for report, one in given
        if (report.period, one.level, one.source) == wanted
    }
    own = dict(sorted(own.items()))  # by the codes of the units, as they stand in the register
    parts = [one for _, one in own.values()]
    first = parts[0]
    if len(parts) > 1 and first.by_unit:
        bars = [Bar(report.unit or report.path, one.total.rates) for report, one in own.values()]
    elif len(parts) > 1:
        bars = list(_summed(parts))
    else:
        bars = [Bar(line.label, line.rates) for line in first.lines]
    if len(bars) < 2:
        return
    told = [bar for bar in bars if bar.is_told]
    whole = Bar(say("overview.total"), _sum([one.total for one in parts]), is_total=True)
    if not told:
        return
    yield Compared(
        title=first.title,
        source=first.source,
        period=wanted[0],
        bars=(*told, *([whole] if whole.is_told else [])),
        left_out=tuple(bar.label for bar in bars if not bar.is_told),
    )


def _summed(parts: Sequence[ChartFigures]) -> Iterator[Bar]:
    rows: dict[str, list[RateLine]] = {}
    for one in sorted(parts, key=lambda part: -len(part.lines)):
        for line in one.lines:
            rows.setdefault(line.row, []).append(line)
    for lines in rows.values():
        yield Bar(lines[0].label, _sum(lines))


def _sum(lines: Sequence[RateLine]) -> tuple[Rate, ...]:
    """Rates of all the lines together: from the sums of their figures, never from the rates."""
    summed = []
    for at, rate in enumerate(lines[0].rates):
        # A unit that states only one of the two figures would falsify the rate of the others.
        both = [line.rates[at] for line in lines if None not in (line.rates[at].whole, line.rates[at].part)]
        whole = sum((one.whole or Decimal(0) for one in both), Decimal(0)) if both else None
        part = sum((one.part or Decimal(0) for one in both), Decimal(0)) if both else None
        summed.append(Rate(rate.name, whole, part))
    return tuple(summed)
