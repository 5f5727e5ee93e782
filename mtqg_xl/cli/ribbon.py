"""``mtqg-xl ribbon``: what the button in Excel starts; nobody has to type it."""

from __future__ import annotations

from typing import ClassVar

import click

from mtqg_xl.cli.main import LazyGroup


class _RibbonGroup(LazyGroup):
    modules: ClassVar[dict[str, str]] = {"run": "ribbon_run"}


@click.group(
    cls=_RibbonGroup,
    name="ribbon",
    help="Phần máy tính làm việc cho nút bấm trong Excel (tự gọi, không cần gõ).",
    epilog="Ví dụ: mtqg-xl ribbon run request.tsv",
)
def command() -> None:
    """The commands of the button."""
