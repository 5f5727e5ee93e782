"""The procedures that the sources declare, with their parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mtqg_xl.addin.source_lines import Statement, statements
from mtqg_xl.addin.sources import SourceFile

_DECLARED: Final = re.compile(
    r"^(?:(?P<reach>Public|Private|Friend)\s+)?(?:Static\s+)?"
    r"(?P<kind>Sub|Function|Property\s+(?:Get|Let|Set))\s+(?P<name>\w+)\s*(?:\((?P<parameters>.*?)\))?"
    r"(?:\s+As\s+[\w.]+(?:\(\))?)?\s*(?::|$)",
    re.IGNORECASE,
)
_PARAMETER: Final = re.compile(
    r"^(?P<optional>Optional\s+)?(?P<way>ByRef\s+|ByVal\s+)?(?P<many>ParamArray\s+)?(?P<name>\w+)(?:\(\))?"
    r"(?:\s+As\s+(?P<type>[\w.]+))?(?:\s*=.*)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Parameter:
    """A parameter: its type in small letters (``variant`` when none is told), whether it gives back,
    whether it may be left out, whether it takes any number of values.
    """

    name: str
    type: str
    by_reference: bool
    optional: bool = False
    many: bool = False


@dataclass(frozen=True)
class Procedure:
    """A procedure: where it stands, its kind in small letters, who may call it, its parameters."""

    file: str
    line: int
    module: str
    name: str
    kind: str
    public: bool
    parameters: tuple[Parameter, ...]

    def takes(self, count: int) -> bool:
        """Whether it can be called with so many arguments."""
        needed = sum(not (parameter.optional or parameter.many) for parameter in self.parameters)
        endless = any(parameter.many for parameter in self.parameters)
        return needed <= count and (endless or count <= len(self.parameters))


def procedures(files: Iterable[SourceFile]) -> list[Procedure]:
    """Every procedure declared in ``files``, in their order."""
    found = (procedure(file, statement) for file in files for statement in statements(file.text))
    return [entry for entry in found if entry]


def procedure(file: SourceFile, statement: Statement) -> Procedure | None:
    """The procedure that a statement of ``file`` begins, if it begins one."""
    declared = _DECLARED.match(statement.code)
    if not declared:
        return None
    listed = (text.strip() for text in (declared["parameters"] or "").split(","))
    parameters = tuple(_parameter(text) for text in listed if text)
    public = (declared["reach"] or "Public").lower() == "public"
    kind = declared["kind"].lower()
    return Procedure(file.label, statement.line, file.name, declared["name"], kind, public, parameters)


def _parameter(text: str) -> Parameter:
    told = _PARAMETER.match(text)
    if not told:
        return Parameter(text, "", by_reference=True)
    type_ = (told["type"] or "Variant").lower().removeprefix("office.")
    by_reference = (told["way"] or "ByRef").strip().lower() == "byref"
    return Parameter(told["name"], type_, by_reference, bool(told["optional"]), bool(told["many"]))
