"""What the sources declare, beside procedures: variables, constants, types, lists of numbers, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from mtqg_xl.addin.procedures import Procedure, procedure
from mtqg_xl.addin.source_lines import Statement, statements
from mtqg_xl.addin.sources import SourceFile

_VARIABLES: Final = re.compile(
    r"^(?P<reach>Public|Private|Global|Dim|Static|ReDim|Const|WithEvents)\s+"
    r"(?P<rest>(?!(?:Sub|Function|Property|Type|Enum|Declare|Event)\b).+)$",
    re.IGNORECASE,
)
_BLOCK: Final = re.compile(
    r"^(?:(?P<reach>Public|Private)\s+)?(?P<kind>Type|Enum)\s+(?P<name>(?!As\b)\w+)$", re.IGNORECASE
)
_MODIFIER: Final = re.compile(r"^(?:(?:Preserve|Const|WithEvents)\s+)+", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z]\w*")
_LABEL: Final = re.compile(r"^([A-Za-z]\w*):(?!=)")
_END: Final = re.compile(r"^End\s+(?:Sub|Function|Property)\b", re.IGNORECASE)
_END_BLOCK: Final = re.compile(r"^End\s+(?:Type|Enum)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """A procedure, or what stands outside of all: the names declared in it, and its statements."""

    procedure: Procedure | None
    names: dict[str, int] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True)
class ModuleNames:
    """The names of one module: those that others see too, its scopes (itself first), names declared twice."""

    file: SourceFile
    public: set[str]
    scopes: list[Scope]
    twice: list[tuple[str, int]]


def module_names(file: SourceFile) -> ModuleNames:
    """What ``file`` declares, scope by scope; names in small letters with the line that declares them."""
    outside = Scope(None)
    found = ModuleNames(file, set(), [outside], [])
    scope, block = outside, ""
    for statement in statements(file.text):
        code = statement.code
        if block:
            if _END_BLOCK.match(code):
                block = ""
            elif block.endswith("enum") and (word := _WORD.match(code)):
                _declare(found, outside, word[0], statement.line, public=block.startswith("public"))
            continue
        if told := _BLOCK.match(code):
            reach = (told["reach"] or "Public").lower()
            block = reach + told["kind"].lower()
            _declare(found, outside, told["name"], statement.line, public=reach == "public")
            continue
        if entry := procedure(file, statement):
            again = entry.kind.startswith("property")
            _declare(found, outside, entry.name, statement.line, public=entry.public, again=again)
            scope = Scope(entry, {parameter.name.lower(): statement.line for parameter in entry.parameters})
            found.scopes.append(scope)
            continue
        if _END.match(code):
            scope = outside
            continue
        if label := _LABEL.match(code):
            scope.names[label[1].lower()] = statement.line
        for name, public in _variables(code):
            again = code.lower().startswith("redim")
            _declare(found, scope, name, statement.line, public=public and scope is outside, again=again)
        if not code.startswith("Option "):
            scope.statements.append(statement)
    return found


def _variables(code: str) -> list[tuple[str, bool]]:
    """The variables and constants that a statement declares, and whether for all modules."""
    told = _VARIABLES.match(code)
    if not told:
        return []
    public = told["reach"].lower() in ("public", "global")
    words = (_WORD.match(part) for part in split_outside(_MODIFIER.sub("", told["rest"])))
    return [(word[0], public) for word in words if word]


def split_outside(text: str) -> list[str]:
    """The parts of a list between the commas that stand in no brackets."""
    parts, depth = [""], 0
    for mark in text:
        depth += (mark == "(") - (mark == ")")
        if mark == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += mark
    return [part.strip() for part in parts]


def _declare(
    found: ModuleNames, scope: Scope, name: str, line: int, *, public: bool, again: bool = False
) -> None:
    if name.lower() in scope.names and not again:
        found.twice.append((name, line))
    scope.names.setdefault(name.lower(), line)
    if public:
        found.public.add(name.lower())
