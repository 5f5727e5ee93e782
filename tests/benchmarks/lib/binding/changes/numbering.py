"""The numbers in front of the rows: removed, restyled, counted anew."""

from __future__ import annotations

import re

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Draft, some_area

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@kind("numbering", Stage.TEXTS)
def numbering_removed(draft: Draft) -> bool:
    """Pasted from Word, where numbers were made by the program and do not come along."""
    area = some_area(draft)
    if area is None:
        return False
    changed = False
    for at in area.body:
        number = area.number(at)
        if number is not None and number.part.role == "number" and number.text:
            number.say("")
            changed = True
    return changed


@kind("numbering", Stage.TEXTS, 2)
def numbering_restyled(draft: Draft) -> bool:
    """Each typist has a style: 1/ or 1. or (1) or I., a) for the lower level; Excel makes numbers of them."""
    area = some_area(draft)
    if area is None:
        return False
    style = draft.chance.choice(("{}.", "{}/", "({})", "{})", "roman", "letters", "number", "-"))
    changed = False
    for at in area.body:
        spot = area.number(at)
        if spot is None or spot.part.role != "number" or not spot.text:
            continue
        new = _styled(spot.text, style)
        if new == "number":
            spot.kind = "number" if re.fullmatch(r"\d+(\.\d+)?", spot.text) else spot.kind
            spot.text = str(float(spot.text)).removesuffix(".0") if spot.kind == "number" else spot.text
        elif new != spot.text:
            spot.say(new)
        changed = True
    return changed


def _styled(text: str, style: str) -> str:
    if style == "number":
        return style
    if style == "roman":
        return _ROMAN[int(text)] if text.isdigit() and 0 < int(text) < len(_ROMAN) else text
    if style == "letters":
        found = re.fullmatch(r"\d+\.(\d+)", text)
        return chr(ord("a") + int(found[1]) - 1) + ")" if found and int(found[1]) < 20 else text
    if style == "-":
        return "-" if re.fullmatch(r"\d+\.\d+(\.\d+)*", text) else text
    return style.format(text)


@kind("numbering", Stage.STRUCTURE, 0.7)
def numbering_in_label(draft: Draft) -> bool:
    """Number and name typed into one cell, the narrow column left empty."""
    area = some_area(draft)
    if area is None or area.number_at == area.label_at:
        return False
    changed = False
    for at in area.body:
        number, label = area.number(at), area.label(at)
        if number and label and number.text and label.text and number.kind == "text" and label.kind == "text":
            label.say(f"{number.text}. {label.text}")
            number.say("")
            changed = True
    return changed


@kind("numbering", Stage.STRUCTURE, 0.7)
def numbering_counted_anew(draft: Draft) -> bool:
    """After inserting and deleting, the rows are numbered 1, 2, 3 from the top."""
    area = some_area(draft)
    if area is None:
        return False
    count = 0
    for at in area.body:
        number, label = area.number(at), area.label(at)
        if number and label and label.text and number.part.role == "number" and number.text:
            count += 1
            number.say(str(count))
    return count > 1
