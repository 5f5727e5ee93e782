"""The parts of the file that the workbook writer does not know: content type, ribbons, no times."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

RIBBON_PARTS: Final = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}
_TYPES: Final = "[Content_Types].xml"
_RELATIONSHIPS: Final = "_rels/.rels"
_PLAIN_TYPE: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
# The earliest that a zip file can say.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)

# The attribute of every file that is no folder, in the manner of Windows.
_ARCHIVED: Final = 0x20


def with_ribbons(workbook: bytes, new: bytes, old: bytes, content_type: str) -> dict[str, bytes]:
    """The members of ``workbook`` with both ribbons tied to it and its main content type set."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[_TYPES] = _once(members[_TYPES], _PLAIN_TYPE, content_type.encode("ascii"))
    ties = "".join(
        f'<Relationship Id="rIdRibbon{at}" Type="{kind}" Target="{part}"/>'
        for at, (part, kind) in enumerate(RIBBON_PARTS.items(), 1)
    )
    end = b"</Relationships>"
    members[_RELATIONSHIPS] = _once(members[_RELATIONSHIPS], end, ties.encode("ascii") + end)
    return {**members, **dict(zip(RIBBON_PARTS, (new, old), strict=True))}


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members as a zip file, the listing of types first as readers expect it.

    Nothing is compressed: libraries that compress differ from machine to machine, and the file is to be the
    same on all of them. What is large in it, the project, is compressed in its own way already.
    """
    content = io.BytesIO()
    first = (_TYPES, _RELATIONSHIPS)
    names = [*first, *sorted(set(members).difference(first))]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, _NO_TIME)
            # 0 is what zip files of Windows say; the library tells the machine otherwise.
            info.create_system, info.external_attr = 0, _ARCHIVED
            archive.writestr(info, members[name])
    return content.getvalue()


def _once(content: bytes, old: bytes, new: bytes) -> bytes:
    if content.count(old) != 1:
        raise ValueError(f"{old!r} stands {content.count(old)} times, not once")
    return content.replace(old, new)
