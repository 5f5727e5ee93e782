"""``mtqg-xl check``: find every figure that does not add up."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mtqg_xl.cli.console import file_progress, say_error, say_note, show_data, show_lines
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.cli.options import bind, keep_answers, password
from mtqg_xl.messages import ArgumentProblem, say

if TYPE_CHECKING:
    from mtqg_xl.api import CheckReport


@declare(
    "check",
    help="Kiểm tra một hay nhiều tệp (hoặc cả thư mục): ô nào sai, đúng ra là bao nhiêu, vì sao.",
    epilog="Ví dụ: mtqg-xl check bao_lam.xlsx   |   mtqg-xl check thu_muc --format json -o ket_qua.json"
    "   |   mtqg-xl check bao_lam.xlsx --bind Q1A2B3=1",
)
@click.argument("places", nargs=-1, required=True, metavar="TỆP|THƯ_MỤC…")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json", "xlsx", "html", "docx"]),
    default="text",
    help="Dạng kết quả: văn bản, JSON, bản sao tệp Excel có đánh dấu (xlsx), trang xem trên trình duyệt"
    " (html), biên bản Word (docx).",
)
@click.option(
    "-o",
    "--out",
    metavar="TỆP",
    help="Ghi kết quả ra tệp thay cho màn hình; nhiều tệp với --format xlsx thì ghi ra thư mục.",
)
@click.option("--previous", metavar="TỆP", help="Báo cáo kỳ trước của cùng đơn vị, để so sánh.")
@click.option(
    "--units",
    multiple=True,
    metavar="TỆP|THƯ_MỤC",
    help="Tệp của các đơn vị trực thuộc: số của tệp đang kiểm tra phải bằng tổng của chúng.",
)
@bind
@password
@click.option("--all", "every", is_flag=True, help="Hiện cả các lưu ý không phải lỗi.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="SỐ", help="Số tệp đọc cùng lúc.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo tiến độ.")
def command(
    places: tuple[str, ...],
    shape: str,
    out: str | None,
    previous: str | None,
    units: tuple[str, ...],
    bind: tuple[str, ...],
    password: str | None,
    every: bool,
    jobs: int | None,
    quiet: bool,
) -> int:
    """Check and report; exit code 1 when there are errors, 2 when a file cannot be read."""
    from mtqg_xl import api

    if shape in ("xlsx", "docx") and not out:
        raise ArgumentProblem("needs_out", format=shape)
    paths = api.find_workbooks(places)
    to_folder = shape == "xlsx" and len(paths) > 1
    if out and not to_folder:
        api.check_output(out, paths)
    keep_answers(paths, bind, password, jobs, quiet)
    with file_progress(len(paths), quiet) as on_file:
        # A program that asked for JSON gets it even for one file that cannot be read.
        strict = False if shape == "json" and not out else None
        report = api.check(
            paths,
            previous,
            units=units,
            jobs=jobs,
            on_file=on_file,
            strict=strict,
            password=password,
            excerpts=shape == "html" or to_folder,
        )
    refused = False
    if out and to_folder:
        refused = _mark_all(paths, out, report, quiet)
    elif out:
        _write(report, shape, out, paths, every)
        if not quiet:
            say_note(say("run.wrote", path=out))
    elif shape in ("json", "html"):
        show_data(report.to_json() if shape == "json" else report.to_html())
        for reason in report.reasons:
            say_error(reason)
    elif sys.stdout.isatty():
        report.show(sys.stdout, every, places)
    else:
        show_lines(report.lines(every))
    return 2 if report.any_unreadable or refused else 1 if report.any_invalid else 0


def _write(report: CheckReport, shape: str, out: str, paths: list[str], every: bool) -> None:
    from mtqg_xl import api

    if shape == "xlsx":
        api.mark(paths[0], out, report)
    elif shape == "docx":
        api.write_bytes(out, report.to_docx(), paths)
    elif shape == "html":
        api.write_text(out, report.to_html(Path(out).parent), paths)
    else:
        api.write_text(out, report.to_json() if shape == "json" else report.to_text(every), paths)


def _mark_all(paths: list[str], folder: str, report: CheckReport, quiet: bool) -> bool:
    """Copies of all workbooks with a page that sums them up; whether some could not be made."""
    from mtqg_xl import api

    written, refused = api.mark_all(paths, folder, report)
    summary = Path(folder) / say("check.summary_file")
    api.write_text(summary, report.to_html(folder), paths)
    for problem in refused:
        say_error(str(problem))
    for path in (*written, summary) if not quiet else ():
        say_note(say("run.wrote", path=path))
    return bool(refused)
