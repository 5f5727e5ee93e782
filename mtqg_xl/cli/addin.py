"""``mtqg-xl addin``: the tab in Excel, built and installed."""

from __future__ import annotations

from typing import ClassVar

import click

from mtqg_xl.cli.main import LazyGroup


class _AddinGroup(LazyGroup):
    modules: ClassVar[dict[str, str]] = {
        "build": "addin_build",
        "install": "addin_install",
        "uninstall": "addin_uninstall",
    }


@click.group(
    cls=_AddinGroup,
    name="addin",
    help="Thẻ “Báo cáo MTQG” trong Excel: dựng tệp phần bổ sung, cài đặt, gỡ bỏ.",
    epilog="Ví dụ: mtqg-xl addin install",
)
def command() -> None:
    """The commands about the add-in."""
