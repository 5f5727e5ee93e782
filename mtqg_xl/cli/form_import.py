"""``mtqg-xl form import``: learn a form from a real workbook."""

from __future__ import annotations

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.cli.helping import command as declare
from mtqg_xl.messages import say


@declare(
    "import",
    help="Học một biểu mới từ tệp Excel có thật; chỗ nào chưa chắc thì ghi câu hỏi vào tệp biểu.",
    epilog="Ví dụ: mtqg-xl form import bieu_cua_tinh.xlsx -o bieu_rieng/DP01.yaml"
    "   |   mtqg-xl form import ca_bo_bieu.xlsx -o bieu_rieng",
)
@click.argument("book", metavar="TỆP.xlsx")
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="TỆP.yaml|THƯ_MỤC",
    help="Tệp biểu sẽ ghi, hoặc thư mục (mỗi biểu một tệp).",
)
@click.option("--sheet", metavar="TRANG", help="Chỉ học trang này.")
@click.option("--overwrite", is_flag=True, help="Ghi đè tệp biểu đã có (mất các câu đã trả lời trong đó).")
@click.option("--quiet", is_flag=True, help="Không hiện các câu hỏi.")
def command(book: str, out: str, sheet: str | None, overwrite: bool, quiet: bool) -> None:
    """Learn, write the form files, and show what is to be answered in them."""
    from mtqg_xl.api.learning import import_forms

    learnt = import_forms(book, out, sheet=sheet, overwrite=overwrite)
    for file in learnt.files:
        say_note(
            say(
                "learning.learnt",
                code=file.code,
                sheet=file.sheet,
                columns=file.columns,
                rows=file.rows,
                formulas=file.formulas,
                path=file.path,
            )
        )
        if not file.questions:
            say_note(say("learning.no_questions"))
        else:
            say_note(say("learning.questions", count=len(file.questions)))
            if not quiet:
                for text in file.questions:
                    say_note(f"  - {text}")
    for name, reason in learnt.skipped:
        say_note(say("learning.skipped", sheet=name, reason=reason))
