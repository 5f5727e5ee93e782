"""A district that sends its forms in several workbooks is checked and consolidated as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

import mtqg_xl as mx
from mtqg_xl.api.results import CheckReport
from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport, Finding
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.domain.units import Level
from mtqg_xl.writing import BookIdentity, Filling, plan_sheet, write_book
from tests.support.books import write

#: What the summary says of a project, and the table of its funds in the form of the project.
SUMMARY, FUNDS = CellKey("BM16", "DA1.1", "K1"), CellKey("BM03", "V1", "K")


def sent(folder: Path, funds: int = 500, unit: str = "huyện Bảo Lâm") -> list[Path]:
    """The summary and the form of a project in two workbooks; 500 in the summary."""
    folder.mkdir(exist_ok=True)
    return [
        write(folder / "tong_hop.xlsx", ["BM16"], {SUMMARY: Decimal(500)}, unit=unit),
        write(folder / "du_an.xlsx", ["BM03"], {FUNDS: Decimal(funds)}, unit=unit),
    ]


def of_nowhere(path: Path, cell: CellKey, figure: int) -> Path:
    """A form of a district that no register knows."""
    path.parent.mkdir(exist_ok=True)
    unit, period = ReportingUnit("huyện Ba Bể", None, Level.DISTRICT), Period.parse("2023-N")
    plans = [plan_sheet(make_concrete(cell.form, unit, period))]
    path.write_bytes(write_book(plans, BookIdentity(unit, period), Filling({cell: Decimal(figure)})))
    return path


def of(report: CheckReport, path: Path) -> FileReport:
    (found,) = (file for file in report.files if file.path == str(path))
    return found


def between(report: FileReport) -> list[Finding]:
    """Findings, also folded ones, of the rule between the two forms."""
    return [item for finding in report.findings for item in finding.walk() if item.rule == "X1.BM03.K1"]


def everything(finding: Finding) -> Iterator[tuple[str, str]]:
    for item in finding.walk():
        yield item.sheet, item.cell
        yield from ((suspect.sheet, suspect.cell) for suspect in item.suspects)


def test_forms_that_agree_across_files_raise_nothing(tmp_path: Path) -> None:
    report = mx.check(sent(tmp_path))
    assert [between(file) for file in report.files] == [[], []]


def test_what_disagrees_across_files_is_told_of_the_file_with_the_left_cell(tmp_path: Path) -> None:
    summary, project = sent(tmp_path, 700)
    report = mx.check([summary, project])
    (finding,) = between(of(report, summary))
    assert finding.key == SUMMARY
    assert (finding.stated, finding.sheet) == (500, "BM16")
    assert between(of(report, project)) == []


def test_the_other_file_is_named_and_its_cells_are_not_taken_for_own_ones(tmp_path: Path) -> None:
    summary, project = sent(tmp_path, 700)
    (finding,) = between(of(mx.check([summary, project]), summary))
    assert "du_an.xlsx" in finding.why
    assert {sheet for sheet, _ in everything(finding)} <= {"BM16", "[du_an.xlsx]BM03"}
    assert "tong_hop.xlsx" not in finding.message + finding.why + finding.todo


def test_alone_the_rule_is_told_as_not_checked_and_together_it_is_not(tmp_path: Path) -> None:
    summary, _ = sent(tmp_path)
    alone = mx.check(summary).files[0]
    assert any(item.rule == "X1.BM03.K1" for item in alone.unchecked)
    together = of(mx.check(tmp_path), summary)
    assert not any(item.rule == "X1.BM03.K1" for item in together.unchecked)


def test_findings_are_numbered_through_with_errors_first(tmp_path: Path) -> None:
    summary, project = sent(tmp_path, 700)
    findings = of(mx.check([summary, project]), summary).findings
    assert [finding.id for finding in findings] == [f"F{n}" for n in range(1, len(findings) + 1)]
    order = ["error", "warning", "info"]
    assert [order.index(finding.severity) for finding in findings] == sorted(
        order.index(finding.severity) for finding in findings
    )


def test_files_of_different_units_or_periods_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    summary, _ = sent(tmp_path / "a", 700)
    _, other = sent(tmp_path / "b", 700, unit="huyện Bảo Lạc")
    later = write(tmp_path / "c.xlsx", ["BM03"], {FUNDS: Decimal(700)}, period="2024-N")
    assert [between(file) for file in mx.check([summary, other, later]).files] == [[], [], []]


def test_a_form_sent_twice_is_not_compared_as_it_is_not_known_which_counts(tmp_path: Path) -> None:
    summary, project = sent(tmp_path, 700)
    again = write(tmp_path / "du_an_2.xlsx", ["BM03"], {FUNDS: Decimal(500)})
    assert [between(file) for file in mx.check([summary, project, again]).files] == [[], [], []]


def test_units_of_one_name_that_no_register_knows_are_one_only_in_one_folder(tmp_path: Path) -> None:
    summary = of_nowhere(tmp_path / "x" / "a.xlsx", SUMMARY, 500)
    project = of_nowhere(tmp_path / "y" / "b.xlsx", FUNDS, 700)
    beside = of_nowhere(tmp_path / "x" / "b.xlsx", FUNDS, 700)
    assert [between(file) for file in mx.check([summary, project]).files] == [[], []]
    assert len(between(of(mx.check([summary, beside]), summary))) == 1


def test_it_does_not_depend_on_processes_or_the_order_of_files(tmp_path: Path) -> None:
    paths = sent(tmp_path, 700)
    texts = {mx.check(given, jobs=jobs).to_json() for given in (paths, paths[::-1]) for jobs in (1, 2)}
    assert len(texts) == 1


def test_the_files_together_give_one_consolidated_unit(tmp_path: Path) -> None:
    total = mx.consolidate(sent(tmp_path))
    assert {receipt.unit for receipt in total.merged.received} == {"huyện Bảo Lâm"}
    assert sorted(receipt.forms for receipt in total.merged.received) == [("BM03",), ("BM16",)]
    assert total.merged.duplicates == ()
    assert total.frame("BM16").loc["DA1.1", "K1"] == 500
    (part,) = total.trace("BM03", "V1", "K")
    assert Path(part.file).name == "du_an.xlsx"


@pytest.mark.parametrize("funds", [500, 700])
def test_no_file_is_touched(tmp_path: Path, funds: int) -> None:
    paths = sent(tmp_path, funds)
    before = [hashlib.sha256(path.read_bytes()).digest() for path in paths]
    mx.check(paths)
    assert [hashlib.sha256(path.read_bytes()).digest() for path in paths] == before
