"""From the report to the corrected cell: two clicks in the workbook, or one command; twenty slips tried."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mtqg_xl import api
from mtqg_xl.cli import main
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import Confidence, FileReport, Finding, Severity
from mtqg_xl.domain.numerals import format_vietnamese
from mtqg_xl.reading import read_submission
from tests.api.test_fix_seeded import CASES, sown
from tests.benchmarks.lib.culprits.sheets import Cells

#: Where the link of a line leads: 'Biểu 16'!E13.
PLACE = re.compile(r"'(.+)'!([A-Z]+[0-9]+)")
COMMAND = re.compile(
    r'<article class="f f-e" id="(F\d+)".*?<code class="a">(mtqg-xl fix [^<]+)</code>', re.DOTALL
)


@dataclass(frozen=True)
class Slip:
    """A workbook with one slip in it, what its check says, and how its cells were before."""

    path: Path
    report: FileReport
    clean: Cells
    listed: Any

    @property
    def sure(self) -> list[Finding]:
        """The findings of which the check is certain."""
        return [one for one in self.report.findings if one.confidence is Confidence.CERTAIN and one.suspects]


@pytest.fixture(scope="module")
def slips(tmp_path_factory: pytest.TempPathFactory) -> list[Slip]:
    """Twenty workbooks, each checked and marked."""
    found = []
    for at, (name, number) in enumerate(CASES):
        path = tmp_path_factory.mktemp("tep") / f"tep_{at}.xlsx"
        clean = sown(path, name, number)
        report = api.check(path)
        marked = path.with_name("danh_dau.xlsx")
        api.mark(path, marked, report)
        found.append(Slip(path, report.files[0], clean, openpyxl.load_workbook(marked)))
    return found


def lines_of(book: Any) -> dict[str, dict[str, Any]]:
    """The cells of each line of the list by the heads of their columns; lines by the id of the finding."""
    rows = list(book["Kiểm tra"].iter_rows())
    head = next(row for row in rows if row[1].value == "Mã")
    told = (
        {title.value: cell for title, cell in zip(head, row, strict=True)}
        for row in rows[rows.index(head) + 1 :]
    )
    return {line["Mã"].value: line for line in told if line["Mã"].value}


def grave(report: FileReport) -> set[tuple[str, CellKey | None]]:
    return {(one.rule, one.key) for one in report.findings if one.severity is not Severity.INFO}


def test_the_link_of_every_line_lands_on_its_cell(slips: list[Slip]) -> None:
    followed = 0
    for slip in slips:
        lines = lines_of(slip.listed)
        for finding in slip.report.findings:
            link = lines[finding.id]["Ô"].hyperlink
            if not finding.cell:
                continue
            place = PLACE.fullmatch(link.location)
            assert place is not None, link.location
            assert place[1] == finding.sheet
            shown = slip.listed[place[1]][finding.cell]
            covered = [
                area.start_cell.coordinate
                for area in slip.listed[place[1]].merged_cells
                if shown.coordinate in area
            ]
            assert place[2] in (finding.cell, *covered)
            followed += 1
    assert followed > len(slips)


def test_at_the_cell_stands_what_to_type(slips: list[Slip]) -> None:
    told = 0
    for slip in slips:
        for finding in slip.sure:
            first = finding.suspects[0]
            note = slip.listed[first.sheet][first.cell].comment
            assert note is not None, (slip.path, finding.id)
            assert finding.id in note.text
            if first.proposed is not None:
                assert format_vietnamese(first.proposed) in note.text, (slip.path, note.text)
                told += 1
    assert told >= len(slips) * 0.6


def test_the_command_that_the_page_names_repairs_the_cell(
    slips: list[Slip], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repaired = 0
    for slip in slips:
        monkeypatch.chdir(slip.path.parent)
        commands = dict(COMMAND.findall(page_of(slip.path)))
        sure = [finding for finding in slip.sure if finding.severity is Severity.ERROR]
        assert {one.id for one in sure} <= commands.keys()
        for finding in sure:
            words = shlex.split(unescape(commands[finding.id]))
            assert main(words[1:]) in (0, 1), words
            out = Path(words[words.index("-o") + 1])
            left = api.check(out).files[0]
            assert (finding.rule, finding.key) not in grave(left)
            assert len(grave(left)) < len(grave(slip.report))
            assert finding.key is not None
            assert read_submission(out).value(finding.key) == slip.clean[finding.key].value
            repaired += 1
    capsys.readouterr()
    assert repaired >= len(slips) * 0.6


@cache
def page_of(path: Path) -> str:
    """The page for the browser of one workbook."""
    return api.check(path, excerpts=True).to_html()
