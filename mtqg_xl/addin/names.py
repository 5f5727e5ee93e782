"""Names that nothing declares, and calls with too few or too many arguments.

The editor of Excel finds these when it compiles, that is when an official presses the button. Nothing here
can compile for it, so names and calls are looked through beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mtqg_xl.addin.declarations import ModuleNames, Scope, module_names, split_outside
from mtqg_xl.addin.faults import Fault
from mtqg_xl.addin.known_names import RESERVED, is_known
from mtqg_xl.addin.procedures import Procedure, procedures
from mtqg_xl.addin.source_lines import Statement
from mtqg_xl.addin.sources import SourceFile
from mtqg_xl.addin.vba import Kind

_NUMBER: Final = re.compile(r"&[HO][0-9A-F]+[&%^]?|(?<![\w.])\d[\w.]*[#!@&%^]?", re.IGNORECASE)
_NAME: Final = re.compile(r"(?<![\w.!])([A-Za-z_]\w*)[$%&!#@]?(?!\w|\s*:=)")
_CUT: Final = re.compile(r"\bThen\b|\bElse\b|:(?!=)", re.IGNORECASE)
_QUALIFIED: Final = re.compile(r"(?<![\w.!])(?:([A-Za-z]\w*)\.)?([A-Za-z]\w*)\$?(?=\(|\s|$)")
_NO_ARGUMENTS: Final = re.compile(
    r"\s*(?:=|<|>|\+|-|\*|/|\\|\^|&\s|\)|,|(?:And|Or|Is|Like|Mod|To|Then|Else)\b|$)"
)


def check_names(files: Iterable[SourceFile]) -> Iterator[Fault]:
    """Everything in ``files`` that would not compile for its names or its calls."""
    files = list(files)
    modules = [module_names(file) for file in files]
    standard = [module for module in modules if module.file.kind is Kind.STANDARD]
    everywhere = {file.name.lower() for file in files}.union(*(module.public for module in standard))
    declared = procedures(files)
    for module in modules:
        outside = module.scopes[0]
        reachable = _reachable(module, declared)
        for name, line in module.twice:
            yield Fault(module.file.label, line, "name_twice", {"name": name})
        for scope in module.scopes:
            for name, line in scope.names.items():
                if name in RESERVED:
                    yield Fault(module.file.label, line, "name_reserved", {"name": name})
            known = everywhere | outside.names.keys() | scope.names.keys()
            for statement in scope.statements:
                yield from _unknown(module, statement, known)
                yield from _calls(module, scope, statement, reachable)


def _unknown(module: ModuleNames, statement: Statement, known: set[str]) -> Iterator[Fault]:
    told: set[str] = set()
    for found in _NAME.finditer(_NUMBER.sub(" ", statement.code)):
        name = found[1].lower()
        if name not in known and name not in told and not is_known(name):
            told.add(name)
            yield Fault(module.file.label, statement.line, "name_unknown", {"name": found[1]})


def _reachable(module: ModuleNames, declared: list[Procedure]) -> dict[tuple[str, str], Procedure]:
    """The procedures that the code of a module can call, by ``(module or "", name)``."""
    own = module.file.name
    found: dict[tuple[str, str], Procedure] = {}
    for entry in declared:
        if entry.kind in ("sub", "function") and (entry.public or entry.module == own):
            found[entry.module.lower(), entry.name.lower()] = entry
            if entry.module == own or ("", entry.name.lower()) not in found:
                found["", entry.name.lower()] = entry
    return found


def _calls(
    module: ModuleNames, scope: Scope, statement: Statement, reachable: dict[tuple[str, str], Procedure]
) -> Iterator[Fault]:
    for piece in _CUT.split(statement.code):
        for found in _QUALIFIED.finditer(piece):
            qualifier, name = (found[1] or "").lower(), found[2].lower()
            entry = reachable.get((qualifier, name))
            shadowed = not qualifier and name in scope.names
            if (
                entry is None
                or shadowed
                or (scope.procedure is not None and scope.procedure.name.lower() == name)
            ):
                continue
            count = _argument_count(piece, found.start(), found.end())
            if count is not None and not entry.takes(count):
                values = {"name": entry.name, "count": count}
                yield Fault(module.file.label, statement.line, "call_arguments", values)


def _argument_count(piece: str, start: int, end: int) -> int | None:
    """How many arguments a call is given; ``None`` where it cannot be told."""
    rest = piece[end:]
    if rest.startswith("("):
        inside = _bracketed(rest)
        if inside is None:
            return None
        return len(split_outside(inside)) if inside.strip() else 0
    before = piece[:start].strip().lower()
    if before or _NO_ARGUMENTS.match(rest):
        return 0
    return None if rest.lstrip().startswith("(") else len(split_outside(rest))


def _bracketed(text: str) -> str | None:
    depth = 0
    for at, mark in enumerate(text):
        depth += (mark == "(") - (mark == ")")
        if depth == 0:
            return text[1:at]
    return None
