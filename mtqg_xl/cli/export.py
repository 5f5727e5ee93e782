"""``mtqg-xl export``: the figures of a workbook as a long table."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note, show_data
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.cli.options import bind, keep_answers, password
from mtqg_xl.messages import ArgumentProblem, say


@declare(
    "export",
    help="Xuất số liệu của một tệp thành bảng dài, mỗi dòng một ô.",
    epilog="Ví dụ: mtqg-xl export bao_lam.xlsx --format csv -o bao_lam.csv"
    '   |   mtqg-xl export ca_tinh.xlsx --unit "huyện Bảo Lâm"',
)
@click.argument("file", metavar="TỆP")
@click.option(
    "--format", "shape", type=click.Choice(["csv", "json", "parquet"]), default="csv", help="Dạng bảng."
)
@click.option("--unit", metavar="ĐƠN_VỊ", help="Đơn vị cần xuất, khi tệp có số liệu của nhiều đơn vị.")
@bind
@password
@click.option("-o", "--out", metavar="TỆP", help="Ghi ra tệp thay cho màn hình.")
def command(
    file: str,
    shape: str,
    unit: str | None,
    bind: tuple[str, ...],
    password: str | None,
    out: str | None,
) -> None:
    """Export one workbook."""
    from mtqg_xl import api

    if out:
        api.check_output(out, [file])
    elif shape == "parquet":
        raise ArgumentProblem("needs_out", format=shape)
    keep_answers([file], bind, password, jobs=1, quiet=False)
    book = api.open_book(file, unit=unit, password=password)
    if out and shape == "parquet":
        book.to_parquet(out)
    elif out:
        api.write_text(out, book.to_json() if shape == "json" else book.to_csv(), [file])
    else:
        show_data(book.to_json() if shape == "json" else book.to_csv())
    if out:
        say_note(say("run.wrote", path=out))
