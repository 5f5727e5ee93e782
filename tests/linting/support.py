"""Form files written for a test."""

from __future__ import annotations

from pathlib import Path

from mtqg_xl.catalogue.sources import form_files
from mtqg_xl.linting import FileNotes, lint_file

GOOD = """\
# Biểu thử: dựng cho việc kiểm thử.
code: TH01
number: Biểu thử
title: "Biểu thử năm {nam}"
programme: Chương trình thử
mark: reference
source: Ví dụ
law: Nghị định 27/2022/NĐ-CP
levels: [xa, huyen]
periods: [6T, N]
valid: {from: 2022-01-01, until: 2026-12-31}
measure: trieu_dong
stub: [TT, Nội dung]
columns:
  - {code: "1", title: Kế hoạch, under: [Kinh phí]}
  - {code: "2", title: Giải ngân, under: [Kinh phí]}
  - {code: 3=2/1*100, title: Tỷ lệ (%), under: [Kinh phí], measure: phan_tram}
  - {code: "4", title: Số hộ, measure: ho, rows: ["#ho"]}
  - {code: "5", title: Ghi chú, kind: text}
rows:
  - {key: T, label: CỘNG, sum: "1+2"}
  - {key: GC, number: "1", label: Giống cây trồng, tags: [ho]}
  - {key: GV, number: "2", label: Giống vật nuôi, tags: [ho]}
rules:
  - {id: "2", rule: 2<=1, severity: warning, why: Giải ngân không vượt kế hoạch., todo: Kiểm tra lại hai số.}
"""


def catalogue_files() -> list[Path]:
    """All form files of the catalogue."""
    return [file for files in form_files(None).values() for file in files]


def looked_through(folder: Path, text: str, name: str = "TH01.yaml", *, prove: bool = False) -> FileNotes:
    """The notes about a form file of this text."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return lint_file(file, prove=prove)


def line_with(text: str, part: str) -> int:
    """The first line of ``text`` that holds ``part``."""
    return text[: text.index(part)].count("\n") + 1
