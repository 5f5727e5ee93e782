"""``mtqg-xl addin install``: the tab in this user's Excel."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import say


@declare(
    "install",
    help="Cài thẻ “Báo cáo MTQG” vào Excel của người đang dùng máy (Windows, không cần quyền quản trị).",
    epilog="Ví dụ: mtqg-xl addin install",
)
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(quiet: bool) -> int:
    """Install the add-in."""
    from mtqg_xl.api.addin import install_addin

    path = install_addin()
    if not quiet:
        say_note(say("addin.installed", path=path))
    return 0
