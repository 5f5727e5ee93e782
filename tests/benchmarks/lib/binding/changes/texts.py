"""Labels of rows written otherwise."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from mtqg_xl.domain.units import fold
from tests.benchmarks.lib.binding.changes import wording
from tests.benchmarks.lib.binding.changes.registry import Stage, kind
from tests.benchmarks.lib.binding.drafts import Area, Draft, some_area

Rewrite = Callable[[str, Random], str]


def _labels(draft: Draft, rewrite: Rewrite, share: float, *, units: bool = True) -> bool:
    """Rewrite a share of the labels of a table, as long as no two rows become the same."""
    area = some_area(draft)
    if area is None:
        return False
    by_key = draft.forms[area.form].row_by_key
    changed = False
    for at in area.body:
        label = area.label(at)
        row = by_key.get(area.row_key(at))
        if label is None or label.kind != "text" or label.truth is not None or draft.chance.random() > share:
            continue
        if row is not None and row.unit and not units:
            continue
        before, new = label.text, rewrite(label.text, draft.chance)
        if new == before:
            continue
        label.say(new)
        if _clash(area, at):
            label.say(before)
        else:
            changed = True
    return changed


def _clash(area: Area, at: int) -> bool:
    def name(row: int) -> tuple[str, ...]:
        cells = [spot for c in area.stub if (spot := area.page.grid[row][c]) is not None]
        return tuple(fold(cell.text) for cell in cells)

    return any(name(row) == name(at) for row in area.body if row != at)


@kind("labels", Stage.TEXTS)
def labels_upper(draft: Draft) -> bool:
    """Groups, or everything, typed in capitals."""
    return _labels(draft, lambda text, _: text.upper(), draft.chance.choice((0.2, 1.0)))


@kind("labels", Stage.TEXTS, 2)
def labels_abbreviated(draft: Draft) -> bool:
    """Long names are shortened so that the column can be narrow."""
    return _labels(draft, wording.shortened, draft.chance.choice((0.3, 1.0)), units=False)


@kind("labels", Stage.TEXTS, 2)
def labels_misspelt(draft: Draft) -> bool:
    """A form typed anew from paper has slips: a letter lost, doubled, exchanged, or without its mark."""
    return _labels(draft, wording.misspelt, draft.chance.choice((0.1, 0.3, 0.6)))


@kind("labels", Stage.TEXTS)
def labels_footnoted(draft: Draft) -> bool:
    """Marks that point to a note under the table."""
    return _labels(draft, wording.footnoted, 0.25)


@kind("labels", Stage.TEXTS)
def labels_reworded(draft: Draft) -> bool:
    """A word put in another way."""
    return _labels(draft, wording.reworded, 0.5, units=False)


@kind("labels", Stage.TEXTS)
def labels_spaced(draft: Draft) -> bool:
    """Blanks that cannot be seen: pasted from a web page or from Word, lines broken by hand."""
    return _labels(draft, wording.spaced, 0.6)


@kind("labels", Stage.TEXTS, 1.5)
def labels_look_alike(draft: Draft) -> bool:
    """Typed with another keyboard program, or passed through an old converter: same to the eye."""
    way = draft.chance.randint(0, 10**6)
    return _labels(draft, lambda text, _: wording.looking_alike(text, Random(way)), 1.0)


@kind("labels", Stage.TEXTS, 0.5)
def labels_without_marks(draft: Draft) -> bool:
    """Typed on a computer without a Vietnamese keyboard."""
    return _labels(draft, lambda text, _: wording.without_marks(text), 1.0)


@kind("labels", Stage.TEXTS, 0.7)
def labels_dashed(draft: Draft) -> bool:
    """A dash, a plus or blanks in front of the lower rows, a colon behind the upper ones."""

    def rewrite(text: str, chance: Random) -> str:
        return chance.choice(("- {}", "+ {}", "   {}", "{}:", "{}.", "{};")).format(text)

    return _labels(draft, rewrite, 0.6)
