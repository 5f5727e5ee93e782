"""No text of a workbook or a file name becomes markup, and nothing unseen hides on the page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from mtqg_xl.domain.excerpts import (
    Excerpt,
    ExcerptCell,
    ExcerptHead,
    ExcerptRelation,
    ExcerptRow,
    ExcerptTable,
    Role,
)
from mtqg_xl.domain.findings import FileReport, Finding, Severity, Unchecked
from mtqg_xl.reports.html import html_page
from tests.reports.html.markup import Page
from tests.support.samples import report

INJECTIONS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- -->",
    "]]>",
    "&lt;b&gt;&amp;",
    "{shown}{0}%s",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "a\x00b\x07c\x1bd\x7f\x85",
    "\u202egpj.exe\u202c \u2066x\u2069 \u200f\u200e\u061c",
    "zero\u200bwidth\ufeff\u2028line",
    "half\ud800 none\ufffe\U0001ffff tag\U000e0041",
]
UNSEEN = set(
    "\x00\x07\x1b\x7f\x85\u202e\u202c\u2066\u2069\u200f\u200e\u061c\u200b\ufeff\u2028\ufffe\U000e0041"
)
injected = pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))


def poisoned(text: str) -> tuple[FileReport, Excerpt]:
    """A report and an excerpt that say ``text`` wherever a workbook can put a text of its own."""

    def of(finding: Finding) -> Finding:
        suspects = tuple(replace(one, sheet=text, cell=text) for one in finding.suspects)
        return replace(
            finding,
            rule=f"R{text}",
            sheet=text,
            cell=text,
            message=text,
            why=text,
            todo=text,
            law=text,
            unit=text,
            form_label=text,
            row_label=text,
            column_label=text,
            suspects=suspects * 2,
            children=tuple(map(of, finding.children)),
        )

    base = report("kon_ray_2023-6T")
    findings = [of(one) for one in base.findings]
    findings += [replace(findings[0], rule="same", key=None) for _ in range(7)]
    findings.sort(key=lambda one: list(Severity).index(one.severity))
    checked = replace(
        base,
        path=f"gửi/{text}.xlsx",
        unit=text,
        period=text,
        forms=(text, *base.forms),
        findings=tuple(one.numbered(f"F{at}") for at, one in enumerate(findings, start=1)),
        unchecked=(Unchecked(text, text),),
    )
    head = ExcerptHead(text, text)
    cell = ExcerptCell(text, text, text, Role.CULPRIT, (text, ""), 1, text, text)
    table = ExcerptTable(text, text, (head,), (ExcerptRow(head, (cell,)),), 3, 4)
    return checked, Excerpt((table,), (ExcerptRelation(text, text, text, text),) * 2)


def made(text: str, beside: str | None = None) -> str:
    checked, excerpt = poisoned(text)
    lost = FileReport(text, reason=text)
    drawn = {finding.id: excerpt for finding in checked.findings}
    answered = {finding.id: text for finding in checked.findings}
    return html_page(
        [checked, lost],
        [drawn],
        version=text,
        missing=[text],
        explained=[answered],
        beside=beside,
    )


def shape(page: Page) -> Counter[tuple[str, ...]]:
    """How many elements there are of each name and set of attributes."""
    return Counter((element.name, *sorted(element.attributes)) for element in page.elements)


@injected
def test_a_text_stays_a_text(text: str) -> None:
    page, plain = Page(made(text)), Page(made("x"))
    assert page.faults == []
    assert shape(page) == shape(plain)


@injected
def test_what_cannot_be_seen_is_shown(text: str) -> None:
    markup = made(text)
    assert not UNSEEN & set(markup)
    assert markup.encode("utf-8").decode("utf-8") == markup
    if UNSEEN & set(text):
        assert "�" in markup


@injected
def test_every_link_stays_on_the_page_or_leads_to_a_file(text: str) -> None:
    for link in Page(made(text, beside="/nowhere")).links:
        assert link.startswith(("#", "./"))


@injected
def test_a_text_is_still_there_to_be_read(text: str) -> None:
    if not UNSEEN & set(text) and text.isprintable():
        assert text in Page(made(text)).by_id("tep-1").text
