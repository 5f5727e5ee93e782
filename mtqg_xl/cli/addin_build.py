"""``mtqg-xl addin build``: the add-in as a file."""

from __future__ import annotations

import os

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import AddinProblem, say


@declare(
    "build",
    help="Dựng tệp phần bổ sung mtqg.xlam của Excel từ mã nguồn; cùng mã nguồn thì được cùng một tệp.",
    epilog="Ví dụ: mtqg-xl addin build -o phan_bo_sung",
)
@click.option("-o", "--out", default=".", metavar="THƯ_MỤC", help="Thư mục sẽ ghi; mặc định là thư mục này.")
@click.option("--xlsm", "trial", is_flag=True, help="Ghi thêm mtqg.xlsm: tệp Excel cùng mã lệnh để dùng thử.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(out: str, trial: bool, quiet: bool) -> int:
    """Build the add-in and write it."""
    from mtqg_xl.api.addin import build_addin

    try:
        written = build_addin(out, trial=trial)
    except AddinProblem as problem:
        for fault in getattr(problem, "faults", ()):
            say_note(str(fault))
        raise
    for path in written:
        if not quiet:
            say_note(say("run.wrote", path=os.path.normpath(path)))
    return 0
