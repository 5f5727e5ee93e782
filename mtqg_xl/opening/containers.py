"""The compound files of old Office programs: which streams one holds, and what is in them."""

from __future__ import annotations

import io
import struct
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from mtqg_xl.opening.limits import MEGABYTE

SIGNATURE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_LARGEST: Final = 300 * MEGABYTE
# Where the only section of the properties begins, and what is looked for in it.
_SECTION_AT: Final = 44
_LAST_SAVED, _FILE_TIME = 0x0D, 0x40
_MOST_PROPERTIES: Final = 100
_TICKS_FROM: Final = datetime(1601, 1, 1)
#: Programs that do not know the time write the beginning of their own.
_EARLIEST: Final = 1985
#: Where Excel keeps programs, in .xls and in Excel 5 files.
_MACROS: Final = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA")


class Compound:
    """A compound file, opened; one that is broken has no streams."""

    def __init__(self, data: bytes) -> None:
        """``data`` is the whole file."""
        import olefile

        self._ole: Any = None
        self._names: dict[str, str] = {}
        # The library fails in many ways on broken files, none of them of interest here.
        with suppress(Exception):
            self._ole = olefile.OleFileIO(io.BytesIO(data))
            self._names = {"/".join(path).casefold(): "/".join(path) for path in self._ole.listdir()}

    @property
    def streams(self) -> frozenset[str]:
        """The names of the streams, in small letters."""
        return frozenset(self._names)

    @property
    def has_macros(self) -> bool:
        """Whether it carries a program."""
        heads = {name.partition("/")[0] for name in self._names.values()}
        return any(name in heads for name in _MACROS)

    @property
    def modified(self) -> str | None:
        """When it was last saved, as ISO text, if it tells."""
        summary = self.read("\x05SummaryInformation")
        return _last_saved(summary) if summary else None

    def read(self, name: str) -> bytes | None:
        """The content of a stream, or None when it is missing or broken."""
        with suppress(Exception):
            if self._ole is not None and name.casefold() in self._names:
                stream = self._ole.openstream(self._names[name.casefold()])
                content: bytes = stream.read(_LARGEST)
                return content
        return None


def _last_saved(summary: bytes) -> str | None:
    """The time of saving among the properties of a document.

    The library reads all properties, and in a broken file takes minutes over them.
    """
    with suppress(struct.error, OverflowError, ValueError):
        (section,) = struct.unpack_from("<I", summary, _SECTION_AT)
        (count,) = struct.unpack_from("<I", summary, section + 4)
        for number in range(min(count, _MOST_PROPERTIES)):
            name, offset = struct.unpack_from("<2I", summary, section + 8 + 8 * number)
            if name == _LAST_SAVED:
                sort, ticks = struct.unpack_from("<IQ", summary, section + offset)
                saved = _TICKS_FROM + timedelta(microseconds=ticks // 10)
                if sort == _FILE_TIME and saved.year >= _EARLIEST:
                    return saved.replace(microsecond=0).isoformat() + "Z"
    return None
