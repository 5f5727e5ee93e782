"""A minute as it is read: its paragraphs, tables and parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

import docx
from lxml import etree

from mtqg_xl.domain.findings import FileReport, Finding, Severity
from mtqg_xl.reports.minutes import minutes
from tests.support.samples import report

DAY = date(2024, 1, 5)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Paper:
    """A document opened by another program than wrote its body."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.document = docx.Document(io.BytesIO(content))

    @cached_property
    def text(self) -> str:
        """All texts in their order, a line a paragraph, tabs and breaks as blanks."""
        lines = []
        for paragraph in self.document.element.body.iter(f"{W}p"):
            pieces = (
                item.text or "" if item.tag == f"{W}t" else " "
                for item in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
            )
            lines.append("".join(pieces))
        return "\n".join(lines)

    def table(self, *heads: str) -> list[list[str]]:
        """The rows below the first table with these heads, all such tables together."""
        found = []
        for table in self.document.tables:
            rows = [[cell.text for cell in row.cells] for row in table.rows]
            if rows and rows[0][: len(heads)] == list(heads):
                found += rows[1:]
        return found

    def part(self, name: str) -> Any:
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return etree.fromstring(package.read(name))


def paper(reports: Iterable[FileReport], **heading: Any) -> Paper:
    """The minute of these reports, on the day of these tests."""
    return Paper(minutes(list(reports), **({"day": DAY} | heading)))


def kon_ray() -> FileReport:
    return report("kon_ray_2023-6T")


def multiplied(count: int, severity: Severity = Severity.ERROR) -> FileReport:
    """A report of so many findings: those of Kon Rẫy over and over, of seven rules."""
    errors = [one for one in kon_ray().findings if one.severity is Severity.ERROR]
    many = (
        replace(errors[at % 3], rule=f"{errors[at % 3].rule}.{at % 7}", severity=severity)
        for at in range(count)
    )
    return replace(kon_ray(), findings=tuple(one.numbered(f"F{n}") for n, one in enumerate(many, start=1)))


def ids_of(file: FileReport) -> set[str]:
    return {one.id for head in file.findings for one in head.walk()}


def with_text(text: str) -> FileReport:
    """A report in which everything that may come from a workbook is ``text``."""

    def told(finding: Finding) -> Finding:
        children = tuple(map(told, finding.children))
        named = dict.fromkeys(("message", "why", "todo", "law", "row_label", "column_label", "sheet"), text)
        return replace(finding, children=children, **named)

    return replace(
        kon_ray(),
        path=f"/x/{text.replace('/', '')}.xlsx",
        unit=text,
        findings=tuple(map(told, kon_ray().findings)),
    )
