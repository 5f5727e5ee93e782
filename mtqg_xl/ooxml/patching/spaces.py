"""Namespaces as a part declares them."""

from __future__ import annotations

import re
from typing import Final

from mtqg_xl.ooxml.patching.markup import Element

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_STRICT: Final = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_STRICT: Final = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_DECLARED: Final = re.compile(rb"""\sxmlns:([^\s=]+)\s*=\s*["']([^"']*)["']""")


def pointer(data: bytes, root: Element, identifier: str, *, strict: bool) -> bytes:
    """The attribute ``r:id`` for a new element of a part, its prefix declared if the root has none."""
    wanted = (OFFICE_STRICT if strict else OFFICE).encode()
    for prefix, space in _DECLARED.findall(root.tag(data)):
        if space == wanted:
            return b' %s:id="%s"' % (prefix, identifier.encode())
    return b' xmlns:r="%s" r:id="%s"' % (wanted, identifier.encode())
