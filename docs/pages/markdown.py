"""Tables and lists of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

#: So many texts of one kind are written out.
_MOST: Final = 6


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table without the columns that are empty in every row; nothing when there are no rows."""
    filled = [tuple(map(cell, row)) for row in rows]
    kept = [at for at in range(len(heads)) if any(row[at] for row in filled)]
    if not kept:
        return
    yield line(heads[at] for at in kept)
    yield "|" + " --- |" * len(kept)
    yield from (line(row[at] for at in kept) for row in filled)


def line(cells: Iterable[str]) -> str:
    """One line of a table."""
    return "| " + " | ".join(cells) + " |"


def cell(text: str) -> str:
    """A text as it may stand in a cell; its lines stay lines."""
    lines = (" ".join(part.split()) for part in text.split("\n"))
    return "<br>".join(escaped(part) for part in lines)


def escaped(text: str) -> str:
    """A text without the signs that Markdown would take for its own."""
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


def shortened(texts: Sequence[str], kind: str) -> str:
    """Texts for one cell, a line each; of many of one ``kind`` the first two, the last and the number."""
    distinct = list(dict.fromkeys(texts))
    if len(distinct) <= _MOST:
        return "\n".join(distinct)
    return "\n".join([*distinct[:2], "…", distinct[-1], f"({len(texts)} {kind} cùng loại)"])


def facts(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Names and what is told of them, as a list; what is empty is left out."""
    yield from (f"- {name}: {told}" for name, told in pairs if told)
