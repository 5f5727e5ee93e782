"""The row of column codes: deleted or written otherwise."""

from __future__ import annotations

import re

from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Draft, some_area


@kind("codes", Stage.HEADER, 2)
def codes_deleted(draft: Draft) -> bool:
    """The row of codes looks like clutter to whoever prints the table, and goes."""
    area = some_area(draft)
    if area is None or not any(
        s is not None and s.part.role == "code" for s in area.page.grid[area.code_row]
    ):
        return False
    if draft.chance.random() < 0.7:
        area.page.delete_rows(area.code_row)
    else:
        for spot in area.page.grid[area.code_row]:
            if spot is not None:
                spot.say("")
    return True


@kind("codes", Stage.HEADER, 2)
def codes_restyled(draft: Draft) -> bool:
    """Codes in brackets, without their formulas, with the word Cột, or become numbers."""
    area = some_area(draft)
    if area is None:
        return False
    style = draft.chance.choice(("({})", "[{}]", "Cột {}", "bare", "bare ({})", "number", "lower", "spaced"))
    changed = False
    for _, _, spot in area.page.of_role("code", section=area.section):
        if spot.part.form != area.form or not spot.text:
            continue
        before = (spot.kind, spot.text)
        text = spot.text
        if style in ("bare", "bare ({})", "number"):
            text = text.partition("=")[0]
        if style == "number" and text.isdigit():
            spot.kind, spot.text = "number", text
        elif style == "lower":
            spot.say(text.lower())
        elif style == "spaced":
            spot.say(re.sub(r"([=+\-*/])", r" \1 ", text))
        else:
            spot.say(style.removeprefix("bare ").format(text) if "{" in style else text)
        changed |= (spot.kind, spot.text) != before
    return changed


@kind("codes", Stage.HEADER, 0.7)
def codes_stub_lost(draft: Draft) -> bool:
    """The letters A and B under the first columns are deleted, the codes of the figures stay."""
    area = some_area(draft)
    if area is None:
        return False
    changed = False
    for c in area.stub:
        spot = area.spot(area.code_row, c)
        if spot is not None and spot.part.role == "code" and spot.text:
            spot.say("")
            changed = True
    return changed


@kind("codes", Stage.HEADER, 0.7)
def codes_in_headings(draft: Draft) -> bool:
    """To save a row the code is typed behind the heading, in brackets."""
    area = some_area(draft)
    if area is None or any(t < area.code_row <= b for t, _, b, _ in area.page.merges):
        return False
    leaves = {
        s.part.column: s
        for _, _, s in area.page.of_role("heading", section=area.section)
        if s.part.form == area.form
    }
    codes = [s for _, _, s in area.page.of_role("code", section=area.section) if s.part.form == area.form]
    if not codes:
        return False
    for code in codes:
        leaf = leaves.get(code.part.column)
        if code.part.column and leaf is not None and leaf.text and code.text:
            leaf.say(f"{leaf.text} ({code.text})")
    area.page.delete_rows(area.code_row)
    return True
