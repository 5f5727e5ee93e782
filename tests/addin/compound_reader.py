"""A strict reader of compound files, written from [MS-CFB] alone; every "must" it meets is asserted."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
RED, BLACK = 0, 1


@dataclass
class Item:
    """A directory entry as it lies in the file."""

    name: str
    kind: int
    colour: int
    left: int
    right: int
    child: int
    start: int
    size: int


@dataclass
class Compound:
    """A compound file taken apart; ``owned`` says which sectors belong to whom."""

    data: bytes
    table: list[int] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    owned: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        data = self.data
        assert data[:8] == bytes.fromhex("D0CF11E0A1B11AE1")
        assert data[8:24] == bytes(16)
        assert struct.unpack_from("<5H", data, 24) == (0x3E, 3, 0xFFFE, 9, 6)
        assert data[34:40] == bytes(6)
        head = struct.unpack_from("<9I", data, 40)
        directories, tables, first_directory, transaction, cutoff, first_mini, minis, first_more, more = head
        assert (directories, transaction, cutoff, first_more, more) == (0, 0, 4096, END, 0)
        assert len(data) % 512 == 0
        places = struct.unpack_from("<109I", data, 76)
        assert all(place == FREE for place in places[tables:])
        for place in places[:tables]:
            self._own(place, "table")
            self.table += struct.unpack("<128I", self.sector(place))
        sectors = len(data) // 512 - 1
        assert len(self.table) >= sectors
        assert all(entry == FREE for entry in self.table[sectors:])
        assert [place for place, entry in enumerate(self.table) if entry == TABLE] == sorted(places[:tables])
        listing = self.chained(first_directory, "directory")
        self.items = [self._item(listing[at : at + 128]) for at in range(0, len(listing), 128)]
        mini_table = self.chained(first_mini, "mini table") if minis else b""
        assert len(mini_table) == 512 * minis
        self.mini_table = struct.unpack(f"<{len(mini_table) // 4}I", mini_table)
        root = self.items[0]
        assert (root.kind, root.name, root.left, root.right) == (5, "Root Entry", FREE, FREE)
        self.mini_stream = self.chained(root.start, "mini stream")[: root.size] if root.size else b""
        self.mini_owned: set[int] = set()
        self.reached: set[int] = set()

    def read(self) -> dict[str, bytes]:
        """Every stream by its path; nothing of the file is left over."""
        found = dict(self._storage(0, ""))
        unused = [item for at, item in enumerate(self.items) if at not in self.reached and at]
        assert all(item == Item("", 0, 0, FREE, FREE, FREE, 0, 0) for item in unused)
        used = [place for place, entry in enumerate(self.table) if entry != FREE]
        assert sorted(self.owned) == used == list(range(len(self.data) // 512 - 1))
        assert {at for at, entry in enumerate(self.mini_table) if entry != FREE} == self.mini_owned
        return found

    def sector(self, place: int) -> bytes:
        """One sector."""
        content = self.data[512 * (place + 1) : 512 * (place + 2)]
        assert len(content) == 512
        return content

    def chained(self, start: int, owner: str) -> bytes:
        """The sectors from ``start`` on."""
        content = b""
        while start != END:
            self._own(start, owner)
            content += self.sector(start)
            start = self.table[start]
        return content

    def _own(self, place: int, owner: str) -> None:
        assert place not in self.owned, (place, owner, self.owned.get(place))
        self.owned[place] = owner

    def _item(self, raw: bytes) -> Item:
        length, kind, colour, left, right, child = struct.unpack_from("<H2B3I", raw, 64)
        assert raw[80:116] == bytes(36)
        assert raw[max(length, 2) - 2 : 64] == bytes(66 - max(length, 2))
        start, size = struct.unpack_from("<IQ", raw, 116)
        assert size < 2**31
        return Item(
            raw[: max(length - 2, 0)].decode("utf-16-le"), kind, colour, left, right, child, start, size
        )

    def _storage(self, at: int, path: str) -> list[tuple[str, bytes]]:
        found: list[tuple[str, bytes]] = []
        root = self.items[at].child
        if root == FREE:
            return found
        assert self.items[root].colour == BLACK
        names: list[str] = []
        blacks: set[int] = set()

        def walk(place: int, above: int, depth: int) -> None:
            if place == FREE:
                blacks.add(depth)
                return
            assert place not in self.reached
            self.reached.add(place)
            item = self.items[place]
            assert not (item.colour == RED and above == RED), "two red ones in a row"
            depth += item.colour == BLACK
            walk(item.left, item.colour, depth)
            names.append(item.name)
            own = f"{path}/{item.name}" if path else item.name
            if item.kind == 1:
                assert (item.start, item.size) == (0, 0)
                found.extend(self._storage(place, own))
            else:
                assert (item.kind, item.child) == (2, FREE)
                found.append((own, self._stream(item)))
            walk(item.right, item.colour, depth)

        walk(root, BLACK, 0)
        assert names == sorted(names, key=lambda name: (len(name.encode("utf-16-le")), name.upper()))
        assert len(blacks) == 1, "ways down meet different numbers of black ones"
        return found

    def _stream(self, item: Item) -> bytes:
        if item.size == 0:
            assert item.start == END
            return b""
        if item.size >= 4096:
            content = self.chained(item.start, item.name)
            assert len(content) - item.size < 512
            return content[: item.size]
        content, place = b"", item.start
        while place != END:
            assert place not in self.mini_owned
            self.mini_owned.add(place)
            content += self.mini_stream[64 * place : 64 * (place + 1)]
            place = self.mini_table[place]
        assert len(content) - item.size < 64
        return content[: item.size]
