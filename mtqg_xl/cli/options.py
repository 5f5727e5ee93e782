"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

import click

from mtqg_xl.cli.console import say_note
from mtqg_xl.messages import say

password: Callable[[Any], Any] = click.option(
    "--password",
    metavar="MẬT_KHẨU",
    envvar="MTQG_XL_PASSWORD",
    help="Mật khẩu mở tệp, dùng chung cho mọi tệp (hoặc đặt biến môi trường MTQG_XL_PASSWORD).",
)

bind: Callable[[Any], Any] = click.option(
    "--bind",
    multiple=True,
    metavar="MÃ=TRẢ_LỜI",
    help="Trả lời câu phần mềm đã hỏi, như Q1A2B3=1 (câu trả lời thứ nhất), =2, hoặc =- (không phải câu nào);"
    " nêu được nhiều lần. Câu trả lời được ghi vào tệp tra_loi_mtqg.yaml cùng thư mục, lần sau không hỏi.",
)


def keep_answers(
    paths: Sequence[str], bind: Sequence[str], password: str | None, jobs: int | None, quiet: bool
) -> None:
    """Keep the answers given with ``--bind`` before the work begins, and say where."""
    if not bind:
        return
    from mtqg_xl import api

    for path in api.answer(paths, bind, password=password, jobs=jobs):
        if not quiet:
            near = os.path.relpath(path)
            say_note(say("run.answers_kept", path=path if near.startswith(os.pardir) else near))
