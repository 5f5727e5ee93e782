"""Tables of text as the engine reads and writes them: UTF-16LE with BOM, CRLF, TAB between fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_BOM = b"\xff\xfe"
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN = {"t": "\t", "n": "\n", "r": "\r"}


def encoded(rows: Iterable[Sequence[str]]) -> bytes:
    """The bytes of a table."""
    text = "".join("\t".join(map(_escaped, row)) + "\r\n" for row in rows)
    return _BOM + text.encode("utf-16-le", "replace")


def decoded(data: bytes) -> list[list[str]]:
    """The rows of a table; ``ValueError`` for bytes that are none."""
    if not data.startswith(_BOM):
        raise ValueError("no byte order mark")
    lines = re.split(r"\r\n|\r|\n", data[len(_BOM) :].decode("utf-16-le"))
    return [[_unescaped(field) for field in line.split("\t")] for line in lines if line]


def records(rows: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """The rows below the head, by the names in it; what a short row lacks is empty."""
    if not rows:
        return []
    head = rows[0]
    return [{name: row[at] if at < len(row) else "" for at, name in enumerate(head)} for row in rows[1:]]


def _escaped(field: str) -> str:
    return re.sub(r"[\\\t\n\r]", lambda found: _ESCAPES[found[0]], field)


def _unescaped(field: str) -> str:
    return re.sub(r"\\(.)", lambda found: _PLAIN.get(found[1], found[1]), field)
