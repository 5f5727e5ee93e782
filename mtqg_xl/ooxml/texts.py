"""Cell texts: shared strings, rich text, and the escapes Excel uses inside them."""

from __future__ import annotations

import re
from typing import Final

from lxml.etree import _Element

from mtqg_xl.ooxml.sheet import Run
from mtqg_xl.ooxml.xml import child, local, space

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def decode(text: str) -> str:
    """``text`` with ``_x000D_`` and the like turned into the characters they stand for."""
    if "_x" not in text:
        return text
    decoded = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character beyond the basic plane.
    return decoded.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def plain_text(item: _Element) -> str:
    """The characters of an ``si`` or ``is`` element: its runs joined, reading aids left out."""
    pieces: list[str] = []
    for part in item:
        name = local(part)
        if name == "t":
            pieces.append(part.text or "")
        elif name == "r":
            pieces.extend(run.text or "" for run in part if local(run) == "t")
    return decode("".join(pieces))


def runs_of(item: _Element) -> tuple[Run, ...]:
    """The runs of an ``si`` or ``is`` element; none when no run has a font of its own or is raised."""
    runs: list[Run] = []
    told = False
    for part in item:
        if local(part) != "r":
            continue
        looks = child(part, "rPr")
        font = _value(looks, "rFont")
        raised = _value(looks, "vertAlign") == "superscript"
        told = told or raised or bool(font)
        text = "".join(run.text or "" for run in part if local(run) == "t")
        runs.append(Run(decode(text), font, raised))
    return tuple(runs) if told else ()


class Texts(list[str]):
    """Shared texts in the order cells count them; ``runs`` has the runs of those in several fonts."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: dict[int, tuple[Run, ...]] = {}


def shared_texts(root: _Element) -> Texts:
    """The texts of a shared strings part, in the order cells count them from 0."""
    marks = space(root)
    entry, text = marks + "si", marks + "t"
    texts = Texts()
    for item in root:
        if item.tag != entry:
            continue
        # Nearly every entry is one plain ``t``.
        if len(item) == 1 and item[0].tag == text:
            texts.append(decode(item[0].text or ""))
        else:
            if runs := runs_of(item):
                texts.runs[len(texts)] = runs
            texts.append(plain_text(item))
    return texts


def _value(looks: _Element | None, name: str) -> str:
    found = child(looks, name) if looks is not None else None
    return (found.get("val") or "").strip() if found is not None else ""
