"""A table of a form in several places: split by columns, continued on another sheet, or doubled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mtqg_xl.reading.tables.lines import printed_lines
from mtqg_xl.reading.tables.model import Head
from mtqg_xl.reading.text.keys import match_key


@dataclass(frozen=True, slots=True)
class Groups:
    """Heads with the same columns and different rows together; ``doubled`` hold the same cells twice."""

    groups: tuple[tuple[Head, ...], ...]
    doubled: tuple[Head, ...] = ()


def grouped(heads: Sequence[Head]) -> Groups:
    """The heads of one table of a form: each group has columns of its own."""
    groups: list[list[Head]] = []
    doubled: list[Head] = []
    for head in heads:
        columns = set(head.columns.bound)
        at = next((g for g in groups if columns & set(g[0].columns.bound)), None)
        if at is None:
            groups.append([head])
        elif set(at[0].columns.bound) == columns and not any(share_rows(head, other) for other in at):
            at.append(head)
        else:
            doubled.append(head)
    return Groups(tuple(map(tuple, groups)), tuple(doubled))


def share_rows(one: Head, other: Head) -> bool:
    """Whether both hold the same rows; a closing total or a row or two may be repeated on a new page."""
    first, second = _labels(one), _labels(other)
    return len(first & second) > 0.3 * min(len(first), len(second))


def _labels(head: Head) -> set[tuple[str, str]]:
    lines, _ = printed_lines([head])
    return {(line.number.strip(), match_key(line.label)) for line in lines if line.figures}
