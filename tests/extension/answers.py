"""Answers of the engine prepared for tests: findings about a small sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mtqg_xl.ribbon import encoded
from mtqg_xl.ribbon.tables import FINDINGS_HEAD, PROPOSALS_HEAD, TRACE_HEAD

Row = Mapping[str, str]


def finding(number: str, cell: str, **more: str) -> Row:
    return {
        "id": number,
        "severity": "error",
        "rule": "R.1",
        "sheet": "Số liệu",
        "cell": cell,
        "title": "Sai: lẽ ra 26.844",
        "message": "Cộng không đúng.",
        "why": "24.314 + 2.530 = 26.844.",
        "todo": "Xem lại số.",
        "stated": "26884",
        "expected": "26844",
        "difference": "40",
        "law": "Thông tư 05",
        "key": f'["huyện A", "R.1", "", "Số liệu", "{cell}", "26884"]',
        "mark": more.get("severity", "error"),
        **more,
    }


def proposal(number: str, cell: str, proposed: str, **more: str) -> Row:
    return {
        "id": number,
        "n": "1",
        "sheet": "Số liệu",
        "cell": cell,
        "current": "26884",
        "proposed": proposed,
        "kind": "number",
        "label": f"{cell}: 26.884 → {proposed}",
        **more,
    }


def write_answer(
    folder: Path,
    findings: Sequence[Row] = (),
    proposals: Sequence[Row] = (),
    trace: Sequence[Row] = (),
    **answer: str,
) -> str:
    """Files as the engine writes them, in ``folder``."""
    folder.mkdir()
    told = {
        "version": "1",
        "status": "1" if findings else "0",
        "message": f"Có {len(findings)} lỗi.",
        "unit": "huyện A",
        **answer,
    }
    (folder / "response.tsv").write_bytes(encoded(told.items()))
    tables = (("findings", FINDINGS_HEAD, findings), ("proposals", PROPOSALS_HEAD, proposals))
    for name, head, rows in (*tables, ("trace", TRACE_HEAD, trace)):
        lines = [head, *([row.get(column, "") for column in head] for row in rows)]
        (folder / f"{name}.tsv").write_bytes(encoded(lines))
    return str(folder)
