"""The text of an OpenDocument cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml import xml
from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.opening.building import TooMuchError
from mtqg_xl.opening.limits import LIMITS
from mtqg_xl.opening.ods.styles import Styles

_BLANKS: Final = 10_000
_LINE_END: Final = re.compile(r"[ \t]*[\r\n][ \t\r\n]*|\t")


def cell_text(cell: _Element, styles: Styles) -> tuple[str, list[Run]]:
    """The characters of a cell, its paragraphs on lines of their own, and its stretches by font.

    Comments and drawings in the cell are no part of its text.
    """
    runs: list[Run] = []
    for number, paragraph in enumerate(xml.children(cell, "p")):
        if number:
            runs.append(Run("\n", "", False))
        runs.extend(_runs(paragraph, styles, "", False, 0))
    return "".join(run.text for run in runs), _joined(runs)


def _runs(part: _Element, styles: Styles, font: str, raised: bool, depth: int) -> Iterator[Run]:
    if depth > LIMITS.nesting:
        raise TooMuchError("levels", LIMITS.nesting)
    if part.text:
        yield Run(_spaced(part.text), font, raised)
    for item in part:
        name = xml.local(item)
        if name == "s":
            count = xml.attribute(item, "c") or "1"
            yield Run(" " * min(int(count) if count.isdecimal() else 1, _BLANKS), font, raised)
        elif name == "tab":
            yield Run("\t", font, raised)
        elif name == "line-break":
            yield Run("\n", font, raised)
        elif name == "span":
            own, up = styles.run(xml.attribute(item, "style-name") or "")
            yield from _runs(item, styles, own or font, raised or up, depth + 1)
        elif name in ("a", "ruby-base", "meta", "title", "sheet-name", "date", "time", "page-number"):
            yield from _runs(item, styles, font, raised, depth + 1)
        if item.tail:
            yield Run(_spaced(item.tail), font, raised)


def _spaced(text: str) -> str:
    """Line ends of the XML text are blanks; LibreOffice writes several blanks as they are."""
    return _LINE_END.sub(" ", text)


def _joined(runs: list[Run]) -> list[Run]:
    """Neighbours of one look as one stretch."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1][1:] == run[1:]:
            joined[-1] = joined[-1]._replace(text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return joined
