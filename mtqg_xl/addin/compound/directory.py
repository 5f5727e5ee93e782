"""The directory of a compound file: every storage and stream, each storage's children as a search tree.

[MS-CFB] 2.6.4 wants the children of a storage as a red-black tree. Programs that only read walk any tree;
Excel's storage library searches it, and a tree that is out of order or out of balance hides streams.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

Tree = Mapping[str, "bytes | Tree"]

NO_STREAM: Final = 0xFFFFFFFF
END_OF_CHAIN: Final = 0xFFFFFFFE
ENTRY_SIZE: Final = 128
STORAGE, STREAM, ROOT = 1, 2, 5
RED, BLACK = 0, 1
_ENTRY: Final = struct.Struct("<64sH2B3I16sI2QIQ")
_LONGEST_NAME: Final = 31
_FORBIDDEN_IN_NAME: Final = frozenset("/\\:!")


@dataclass
class Entry:
    """One storage or stream, and its place in its storage's tree."""

    name: str
    kind: int
    content: bytes = b""
    colour: int = BLACK
    left: int = NO_STREAM
    right: int = NO_STREAM
    child: int = NO_STREAM
    start: int = 0
    size: int = field(default=0)

    def packed(self) -> bytes:
        """The 128 bytes of the entry."""
        name = self.name.encode("utf-16-le") + b"\0\0"
        links = (self.left, self.right, self.child)
        return _ENTRY.pack(
            name, len(name), self.kind, self.colour, *links, b"", 0, 0, 0, self.start, self.size
        )


#: What fills the last sector of the directory up.
UNUSED: Final = _ENTRY.pack(b"", 0, 0, 0, NO_STREAM, NO_STREAM, NO_STREAM, b"", 0, 0, 0, 0, 0)


def directory(tree: Tree) -> list[Entry]:
    """The entries of a compound file holding ``tree`` (names to contents, or to trees), root first."""
    entries = [Entry("Root Entry", ROOT)]
    _add_children(entries, 0, tree)
    return entries


def order(name: str) -> tuple[int, str]:
    """What names are sorted by within a storage: shorter first, then by upper-case letters (2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper()


def _add_children(entries: list[Entry], parent: int, tree: Tree) -> None:
    _refuse_bad_names(tree)
    names = sorted(tree, key=order)
    first = len(entries)
    for name in names:
        content = tree[name]
        stream = isinstance(content, bytes)
        entries.append(
            Entry(name, STREAM if stream else STORAGE, content if isinstance(content, bytes) else b"")
        )
    full_levels = (len(names) + 1).bit_length() - 1

    def rooted(low: int, high: int, level: int) -> int:
        """Tie together the entries ``low`` to ``high`` (not included); returns the place of their root."""
        if low >= high:
            return NO_STREAM
        middle = (low + high) // 2
        entry = entries[middle]
        # Halving fills every level but the last; when the last is not full its nodes alone are red,
        # so that every way down meets the same number of black ones.
        entry.colour = RED if level >= full_levels else BLACK
        entry.left = rooted(low, middle, level + 1)
        entry.right = rooted(middle + 1, high, level + 1)
        return middle

    entries[parent].child = rooted(first, first + len(names), 0)
    for place, name in enumerate(names, first):
        content = tree[name]
        if not isinstance(content, bytes):
            _add_children(entries, place, content)


def _refuse_bad_names(tree: Tree) -> None:
    bad = [name for name in tree if not 0 < len(name.encode("utf-16-le")) // 2 <= _LONGEST_NAME]
    bad += [name for name in tree if _FORBIDDEN_IN_NAME & set(name)]
    seen: set[str] = set()
    for name in tree:
        if name.upper() in seen:
            bad.append(name)
        seen.add(name.upper())
    if bad:
        raise ValueError(f"no compound file can hold these names: {sorted(set(bad))}")


def streams(entries: list[Entry]) -> Iterator[Entry]:
    """The entries that are streams."""
    return (entry for entry in entries if entry.kind == STREAM)
