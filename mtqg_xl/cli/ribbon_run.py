"""``mtqg-xl ribbon run``: answer one request of the button in Excel."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_error, show_data
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.cli.options import password


@declare(
    "run",
    help="Thực hiện một yêu cầu của nút bấm trong Excel; kết quả ghi cạnh tệp yêu cầu.",
    epilog="Ví dụ: mtqg-xl ribbon run request.tsv",
)
@click.argument("request", metavar="TỆP.tsv")
@password
def command(request: str, password: str | None) -> int:
    """Answer the request; the exit code is the status of the answer."""
    from mtqg_xl.api.ribbon import answer_request

    answered = answer_request(request, password)
    if answered.status < 2:
        show_data(answered.message)
    else:
        say_error(answered.message)
    return int(answered.status)
