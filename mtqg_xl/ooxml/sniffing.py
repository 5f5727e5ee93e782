"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mtqg_xl.messages import FileProblem, say

_ZIP: Final = b"PK"
_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")
# Excel 2 to 4 wrote bare records, without the OLE container.
_BARE_EXCEL: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_DIRECTORY_ENTRY: Final = 128


def refuse_what_is_not_zip(path: Path, data: bytes) -> None:
    """Raise the ``FileProblem`` that says what ``data`` is, unless it begins as a zip file."""
    if data.startswith(_ZIP):
        return
    place = str(path)
    if not data:
        raise FileProblem("zero_bytes", path=place)
    if data.startswith(_OLE):
        if _has_stream(data, "EncryptedPackage"):
            raise FileProblem("encrypted", path=place)
        if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
            raise FileProblem("old_format", path=place)
    elif data.startswith(_BARE_EXCEL):
        raise FileProblem("old_format", path=place)
    elif not data.strip(b"\0"):
        raise FileProblem("damaged", path=place, detail=say("file.detail_blank"))
    raise FileProblem("not_a_workbook", path=place)


def _has_stream(data: bytes, name: str) -> bool:
    """Whether an OLE file has a stream ``name``: directory entries lie on 128-byte borders."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    at = data.find(wanted)
    while at >= 0:
        if at % _DIRECTORY_ENTRY == 0:
            return True
        at = data.find(wanted, at + 1)
    return False
