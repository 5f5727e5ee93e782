"""The archive itself: the same contents give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from typing import Final

SUMS: Final = "SHA256SUMS"
# The earliest that a zip file can say.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def with_sums(contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The contents and a list of their sums, as ``sha256sum -c`` reads it."""
    lines = [f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items())]
    return {**contents, SUMS: "".join(lines).encode("ascii")}


def archive_bytes(contents: Mapping[str, bytes], top: str) -> bytes:
    """A zip file with all of ``contents`` below the folder ``top``.

    Only the engine is compressed: libraries that compress differ from machine to machine, and the rest, which
    any machine can build, is to come out the same on all of them.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in sorted(contents.items()):
            info = zipfile.ZipInfo(f"{top}/{name}", _NO_TIME)
            # 0 is what zip files of Windows say; the library tells the machine otherwise.
            info.create_system, info.external_attr = 0, 0x20
            packed = zipfile.ZIP_DEFLATED if name.startswith("engine/") else zipfile.ZIP_STORED
            archive.writestr(info, content, packed)
    return file.getvalue()
