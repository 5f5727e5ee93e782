"""``mtqg-xl trace``: where a consolidated figure came from."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import show_data, show_lines
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.cli.options import password


@declare(
    "trace",
    help="Cho biết một số trong bảng tổng hợp được cộng từ những ô nào của đơn vị nào.",
    epilog="Ví dụ: mtqg-xl trace cao_bang.xlsx 'BM16!N13'",
)
@click.argument("file", metavar="TỆP.xlsx")
@click.argument("place", metavar="TRANG!Ô")
@password
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
def command(file: str, place: str, password: str | None, as_json: bool) -> None:
    """Trace one cell."""
    from mtqg_xl import api

    found = api.trace(file, place, password=password)
    if as_json:
        show_data(found.to_json())
    else:
        show_lines(found.lines())
