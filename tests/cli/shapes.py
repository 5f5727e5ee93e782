"""The JSON of the contract: which keys stand where, and what a figure looks like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

TOOL = {"name", "version"}
FILE = {
    "path", "sha256", "unit", "period", "forms", "verdict", "reason", "counts", "findings", "unchecked",
}  # fmt: skip
COUNTS = {"error", "warning", "info", "explained"}
FINDING = {
    "id", "rule", "law", "severity", "verdict", "form", "row", "column", "sheet", "cell", "stated",
    "expected", "difference", "unit", "message", "why", "todo", "confidence", "explanation",
    "suspects", "children",
}  # fmt: skip
SUSPECT = {"sheet", "cell", "form", "row", "column", "current", "proposed", "slip"}
UNCHECKED = {"rule", "reason"}
FORM = {"code", "title", "programme", "mark", "levels", "periods", "valid_from", "valid_to"}
CELL = {"form", "row", "column", "value", "unit", "state", "sheet", "cell", "raw", "formula"}
CONSOLIDATION = {"out", "unit", "period", "received", "missing", "duplicates", "unreadable"}
RECEIVED = {"unit", "file", "sha256", "verdict"}
DUPLICATE = {"unit", "forms", "kept", "dropped", "rule"}
UNREADABLE = {"file", "reason"}
TRACE = {"cell", "aggregation", "contributions", "missing"}
TRACED_CELL = {"sheet", "cell", "form", "row", "column", "value", "unit"}
CONTRIBUTION = {"unit", "file", "sha256", "sheet", "cell", "value"}

SEVERITIES = {"error", "warning", "info"}
VERDICTS = {"sai", "cat_so", "lam_tron", "dinh_dang", "cong_thuc", "thieu", "khac"}
CONFIDENCES = {"certain", "likely", "undecided"}
SLIPS = {"replace", "insert", "omit", "swap", "sign", "unit", "shift", "blank", "none"}
_DECIMAL = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")


def is_figure(value: object) -> bool:
    """Whether a value is a plain decimal string, or absent."""
    return value is None or (isinstance(value, str) and _DECIMAL.fullmatch(value) is not None)


def all_findings(files: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every finding of every file, folded ones included."""
    waiting = [finding for file in files for finding in file["findings"]]
    while waiting:
        finding = waiting.pop()
        waiting.extend(finding["children"])
        yield finding


def fractions(value: object) -> list[object]:
    """Numbers with a fraction in parsed JSON: there must be none, figures travel as strings."""
    if isinstance(value, dict):
        return [found for part in value.values() for found in fractions(part)]
    if isinstance(value, list):
        return [found for part in value for found in fractions(part)]
    return [value] if isinstance(value, float | Decimal) else []
