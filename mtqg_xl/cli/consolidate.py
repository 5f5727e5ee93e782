"""``mtqg-xl consolidate``: many units' workbooks into one."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import file_progress, show_data, show_lines
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.cli.options import bind, keep_answers, password
from mtqg_xl.messages import ArgumentProblem


@declare(
    "consolidate",
    help="Tổng hợp tệp của các đơn vị; công thức giữ nguyên, số nào cũng truy được nguồn gốc.",
    epilog='Ví dụ: mtqg-xl consolidate bao_cao_huyen -o cao_bang.xlsx --unit "tỉnh Cao Bằng" --period 2023-N',
)
@click.argument("places", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC…")
@click.option("-o", "--out", required=True, metavar="TỆP.xlsx", help="Tệp tổng hợp sẽ ghi.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Đơn vị tổng hợp; bỏ trống thì suy ra từ các tệp.")
@click.option("--period", metavar="KỲ", help="Kỳ báo cáo; bỏ trống thì lấy kỳ của đa số tệp.")
@click.option(
    "--template",
    metavar="TỆP",
    help="Tệp biểu mẫu riêng của đơn vị để điền vào; mọi thứ khác trong tệp giữ nguyên.",
)
@bind
@password
@click.option(
    "--live",
    is_flag=True,
    help="Ô cộng là công thức lấy số từ tệp của đơn vị; tệp gửi lại thì cập nhật liên kết trong Excel.",
)
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="SỐ", help="Số tệp đọc cùng lúc.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(
    places: tuple[str, ...],
    out: str,
    unit: str | None,
    period: str | None,
    template: str | None,
    bind: tuple[str, ...],
    password: str | None,
    live: bool,
    as_json: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Consolidate and write."""
    from mtqg_xl import api

    if live and template:
        raise ArgumentProblem("live_template")
    paths = api.find_workbooks(places, leaving_out=out)
    api.check_output(out, [*paths, *([template] if template else [])])
    keep_answers(paths, bind, password, jobs, quiet)
    with file_progress(len(paths), quiet) as on_file:
        total = api.consolidate(paths, unit, period, jobs=jobs, on_file=on_file, password=password)
    told = total.save_telling(out, template, live=live)
    if as_json:
        show_data(total.to_json(out))
    elif not quiet:
        show_lines(total.lines(out))
        show_lines(told)
