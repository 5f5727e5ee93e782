"""The source of the package, module by module."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "mtqg_xl"


@dataclass(frozen=True)
class Module:
    """One module: its name, its lines, its syntax tree."""

    name: str
    lines: int
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the package."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        found.append(Module(name, len(text.splitlines()), ast.parse(text)))
    return tuple(found)


def strings(tree: ast.AST) -> set[str]:
    """Every string constant, docstrings included, parts of f-strings not."""
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
    }
