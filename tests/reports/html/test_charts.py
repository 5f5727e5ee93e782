"""The charts of the page: the rates of the units and projects checked, drawn inside the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from mtqg_xl.consolidation import combine
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.reconcile import check_submission
from mtqg_xl.reports.html import html_page
from mtqg_xl.reports.html.charts import charts_markup
from mtqg_xl.reports.html.comparing import compared
from mtqg_xl.writing.overview import overview_of
from tests.support.intakes import taken
from tests.support.reports import submission_of
from tests.support.samples import synthetic

PLACES = ("bao_lam", "ha_lang", "thach_an")


@pytest.fixture(scope="module")
def districts() -> list[FileReport]:
    """The checks of three made-up districts, ready for the page."""
    return [check_submission(synthetic("2023-N", place), excerpts=True) for place in PLACES]


def pictures(markup: str) -> Sequence[ElementTree.Element]:
    """The drawings in a piece of the page."""
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", markup, re.DOTALL)]


def words(picture: ElementTree.Element) -> list[str]:
    """The texts drawn, in their order."""
    return [node.text or "" for node in picture.iter("text")]


def of_district(name: str, **figures: str) -> FileReport:
    """The check of a district that planned and spent so much on one project."""
    reported = {("DA2", column): figure for column, figure in figures.items()}
    return check_submission(submission_of("BM16", reported, unit=name, period="2023-N"), excerpts=True)


def test_the_page_shows_what_the_consolidated_workbook_shows(districts: list[FileReport]) -> None:
    merged = combine([taken(synthetic("2023-N", place)) for place in PLACES], "tỉnh Cao Bằng", "2023-N")
    for chart, block in zip(compared(districts), overview_of(merged).blocks, strict=True):
        assert chart.title == block.title
        assert block.total is not None
        shown = {bar.label: [rate.value for rate in bar.rates] for bar in chart.bars}
        for line in (*block.lines, block.total):
            assert shown.pop(line.label) == pytest.approx([pair.rate for pair in line.pairs]), line.label
        assert shown == {}


def test_every_bar_has_its_name_and_its_rate_written_beside_it(districts: list[FileReport]) -> None:
    for picture, chart in zip(pictures(charts_markup(districts)), compared(districts), strict=True):
        drawn = words(picture)
        rates = sum(len(bar.rates) for bar in chart.bars)
        assert [bar.label for bar in chart.bars] == [
            text for text in drawn if text in {b.label for b in chart.bars}
        ]
        assert sum(bool(re.fullmatch(r"\d+,\d%", text)) for text in drawn) == rates
        assert all(float(bar.get("width", "0")) >= 0 for bar in picture.iter("rect"))


def test_charts_are_part_of_the_page_and_bring_no_style_of_their_own(districts: list[FileReport]) -> None:
    page = html_page(districts, version="1")
    assert charts_markup(districts) in page
    assert page.index('href="#bieu-do"') < page.index('id="bieu-do"')
    assert "style=" not in charts_markup(districts)
    identifiers = re.findall(r'\bid="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))


def test_one_file_shows_its_own_rows(districts: list[FileReport]) -> None:
    charts = compared(districts[:1])
    assert [chart.title for chart in charts] == ["Tỷ lệ giải ngân theo dự án, tiểu dự án"]
    assert charts[0].bars[0].label == "1. Dự án 1"


def test_a_check_without_figures_for_a_chart_has_no_section_of_charts() -> None:
    report = of_district("huyện Bảo Lâm", K4="500")
    assert charts_markup([report, report]) == ""
    assert charts_markup([]) == ""
    assert charts_markup([FileReport(path="a.xlsx", reason="không mở được")]) == ""


def test_a_file_sent_twice_is_counted_once() -> None:
    first, again = (
        of_district("huyện Bảo Lâm", K4="500", G4="100"),
        of_district("huyện Bảo Lâm", K4="500", G4="400"),
    )
    other = of_district("huyện Bảo Lạc", K4="100", G4="50")
    units = compared([first, again, other])[0]
    assert {bar.label: bar.rates[0].value for bar in units.bars} == {
        "huyện Bảo Lâm": Decimal("0.8"),
        "huyện Bảo Lạc": Decimal("0.5"),
        "Chung": Decimal("0.75"),
    }


def test_a_report_of_another_period_is_not_compared_with_the_rest() -> None:
    reports = [
        of_district(name, K4="500", G4="100") for name in ("huyện Bảo Lâm", "huyện Bảo Lạc", "huyện Hạ Lang")
    ]
    charts = compared([*reports[:2], replace(reports[2], period="2022-N")])
    assert [bar.label for bar in charts[0].bars] == ["huyện Bảo Lâm", "huyện Bảo Lạc", "Chung"]


def test_a_unit_that_states_only_its_plan_does_not_spoil_the_rate_of_all() -> None:
    names = ("huyện Bảo Lâm", "huyện Bảo Lạc")
    reports = [
        *(of_district(name, K4="500", G4="100") for name in names),
        of_district("huyện Hạ Lang", K4="9000"),
    ]
    units = compared(reports)[0]
    assert units.left_out == ("huyện Hạ Lang",)
    assert units.bars[-1].rates[0].value == Decimal("0.2")
    assert "huyện Hạ Lang" in charts_markup(reports)


def test_more_than_the_plan_and_next_to_nothing_stay_inside_the_picture() -> None:
    for spent in ("1", "650", "5000"):
        names = ("huyện Bảo Lâm", "huyện Bảo Lạc")
        (picture, *_) = pictures(charts_markup([of_district(name, K4="500", G4=spent) for name in names]))
        width = float(picture.get("width", "0"))
        for bar in picture.iter("rect"):
            assert float(bar.get("x", "0")) + float(bar.get("width", "0")) <= width - 50
        axis = [text for text in words(picture) if re.fullmatch(r"[\d.]+%", text)]
        assert 2 <= len(axis) <= 12, (spent, axis)


def test_the_name_of_a_unit_never_becomes_markup() -> None:
    evil = "<script>x</script>\"'&\u202e"
    reports = [
        replace(of_district(name, K4="5", G4="1"), unit=evil + name)
        for name in ("huyện Bảo Lâm", "huyện Bảo Lạc")
    ]
    markup = charts_markup(reports)
    assert "<script" not in markup
    assert "\u202e" not in markup
    assert len(pictures(markup)) == 2
