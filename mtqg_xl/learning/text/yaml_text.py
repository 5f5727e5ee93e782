"""A form file written as people write it: one line a column, one line a row, questions above the line.

A general YAML library writes neither the short ``{key: value}`` lines nor comments where they belong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from mtqg_xl.learning.model import Asked
from mtqg_xl.messages import say

Value = str | Sequence[str] | Sequence[Mapping[str, "Value"]]
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./()%+*–=-]*[\w.)%])?")
#: Words that YAML readers other than ours take for something else than text.
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_INDENT = "  "


def scalar(text: str) -> str:
    """``text`` as a YAML scalar, quoted where it has to be."""
    if text == "true" or text == "6T":
        return text
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and " #" not in text and "--" not in text:
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(entry: Mapping[str, Value]) -> str:
    """``{key: value, …}`` on one line; empty values are left out."""
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in entry.items() if value) + "}"


def _value(value: Value) -> str:
    if isinstance(value, str):
        return scalar(value)
    return "[" + ", ".join(scalar(part) if isinstance(part, str) else flow(part) for part in value) + "]"


def line(key: str, value: Value, asked: Asked | None = None) -> list[str]:
    """``key: value`` with its questions and notes above it; nothing for an empty value."""
    if not value:
        return []
    return [*comments(asked), f"{key}: {_value(value)}"]


def listing(
    key: str, entries: Iterable[tuple[Mapping[str, Value], Asked | None]], indent: int = 0
) -> list[str]:
    """``key:`` with one line an entry; nothing without entries."""
    space = _INDENT * indent
    lines = []
    for entry, asked in entries:
        lines += [f"{space}{_INDENT}{text}" for text in comments(asked)]
        lines.append(f"{space}{_INDENT}- {flow(entry)}")
    return [f"{space}{key}:", *lines] if lines else []


def comments(asked: Asked | None) -> list[str]:
    """Notes and questions as comment lines, each once."""
    if asked is None:
        return []
    notes = [f"# {_one_line(text)}" for text in dict.fromkeys(asked.notes)]
    questions = [f"# {say('learning.asks', text=_one_line(text))}" for text in dict.fromkeys(asked.questions)]
    return notes + questions


def _one_line(text: str) -> str:
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
