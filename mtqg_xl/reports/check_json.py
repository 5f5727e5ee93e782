"""The result of a check as the JSON of the contract: decimal strings, every key always there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from mtqg_xl.domain.findings import EXPLAINED, FileReport, Finding, Severity, Suspect
from mtqg_xl.domain.numerals import plain


def check_object(reports: Iterable[FileReport], version: str) -> dict[str, Any]:
    """One object for all files checked."""
    return {
        "tool": {"name": "mtqg-xl", "version": version},
        "files": [_file(report) for report in reports],
    }


def _file(report: FileReport) -> dict[str, Any]:
    counts = report.counts
    return {
        "path": report.path,
        "sha256": report.sha256,
        "unit": report.unit,
        "period": report.period,
        "forms": list(report.forms),
        "verdict": report.verdict.value,
        "reason": report.reason,
        "counts": {name: counts[name] for name in (*(one.value for one in Severity), EXPLAINED)},
        "findings": [_finding(finding) for finding in report.findings],
        "unchecked": [{"rule": item.rule, "reason": item.reason} for item in report.unchecked],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    key = finding.key
    return {
        "id": finding.id,
        "rule": finding.rule,
        "law": finding.law,
        "severity": finding.severity.value,
        "verdict": finding.verdict.value,
        "form": key.form if key else "",
        "row": key.row if key else "",
        "column": key.column if key else "",
        "sheet": finding.sheet,
        "cell": finding.cell,
        "stated": decimal_text(finding.stated),
        "expected": decimal_text(finding.expected),
        "difference": decimal_text(finding.difference),
        "unit": finding.unit,
        "message": finding.message,
        "why": finding.why,
        "todo": finding.todo,
        "confidence": finding.confidence.value,
        "explanation": finding.explanation,
        "suspects": [_suspect(suspect) for suspect in finding.suspects],
        "children": [_finding(child) for child in finding.children],
    }


def _suspect(suspect: Suspect) -> dict[str, Any]:
    return {
        "sheet": suspect.sheet,
        "cell": suspect.cell,
        "form": suspect.key.form,
        "row": suspect.key.row,
        "column": suspect.key.column,
        "current": decimal_text(suspect.current),
        "proposed": decimal_text(suspect.proposed),
        "slip": suspect.slip.value,
    }


def decimal_text(value: Decimal | None) -> str | None:
    """A figure as a plain decimal string; ``None`` stays ``None``."""
    return None if value is None else plain(value)
