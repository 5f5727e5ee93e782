"""Reads the catalogue's YAML: every scalar stays text until the schema gives it a type."""

from __future__ import annotations

import re
from importlib import resources
from importlib.resources.abc import Traversable
from threading import Lock
from typing import Any, TypeVar

import msgspec
import yaml

from mtqg_xl.messages import DefinitionProblem

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
T = TypeVar("T")
_NAMED = re.compile(r"`([^`]*)`")
#: Words of the library for kinds of values.
_TYPES = ("object", "null", "array", "str", "int", "float", "bool", "decimal")
#: msgspec works out a shape on its first use, and must not be asked by two threads at once.
_one_at_a_time = Lock()


def folder(*names: str) -> Traversable:
    """A folder inside the catalogue."""
    place: Traversable = resources.files(__package__)
    for name in names:
        place = place / name
    return place


def read(file: Traversable, shape: type[T]) -> T:
    """The content of ``file`` in ``shape``; :class:`DefinitionProblem` says where it does not fit."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as problem:
        raise DefinitionProblem("not_text", file=file.name) from problem
    return shaped(text, file.name, shape)


def shaped(text: str, name: str, shape: type[T]) -> T:
    """What ``text`` says in ``shape``; :class:`DefinitionProblem` tells of the file ``name`` where not."""
    try:
        raw = yaml.load(text, Loader=_Loader)
        with _one_at_a_time:
            return msgspec.convert(raw, shape, strict=False)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        raise DefinitionProblem("not_yaml", file=name, line=mark.line + 1 if mark else 1) from problem
    except msgspec.ValidationError as problem:
        # The library names field and place between backquotes; its words are not for the screen.
        named = [part.removeprefix("$").lstrip(".") for part in _NAMED.findall(str(problem))]
        told = ", ".join(part for part in named if part and part not in _TYPES)
        raise DefinitionProblem("bad_shape", file=name, detail=told or "…") from problem
