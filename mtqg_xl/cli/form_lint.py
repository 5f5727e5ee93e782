"""``mtqg-xl form lint``: what is missing or wrong in a form file."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_error, show_data, show_lines
from mtqg_xl.cli.helping import command as declare


@declare(
    "lint",
    help="Soát tệp định nghĩa biểu: chỗ nào sai hoặc còn thiếu, ở dòng nào của tệp, nên sửa thế nào.",
    epilog="Ví dụ: mtqg-xl form lint bieu_rieng/BM17.yaml",
)
@click.argument("places", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC…")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
def command(places: tuple[str, ...], as_json: bool) -> int:
    """Look through form files; exit code 1 when there are errors, 2 when a file cannot be used at all."""
    from mtqg_xl.api.form_files import lint

    report = lint(places)
    if as_json:
        show_data(report.to_json())
    else:
        show_lines(report.lines())
    for reason in report.reasons:
        say_error(reason)
    return 2 if report.reasons else 1 if report.any_errors else 0
