"""Bytes changed as bytes, whatever they mean."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final


def flipped(data: bytes, chance: Random) -> bytes:
    """Some bytes changed."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        if out:
            out[chance.randrange(len(out))] = chance.choice((0, 0xFF, 0x7F, 0x80, chance.randrange(256)))
    return bytes(out)


def cut(data: bytes, chance: Random) -> bytes:
    """The end, the beginning or the middle missing."""
    one, other = sorted((chance.randint(0, len(data)), chance.randint(0, len(data))))
    return chance.choice((data[:one], data[one:], data[:one] + data[other:]))


def copied(data: bytes, chance: Random) -> bytes:
    """A stretch written over another place, or put in."""
    at, size = chance.randrange(len(data) + 1), chance.choice((1, 4, 30, 500))
    to = chance.randrange(len(data) + 1)
    return data[:to] + data[at : at + size] + data[to + chance.choice((0, size)) :]


def directory(data: bytes, chance: Random) -> bytes:
    """Some bytes changed in the last part, where a zip file keeps its directory."""
    at = data.rfind(b"PK\1\2", 0, max(4, len(data) - chance.choice((30, 500, 3000))))
    start = max(0, at)
    return data[:start] + flipped(data[start:], chance)


KINDS: Final[dict[str, Callable[[bytes, Random], bytes]]] = {
    "bytes changed": flipped,
    "bytes missing": cut,
    "bytes copied": copied,
    "bytes of the directory": directory,
}
