"""``mtqg-xl form``: teach the tool a form, and check what was taught."""

from __future__ import annotations

from typing import ClassVar

import click

from mtqg_xl.cli.main import LazyGroup


class _FormGroup(LazyGroup):
    modules: ClassVar[dict[str, str]] = {"import": "form_import", "lint": "form_lint"}


@click.group(
    cls=_FormGroup,
    name="form",
    help="Dạy phần mềm một biểu mới từ tệp Excel có thật, và soát tệp định nghĩa biểu.",
    epilog="Ví dụ: mtqg-xl form import bieu_cua_tinh.xlsx -o bieu_rieng",
)
def command() -> None:
    """The commands about form files."""
