"""``mtqg-xl forms``: the forms known."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import show_data, show_lines
from mtqg_xl.cli.helping import command as declare


@declare("forms", help="Liệt kê các biểu phần mềm đã biết.", epilog="Ví dụ: mtqg-xl forms")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
def command(as_json: bool) -> None:
    """List the forms."""
    from mtqg_xl import api

    known = api.forms()
    if as_json:
        show_data(known.to_json())
    else:
        show_lines(known.lines())
