"""How much of a file is read: far beyond any report, far below what harms a machine."""

from __future__ import annotations

from typing import Final, NamedTuple

MEGABYTE: Final = 1024 * 1024


class Limits(NamedTuple):
    """Bounds for the kinds of file that are not .xlsx; beyond one of them a file is refused.

    ``cells`` counts those that hold something, over the whole book, as do ``merges``; ``records``
    those of a binary file, ``tree`` the bytes of a text that is read as a tree, ``plain`` those of
    one that is read line by line; ``nesting`` how deep tables and groups may stand in one another;
    ``formula`` the characters of one formula; ``locked`` the bytes of an old file under a password,
    ``turns`` how often a password may have to be stirred.
    """

    cells: int = 1_000_000
    sheets: int = 1_024
    merges: int = 100_000
    looks: int = 70_000
    records: int = 4_000_000
    tree: int = 24 * MEGABYTE
    plain: int = 64 * MEGABYTE
    nesting: int = 100
    formula: int = 32_768
    locked: int = 40 * MEGABYTE
    turns: int = 1_000_000


LIMITS: Final = Limits()
