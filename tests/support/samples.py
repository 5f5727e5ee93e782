"""The sample workbooks, read and checked once for all tests of a process."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import FileReport
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.submissions import Submission
from mtqg_xl.reading import read_submission
from mtqg_xl.reconcile import check_submission
from mtqg_xl.rules import Figures, Relation, measure_lookup, relations_of

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@cache
def real(name: str) -> Submission:
    """A real report such as ``kon_ray_2023-6T``."""
    return read_submission(SAMPLES / "real" / f"{name}.xlsx")


@cache
def report(name: str) -> FileReport:
    """The check of a real report."""
    return check_submission(real(name))


@cache
def synthetic(period: str, place: str) -> Submission:
    """A made-up district such as ``("2023-N", "bao_lac")``."""
    return read_submission(SAMPLES / "synthetic" / period / f"{place}_gia_lap.xlsx")


def synthetic_places(period: str) -> list[str]:
    """The made-up districts of a period."""
    files = (SAMPLES / "synthetic" / period).glob("*.xlsx")
    return sorted(file.stem.removesuffix("_gia_lap") for file in files)


def figures_of(submission: Submission) -> Figures:
    """The figures of a submission, blank totals derived by the rules within its forms."""
    forms: list[Form] = [table.form for table in submission.tables]
    relations: list[Relation] = [relation for form in forms for relation in relations_of(form)]
    observations = {seen.key: seen for seen in submission.observations()}
    return Figures(observations, measure_lookup(forms), relations)


def value(submission: Submission, form: str, row: str, column: str) -> Decimal | None:
    """The figure of a cell: as written or, where blank, as its parts give it."""
    return figures_of(submission).value(CellKey(form, row, column))
