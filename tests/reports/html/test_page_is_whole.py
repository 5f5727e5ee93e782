"""The page is valid, whole in itself, and the same every time."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest

import mtqg_xl.messages
from mtqg_xl.messages import use_language
from mtqg_xl.reports.html import html_page
from tests.architecture.source import modules, strings
from tests.reports.html.conftest import NAMES, excerpts, page_of, page_of_all
from tests.reports.html.markup import Page
from tests.support.samples import report


def test_every_element_is_closed_where_it_should_be(any_page: str) -> None:
    page = Page(any_page)
    assert page.faults == []
    assert any_page.startswith("<!DOCTYPE html>\n<html lang=")
    assert [element.name for element in page.elements[:2]] == ["html", "head"]


def test_no_name_is_given_twice(any_page: str) -> None:
    ids = Page(any_page).ids
    assert len(ids) == len(set(ids))


def test_every_link_inside_the_page_lands(any_page: str) -> None:
    page = Page(any_page)
    inner = [link for link in page.links if link.startswith("#")]
    assert len(inner) > 3
    assert [link for link in inner if link[1:] not in page.ids] == []


def test_nothing_is_fetched_from_anywhere(any_page: str) -> None:
    assert re.findall(r"https?:|//\w|\bsrc\s*=|url\(|@import|<link|<img|<iframe|<object", any_page) == []
    page = Page(any_page)
    assert not any(name.startswith("on") for element in page.elements for name in element.attributes)
    assert not any("style" in element.attributes for element in page.elements)


def test_only_the_style_and_the_script_of_the_page_itself_may_run(any_page: str) -> None:
    page = Page(any_page)
    (policy,) = [
        element.attributes["content"]
        for element in page.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", any_page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert rules[f"{name}-src"] == f"'sha256-{digest}'"


def test_the_same_reports_give_the_same_page() -> None:
    again = html_page([report(NAMES[6])], [excerpts(NAMES[6])], version="9.9")
    assert again == page_of(NAMES[6])


def test_the_day_is_told_only_when_given() -> None:
    checked = report("kon_ray_2023-6T")
    assert "Ngày kiểm tra" not in page_of("kon_ray_2023-6T")
    assert "Ngày kiểm tra: 05/07/2023" in html_page([checked], version="1", day=date(2023, 7, 5))


def test_every_table_names_its_rows_and_columns(any_page: str) -> None:
    page = Page(any_page)
    heads = page.all("th")
    assert {head.attributes["scope"] for head in heads} == {"row", "col"}
    assert len([head for head in heads if head.attributes["scope"] == "col"]) >= len(page.all("table"))


def test_headings_do_not_skip_a_level(any_page: str) -> None:
    headings = (element.name for element in Page(any_page).elements)
    levels = [int(name[1]) for name in headings if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_what_is_searched_in_and_chosen_has_a_label(any_page: str) -> None:
    page = Page(any_page)
    for control in (*page.all("input"), *page.all("select")):
        assert control.parent is not None
        assert control.parent.name == "label"
        assert control.parent.text


def test_search_is_hidden_until_the_script_serves_it(whole: Page) -> None:
    assert "hidden" in whole.by_id("loc").attributes
    assert "hidden" not in whole.by_id("tep-1").attributes


def test_a_link_opens_the_workbook_that_lies_beside_the_page(sample_path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "kết quả #1 100%"
    folder.mkdir()
    markup = html_page([report(name) for name in NAMES], version="1", beside=folder)
    links = [link for link in Page(markup).links if not link.startswith("#")]
    assert [(folder / unquote(link)).resolve() for link in links] == [
        (sample_path / f"{name}.xlsx").resolve() for name in NAMES
    ]


def test_without_a_folder_no_workbook_is_linked() -> None:
    assert all(link.startswith("#") for link in Page(page_of_all()).links)


def test_it_speaks_english_when_asked() -> None:
    use_language("en")
    try:
        markup = html_page([report("kon_ray_2023-6T")], version="1")
    finally:
        use_language("vi")
    assert '<html lang="en">' in markup
    assert "<h1>Check of figures</h1>" in markup
    assert Page(markup).faults == []


def test_every_text_of_the_page_has_someone_who_says_it() -> None:
    file = Path(mtqg_xl.messages.__file__).parent / "html.vi.toml"
    codes = set(tomllib.loads(file.read_text(encoding="utf-8")))
    own = [module for module in modules() if module.name.startswith("mtqg_xl/reports/html/")]
    said = {text for module in own for text in strings(module.tree)}
    made = {"advice_", "confidence_", "group_", "slip_"}
    assert [
        code
        for code in sorted(codes)
        if not (code in said or f"html.{code}" in said or any(code.startswith(start) for start in made))
        and code not in ("error", "warning", "info")
    ] == []


@pytest.mark.parametrize("name", ["page.css", "page.js"])
def test_style_and_script_hold_nothing_that_ends_them_early(name: str) -> None:
    text = (Path(html_page.__code__.co_filename).parent / name).read_text(encoding="utf-8")
    assert "</" not in text
    assert "<!--" not in text
