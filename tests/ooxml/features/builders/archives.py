"""The same workbook packed in other ways."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from tests.ooxml.features.building import Parts, plain, zipped
from tests.ooxml.features.specimen import SHEET_PART, Specimen, feature

_SHAPE = "xl/drawings/drawing1.xml"


def _dressed() -> Parts:
    return plain(lambda book, sheet: sheet.insert_textbox("H2", "Lưu ý"))


class _Pipe(io.RawIOBase):
    """Where nothing can be written twice, so that sizes follow the members."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.data += bytes(data)
        return len(data)

    def getvalue(self) -> bytes:
        return self.data


@feature
def back_slashes_in_names() -> Specimen:
    parts = _dressed().renamed(lambda name: name.replace("/", "\\"))
    kept = (_SHAPE.replace("/", "\\"), "sp")
    return parts.specimen(kept)


@feature
def names_in_another_case() -> Specimen:
    """The pointers say ``worksheets/sheet1.xml``."""
    parts = _dressed().renamed(
        lambda name: name.replace("worksheets/", "Worksheets/").replace("/sheet1", "/Sheet1")
    )
    return parts.specimen((_SHAPE, "sp"))


@feature
def members_not_compressed() -> Specimen:
    return Specimen(zipped(_dressed().items(), packing=zipfile.ZIP_STORED), ((_SHAPE, "sp"),))


@feature
def sizes_after_the_members() -> Specimen:
    return Specimen(zipped(_dressed().items(), stream=_Pipe()), ((_SHAPE, "sp"),))


@feature
def comment_of_the_archive() -> Specimen:
    return Specimen(zipped(_dressed().items(), comment="Bản gửi lần 2".encode()), ((_SHAPE, "sp"),))


@feature
def folders_and_extra_fields() -> Specimen:
    """Entries for folders, comments and extra fields of members, as archivers of files leave them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("xl/")
        for name, content in _dressed().items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = b"\x55\x54\x05\x00\x03\x10\x20\x30\x40"
            info.comment = name.encode()
            info.internal_attr = 1
            archive.writestr(info, content)
    return Specimen(stream.getvalue(), ((_SHAPE, "sp"), (SHEET_PART, "drawing")))


@feature
def members_in_reverse_order() -> Specimen:
    return Specimen(zipped(reversed(list(_dressed().items()))), ((_SHAPE, "sp"),))
