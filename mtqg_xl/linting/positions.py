"""A form file with the line of everything in it, so that every note can point to a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mtqg_xl.linting.notes import UnusableFile
from mtqg_xl.linting.slips import Slip, slip_in

#: Keys and numbers that lead to a value: ``("columns", 3, "title")``.
Place = tuple[str | int, ...]
#: No form file comes near this; what is larger is something else.
_LARGEST = 2_000_000
_DEEPEST = 40
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Source:
    """The text of a form file, what it says, and where.

    Every scalar is text, as the catalogue reads it. Raises :class:`Slip` where the text is not YAML.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.splitlines()
        self._places: dict[Place, int] = {(): 1}
        self.twice: list[tuple[Place, int]] = []
        try:
            root = yaml.compose(text, Loader=_Loader)
        except yaml.YAMLError as problem:
            raise slip_in(text, problem) from None
        self.data: Any = self._value(root, (), []) if root is not None else None

    @classmethod
    def of_file(cls, path: Path) -> Source:
        """The file at ``path``; :class:`UnusableFile` when it is not there or not text."""
        return cls(text_of(path))

    def line(self, *place: str | int) -> int:
        """The line, from 1, on which ``place`` stands, or the nearest thing around it that is there."""
        while place not in self._places:
            place = place[:-1]
        return self._places[place]

    def has(self, *place: str | int) -> bool:
        """Whether there is something at ``place``."""
        return place in self._places

    def comments(self) -> Iterator[tuple[int, str]]:
        """The comments, each with its line."""
        for number, line in enumerate(self.lines, start=1):
            match = re.search(r"(?:^|\s)#(.*)", line)
            if match and line[: match.start()].count('"') % 2 == 0:
                yield number, match[1].strip()

    def _value(self, node: yaml.Node, place: Place, above: list[yaml.Node]) -> Any:
        self._places.setdefault(place, node.start_mark.line + 1)
        if len(above) > _DEEPEST or any(node is other for other in above):
            raise Slip(node.start_mark.line + 1, "syntax_deep")
        inside = [*above, node]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, inside)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*place, number), inside) for number, item in enumerate(node.value)]
        return str(node.value)

    def _mapping(self, node: yaml.MappingNode, place: Place, inside: list[yaml.Node]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise Slip(line, "syntax_key")
            key = str(key_node.value)
            if key in found:
                self.twice.append(((*place, key), line))
            # The key tells the line: its value may start on the next one.
            self._places[*place, key] = line
            found[key] = self._value(value_node, (*place, key), inside)
        return found


def text_of(path: Path) -> str:
    """The text of the file at ``path``; :class:`UnusableFile` when it has none that can be read."""
    try:
        if not path.exists():
            raise UnusableFile("file_missing", path=path)
        if not path.is_file():
            raise UnusableFile("file_no_file", path=path)
        content = path.read_bytes()
    except OSError:
        raise UnusableFile("file_unreadable", path=path) from None
    if len(content) > _LARGEST or b"\0" in content:
        raise UnusableFile("file_not_text", path=path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFile("file_not_utf8", path=path) from None
    if not text.strip():
        raise UnusableFile("file_empty", path=path)
    return text
