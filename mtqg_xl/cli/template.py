"""``mtqg-xl template``: empty workbooks to fill in."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import ArgumentProblem, say


@declare(
    "template",
    help="Tạo tệp biểu mẫu trống (một tệp có thể gồm nhiều biểu).",
    epilog='Ví dụ: mtqg-xl template BM16 BM11 --unit "huyện Bảo Lâm" --period 2024-6T -o bao_lam.xlsx',
)
@click.argument("codes", nargs=-1, metavar="MÃ_BIỂU…")
@click.option(
    "--set",
    "set_name",
    metavar="TÊN",
    help="Bộ biểu đặt sẵn, các biểu nối với nhau bằng công thức; xem tên bộ bằng: mtqg-xl forms.",
)
@click.option("-o", "--out", required=True, metavar="TỆP.xlsx", help="Tệp sẽ ghi.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Đơn vị báo cáo; bỏ trống thì để dòng kẻ chấm.")
@click.option("--period", metavar="KỲ", help="Kỳ báo cáo: 2023-6T, 2023-N, 2024-T06, 2024-KH.")
@click.option("--level", metavar="CẤP", help="Cấp của đơn vị: xa, huyen hoặc tinh.")
def command(
    codes: tuple[str, ...],
    set_name: str | None,
    out: str,
    unit: str | None,
    period: str | None,
    level: str | None,
) -> None:
    """Write an empty workbook."""
    from mtqg_xl import api

    if not codes and set_name is None:
        raise ArgumentProblem("missing_argument", name="MÃ_BIỂU")
    path = api.write_template(codes, out, unit=unit, period=period, level=level, set_name=set_name)
    say_note(say("run.wrote", path=path))
