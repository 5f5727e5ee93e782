"""Two zip files compared member by member as they lie there, by code of our own."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

_DESCRIPTOR: Final = 0x08


@dataclass(frozen=True)
class Member:
    """A member: its entry in the list at the end, its header and packed bytes, where it begins."""

    entry: tuple[object, ...]
    record: bytes
    at: int


def lying_in(data: bytes) -> dict[str, Member]:
    """The members of a zip file in the order of its list, under the names written in it."""
    members: dict[str, Member] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            entry = (info.compress_type, info.CRC, info.file_size, info.compress_size, info.flag_bits,
                     info.date_time, info.extra, info.comment, info.external_attr, info.internal_attr,
                     info.create_system, info.create_version, info.extract_version)  # fmt: skip
            at = info.header_offset
            end = at + 30 + sum(struct.unpack_from("<HH", data, at + 26)) + info.compress_size
            if info.flag_bits & _DESCRIPTOR:
                end += 16 if data[end : end + 4] == b"PK\x07\x08" else 12
            members[info.orig_filename] = Member(entry, data[at:end], at)
    return members


def contents(data: bytes) -> dict[str, bytes]:
    """What the members hold."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.orig_filename: archive.read(info) for info in archive.infolist()}


def differences(before: bytes, after: bytes, may_change: Collection[str], may_add: bool) -> list[str]:
    """What is not as it was, the inside of the members that ``may_change`` excepted."""
    old, new = lying_in(before), lying_in(after)
    found: list[str] = []
    kept = [name for name in new if name in old]
    if kept != list(old):
        found.append(f"members lost or in another order: {sorted(old.keys() - new.keys())}")
    if sorted(kept, key=lambda name: old[name].at) != sorted(kept, key=lambda name: new[name].at):
        found.append("members lie in another order")
    if not may_add and len(new) != len(kept):
        found.append(f"members added: {sorted(new.keys() - old.keys())}")
    for name in kept:
        if name not in may_change and (old[name].entry, old[name].record) != (
            new[name].entry,
            new[name].record,
        ):
            found.append(f"member {name} changed")
    with zipfile.ZipFile(io.BytesIO(before)) as first, zipfile.ZipFile(io.BytesIO(after)) as second:
        if first.comment != second.comment:
            found.append("the comment of the zip file changed")
        if (broken := second.testzip()) is not None:
            found.append(f"member {broken} cannot be read")
    return found
