"""One module of a project: its kind, its name and its source as the project stores it.

What the editor shows is not all: hidden attributes before it say what the module is. Sources exported from
the editor carry them, sources written by hand need none; either way they are written anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

_HEAD: Final = re.compile(r"VERSION\b[^\n]*\n(?:BEGIN\b.*?\nEND\b[^\n]*\n)?", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE: Final = re.compile(r'Attribute\s+(VB_\w+)\s*=\s*("?)(.*?)\2\s*\n', re.IGNORECASE)


class Kind(Enum):
    """What a module is; the value is what its hidden base class is, if it has one."""

    STANDARD = ""
    CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
    WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
    SHEET = "0{00020820-0000-0000-C000-000000000046}"

    @property
    def is_document(self) -> bool:
        """Whether it belongs to the workbook or one of its sheets."""
        return self in (Kind.WORKBOOK, Kind.SHEET)


@dataclass(frozen=True)
class Module:
    """A module by name; ``body`` is its source without the hidden attributes, lines ended by LF."""

    name: str
    kind: Kind
    body: str
    predeclared: bool = False
    exposed: bool = False

    @classmethod
    def parse(cls, name: str, kind: Kind, source: str) -> Module:
        """The module in ``source`` as written by hand or exported by the editor.

        A name in the source itself comes before ``name``.
        """
        text = source.replace("\r\n", "\n").replace("\r", "\n")
        text = _HEAD.sub("", text, count=1) if _HEAD.match(text) else text
        told: dict[str, str] = {}
        while found := _ATTRIBUTE.match(text):
            told[found[1].lower()] = found[3]
            text = text[found.end() :]
        predeclared, exposed = (
            told.get(key, "").lower() == "true" for key in ("vb_predeclaredid", "vb_exposed")
        )
        return cls(told.get("vb_name", name), kind, text, predeclared, exposed)

    @property
    def source(self) -> str:
        """The source as it is stored: hidden attributes first, lines ended by CRLF."""
        lines = "".join(f"Attribute {name} = {value}\n" for name, value in self._attributes())
        body = self.body if not self.body or self.body.endswith("\n") else self.body + "\n"
        return (lines + body).replace("\n", "\r\n")

    def _attributes(self) -> list[tuple[str, str]]:
        named = [("VB_Name", f'"{self.name}"')]
        if self.kind is Kind.STANDARD:
            return named
        flags = {
            "VB_GlobalNameSpace": False,
            "VB_Creatable": False,
            "VB_PredeclaredId": self.predeclared,
            "VB_Exposed": self.exposed,
            "VB_TemplateDerived": False,
            "VB_Customizable": self.kind.is_document,
        }
        return [
            *named,
            ("VB_Base", f'"{self.kind.value}"'),
            *((name, str(flag)) for name, flag in flags.items()),
        ]


def document(name: str, *, workbook: bool = False) -> Module:
    """The empty module that belongs to the workbook, or to the sheet whose code name is ``name``."""
    return Module(name, Kind.WORKBOOK if workbook else Kind.SHEET, "", predeclared=True, exposed=True)
