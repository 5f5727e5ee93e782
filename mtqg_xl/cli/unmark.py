"""``mtqg-xl unmark``: a marked workbook as it was before."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import say


@declare(
    "unmark",
    help="Xóa đánh dấu của lần kiểm tra: trả lại màu ô, ghi chú như trước, bỏ trang “Kiểm tra”.",
    epilog="Ví dụ: mtqg-xl unmark bao_lam_da_danh_dau.xlsx -o bao_lam.xlsx",
)
@click.argument("book", metavar="TỆP.xlsx")
@click.option("-o", "--out", required=True, metavar="TỆP.xlsx", help="Bản sao sẽ ghi.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(book: str, out: str, quiet: bool) -> int:
    """Write the copy without marks."""
    from mtqg_xl import api

    api.clear_marks(book, out)
    if not quiet:
        say_note(say("run.wrote", path=out))
    return 0
