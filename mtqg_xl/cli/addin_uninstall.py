"""``mtqg-xl addin uninstall``: the tab taken away again."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import say


@declare(
    "uninstall",
    help="Gỡ thẻ “Báo cáo MTQG” khỏi Excel của người đang dùng máy (Windows).",
    epilog="Ví dụ: mtqg-xl addin uninstall",
)
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(quiet: bool) -> int:
    """Take the add-in away."""
    from mtqg_xl.api.addin import uninstall_addin

    found = uninstall_addin()
    if not quiet:
        say_note(say("addin.uninstalled" if found else "addin.was_not_installed"))
    return 0
