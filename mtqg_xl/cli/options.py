"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

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
