"""Tables of text as the add-in reads and writes them: UTF-16LE with BOM, CRLF, TAB between fields.

This is the one encoding that VBA reads and writes whole without any further component.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence
from typing import Final

Rows = Iterable[Sequence[str]]

_ESCAPES: Final = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_PLAIN: Final = {escape[1]: letter for letter, escape in _ESCAPES.items()}
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_SPECIAL: Final = re.compile(r"[\\\t\n\r]")
#: By what each beginning says the text is written; editors save the others when somebody looks inside.
_BEGINNINGS: Final = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)


def encoded(rows: Rows) -> bytes:
    """The bytes of a table. A lone surrogate, which no encoding holds, becomes U+FFFD."""
    text = "".join("\t".join(map(_escaped, row)) + "\r\n" for row in rows)
    return codecs.BOM_UTF16_LE + text.encode("utf-16-le", "surrogatepass").decode(
        "utf-16-le", "replace"
    ).encode("utf-16-le")


def decoded(data: bytes) -> list[list[str]]:
    """The rows of a table; empty lines are passed over.

    Raises ``ValueError`` for what does not begin with a byte order mark or is cut off in a character.
    """
    for mark, encoding in _BEGINNINGS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding)
            break
    else:
        raise ValueError("no byte order mark")
    # Only CR and LF end a line here: a Vietnamese text may hold other marks that splitlines() knows.
    lines = re.split(r"\r\n|\r|\n", text)
    return [[_plain(field) for field in line.split("\t")] for line in lines if line]


def _escaped(field: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], field)


def _plain(field: str) -> str:
    return _ESCAPED.sub(lambda found: _PLAIN.get(found[1], found[0]), field)
