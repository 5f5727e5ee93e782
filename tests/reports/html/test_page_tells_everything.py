"""The page carries the findings of the check: the same ids, the same counts, nothing left out."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest

from mtqg_xl.domain.findings import FileReport, Finding, Severity
from mtqg_xl.reports.check_json import check_object
from mtqg_xl.reports.html import html_page
from tests.reports.html.conftest import LOST, MISSING, NAMES, page_of, page_of_all
from tests.reports.html.markup import Element, Page
from tests.support.samples import report

LETTERS = {"error": "e", "warning": "w", "info": "i"}
every_sample = pytest.mark.parametrize("name", NAMES)


def findings_of(page: Page, prefix: str = "") -> dict[str, str]:
    """Severity by id of every finding of the page."""
    return {
        element.attributes["id"].removeprefix(prefix): element.attributes["data-s"]
        for element in page.all(css="f")
        if element.attributes["id"].startswith(prefix)
    }


def all_ids(findings: Iterable[dict[str, object]]) -> Iterable[str]:
    for finding in findings:
        yield str(finding["id"])
        yield from all_ids(finding["children"])  # type: ignore[arg-type]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@every_sample
def test_ids_and_severities_are_those_of_the_json(name: str) -> None:
    (file,) = check_object([report(name)], "9.9")["files"]
    page = Page(page_of(name))
    assert findings_of(page) == {one["id"]: LETTERS[one["severity"]] for one in file["findings"]}
    assert {id_ for id_ in page.ids if re.fullmatch(r"F[\d.]+", id_)} == set(all_ids(file["findings"]))


@every_sample
def test_the_counts_at_the_top_are_those_of_the_json(name: str) -> None:
    (file,) = check_object([report(name)], "9.9")["files"]
    counts = file["counts"]
    told = f"{counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['info']} lưu ý"
    assert told in Page(page_of(name)).by_id("dau").text


def test_among_several_files_every_finding_has_the_number_of_its_file(whole: Page) -> None:
    for at, name in enumerate(NAMES, start=1):
        assert findings_of(whole, f"{at}-").keys() == {finding.id for finding in report(name).findings}


def lines_of(table: Element, part: str) -> list[Element]:
    """The rows of a part of a table."""
    return [row for section in table.children if section.name == part for row in section.children]


def test_the_table_of_files_has_the_counts_of_each(whole: Page) -> None:
    (table,) = whole.all("table", css="cards")
    rows = lines_of(table, "tbody")
    assert len(rows) == len(NAMES) + 1
    total = Counter[str]()
    for row, name in zip(rows, NAMES, strict=False):
        numbers = [cell.text for cell in row.children if "nu" in cell.classes]
        assert numbers == [str(count) for count in report(name).counts.values()]
        assert row.children[0].text == report(name).unit
        total.update(report(name).counts)
    (foot,) = lines_of(table, "tfoot")
    assert [cell.text for cell in foot.children[1:]] == [str(total[one]) for one in report(NAMES[0]).counts]


def test_every_file_of_the_table_leads_to_its_part(whole: Page) -> None:
    (table,) = whole.all("table", css="cards")
    parts = {section.attributes["id"] for section in whole.all("section", css="u")}
    links = [row.children[0].children[0] for row in lines_of(table, "tbody")]
    assert {link.attributes["href"][1:] for link in links} == parts
    assert len(parts) == len(NAMES) + 1


def _inside(element: Element, outer: Element) -> bool:
    at: Element | None = element
    while at is not None and at is not outer:
        at = at.parent
    return at is outer


@every_sample
def test_no_word_of_a_finding_is_left_out(name: str) -> None:
    page = Page(page_of(name))
    shown = page.elements[0].text
    for finding in report(name).findings:
        for said in (finding.why, finding.law, finding.todo):
            assert squeezed(said) in shown
        place = page.by_id(finding.id).text
        assert finding.cell in place
        for child in finding.children:
            assert squeezed(child.message) in page.by_id(child.id).text


@every_sample
def test_every_error_has_its_five_parts_under_their_names(name: str) -> None:
    page = Page(page_of(name))
    for finding in report(name).findings:
        element = page.by_id(finding.id)
        if element.name != "article" or finding.stated is None:
            continue
        names = [dt.text for dt in page.all("dt") if _inside(dt, element)]
        assert names[:2] == ["Ở đâu", "Đang ghi"]
        assert {"Vì sao", "Việc cần làm"} <= set(names)
        assert {"Lẽ ra", "Có khả năng là", "Tính ra"} & set(names)


def test_figures_are_written_as_an_office_writes_them(kon_ray: Page) -> None:
    told = kon_ray.by_id("F1").text
    assert "26.884 triệu đồng" in told
    assert "+40 triệu đồng" in told
    assert "Chắc chắn ô này sai" in told


def test_the_gravest_stand_first_in_every_form(whole: Page) -> None:
    for section in whole.all("section", css="b"):
        letters = [one.attributes["data-s"] for one in whole.all(css="f") if _inside(one, section)]
        assert letters == sorted(letters, key="ewi".index)


def test_the_excerpt_marks_the_wrong_cell_by_words_too(kon_ray: Page) -> None:
    article = kon_ray.by_id("F1")
    (culprit,) = [cell for cell in kon_ray.all("td", css="xc") if _inside(cell, article)]
    assert "26.884" in culprit.text
    assert "ô sai" in culprit.text
    assert "sửa thành 26.844" in culprit.text
    assert "E13" in culprit.text


def test_what_an_excerpt_leaves_out_is_said() -> None:
    assert "… và 13 dòng khác trong phép tính." in Page(page_of("cao_bang_2019-N")).by_id("F5").text


def test_suspects_stand_in_their_order() -> None:
    page = Page(page_of("bao_lam_2023-6T"))
    article = page.by_id("F1")
    codes = [code for code in page.all("code", css="a") if _inside(code, article)]
    listed = [code.text for code in codes if code.parent is not None and code.parent.name == "li"]
    (finding,) = [one for one in report("bao_lam_2023-6T").findings if one.id == "F1"]
    assert len(listed) > 5
    assert listed == [f"{suspect.sheet}!{suspect.cell}" for suspect in finding.suspects]


def test_a_file_that_could_not_be_read_is_told_with_its_reason(whole: Page) -> None:
    assert LOST.reason is not None
    assert LOST.reason in whole.by_id("khong-doc").text
    assert LOST.reason in whole.by_id(f"tep-{len(NAMES) + 1}").text
    alone = Page(html_page([LOST], version="1"))
    assert LOST.reason in alone.by_id("dau").text
    assert "Không đọc được" in alone.by_id("dau").text


def test_units_that_sent_nothing_are_named(whole: Page) -> None:
    assert all(unit in whole.by_id("chua-gui").text for unit in MISSING)


@every_sample
def test_every_rule_not_checked_is_named_with_why(name: str) -> None:
    page = Page(page_of(name))
    rows = {row.children[0].text: row.text for row in page.all("tr") if _of_unchecked(row)}
    for item in report(name).unchecked:
        assert item.rule in rows[squeezed(item.reason)]


def _of_unchecked(row: Element) -> bool:
    at: Element | None = row
    while at is not None and "un" not in at.classes:
        at = at.parent
    return at is not None


@every_sample
def test_the_map_of_a_file_counts_its_findings_form_by_form(name: str) -> None:
    page = Page(page_of(name))
    rows = [row for row in page.all("tr") if _inside(row, page.by_id("ban-do"))][1:]
    sums = [sum(int(row.children[at].attributes["data-v"]) for row in rows) for at in (1, 2, 3, 4)]
    assert sums == list(report(name).counts.values())
    assert len(rows) >= len(report(name).forms)


def test_the_map_of_many_files_counts_all_their_findings(whole: Page) -> None:
    links = [link for link in whole.all("a") if link.parent and link.parent.name == "td"]
    cells = [link for link in links if _inside(link, whole.by_id("ban-do"))]
    signs = {"✗": Severity.ERROR, "!": Severity.WARNING, "·": Severity.INFO}
    counted = Counter[Severity]()
    for link in cells:
        for written in link.text.split():
            counted[signs[written[0]]] += int(written[1:])
    total = Counter[Severity]()
    for name in NAMES:
        total.update(report(name).counts)
    assert counted == total


def test_an_explained_finding_says_so_and_is_counted() -> None:
    markup = html_page([report("kon_ray_2023-6T")], version="1", explained=[{"F2": "Số theo quyết định 12."}])
    page = Page(markup)
    assert "Giải trình Số theo quyết định 12." in page.by_id("F2").text
    assert "Đã giải trình" in page.by_id("F2").text
    assert "1 đã giải trình" in page.by_id("dau").text
    assert "Đã giải trình" not in page.by_id("F1").text


def test_a_finding_about_no_cell_stands_under_the_whole_file(kon_ray: Page) -> None:
    base = report("kon_ray_2023-6T")
    loose = replace(base.findings[0], key=None, sheet="", cell="", id="F1", suspects=(), children=())
    loose = replace(loose, form_label="", row_label="", column_label="", message="Tệp thiếu chữ ký.")
    page = Page(html_page([replace(base, findings=(loose,))], version="1"))
    (section,) = page.all("section", css="b")
    assert section.attributes["data-f"] == "Chung cả tệp"
    assert "Tệp thiếu chữ ký." in section.text


def test_a_clean_report_says_that_it_can_be_sent() -> None:
    clean = FileReport("gửi/a.xlsx", "cd" * 32, "huyện Bảo Lâm", "2023-N", ("KR02",))
    page = Page(html_page([clean], version="1"))
    assert "Hợp lệ" in page.by_id("dau").text
    assert "Không có phát hiện nào." in page.by_id("phat-hien").text
    assert page.faults == []


def test_no_files_at_all_still_make_a_page() -> None:
    assert Page(html_page([], version="1")).faults == []


def repeated(count: int) -> FileReport:
    """A report in which a few rules fail again and again."""
    base = report("kon_ray_2023-6T")
    grave, slight = base.findings[0], base.findings[3]
    made: list[Finding] = []
    for at in range(count):
        one = grave if at < count // 3 else slight
        made.append(replace(one, cell=f"E{at + 1}", rule=f"KR02.{at % 40}" if one is grave else "KR02.12"))
    numbered = tuple(finding.numbered(f"F{at}") for at, finding in enumerate(made, start=1))
    return replace(base, findings=numbered)


def test_findings_of_one_rule_share_a_head_and_keep_a_line_each() -> None:
    checked = repeated(900)
    page = Page(html_page([checked], version="1"))
    assert page.faults == []
    assert findings_of(page).keys() == {finding.id for finding in checked.findings}
    heads = [element for element in page.all("h4") if element.parent and element.parent.name == "summary"]
    assert len(heads) == 40 + 1
    assert "600 số đã cắt bớt chữ số, không phải lỗi" in heads[-1].text
    for finding in (checked.findings[0], checked.findings[-1]):
        assert f"KR02!{finding.cell}" in page.by_id(finding.id).text


def test_a_long_table_comes_in_portions_that_name_what_they_hold() -> None:
    page = Page(html_page([repeated(900)], version="1"))
    portions = [one for one in page.all("details", css="g") if one.parent and one.parent.name == "details"]
    assert len(portions) == 6
    assert portions[0].children[0].text == "F301 … F400 (1–100)"


@pytest.mark.speed
def test_ten_thousand_findings_make_a_page_within_five_seconds() -> None:
    checked = repeated(10_000)
    began = time.process_time()
    markup = html_page([checked], version="1")
    assert time.process_time() - began < 5
    assert markup.count('class="f') >= 10_000
    assert len(markup.encode()) < 20_000_000


def test_the_page_of_all_samples_has_a_part_for_every_form_with_findings() -> None:
    page = Page(page_of_all())
    for at, name in enumerate(NAMES, start=1):
        forms = {finding.key.form for finding in report(name).findings if finding.key}
        section = page.by_id(f"tep-{at}")
        assert len([part for part in page.all("section", css="b") if _inside(part, section)]) == len(forms)
