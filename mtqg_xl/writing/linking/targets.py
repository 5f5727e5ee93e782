"""How a formula names the cells of another workbook, and how a link names the workbook's place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from mtqg_xl.ooxml import column_letters, from_a1
from mtqg_xl.writing.listings import relative_to

#: Signs that Excel does not take in the name of a sheet; between brackets it looks for that of a file.
_IN_SHEET: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]|^'|'$")
_LONGEST_SHEET: Final = 31
#: Signs that the name of a file to be linked must not have: Windows has none of them, or Excel loses its way.
_IN_FILE: Final = re.compile(r'[\[\]*?"<>|\\\x00-\x1f]')
_DRIVE: Final = re.compile(r"[A-Za-z]:/")
#: What an address must not hold as it is; letters with diacritics stay as they are.
_ESCAPED: Final = re.compile(r"[ %#^`{}]")


def can_be_quoted(sheet: str) -> bool:
    """Whether a formula can name the sheet called ``sheet`` of another workbook."""
    return 0 < len(sheet) <= _LONGEST_SHEET and not _IN_SHEET.search(sheet)


def reference(book: int, sheet: str, cell: str) -> str:
    """A cell of the other workbook number ``book``: ``'[1]Biểu 16'!$D$13``."""
    row, column = from_a1(cell)
    name = sheet.replace("'", "''")
    return f"'[{book}]{name}'!${column_letters(column)}${row}"


def target_of(folder: Path, file: str) -> str | None:
    """The address of ``file`` for a workbook in ``folder``: relative, so that both can be moved together.

    On another drive it is absolute, as Excel writes it. ``None`` when Excel could not follow it.
    """
    place = relative_to(folder, file)
    drive = bool(_DRIVE.match(place))
    if _IN_FILE.search(place) or ":" in place[2 if drive else 0 :]:
        return None
    escaped = _ESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", place)
    if drive:
        return "file:///" + escaped.replace("/", "\\")
    if place.startswith("//"):
        return "file:///" + escaped.replace("/", "\\")
    return escaped
