"""The edits of the benchmark made in one workbook by our patcher, each looked over by code of our own."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from mtqg_xl.messages import MtqgError
from mtqg_xl.ooxml import Workbook, to_a1
from mtqg_xl.ooxml.patching import CellError, Patch
from tests.benchmarks.lib import archives, sheets
from tests.benchmarks.lib.appendices import (
    links_of,
    parts_of_notes,
    styles_part,
    wrong_with_colour,
    wrong_with_note,
)
from tests.benchmarks.lib.choosing import CACHED, COLOUR, NOTE, NUMBER, TEXT, Target, targets

_TRIES: Final = 40
_REWRITTEN: Final = 40
_VOLATILE: Final = re.compile(rb"\b(?:RAND|RANDBETWEEN|RANDARRAY|NOW|TODAY|CELL|INFO)\s*\(", re.IGNORECASE)

Setter = Callable[[Patch, Target], None]
_SET: Final[dict[str, Setter]] = {
    "number": lambda patch, target: patch.set(target.sheet, target.place, NUMBER),
    "text": lambda patch, target: patch.set(target.sheet, target.place, TEXT),
    "new cell": lambda patch, target: patch.set(target.sheet, target.place, NUMBER),
    "cached": lambda patch, target: patch.set_cached(target.sheet, target.place, CACHED),
    "fill": lambda patch, target: patch.set_fill(target.sheet, target.place, COLOUR),
    "note": lambda patch, target: patch.set_note(target.sheet, target.place, NOTE),
}


@dataclass
class Edit:
    """What became of one kind of edit: done or refused, and what it did wrong."""

    target: Target | None = None
    refusals: list[str] = field(default_factory=list)
    members: list[str] = field(default_factory=list)
    sheet: list[str] = field(default_factory=list)
    milliseconds: float = 0.0


@dataclass
class Outcome:
    """What became of one file."""

    unopened: str = ""
    edits: dict[str, Edit] = field(default_factory=dict)
    together: Edit = field(default_factory=Edit)
    volatile: bool = False
    rewritten: int = 0


def work_on(path: Path, patched: Path, same: Path) -> Outcome:
    """Make the edits in the workbook at ``path``: each alone, all at once (saved as ``patched``), and
    one that writes the values that are there already (saved as ``same``).
    """
    outcome = Outcome()
    try:
        book = Workbook.open(path)
        for info in book.sheets:
            book.sheet(info.name)
    except MtqgError as error:
        outcome.unopened = f"{type(error).__name__} {error.code}: {error}"
        return outcome
    data = path.read_bytes()
    read = [(info.name, info.part, book.package.read(info.part)) for info in book.sheets]
    outcome.volatile = any(
        map(_VOLATILE.search, (*(part for _, _, part in read), book.package.read(book.part)))
    )
    if not read:
        outcome.unopened = "no worksheet in it"
        return outcome
    for kind, pool in targets(path.name, read).items():
        edit = _try_each(path, data, kind, pool)
        if edit is not None:
            outcome.edits[kind] = edit
    outcome.together = _all_at_once(path, data, outcome, patched)
    outcome.rewritten = _rewrite(path, book, read, same)
    return outcome


def _try_each(path: Path, data: bytes, kind: str, pool: Iterator[Target]) -> Edit | None:
    """The first cell that takes the edit; None when there is no such cell at all."""
    edit = None
    for target in islice(pool, _TRIES):
        edit = edit or Edit()
        start = time.perf_counter()
        try:
            patch = Patch.open(path)
            _SET[kind](patch, target)
            after = patch.to_bytes()
        except MtqgError as error:
            edit.refusals.append(
                f"{type(error).__name__} {error.code} [{target.sheet}!{target.address}]: {error}"
            )
            continue
        edit.milliseconds = 1000 * (time.perf_counter() - start)
        edit.target = target
        _look_over(edit, data, after, patch, {kind: target}, asked=False)
        break
    return edit


def _all_at_once(path: Path, data: bytes, outcome: Outcome, patched: Path) -> Edit:
    done = {kind: edit.target for kind, edit in outcome.edits.items() if edit.target is not None}
    edit = Edit()
    if not done:
        return edit
    patch = Patch.open(path)
    for kind, target in done.items():
        _SET[kind](patch, target)
    patch.recalculate_on_load()
    try:
        patch.save(patched)
    except MtqgError as error:
        edit.refusals.append(f"{type(error).__name__} {error.code}: {error}")
        return edit
    edit.target = next(iter(done.values()))
    _look_over(edit, data, patched.read_bytes(), patch, done, asked=True)
    return edit


def _look_over(
    edit: Edit, before: bytes, after: bytes, patch: Patch, done: dict[str, Target], *, asked: bool
) -> None:
    """Note whatever is wrong with the file ``after`` the edits."""
    old, new = archives.contents(before), archives.contents(after)
    parts = {kind: _written(target.part, old) for kind, target in done.items()}
    main = _written(patch.workbook.part, old)
    may_change = set(parts.values())
    if asked:
        may_change.add(main)
    if "fill" in done:
        # A workbook without formats gets a part for them, and a pointer to it.
        may_change.add(styles_part(old) or _written(links_of(main), old))
    if "note" in done:
        may_change |= parts_of_notes(old, parts["note"])
    may_add = "note" in done or ("fill" in done and styles_part(old) is None)
    if may_add:
        may_change.add("[Content_Types].xml")
    edit.members = archives.differences(before, after, may_change, may_add)
    for part in set(parts.values()):
        kinds = [kind for kind in done if parts[kind] == part]
        named = {done[kind].place for kind in kinds}
        edit.sheet += sheets.differences(old[part], new[part], named, kinds[0] if len(done) == 1 else "all")
    for kind, target in done.items():
        if kind == "fill":
            edit.sheet += wrong_with_colour(old, new, parts[kind], target.place, COLOUR)
        elif kind == "note":
            edit.sheet += wrong_with_note(old, new, target.address, NOTE)
        else:
            edit.sheet += _unwritten(new[parts[kind]], kind, target)


def _unwritten(part: bytes, kind: str, target: Target) -> list[str]:
    """Whether the cell holds what was set."""
    cell = next((cell for cell in sheets.cells(sheets.parse(part)) if cell.place == target.place), None)
    if cell is None:
        return [f"{target.address} is not there"]
    if kind == "text":
        held = "".join(item.text or "" for item in cell.element.iter() if sheets.local(item) == "t")
        return [] if cell.sort == "inlineStr" and held == TEXT else [f"{target.address} holds {held!r}"]
    wanted = str(CACHED if kind == "cached" else NUMBER)
    return [] if (cell.sort, cell.value) == ("n", wanted) else [f"{target.address} holds {cell.value!r}"]


def _rewrite(path: Path, book: Workbook, read: list[tuple[str, str, bytes]], same: Path) -> int:
    """Write values that are there already, with a colour, a note and recalculation asked for."""
    patch = Patch.open(path)
    wanted: list[tuple[str, tuple[int, int], str, object]] = []
    for pool in targets(path.name, read).values():
        for target in islice(pool, _REWRITTEN):
            cell = book.sheet(target.sheet).cells.get(target.place)
            # Days written as text (ISO) are numbers to LibreOffice, and rare.
            if cell is None or cell.kind == "blank" or target.sort == "d":
                continue
            act = "set" if cell.formula is None else "set_cached"
            value = _value(cell.kind, cell.text)
            if value is not None and not (act == "set" and isinstance(value, CellError)):
                wanted.append((target.sheet, target.place, act, value))
    wanted = list(dict.fromkeys(wanted))
    while True:
        for sheet, place, act, value in wanted:
            getattr(patch, act)(sheet, place, value)
        refused = {(problem.values.get("sheet"), problem.values.get("cell")) for problem in patch.problems()}
        if not refused:
            break
        left = [item for item in wanted if (item[0], to_a1(*item[1])) not in refused]
        if len(left) == len(wanted):
            # A sheet as a whole takes nothing.
            left = [item for item in wanted if (item[0], "") not in refused]
        wanted, patch = left, Patch.open(path)
    for sheet, place, _, _ in wanted[:1]:
        patch.set_fill(sheet, place, COLOUR)
        if not _refused_note(book, sheet, place):
            patch.set_note(sheet, place, NOTE)
    patch.recalculate_on_load()
    try:
        patch.save(same)
    except MtqgError:
        return 0
    return len(wanted)


def _refused_note(book: Workbook, sheet: str, place: tuple[int, int]) -> bool:
    trial = Patch(book.package)
    trial.set_note(sheet, place, NOTE)
    return bool(trial.problems())


def _value(kind: str, text: str) -> object:
    if kind == "number":
        return int(text) if text.lstrip("-").isdecimal() and len(text) < 15 else float(text)
    if kind == "bool":
        return text == "1"
    if kind == "error":
        try:
            return CellError(text)
        except ValueError:
            return None
    return text


def _written(part: str, names: Collection[str]) -> str:
    """The name of a member as the zip file writes it: back-slashes and case may differ."""
    if part in names:
        return part
    return next(name for name in names if _plain(name) == _plain(part))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()
