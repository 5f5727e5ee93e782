"""``mtqg-xl fix``: accept what the check proposes, and get a repaired copy."""

from __future__ import annotations

import sys

import click

from mtqg_xl.cli.console import show_data, show_lines
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import ArgumentProblem


@declare(
    "fix",
    help="Sửa số liệu theo kết quả kiểm tra: ghi ra một bản sao, kiểm tra lại, liệt kê các ô đã sửa.",
    epilog="Ví dụ: mtqg-xl fix bao_lam.xlsx --accept F1,F4 -o bao_lam_da_sua.xlsx"
    "   |   mtqg-xl fix bao_lam.xlsx --certain -o bao_lam_da_sua.xlsx"
    "   |   mtqg-xl fix bao_lam.xlsx -o bao_lam_da_sua.xlsx  (hỏi từng chỗ)",
)
@click.argument("book", metavar="TỆP.xlsx")
@click.option(
    "--accept",
    multiple=True,
    metavar="F1,F4",
    help="Mã các phát hiện nhận sửa, lấy từ kết quả kiểm tra; F2@C15 để chọn ô C15 khi có nhiều cách.",
)
@click.option("--certain", is_flag=True, help="Sửa mọi chỗ mà kết quả kiểm tra nói chắc chắn.")
@click.option("-o", "--out", metavar="TỆP.xlsx", help="Bản sao sẽ ghi.")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê những gì sẽ sửa, không ghi tệp.")
@click.option("--previous", metavar="TỆP", help="Báo cáo kỳ trước, nếu đã dùng khi kiểm tra.")
@click.option("--unit", metavar="ĐƠN_VỊ", help="Đơn vị cần sửa, nếu tệp có nhiều đơn vị.")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
@click.option("--quiet", is_flag=True, help="Không hiện thông báo.")
def command(
    book: str,
    accept: tuple[str, ...],
    certain: bool,
    out: str | None,
    dry_run: bool,
    previous: str | None,
    unit: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Repair and write; exit code 0 when no error is left in the copy, 1 when some are."""
    from mtqg_xl.api import repairing

    if out is None and not dry_run:
        raise ArgumentProblem("needs_out_file")
    target = None if dry_run else out
    if accept or certain or not sys.stdin.isatty():
        fixed = repairing.fix(book, target, accept=accept, certain=certain, unit=unit, previous=previous)
    else:
        repairing.check_target(book, target)
        repairs = repairing.Repairs.of(book, unit=unit, previous=previous)
        fixed = repairs.make(repairs.asked(_ask, _show), out=target)
    if as_json:
        show_data(fixed.to_json())
    elif dry_run or not quiet:
        show_lines(fixed.lines())
    return 1 if fixed.any_invalid else 0


def _ask(question: str) -> str:
    """One answer typed at the terminal; the end of the input stops the asking."""
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline() or "d"


def _show(text: str, style: str) -> None:
    """What belongs to a question goes where the question goes: data alone is on stdout."""
    show_lines([(text, style)], sys.stderr)
