"""Forms learnt from workbooks made for a test."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from mtqg_xl.domain.forms import Column, Form, Row
from mtqg_xl.learning import LearntFile, form_from_text, learn_workbook
from tests.learning.shapes import Draw, saved

#: Asked of every form, as no workbook tells it.
ALWAYS_ASKED = (
    "Cấp nào lập biểu này",
    "Biểu lập cho kỳ nào",
    "Trên trang ghi kỳ",
    "Không rõ biểu thuộc chương trình",
)


@dataclass(frozen=True)
class Taught:
    """A form as learnt: the text of its file, and what that text defines."""

    file: LearntFile
    form: Form

    @property
    def columns(self) -> list[str]:
        """The printed codes, formulas included."""
        return [column.code_text for column in self.form.columns if not column.in_stub]

    @property
    def sums(self) -> dict[str, str]:
        """The sums of rows by their keys."""
        return {row.key: row.formula for row in self.form.rows if row.formula}

    @property
    def asked(self) -> list[str]:
        """The questions about this workbook in particular."""
        return [text for text in self.file.questions if not text.startswith(ALWAYS_ASKED)]

    def column(self, key: str) -> Column:
        return self.form.column_by_key[key]

    def row(self, key: str) -> Row:
        return self.form.row_by_key[key]

    def above(self, beginning: str) -> list[str]:
        """The comment lines right above the first line that holds ``beginning``."""
        lines = [line.strip() for line in self.file.text.splitlines()]
        at = next(n for n, line in enumerate(lines) if beginning in line and not line.startswith("#"))
        first = at
        while lines[first - 1].startswith("#"):
            first -= 1
        return lines[first:at]

    @property
    def raw(self) -> dict[str, Any]:
        """The file as any YAML reader sees it."""
        return dict(yaml.safe_load(self.file.text))


def taught(tmp_path: Path, *draws: Draw, sheet: str | None = None) -> Taught:
    """What is learnt of a workbook with these sheets."""
    (file,) = learn_workbook(saved(tmp_path / "that.xlsx", *draws), tmp_path / "DP01.yaml", sheet).files
    return Taught(file, form_from_text(file.text))
