"""The page as a person uses it, in a browser without a window; skipped where no browser is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mtqg_xl.reports.html import html_page
from tests.reports.html import browser
from tests.reports.html.browser import Browser
from tests.reports.html.conftest import page_of, page_of_all
from tests.reports.html.test_nothing_becomes_markup import INJECTIONS, made
from tests.reports.html.test_page_tells_everything import repeated

pytestmark = [
    pytest.mark.skipif(browser.found() is None, reason="no browser is installed"),
    pytest.mark.xdist_group("browser"),
]

#: Whether an element lies where it is seen.
SEEN = (
    "((e) => { if (!e) return false; const r = e.getBoundingClientRect();"
    " return r.height > 0 && r.top < innerHeight && r.bottom > 0 && e.checkVisibility(); })"
)


def seen(selector: str) -> str:
    return f"{SEEN}(document.querySelector({json.dumps(selector)}))"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser.running(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def at(running: Browser, tmp_path: Path) -> Iterator[Browser]:
    """The browser at a desk, with the page of one sample and that of all written to open."""
    (tmp_path / "one.html").write_text(page_of("kon_ray_2023-6T"), encoding="utf-8")
    (tmp_path / "all.html").write_text(page_of_all(), encoding="utf-8")
    running.size(1200, 900)
    running.script(True)
    yield running
    running.script(True)


def shown(at: Browser) -> int:
    count = "[...document.querySelectorAll('.f')].filter(e => !e.closest('[hidden]')).length"
    found = at.ask(count)
    assert isinstance(found, int)
    return found


def test_a_click_on_a_finding_shows_its_cell(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "one.html")
    assert not at.ask(seen("#F2 td.xc"))
    at.click('nav.fi a[href="#F2"]')
    at.wait("location.hash === '#F2'")
    at.wait(seen("#F2 td.xc"))
    assert at.ask("document.querySelector('#F2 td.xc small').textContent") == "L14"
    assert at.complaints() == []


def test_a_click_on_a_file_then_on_a_form_leads_there(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "all.html")
    at.click('#tong-hop a[href="#tep-3"]')
    at.wait(seen("#tep-3 h2"))
    at.click('#ban-do a[href="#3-bieu-1"]')
    at.wait(seen("[id='3-bieu-1'] h3"))


def test_a_link_opens_what_the_finding_is_folded_in(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "one.html")
    assert not at.ask(seen("#F12"))
    at.ask("location.hash = '#F12'")
    at.wait(seen("#F12"))


@pytest.mark.parametrize("typed", ["Bảo Lâm", "bao lam", "BAO  LAM "])
def test_search_finds_a_unit_with_or_without_marks(at: Browser, tmp_path: Path, typed: str) -> None:
    at.open(tmp_path / "all.html")
    everything = shown(at)
    at.click("#tim")
    at.type(typed)
    at.wait("document.querySelector('[id=\"tep-3\"]').hidden")
    assert not at.ask("document.querySelector('[id=\"tep-1\"]').hidden")
    assert 0 < shown(at) < everything
    told = at.ask("document.getElementById('dem').textContent")
    assert told == f"Đang hiện {shown(at)} trong {everything} phát hiện"


def test_search_finds_a_cell_and_an_end_to_the_search_shows_all_again(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "one.html")
    everything = shown(at)
    at.click("#tim")
    at.type("4.097 l14")
    at.wait("document.getElementById('F1').hidden")
    assert at.ask(seen("#F2"))
    assert shown(at) == 1
    at.click("#bo-loc")
    assert shown(at) == everything


def test_what_nothing_matches_is_said(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "one.html")
    at.click("#tim")
    at.type("không đâu có chữ zzz")
    at.wait("!document.getElementById('khong').hidden")
    assert shown(at) == 0


def test_filters_by_severity_form_and_unit(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "all.html")
    for letter in "wi":
        at.click(f"#loc input[value={letter}]")
    at.wait("document.getElementById('dem').textContent.includes(' 19 ')")
    assert shown(at) == 19
    choose = "document.getElementById('{}').value = '{}'; "
    choose += "document.getElementById('{}').dispatchEvent(new Event('input', {{bubbles: true}}))"
    at.ask(choose.format("loc-don-vi", "7", "loc-don-vi"))
    at.wait("document.getElementById('dem').textContent.includes(' 3 ')")
    at.ask(choose.format("loc-bieu", "Biểu số 11", "loc-bieu"))
    at.wait("!document.getElementById('khong').hidden")
    at.ask("location.hash = '#2-F1'")
    at.wait(seen("[id='2-F1']"))


def test_the_table_of_files_is_sorted_by_a_click_and_turned_by_another(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "all.html")
    column = "[...document.querySelectorAll('.cards tbody tr')].map(r => r.cells[4].textContent)"
    at.click(".cards thead th:nth-child(5) button")
    assert at.ask(column) == ["–", "0", "0", "1", "1", "2", "3", "3", "9"]
    at.click(".cards thead th:nth-child(5) button")
    assert at.ask(column) == ["9", "3", "3", "2", "1", "1", "0", "0", "–"]
    assert at.ask("document.querySelector('.cards thead th:nth-child(5)').ariaSort") == "descending"


def test_without_the_script_everything_is_shown(at: Browser, tmp_path: Path) -> None:
    at.script(False)
    at.open(tmp_path / "one.html")
    at.script(True)
    assert at.ask("document.getElementById('loc').checkVisibility()") is False
    assert at.ask("document.querySelectorAll('article [hidden]').length") == 0
    assert at.ask("document.getElementById('F3').checkVisibility()") is True


@pytest.mark.parametrize("width", [360, 768, 1400])
@pytest.mark.parametrize("name", ["one", "all"])
def test_nothing_sticks_out_of_the_screen(at: Browser, tmp_path: Path, width: int, name: str) -> None:
    at.size(width, 800)
    at.open(tmp_path / f"{name}.html")
    at.ask("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert at.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_page_asks_for_nothing_but_itself(at: Browser, tmp_path: Path) -> None:
    at.open(tmp_path / "all.html")
    assert at.fetched() == [(tmp_path / "all.html").as_uri()]
    assert at.complaints() == []


def test_texts_of_a_workbook_run_nothing(at: Browser, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(made("".join(INJECTIONS)), encoding="utf-8")
    at.open(tmp_path / "bad.html")
    assert at.complaints() == []
    assert at.fetched() == [(tmp_path / "bad.html").as_uri()]
    assert at.ask("document.querySelectorAll('img, svg, iframe').length") == 0
    assert at.ask("document.scripts.length") == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_text_stands_out_from_what_is_behind_it(at: Browser, tmp_path: Path, dark: bool) -> None:
    at.dark(dark)
    try:
        at.open(tmp_path / "all.html")
        at.ask("document.querySelectorAll('.u details').forEach(e => e.open = true)")
        assert at.ask(FAINT) == []
    finally:
        at.dark(False)


#: The classes of texts whose contrast is less than 4,5 : 1 (WCAG 2.1, 1.4.3).
FAINT = """(() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => { const [r, g, b] = parts(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (parts(c).length < 4 || parts(c)[3] > 0) return c; } return 'rgb(255, 255, 255)'; };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || ['SCRIPT', 'OPTION', 'BUTTON'].includes(e.tagName)) continue;
    const one = light(getComputedStyle(e).color), other = light(behind(e));
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const where = `${e.tagName}.${e.className} in ${e.parentElement.className}`;
    if (ratio < 4.5) faint.add(`${where}: ${ratio.toFixed(1)}`);
  }
  return [...faint];
})()"""


@pytest.mark.speed
def test_ten_thousand_findings_open_and_are_searched_in_seconds(at: Browser, tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    path.write_text(html_page([repeated(10_000)], version="1"), encoding="utf-8")
    at.open(path)
    at.wait("document.getElementById('dem').textContent.includes('10.000')", seconds=15)
    at.click("#tim")
    at.type("E9999")
    at.wait("document.getElementById('dem').textContent.includes(' 1 ')", seconds=5)
    assert at.ask("document.getElementById('F9999').checkVisibility()")
