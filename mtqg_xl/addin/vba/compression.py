"""The compression of VBA projects ([MS-OVBA] 2.4.1): chunks of 4096 bytes, repeats told by copy tokens.

A raw chunk always stands for 4096 bytes. Where the last chunk is shorter, longer than 3640 bytes and holds no
repeats at all, it comes back with zeros behind; text in a language never does.
"""

from __future__ import annotations

import struct
from typing import Final

CHUNK: Final = 4096
_SIGNATURE: Final = 1
_MARK: Final = 0x3000
_COMPRESSED: Final = 0x8000
_SHORTEST: Final = 3


class BrokenCompressionError(ValueError):
    """Bytes that are no compressed container."""


def compress(content: bytes) -> bytes:
    """``content`` as a compressed container."""
    chunks = (content[at : at + CHUNK] for at in range(0, len(content), CHUNK))
    return bytes([_SIGNATURE]) + b"".join(_packed(chunk) for chunk in chunks)


def decompress(container: bytes) -> bytes:
    """What a compressed container holds; :class:`BrokenCompressionError` when it is none."""
    if container[:1] != bytes([_SIGNATURE]):
        raise BrokenCompressionError("no signature")
    found = bytearray()
    at = 1
    while at < len(container):
        if at + 2 > len(container):
            raise BrokenCompressionError("a chunk without its head")
        (head,) = struct.unpack_from("<H", container, at)
        if head & 0x7000 != _MARK:
            raise BrokenCompressionError("a chunk without its mark")
        end = at + (head & 0x0FFF) + 3
        if end > len(container):
            raise BrokenCompressionError("a chunk cut off")
        data = container[at + 2 : end]
        found += _unpacked(data) if head & _COMPRESSED else data
        at = end
    return bytes(found)


def _packed(chunk: bytes) -> bytes:
    tokens = _tokens(chunk)
    if len(tokens) > CHUNK:
        return struct.pack("<H", _MARK | CHUNK - 1) + chunk.ljust(CHUNK, b"\0")
    return struct.pack("<H", _COMPRESSED | _MARK | len(tokens) - 1) + tokens


def _tokens(chunk: bytes) -> bytes:
    """Sequences of a flag byte and up to eight tokens: a byte as it is, or a copy of what came before."""
    out = bytearray()
    seen: dict[bytes, list[int]] = {}
    at, flag_at, bit = 0, 0, 8
    while at < len(chunk):
        if bit == 8:
            flag_at, bit = len(out), 0
            out.append(0)
        bits = _offset_bits(at)
        offset, length = _longest_match(chunk, at, seen, (0xFFFF >> bits) + _SHORTEST)
        if length:
            out[flag_at] |= 1 << bit
            out += struct.pack("<H", offset - 1 << 16 - bits | length - _SHORTEST)
        else:
            length = 1
            out.append(chunk[at])
        for passed in range(at, at + length):
            seen.setdefault(chunk[passed : passed + _SHORTEST], []).append(passed)
        at += length
        bit += 1
    return bytes(out)


def _longest_match(chunk: bytes, at: int, seen: dict[bytes, list[int]], longest: int) -> tuple[int, int]:
    """How far back the longest repeat begins, the nearest of equals, and how long it is; 0, 0 for none."""
    limit = min(longest, len(chunk) - at)
    best_offset = best = 0
    if limit < _SHORTEST:
        return 0, 0
    for candidate in reversed(seen.get(chunk[at : at + _SHORTEST], ())):
        if best and chunk[candidate + best] != chunk[at + best]:
            continue
        length = _SHORTEST
        while length < limit and chunk[candidate + length] == chunk[at + length]:
            length += 1
        if length > best:
            best_offset, best = at - candidate, length
            if best == limit:
                break
    return best_offset, best


def _offset_bits(at: int) -> int:
    """How many bits of a copy token tell the way back, ``at`` bytes into the chunk."""
    return max(4, (at - 1).bit_length())


def _unpacked(data: bytes) -> bytes:
    out = bytearray()
    at = 0
    while at < len(data):
        flags = data[at]
        at += 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                out.append(data[at])
                at += 1
                continue
            if at + 2 > len(data) or not out:
                raise BrokenCompressionError("a copy of nothing")
            (token,) = struct.unpack_from("<H", data, at)
            at += 2
            bits = _offset_bits(len(out))
            start = len(out) - (token >> 16 - bits) - 1
            if start < 0:
                raise BrokenCompressionError("a copy from before the beginning")
            for place in range(start, start + (token & 0xFFFF >> bits) + _SHORTEST):
                out.append(out[place])
    if len(out) > CHUNK:
        raise BrokenCompressionError("a chunk of more than 4096 bytes")
    return bytes(out)
