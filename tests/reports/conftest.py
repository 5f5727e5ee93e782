"""Reports made by hand, with everything that a report can say."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from mtqg_xl.domain.cells import CellKey
from mtqg_xl.domain.findings import (
    Confidence,
    FileReport,
    Finding,
    Severity,
    Slip,
    Suspect,
    Unchecked,
    Verdict,
)

KEY = CellKey("KR02", "NTM", "3")


def finding(severity: Severity, verdict: Verdict, cell: str, **more: object) -> Finding:
    """A finding on the sheet KR02 that says ``said about`` its cell."""
    values: dict[str, object] = {"key": KEY, "sheet": "KR02", "message": f"said about {cell}.", **more}
    return Finding(rule="KR02.3", severity=severity, verdict=verdict, cell=cell, **values)  # type: ignore[arg-type]


@pytest.fixture
def full() -> FileReport:
    """A report with an error that folds another, a warning, and eleven remarks of two kinds."""
    child = replace(finding(Severity.ERROR, Verdict.WRONG, "E12"), rule="KR02.7")
    error = finding(
        Severity.ERROR,
        Verdict.WRONG,
        "E13",
        why="3 = 1 + 2.",
        law="Nghị định 27/2022/NĐ-CP",
        todo="Sửa ô E13.",
        stated=Decimal("26884.50"),
        expected=Decimal("2.6844E+4"),
        unit="trieu_dong",
        confidence=Confidence.CERTAIN,
        suspects=(
            Suspect(KEY, "KR02", "E13", Decimal("26884.50"), Decimal(26844), Slip.REPLACE),
            Suspect(KEY, "KR02", "C13", None, Decimal("1E-7")),
        ),
        children=(child,),
    )
    warning = finding(Severity.WARNING, Verdict.WRONG, "F13", key=None)
    remarks = [finding(Severity.INFO, Verdict.CUT_OFF, f"N{row}") for row in range(12, 22)]
    slight = finding(Severity.INFO, Verdict.ROUNDING, "S12")
    findings = tuple(
        item.numbered(f"F{at}") for at, item in enumerate([error, warning, *remarks, slight], start=1)
    )
    return FileReport(
        path="gửi/kon_ray.xlsx",
        sha256="ab" * 32,
        unit="huyện Kon Rẫy",
        period="2023-6T",
        forms=("BM16", "KR02"),
        findings=findings,
        unchecked=(Unchecked("KR02.9", "tệp không có BM11"),),
    )


@pytest.fixture
def clean() -> FileReport:
    """A report with nothing to say."""
    return FileReport("gửi/a.xlsx", "cd" * 32, "huyện Bảo Lâm", "2023-N", ("KR02",))


@pytest.fixture
def unreadable() -> FileReport:
    """The report of a file that could not be read."""
    return FileReport("gửi/hỏng.xlsx", reason="Tệp “gửi/hỏng.xlsx” rỗng (0 byte).")
