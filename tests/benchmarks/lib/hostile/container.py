"""A zip file that lies: about sizes, checksums, places, names and numbers of its members."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from random import Random
from typing import Final


@dataclass
class Member:
    """One member as it is to be written; ``None`` means the truth."""

    name: bytes
    content: bytes
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0
    size: int | None = None
    packed_size: int | None = None
    checksum: int | None = None
    place: int | None = None
    local_name: bytes | None = None
    extra: bytes = b""
    tail: bytes = b""


@dataclass
class Layout:
    """A zip file to be written."""

    members: list[Member]
    prefix: bytes = b""
    comment: bytes = b""
    count: int | None = None
    shift: int = 0
    packed: dict[int, bytes] = field(default_factory=dict)

    def written(self) -> bytes:
        """The bytes of the file."""
        out, central = bytearray(self.prefix), bytearray()
        for member in self.members:
            place = len(out) if member.place is None else member.place
            body = _packed(member)
            size = len(member.content) if member.size is None else member.size
            packed_size = len(body) if member.packed_size is None else member.packed_size
            checksum = zlib.crc32(member.content) if member.checksum is None else member.checksum
            shared = (
                member.flags, member.method, 0, 0x21, checksum & 0xFFFFFFFF, packed_size & 0xFFFFFFFF,
                size & 0xFFFFFFFF,
            )  # fmt: skip
            local_name = member.name if member.local_name is None else member.local_name
            out += struct.pack("<4s5H3I2H", b"PK\3\4", 20, *shared, len(local_name) & 0xFFFF, 0) + local_name
            out += body + member.tail
            central += struct.pack(
                "<4s4B4H3I5H2I", b"PK\1\2", 20, 0, 20, 0, *shared, len(member.name) & 0xFFFF,
                len(member.extra), 0, 0, 0, 0, place & 0xFFFFFFFF,
            )  # fmt: skip
            central += member.name + member.extra
        count = (len(self.members) if self.count is None else self.count) & 0xFFFF
        start = len(out) + self.shift
        end = struct.pack(
            "<4s4H2IH", b"PK\5\6", 0, 0, count, count, len(central), start & 0xFFFFFFFF, len(self.comment)
        )
        return bytes(out + central + end + self.comment)


def _packed(member: Member) -> bytes:
    if member.method != zipfile.ZIP_DEFLATED:
        return member.content
    packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(member.content) + packer.flush()


def taken_apart(data: bytes) -> Layout:
    """The members of an honest zip file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        members = [Member(info.filename.encode(), archive.read(info)) for info in infos]
    return Layout(members)


def _size(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    true = len(member.content)
    member.size = chance.choice((0, 1, true - 1, true + 1, true // 2, true * 300, 0x7FFFFFFF, 0xFFFFFFFF, 50))


def _packed_size(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    true = len(_packed(member))
    member.packed_size = chance.choice(
        (0, 1, true - 1, true + 1, true // 2, true + 5000, 0x7FFFFFFF, 0xFFFFFFFF)
    )


def _checksum(layout: Layout, chance: Random) -> None:
    chance.choice(layout.members).checksum = chance.getrandbits(32)


def _place(layout: Layout, chance: Random) -> None:
    chance.choice(layout.members).place = chance.choice(
        (0, 1, 30, 0x7FFFFFFF, 0xFFFFFFFF, chance.randrange(9999))
    )


def _name(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    names = (
        member.name.upper(), member.name.replace(b"/", b"\\"), b"/" + member.name, b"../" + member.name,
        b"./" + member.name, member.name + b"/", member.name + b"\0x", b"", b"\xff\xfe", b"a" * 60000,
        chance.choice(layout.members).name, "xl/Biểu số 1.xml".encode(), b"xl//workbook.xml", b"C:\\x.xml",
    )  # fmt: skip
    name = chance.choice(names)
    if chance.random() < 0.3:
        member.local_name = name
    else:
        member.name = name
    member.flags = chance.choice((0, 0, 0x800))


def _flags(layout: Layout, chance: Random) -> None:
    chance.choice(layout.members).flags = chance.choice((1, 8, 9, 0x20, 0x40, 0x800, 0x2000, 0xFFFF))


def _method(layout: Layout, chance: Random) -> None:
    chance.choice(layout.members).method = chance.choice((0, 1, 6, 9, 12, 14, 93, 95, 97, 99, 0xFFFF))


def _wide(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    member.extra = chance.choice((
        struct.pack("<2H", 1, 0), struct.pack("<2HQ", 1, 8, 1 << 40), struct.pack("<2HQQQ", 1, 24, 5,
        1 << 62, 0),
        struct.pack("<2H", 1, 500), b"\1", struct.pack("<2HQ", 1, 8, 0) * 9, struct.pack("<2H9s", 0x7075, 9,
        b"\1xxxxabcd"),
        struct.pack("<2HI", 1, 4, 0xFFFFFFFF), chance.randbytes(40),
    ))  # fmt: skip
    if chance.random() < 0.7:
        member.size = 0xFFFFFFFF
    if chance.random() < 0.4:
        member.packed_size = 0xFFFFFFFF
    if chance.random() < 0.4:
        member.place = 0xFFFFFFFF


def _missing(layout: Layout, chance: Random) -> None:
    layout.members.remove(chance.choice(layout.members))


def _twice(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    name = chance.choice((member.name, member.name.upper(), member.name.replace(b"/", b"\\")))
    layout.members.append(Member(name, chance.choice(layout.members).content))


def _exchanged(layout: Layout, chance: Random) -> None:
    one, other = chance.choice(layout.members), chance.choice(layout.members)
    one.content, other.content = other.content, one.content


def _cut(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    member.content = member.content[: chance.randint(0, len(member.content))]


def _count(layout: Layout, chance: Random) -> None:
    layout.count = chance.choice((0, 1, 0xFFFF, len(layout.members) - 1, len(layout.members) + 1))
    layout.shift = chance.choice((0, 0, -1, 1, 5000, -5000, 0x7FFFFFFF))


def _around(layout: Layout, chance: Random) -> None:
    layout.prefix = chance.choice((b"", b"PK", b"PK\3\4", b"MZ" * 50, b"\0" * 5000, b"PK\5\6" + bytes(18)))
    layout.comment = chance.choice((b"", b"PK\5\6" + bytes(18), b"x" * 65535, b"PK\1\2" * 20))
    chance.choice(layout.members).tail = chance.choice((b"", b"PK\7\x08" + bytes(12), b"x" * 999))


def _many(layout: Layout, chance: Random) -> None:
    times = chance.choice((50, 3000, 10001, 70000))
    name = chance.choice((b"xl/x%d.xml", b"x%d/", b"xl/worksheets/sheet%d.xml", b"docProps/%d.bin"))
    layout.members += [Member(name % at, b"<a/>", zipfile.ZIP_STORED) for at in range(times)]


def _swollen(layout: Layout, chance: Random) -> None:
    member = chance.choice(layout.members)
    fill = chance.choice((b" ", b"\0", b"<a/>", b"<!-- -->"))
    member.content += fill * (chance.choice((10**5, 3 * 10**6, 3 * 10**7)) // len(fill))
    if chance.random() < 0.5:
        member.size = chance.choice((100, 10**6, 0))


LIES: Final[dict[str, Callable[[Layout, Random], None]]] = {
    "size told wrong": _size,
    "packed size told wrong": _packed_size,
    "checksum wrong": _checksum,
    "place wrong": _place,
    "odd name": _name,
    "flags": _flags,
    "packing": _method,
    "zip64 fields": _wide,
    "member missing": _missing,
    "member twice": _twice,
    "members exchanged": _exchanged,
    "member cut off": _cut,
    "directory wrong": _count,
    "bytes around": _around,
    "many members": _many,
    "member swollen": _swollen,
}
