"""VBA source as statements: continued lines joined, comments left out, texts kept apart from code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_CONTINUED: Final = re.compile(r"(?:^|\s)_\s*$")
_REMARK: Final = re.compile(r"(?:^|:)\s*Rem\b", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """One line of code: where it begins, the code with each text as ``"0"``, ``"1"``…, the texts."""

    line: int
    code: str
    texts: tuple[str, ...]


def statements(source: str) -> Iterator[Statement]:
    """The statements of a source; lines without code and hidden attributes are left out."""
    waiting, start = "", 0
    lines = source.splitlines()
    # An exported class begins with lines that are no code.
    head = lines.index("END") + 1 if source.startswith("VERSION ") and "END" in lines else 0
    for number, line in enumerate(lines[head:], head + 1):
        start = start or number
        waiting += line
        code, texts, commented = _parted(waiting)
        if not commented and _CONTINUED.search(code):
            waiting = waiting.rstrip()[:-1]
            continue
        if code.strip() and not code.startswith("Attribute "):
            yield Statement(start, code.strip(), texts)
        waiting, start = "", 0


def _parted(line: str) -> tuple[str, tuple[str, ...], bool]:
    """Code, texts, and whether a comment ends the line."""
    code: list[str] = []
    texts: list[str] = []
    at = 0
    while at < len(line):
        mark = line[at]
        if mark == "'":
            return "".join(code), tuple(texts), True
        if mark == '"':
            text, at = _text(line, at + 1)
            code.append(f'"{len(texts)}"')
            texts.append(text)
            continue
        code.append(mark)
        at += 1
    joined = "".join(code)
    if remark := _REMARK.search(joined):
        return joined[: remark.start()], tuple(texts), True
    return joined, tuple(texts), False


def _text(line: str, at: int) -> tuple[str, int]:
    """The text that begins at ``at``, and where it is over; a doubled mark is one mark of the text."""
    text: list[str] = []
    while at < len(line):
        if line[at] != '"':
            text.append(line[at])
            at += 1
        elif line[at + 1 : at + 2] == '"':
            text.append('"')
            at += 2
        else:
            break
    return "".join(text), at + 1
