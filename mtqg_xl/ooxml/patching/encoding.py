"""Parts in UTF-8 while they are worked on, and in their own encoding again afterwards."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

_DECLARED: Final = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PLAIN: Final = {"utf-8"}


class Encoded(NamedTuple):
    """A part as UTF-8 without its byte order mark, and how it is to be written back."""

    data: bytes
    mark: bytes
    encoding: str

    def restored(self, data: bytes) -> bytes:
        """``data``, worked on in UTF-8, as the part holds it."""
        if self.encoding in _PLAIN:
            return self.mark + data
        return self.mark + data.decode().encode(self.encoding, "xmlcharrefreplace")

    def fitting(self, piece: bytes) -> bytes:
        """A piece of UTF-8 text as it will read in the part: letters it cannot hold become references."""
        if piece.isascii() or self.encoding.startswith("utf"):
            return piece
        return piece.decode().encode(self.encoding, "xmlcharrefreplace").decode(self.encoding).encode()


def to_utf8(part: bytes) -> Encoded:
    """``part`` ready to be worked on; ``ValueError`` when it cannot be had back as it was."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if part.startswith(mark)), (b"", ""))
    body = part[len(mark) :]
    if not mark and body[:2] in (b"<\0", b"\0<"):
        encoding = "utf-16-le" if body[:2] == b"<\0" else "utf-16-be"
    if not encoding:
        found = _DECLARED.match(body)
        encoding = codecs.lookup(found[1].decode()).name if found else "utf-8"
    if encoding in _PLAIN:
        return Encoded(body, mark, encoding)
    ready = Encoded(body.decode(encoding).encode(), mark, encoding)
    if ready.restored(ready.data) != part:
        raise ValueError(f"a part in {encoding} cannot be written back as it was")
    return ready
