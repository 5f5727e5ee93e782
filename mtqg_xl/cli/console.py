"""Speaking at the terminal: data on stdout, messages on stderr, colour only where it is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TextIO

from mtqg_xl.messages import say

#: Fewer files than this are done before a bar could be read.
_LONG_WORK = 12
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}


def show_lines(lines: Iterable[tuple[str, str]], stream: TextIO | None = None) -> None:
    """Print lines with their styles; plain text when not at a terminal or NO_COLOR is set."""
    target = stream or sys.stdout
    coloured = target.isatty() and not os.environ.get("NO_COLOR")
    for text, style in lines:
        codes = ";".join(_CODES[word] for word in style.split()) if coloured and style else ""
        target.write(f"\x1b[{codes}m{text}\x1b[0m\n" if codes else f"{text}\n")


def show_data(text: str) -> None:
    """Print data to stdout."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def say_error(text: str) -> None:
    """One sentence on stderr."""
    show_lines([(text, "red")], sys.stderr)


def say_note(text: str) -> None:
    """A remark on stderr."""
    show_lines([(text, "")], sys.stderr)


@contextmanager
def file_progress(count: int, quiet: bool) -> Iterator[Callable[[str], None] | None]:
    """A progress bar over ``count`` files on stderr, for long work at a terminal only."""
    if quiet or count < _LONG_WORK or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR")))
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task(say("run.reading", count=count), total=count)
        yield lambda _path: bar.advance(task)
