"""Which forms feed the charts of the overview is data; the data must name what the forms have."""

from __future__ import annotations

from mtqg_xl.catalogue import variants
from mtqg_xl.catalogue.overview import overview_charts
from mtqg_xl.domain.forms import CellKind


def test_every_source_names_rows_and_columns_of_its_form() -> None:
    for chart in overview_charts():
        for source in chart.sources:
            for form in variants(source.form):
                place = (chart.name, form.code)
                if not source.fits(form):
                    # A layout of other years may lack them; one at least must have them.
                    assert any(source.fits(other) for other in variants(source.form)), place
                    continue
                assert bool(source.each) is not bool(source.rows), place
                if source.rows:
                    assert form.select_rows(source.rows) - {source.total}, place


def test_whole_and_part_of_a_rate_are_amounts_of_one_measure() -> None:
    for chart in overview_charts():
        for source in chart.sources:
            form = next(form for form in variants(source.form) if source.fits(form))
            total = form.row_by_key[source.total]
            for ratio in source.ratios:
                whole, part = form.column_by_key[ratio.whole], form.column_by_key[ratio.part]
                assert form.measure_of(total, whole) == form.measure_of(total, part), (chart.name, ratio)
                assert form.measure_of(total, whole).kind != "rate"
                assert form.kind_of(total, whole) is not CellKind.CLOSED


def test_charts_have_names_and_titles_of_their_own() -> None:
    charts = overview_charts()
    assert len({chart.name for chart in charts}) == len({chart.title for chart in charts}) == len(charts) >= 3
