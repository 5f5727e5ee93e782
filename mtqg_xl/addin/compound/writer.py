"""Laying storages and streams out in sectors of 512 bytes, small streams in sectors of 64 ([MS-CFB] 2.1-2.5).

The file is: header, allocation table, directory, allocation of the small sectors, small sectors, large
streams. Nothing in it depends on the clock or the machine.
"""

from __future__ import annotations

import struct
from itertools import chain
from typing import Final

from mtqg_xl.addin.compound.directory import END_OF_CHAIN, ENTRY_SIZE, UNUSED, Entry, Tree, directory, streams

SECTOR: Final = 512
MINI_SECTOR: Final = 64
#: Streams shorter than this lie in small sectors.
CUTOFF: Final = 4096
_FREE: Final = 0xFFFFFFFF
_TABLE_SECTOR: Final = 0xFFFFFFFD
_PER_SECTOR: Final = SECTOR // 4
#: Sectors of the allocation table that the header can name by itself: files up to 6.8 MB.
_NAMED_IN_HEADER: Final = 109
_SIGNATURE: Final = bytes.fromhex("D0CF11E0A1B11AE1")


class CompoundTooLargeError(Exception):
    """More than 6.8 MB of streams: a VBA project of a thousand modules is far from it."""


def write_compound(tree: Tree) -> bytes:
    """A compound file holding ``tree``: names to contents (streams) or to further trees (storages).

    Raises :class:`ValueError` for names that such a file cannot hold and
    :class:`CompoundTooLargeError` for more than it can hold as written here.
    """
    entries = directory(tree)
    mini_stream, mini_table = _small_streams(entries)
    listing_size = -(-len(entries) * ENTRY_SIZE // SECTOR) * SECTOR
    large = [entry for entry in streams(entries) if entry.size >= CUTOFF]

    lengths = [listing_size, len(mini_table) * 4, len(mini_stream), *(entry.size for entry in large)]
    counts = [-(-length // SECTOR) for length in lengths]
    table_sectors = _table_sectors(sum(counts))
    starts, table = _allocate(table_sectors, counts)
    for entry, start in zip(large, starts[3:], strict=True):
        entry.start = start
    entries[0].start, entries[0].size = starts[2], len(mini_stream)

    listing = b"".join(entry.packed() for entry in entries)
    pieces = (
        _numbers(table, table_sectors * _PER_SECTOR),
        listing + UNUSED * ((listing_size - len(listing)) // ENTRY_SIZE),
        _numbers(mini_table, counts[1] * _PER_SECTOR),
        _padded(mini_stream),
        *(_padded(entry.content) for entry in large),
    )
    return b"".join(chain([_header(table_sectors, starts, counts)], pieces))


def _small_streams(entries: list[Entry]) -> tuple[bytes, list[int]]:
    """The small sectors with their allocation; tells every stream its size, small ones their place."""
    content = bytearray()
    table: list[int] = []
    for entry in streams(entries):
        entry.size = len(entry.content)
        if not entry.content:
            entry.start = END_OF_CHAIN
        elif entry.size < CUTOFF:
            count = -(-entry.size // MINI_SECTOR)
            entry.start = len(table)
            table.extend(_chain(entry.start, count))
            content += entry.content.ljust(count * MINI_SECTOR, b"\0")
    return bytes(content), table


def _table_sectors(others: int) -> int:
    """How many sectors the allocation table takes, itself included in what it tells of."""
    needed = -(-others // (_PER_SECTOR - 1))
    if needed > _NAMED_IN_HEADER:
        raise CompoundTooLargeError(others * SECTOR)
    return needed


def _allocate(table_sectors: int, counts: list[int]) -> tuple[list[int], list[int]]:
    """Where each run of sectors starts, and the allocation table that links them."""
    table = [_TABLE_SECTOR] * table_sectors
    starts = []
    for count in counts:
        starts.append(len(table) if count else END_OF_CHAIN)
        table.extend(_chain(len(table), count))
    return starts, table


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), END_OF_CHAIN] if count else []


def _header(table_sectors: int, starts: list[int], counts: list[int]) -> bytes:
    versions = (0x003E, 3, 0xFFFE, 9, 6)
    fields = (0, table_sectors, starts[0], 0, CUTOFF, starts[1], counts[1], END_OF_CHAIN, 0)
    fixed = struct.pack("<8s16s5H6s9I", _SIGNATURE, b"", *versions, b"", *fields)
    return fixed + _numbers(list(range(table_sectors)), _NAMED_IN_HEADER)


def _numbers(values: list[int], count: int) -> bytes:
    return struct.pack(f"<{count}I", *values, *[_FREE] * (count - len(values)))


def _padded(content: bytes) -> bytes:
    return content.ljust(-(-len(content) // SECTOR) * SECTOR, b"\0")
