"""One layout: a workbook of ours drawn by chance, and what people did to it; the same for the same number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial
from random import Random

from tests.benchmarks.lib.binding.changes import KINDS, Kind, Stage
from tests.benchmarks.lib.binding.changes.figures import sow_errors
from tests.benchmarks.lib.binding.drafts import Draft
from tests.benchmarks.lib.binding.originals import FILLINGS, Original, figures, fill, names, original
from tests.benchmarks.lib.binding.spots import Owner, Page
from tests.benchmarks.lib.binding.twins import keep_apart

SEED = 20261121
#: How many workbooks keep the hidden sheet, have errors sown, and undergo how many kinds of change.
_KEPT, _ERRORS = 0.15, 0.15
_CHANGES = ((0, 0.03), (1, 0.37), (2, 0.2), (3, 0.16), (4, 0.1), (6, 0.09), (8, 0.05))
_SOURCES = (("single", 0.74), ("set", 0.16), ("sample", 0.10))


def layout(number: int, seed: int = SEED, kinds: Sequence[str] = (), *, kept: bool | None = None) -> Draft:
    """The layout ``number``; with ``kinds`` changed in these ways only.

    ``kept`` says whether the hidden sheet is there, else chance does.
    """
    chance = Random(f"{seed} {number}")
    draft = _drawn(chance)
    wanted = _wanted(chance, kinds)
    joined = any(found.group == "joining" and found.name.startswith("forms") for found in wanted)
    if joined and len(draft.pages) == 1:
        draft = _drawn(chance, "set")
    by_chance = chance.random() < _KEPT
    if not (by_chance if kept is None else kept):
        draft.binding = None
    errors = chance.random() < _ERRORS
    for at, found in enumerate(sorted(wanted, key=lambda one: one.stage)):
        if errors and found.stage > Stage.FIGURES:
            sow_errors(draft)
            errors = False
        if found.make(draft):
            draft.done.append(found.name)
        elif not draft.done and at + 1 == len(wanted) and not kinds:
            _another(draft, chance)
    if errors:
        sow_errors(draft)
    keep_apart(draft)
    return draft


def _another(draft: Draft, chance: Random) -> None:
    """Where the kind that was drawn finds nothing to change, one that does."""
    for _ in range(8):
        found = chance.choices(_all(), weights=[one.weight for one in _all()])[0]
        if found.stage > Stage.FIGURES and found.make(draft):
            draft.done.append(found.name)
            return


@cache
def _all() -> tuple[Kind, ...]:
    return tuple(KINDS.values())


def _wanted(chance: Random, kinds: Sequence[str]) -> list[Kind]:
    if kinds:
        return [KINDS[name] for name in kinds]
    count = chance.choices([count for count, _ in _CHANGES], weights=[share for _, share in _CHANGES])[0]
    wanted: dict[str, Kind] = {}
    while len(wanted) < count:
        found = chance.choices(_all(), weights=[one.weight for one in _all()])[0]
        wanted[found.name] = found
    return list(wanted.values())


@cache
def _by_source() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"single": [], "set": [], "sample": []}
    for name in names():
        source = name.partition(":")[0] if ":" in name else "single"
        found[source].append(name)
    return found


def _drawn(chance: Random, source: str = "") -> Draft:
    source = source or chance.choices([name for name, _ in _SOURCES], weights=[w for _, w in _SOURCES])[0]
    made = original(chance.choice(_by_source()[source]))
    most = {"single": 1, "set": chance.choice((2, 2, 3, 4)), "sample": chance.choice((1, 2, 3, 16))}[source]
    own = [page for page in made.pages if page.owner is not None]
    if source == "sample":
        own = [page for page in own if len(page.figures()) >= 8] or own
    chosen = {page.name for page in chance.sample(own, min(most, len(own)))}
    foreign = {page.name for page in made.pages if page.owner is None}
    pages = [page.copy() for page in made.pages if page.name in chosen | foreign]
    number = chance.randrange(FILLINGS if source == "single" else FILLINGS // 3)
    if not made.filled:
        for page in pages:
            fill(page, figures(made.name, number), chance)
    binding = replace(made.binding, forms=tuple(b for b in made.binding.forms if b.sheet in chosen))
    forms = {code: form for code, form in made.forms.items() if code in {b.form for b in binding.forms}}
    draft = Draft(pages, binding, forms, made.owner, _path(made, chance), chance)
    if source == "single":
        draft.more = partial(_more, made)
    return draft


def _more(made: Original, page: Page, owner: Owner, number: int) -> None:
    """Fill a sheet with the figures of another unit."""
    for _, _, spot in page.spots():
        if spot.truth is not None:
            spot.truth = spot.truth._replace(owner=owner)
            if spot.part.sort == "figure":
                spot.kind, spot.text, spot.value = "blank", "", None
    fill(page, figures(made.name, number), Random(f"{owner} {number}"))


def _path(made: Original, chance: Random) -> str:
    unit = made.unit.name
    style = chance.choice(
        (
            "{unit} {period}.xlsx",
            "Bieu bao cao {unit}.xlsx",
            "BC_MTQG_{period}.xlsx",
            "bao cao/{unit}/bieu.xlsx",
        )
    )
    return style.format(unit=unit, period=made.period)
