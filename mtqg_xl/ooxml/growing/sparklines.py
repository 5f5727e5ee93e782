"""Sparklines and whatever else the newer editions keep at the end of a sheet."""

from __future__ import annotations

from collections.abc import Iterator

from mtqg_xl.ooxml.growing.areas import Areas
from mtqg_xl.ooxml.growing.attributes import Regions
from mtqg_xl.ooxml.growing.formulas import Formulas
from mtqg_xl.ooxml.growing.parts import Part


def move_extensions(part: Part, regions: Regions, formulas: Formulas, areas: Areas, *, own: bool) -> None:
    """Move lists of cells and the formulas that belong to no rule.

    The formulas of rules are told for the first of their cells and are rewritten with them.
    """
    for start, end in regions:
        done = start
        for extensions in part.elements("extLst", start, end):
            if extensions.start < done:
                continue
            done = extensions.end
            region = ((extensions.opened, extensions.closing),)
            if own:
                for element in part.elements("sqref", *region[0]):
                    if element.empty:
                        continue
                    text = part.text(element)
                    moved = areas.many(text) if text.split() else text
                    if moved != text:
                        part.set_text(element, moved)
            within = list(_rules(part, region))
            for element in part.elements("f", *region[0]):
                if element.empty or any(first <= element.start < last for first, last in within):
                    continue
                text = part.text(element)
                new = formulas.plain(text, own)
                if new != text:
                    part.set_text(element, new)


def _rules(part: Part, regions: Regions) -> Iterator[tuple[int, int]]:
    for start, end in regions:
        for name in ("conditionalFormatting", "dataValidation"):
            for element in part.elements(name, start, end):
                yield element.start, element.end
