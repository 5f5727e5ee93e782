"""``mtqg-xl fill``: values into named cells of any workbook, nothing else touched."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import show_data, show_lines
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import ArgumentProblem


@declare(
    "fill",
    help="Ghi số liệu vào các ô nêu tên của một tệp Excel bất kỳ; mọi thứ khác trong tệp giữ nguyên.",
    epilog="Ví dụ: mtqg-xl fill bao_lam.xlsx --set 'BM16!E13=26844' -o bao_lam_sua.xlsx",
)
@click.argument("book", metavar="TỆP.xlsx")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="TRANG!Ô=GIÁ_TRỊ",
    help="Một ô cần ghi; nêu được nhiều lần.",
)
@click.option(
    "--data", metavar="TỆP", help="Tệp CSV hoặc JSON: trang, ô, giá trị; hoặc biểu, dòng, cột, giá trị."
)
@click.option("-o", "--out", metavar="TỆP.xlsx", help="Tệp kết quả sẽ ghi.")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê những gì sẽ thay đổi, không ghi tệp.")
@click.option("--over-formulas", is_flag=True, help="Cho phép ghi số đè lên công thức.")
@click.option("--decimal", type=click.Choice([",", "."]), help="Dấu thập phân của số trong --set và --data.")
@click.option("--backup", is_flag=True, help="Nếu tệp kết quả đã có thì giữ lại bản trước.")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(
    book: str,
    assignments: tuple[str, ...],
    data: str | None,
    out: str | None,
    dry_run: bool,
    over_formulas: bool,
    decimal: str | None,
    backup: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Fill cells and write, or tell what would be written."""
    from mtqg_xl import api

    if not assignments and data is None:
        raise ArgumentProblem("nothing_to_fill")
    if out is None and not dry_run:
        raise ArgumentProblem("needs_out_file")
    target = None if dry_run else out
    filled = api.fill_cells(
        book,
        assignments,
        data,
        target,
        decimal=decimal,
        over_formulas=over_formulas,
        backup=backup,
    )
    if as_json:
        show_data(filled.to_json())
    elif dry_run or not quiet:
        show_lines(filled.lines())
