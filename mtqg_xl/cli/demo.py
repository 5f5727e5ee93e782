"""``mtqg-xl demo``: the whole job on the samples."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import show_lines
from mtqg_xl.cli.helping import command as declare


@declare(
    "demo",
    help="Chạy thử toàn bộ công việc trên số liệu mẫu: kiểm tra, tổng hợp, truy nguồn.",
    epilog="Ví dụ: mtqg-xl demo chay_thu",
)
@click.argument("folder", default="mtqg-demo", metavar="[THƯ_MỤC]")
def command(folder: str) -> None:
    """Run the demonstration; writes into ``folder``."""
    from mtqg_xl import api

    show_lines(api.demo(folder))
