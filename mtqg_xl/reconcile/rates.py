"""The rates of a submission that charts show, from the figures as stated or as their parts give them."""

from __future__ import annotations

from collections.abc import Iterator

from mtqg_xl.catalogue.overview import ChartText, SourceText, overview_charts
from mtqg_xl.domain.forms import Form, Row, RowKind
from mtqg_xl.domain.rates import ChartFigures, Rate, RateLine
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.rules import Figures


def rates_of(submission: Submission, figures: Figures) -> tuple[ChartFigures, ...]:
    """What the submission gives to each chart of the catalogue; charts it has no figure for are left out.

    It is taken from the first source that has a rate, else from the first that has a figure at all.
    """
    forms = {table.form.code: table.form for table in submission.tables}
    level = submission.unit.level.value if submission.unit else ""
    given = []
    for chart in overview_charts():
        tried = [
            _figures(chart, source, form, figures, level)
            for source in chart.sources
            if (form := forms.get(source.form)) is not None and source.fits(form)
        ]
        fed = next((one for one in tried if one.has_rate), None)
        chosen = fed or next((one for one in tried if one.has_figure), None)
        if chosen is not None:
            given.append(chosen)
    return tuple(given)


def short_label(row: Row) -> tuple[str, str]:
    """What a row is called in a chart, and the rest of its name: “1.2. Tiểu dự án 2” and what it does."""
    head, colon, rest = row.label.partition(":")
    label = f"{row.number}. {head.strip()}" if row.number and row.unit is None else head.strip()
    return label, rest.strip() if colon else ""


def drawn_rows(form: Form, source: SourceText) -> Iterator[Row]:
    """The rows of ``form`` that ``source`` draws, its total left out."""
    wanted = form.select_rows(source.rows)
    for row in form.rows:
        closed = row.kind in (RowKind.HEADING, RowKind.CLOSING)
        if row.key in wanted and row.key != source.total and not closed:
            yield row


def _figures(chart: ChartText, source: SourceText, form: Form, figures: Figures, level: str) -> ChartFigures:
    lines = tuple(
        _line(form, row.key, short_label(row)[0], source, figures, of_unit=row.unit is not None)
        for row in drawn_rows(form, source)
    )
    return ChartFigures(
        chart=chart.name,
        title=source.title or chart.title,
        source=form.number,
        level=level,
        by_unit=source.each is not None or any(line.of_unit for line in lines),
        total=_line(form, source.total, "", source, figures),
        lines=lines,
    )


def _line(
    form: Form, row: str, label: str, source: SourceText, figures: Figures, *, of_unit: bool = False
) -> RateLine:
    rates = tuple(
        Rate(ratio.name, figures.value(form.key(row, ratio.whole)), figures.value(form.key(row, ratio.part)))
        for ratio in source.ratios
    )
    return RateLine("" if row == source.total else row, label, rates, of_unit)
