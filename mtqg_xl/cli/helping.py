"""Help texts in Vietnamese, each with an example."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import click

_HEADINGS = {"Options": "Tùy chọn", "Commands": "Các lệnh"}


class _VietnameseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        args = args.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND [ARGS]...", "LỆNH …")
        super().write_usage(prog, args, prefix="Cách dùng: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 34, col_spacing: int = 2) -> None:
        told = [(term, _in_vietnamese(text)) for term, text in rows]
        super().write_dl(told, col_max, col_spacing)


def _in_vietnamese(text: str) -> str:
    """A help text with what click adds of its own said in Vietnamese."""
    text = re.sub(r"\s*\[\d+<=x<=\d+\]", "", text)
    text = text.replace("Show this message and exit.", "Hiện hướng dẫn này.")
    return re.sub(r"\s*\[required\]", " (bắt buộc)", text)


class _VietnameseContext(click.Context):
    formatter_class = _VietnameseFormatter


class VietnameseCommand(click.Command):
    """A command whose help is in Vietnamese."""

    context_class = _VietnameseContext


class VietnameseGroup(click.Group):
    """A group whose help is in Vietnamese."""

    context_class = _VietnameseContext


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command of the group."""
    return click.command(name, cls=VietnameseCommand, **settings)
