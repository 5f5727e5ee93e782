"""The zip container of a workbook, rewritten without unpacking what stays.

Members that are not replaced keep their bytes as they lie in the file: header, compressed data,
checksum, date, flags, extra fields, order, and whatever stands between them.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3I2H")
_CENTRAL: Final = struct.Struct("<4s4B4H3I5H2I")
_END: Final = struct.Struct("<4s4H2IH")
# Where the central record says its member begins.
_PLACE: Final = 18
_WIDE: Final = 0xFFFFFFFF
_HAS_DESCRIPTOR: Final = 0x08
_UTF8_NAME: Final = 0x800
_ZIP64_EXTRA: Final = 1
# Half as much work as the usual level, for a file a twentieth larger.
_LEVEL: Final = 4
# 1 January 1980, the earliest a zip file can say, as Excel itself writes.
_NEW_TIME, _NEW_DATE = 0, 0x21


class UnusualZipError(Exception):
    """A container whose parts do not lie as they should; it is read but not rewritten."""


@dataclass(slots=True)
class _Entry:
    name: str
    central: bytes
    at: int
    end: int


def rewrite(
    data: bytes,
    replaced: Mapping[str, bytes],
    added: Mapping[str, bytes] | None = None,
    removed: Collection[str] = (),
) -> bytes:
    """The zip file ``data`` with members replaced, removed, and ``added`` ones put at the end.

    Raises :class:`UnusualZipError` when a member's place in the file is not certain.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        comment = archive.comment
        entries = _entries(data, archive)
    unknown = {*replaced, *removed} - {entry.name for entry in entries}
    if unknown:
        raise KeyError(f"no such members: {sorted(unknown)}")
    pieces: list[bytes] = []
    central: list[bytes] = []
    position = 0

    def put(piece: bytes) -> None:
        nonlocal position
        pieces.append(piece)
        position += len(piece)

    in_file = sorted(entries, key=lambda entry: entry.at)
    put(data[: in_file[0].at] if in_file else b"")
    directory: dict[int, bytes] = {}
    for entry in in_file:
        if entry.name in removed:
            continue
        at = position
        if entry.name in replaced:
            local, record = _replaced(data, entry, replaced[entry.name])
            put(local)
        else:
            record = entry.central
            put(data[entry.at : entry.end])
        directory[entry.at] = _moved(record, at)
    central.extend(directory[entry.at] for entry in entries if entry.at in directory)
    for name, content in (added or {}).items():
        at = position
        local, record = _new(name, content)
        put(local)
        central.append(_moved(record, at))
    start = position
    for record in central:
        put(record)
    size = position - start
    if position > _WIDE - 1 or len(central) > 0xFFFE:
        raise UnusualZipError("too big for a plain zip file")
    put(_END.pack(b"PK\5\6", 0, 0, len(central), len(central), size, start, len(comment)) + comment)
    return b"".join(pieces)


def raw_members(data: bytes) -> dict[str, bytes]:
    """The bytes of every member as they lie in the file, header and all, by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.name: data[entry.at : entry.end] for entry in _entries(data, archive)}


def _entries(data: bytes, archive: zipfile.ZipFile) -> list[_Entry]:
    """The central directory in its order, with where each member begins and ends."""
    infos = archive.infolist()
    start = archive.start_dir
    entries: list[_Entry] = []
    at = start
    for info in infos:
        if data[at : at + 4] != b"PK\1\2" or data[info.header_offset : info.header_offset + 4] != b"PK\3\4":
            raise UnusualZipError("a member is not where the directory says")
        fields = _CENTRAL.unpack_from(data, at)
        length = _CENTRAL.size + fields[12] + fields[13] + fields[14]
        entries.append(_Entry(info.filename, data[at : at + length], info.header_offset, 0))
        at += length
    if not entries:
        return []
    borders = sorted({entry.at for entry in entries})
    if len(borders) != len(entries):
        raise UnusualZipError("two members share their bytes")
    following = dict(zip(borders, [*borders[1:], start], strict=True))
    for entry, info in zip(entries, infos, strict=True):
        entry.end = following[entry.at]
        if entry.end - entry.at < _LOCAL.size + info.compress_size:
            raise UnusualZipError("two members overlap")
    return entries


def _replaced(data: bytes, entry: _Entry, content: bytes) -> tuple[bytes, bytes]:
    """The local and the central record of a member with new content."""
    local = list(_LOCAL.unpack_from(data, entry.at))
    names_end = entry.at + _LOCAL.size + local[9]
    name = data[entry.at + _LOCAL.size : names_end]
    extra = _without_sizes(data[names_end : names_end + local[10]])
    method = local[3]
    packed = _packed(content) if method == zipfile.ZIP_DEFLATED else content
    checksum = zlib.crc32(content)
    local[2] &= ~_HAS_DESCRIPTOR
    local[6:9] = checksum, len(packed), len(content)
    local[10] = len(extra)
    fields = list(_CENTRAL.unpack_from(entry.central))
    fields[5] &= ~_HAS_DESCRIPTOR
    fields[9:12] = checksum, len(packed), len(content)
    tail = entry.central[_CENTRAL.size :]
    own_name, own_extra = tail[: fields[12]], _without_sizes(tail[fields[12] : fields[12] + fields[13]])
    own_comment = tail[fields[12] + fields[13] :]
    fields[13] = len(own_extra)
    fields[_PLACE] = 0
    record = _CENTRAL.pack(*fields) + own_name + own_extra + own_comment
    return _LOCAL.pack(*local) + name + extra + packed, record


def _moved(record: bytes, at: int) -> bytes:
    """A central record that points to where its member now begins."""
    fields = list(_CENTRAL.unpack_from(record))
    if fields[_PLACE] != _WIDE:
        fields[_PLACE] = at
        return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]
    # The place stands in an extra field, after those sizes that stand there too.
    skipped = 8 * sum(fields[position] == _WIDE for position in (10, 11))
    name_end = _CENTRAL.size + fields[12]
    place = name_end
    while place + 4 <= name_end + fields[13]:
        kind, length = struct.unpack_from("<2H", record, place)
        if kind == _ZIP64_EXTRA and length >= skipped + 8:
            position = place + 4 + skipped
            return record[:position] + struct.pack("<Q", at) + record[position + 8 :]
        place += 4 + length
    raise UnusualZipError("a member's place is not told")


def _new(name: str, content: bytes) -> tuple[bytes, bytes]:
    packed = _packed(content)
    checksum = zlib.crc32(content)
    encoded = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    shared = (flags, zipfile.ZIP_DEFLATED, _NEW_TIME, _NEW_DATE, checksum, len(packed), len(content))
    local = _LOCAL.pack(b"PK\3\4", 20, *shared, len(encoded), 0)
    central = _CENTRAL.pack(b"PK\1\2", 20, 0, 20, 0, *shared, len(encoded), 0, 0, 0, 0, 0, 0)
    return local + encoded + packed, central + encoded


def _packed(content: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def _without_sizes(extra: bytes) -> bytes:
    """Extra fields without the one for sizes beyond 32 bits: the new sizes are written plainly."""
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + length]
        at += 4 + length
    return kept + extra[at:]
