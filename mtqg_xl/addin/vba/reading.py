"""Reading a project back: what a file called .xlam or .xlsm really carries."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from contextlib import closing

from mtqg_xl.addin.vba.compression import BrokenCompressionError, decompress
from mtqg_xl.addin.vba.modules import Kind, Module
from mtqg_xl.addin.vba.project import Project
from mtqg_xl.addin.vba.records import Id

_KINDS = {b"Module": Kind.STANDARD, b"Class": Kind.CLASS, b"BaseClass": Kind.CLASS}


class BrokenProjectError(ValueError):
    """Bytes that are no VBA project, or one that cannot be read."""


def read_project(content: bytes) -> Project:
    """The project in ``vbaProject.bin``, its modules with their sources.

    Raises :class:`BrokenProjectError`.
    """
    import olefile

    try:
        with closing(olefile.OleFileIO(io.BytesIO(content))) as file:

            def stream(*path: str) -> bytes:
                with file.openstream(list(path)) as opened:
                    found: bytes = opened.read()
                return found

            records = list(_records(decompress(stream("VBA", "dir"))))
            encoding = f"cp{_code_page(records)}"
            listed = _listed_kinds(stream("PROJECT"))
            name = next(value for id_, value in records if id_ == Id.NAME).decode(encoding)
            modules = []
            for own_name, stream_name, offset in _modules(records):
                source = decompress(stream("VBA", stream_name)[offset:]).rstrip(b"\0").decode(encoding)
                kind = listed.get(own_name.upper(), Kind.STANDARD)
                if kind is Kind.SHEET and Kind.WORKBOOK.value.upper() in source.upper():
                    kind = Kind.WORKBOOK
                modules.append(Module.parse(own_name, kind, source))
    except (OSError, BrokenCompressionError, struct.error, LookupError, StopIteration, UnicodeError) as error:
        raise BrokenProjectError(str(error)) from error
    return Project(name, tuple(modules))


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        id_, length = struct.unpack_from("<HI", stream, at)
        if id_ == Id.VERSION:
            length += 2
        at += 6
        if at + length > len(stream):
            raise BrokenProjectError("a record cut off")
        yield id_, stream[at : at + length]
        at += length


def _code_page(records: list[tuple[int, bytes]]) -> int:
    page: int = struct.unpack("<H", next(value for id_, value in records if id_ == Id.CODE_PAGE))[0]
    return page


def _modules(records: list[tuple[int, bytes]]) -> Iterator[tuple[str, str, int]]:
    """Name, name of the stream and place of the source of every module."""
    name = stream = ""
    offset = 0
    for id_, value in records:
        if id_ == Id.MODULE_WIDE:
            name = value.decode("utf-16-le")
        elif id_ == Id.STREAM_WIDE:
            stream = value.decode("utf-16-le")
        elif id_ == Id.OFFSET:
            (offset,) = struct.unpack("<I", value)
        elif id_ == Id.MODULE_END:
            yield name, stream, offset


def _listed_kinds(listing: bytes) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for line in listing.splitlines():
        key, _, value = line.partition(b"=")
        if key == b"Document":
            kinds[value.partition(b"/")[0].decode("latin-1").upper()] = Kind.SHEET
        elif key in _KINDS:
            kinds[value.decode("latin-1").upper()] = _KINDS[key]
        elif line.startswith(b"["):
            break
    return kinds
