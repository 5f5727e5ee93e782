"""The records of a project's ``dir`` stream ([MS-OVBA] 2.3.4.2): its properties, references and modules.

A record is an id, a length and so many bytes; the ids stand in a fixed order.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from enum import IntEnum
from typing import Final

from mtqg_xl.addin.vba.modules import Kind, Module

CODE_PAGE: Final = 1252
ENCODING: Final = "cp1252"
_US_ENGLISH: Final = 0x0409
_NO_COOKIE: Final = 0xFFFF


class Id(IntEnum):
    """The ids in the order in which they stand."""

    SYSTEM = 0x01
    LANGUAGE = 0x02
    CALL_LANGUAGE = 0x14
    CODE_PAGE = 0x03
    NAME = 0x04
    ABOUT = 0x05
    ABOUT_WIDE = 0x40
    HELP_FILE = 0x06
    HELP_FILE_WIDE = 0x3D
    HELP_CONTEXT = 0x07
    LIBRARY_FLAGS = 0x08
    VERSION = 0x09
    CONSTANTS = 0x0C
    CONSTANTS_WIDE = 0x3C
    REFERENCE = 0x16
    REFERENCE_WIDE = 0x3E
    REGISTERED = 0x0D
    MODULES = 0x0F
    COOKIE = 0x13
    MODULE = 0x19
    MODULE_WIDE = 0x47
    STREAM = 0x1A
    STREAM_WIDE = 0x32
    MODULE_ABOUT = 0x1C
    MODULE_ABOUT_WIDE = 0x48
    OFFSET = 0x31
    MODULE_HELP = 0x1E
    MODULE_COOKIE = 0x2C
    STANDARD = 0x21
    OTHER = 0x22
    MODULE_END = 0x2B
    END = 0x10


#: Libraries that a project names beside those it always has. Version 2.0 of the Office library, so that an
#: Office older than the one named takes its own.
REFERENCES: Final = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#"
    r"C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0#"
    r"C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library",
}


def dir_stream(name: str, modules: tuple[Module, ...]) -> bytes:
    """The ``dir`` stream, not yet compressed, of a project called ``name``."""
    return b"".join(_records(name, modules))


def _records(name: str, modules: tuple[Module, ...]) -> Iterator[bytes]:
    # 32-bit Windows is what 64-bit Excel writes too.
    yield _number(Id.SYSTEM, 1)
    yield _number(Id.LANGUAGE, _US_ENGLISH)
    yield _number(Id.CALL_LANGUAGE, _US_ENGLISH)
    yield _short(Id.CODE_PAGE, CODE_PAGE)
    yield record(Id.NAME, name.encode(ENCODING))
    yield from _twice(Id.ABOUT, Id.ABOUT_WIDE, "")
    yield record(Id.HELP_FILE, b"") + record(Id.HELP_FILE_WIDE, b"")
    yield _number(Id.HELP_CONTEXT, 0)
    yield _number(Id.LIBRARY_FLAGS, 0)
    # Its length tells the first of its two numbers only.
    yield struct.pack("<HIIH", Id.VERSION, 4, 1, 0)
    yield from _twice(Id.CONSTANTS, Id.CONSTANTS_WIDE, "")
    for library, place in REFERENCES.items():
        yield from _twice(Id.REFERENCE, Id.REFERENCE_WIDE, library)
        told = place.encode(ENCODING)
        yield record(Id.REGISTERED, struct.pack("<I", len(told)) + told + bytes(6))
    yield _short(Id.MODULES, len(modules))
    yield _short(Id.COOKIE, _NO_COOKIE)
    for module in modules:
        yield from _module(module)
    yield record(Id.END, b"")


def _module(module: Module) -> Iterator[bytes]:
    yield from _twice(Id.MODULE, Id.MODULE_WIDE, module.name)
    yield from _twice(Id.STREAM, Id.STREAM_WIDE, module.name)
    yield from _twice(Id.MODULE_ABOUT, Id.MODULE_ABOUT_WIDE, "")
    # No compiled code stands before the source.
    yield _number(Id.OFFSET, 0)
    yield _number(Id.MODULE_HELP, 0)
    yield _short(Id.MODULE_COOKIE, _NO_COOKIE)
    yield record(Id.STANDARD if module.kind is Kind.STANDARD else Id.OTHER, b"")
    yield record(Id.MODULE_END, b"")


def record(id_: int, content: bytes) -> bytes:
    """One record."""
    return struct.pack("<HI", id_, len(content)) + content


def _number(id_: Id, value: int) -> bytes:
    return record(id_, struct.pack("<I", value))


def _short(id_: Id, value: int) -> bytes:
    return record(id_, struct.pack("<H", value))


def _twice(id_: Id, wide: Id, text: str) -> tuple[bytes, bytes]:
    """A text in the project's code page, and again in UTF-16."""
    return record(id_, text.encode(ENCODING)), record(wide, text.encode("utf-16-le"))
