"""One cell of the file, taken apart and put together again."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from mtqg_xl.ooxml.patching.markup import ATTRIBUTES, escaped, with_attributes
from mtqg_xl.ooxml.patching.values import Content

# What describes the old content of a cell: its type, its rich value, its reading aid.
_OF_CONTENT: Final = re.compile(rb"""\s(?:t|vm|ph|cm)\s*=""")
_STYLE: Final = re.compile(rb"""\ss\s*=\s*["']\s*([0-9]+)\s*["']""")


class FormulaText(NamedTuple):
    """The formula element of a cell: the bytes of its tag, of its text, and of the whole."""

    tag: bytes
    text: bytes
    whole: bytes


def formula_in(inner: bytes, prefix: bytes) -> FormulaText | None:
    """The formula element in the content of a cell."""
    found = _formula_pattern(prefix).search(inner)
    if found is None:
        return None
    return FormulaText(inner[found.start() : found.end(1)] + b">", found[2] or b"", found[0])


def style_of(tag: bytes) -> int:
    """The style number that a cell's tag carries, 0 if none."""
    found = _STYLE.search(tag)
    return int(found[1]) if found else 0


def with_content(
    tag: bytes,
    inner: bytes,
    prefix: bytes,
    content: Content | None,
    formula: bytes = b"",
    *,
    kept: bool = False,
) -> bytes:
    """A cell with new content: ``tag`` its start tag, ``inner`` what it held, ``formula`` an element.

    ``kept`` tells that the formula is the one the cell had. What the format lets stand after the
    value (``extLst``) stays.
    """
    sort, inside = content if content is not None else (b"", b"")
    if sort or _OF_CONTENT.search(tag):
        gone: dict[str, str | None] = {"t": sort.decode() or None, "vm": None, "ph": None}
        if not kept:
            gone["cm"] = None
        tag = with_attributes(tag, gone)
    at = inner.find(b"<" + prefix + b"extLst")
    body = formula + inside + (inner[at:] if at >= 0 else b"")
    if not body:
        return tag if tag.endswith(b"/>") else tag[:-1].rstrip() + b"/>"
    if tag.endswith(b"/>"):
        tag = tag[:-2].rstrip() + b">"
    return b"%s%s</%sc>" % (tag, body, prefix)


def new_cell(
    address: bytes, style: int, prefix: bytes, content: Content | None, formula: bytes = b""
) -> bytes:
    """A cell that the file did not hold before."""
    sort, inside = content if content is not None else (b"", b"")
    styled = b' s="%d"' % style if style else b""
    typed = b' t="%s"' % sort if sort else b""
    body = formula + inside
    head = b'<%sc r="%s"%s%s' % (prefix, address, styled, typed)
    return b"%s>%s</%sc>" % (head, body, prefix) if body else head + b"/>"


def formula_element(text: str, prefix: bytes) -> bytes:
    """The element of a plain formula."""
    return b"<%sf>%s</%sf>" % (prefix, escaped(text), prefix)


@cache
def _formula_pattern(prefix: bytes) -> re.Pattern[bytes]:
    name = re.escape(prefix + b"f")
    return re.compile(
        rb"<" + name + rb"(?=[\s/>])(" + ATTRIBUTES + rb")\s*+(?:/>|>(.*?)</" + name + rb"\s*+>)", re.DOTALL
    )
