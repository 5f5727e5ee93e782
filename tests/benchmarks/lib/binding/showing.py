"""One layout to look at, and the same layouts through real files."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from mtqg_xl.ooxml import Workbook
from tests.benchmarks.lib.binding.files import save
from tests.benchmarks.lib.binding.judging import Judged, judge
from tests.benchmarks.lib.binding.layouts import layout

_SHOWN = 40


def show(number: int, seed: int, kinds: Sequence[str], folder: Path | None) -> str:
    """What became of one layout; with ``folder`` the workbook is written there."""
    draft = layout(number, seed, kinds)
    judged = judge(draft, number)
    lines = [
        f"layout {number}: {draft.owner.unit} {draft.owner.period}, forms {', '.join(draft.forms)}",
        f"changes: {', '.join(draft.done) or 'none'}; hidden sheet {'kept' if draft.binding else 'deleted'}",
        f"sheets: {', '.join(page.name for page in draft.pages)}; file {draft.path}",
        f"figures {judged.figures}, unread {judged.unread}, mis-bound {judged.silent};"
        f" {judged.doubtful} figures of which nobody can tell",
    ]
    if judged.refused or judged.crash:
        lines.append(f"refused: {judged.refused or judged.crash}")
    lines += [f"  {wrong}" for wrong in judged.wrong[:_SHOWN]]
    lines += [f"  unread {missed}" for missed in judged.missed[:_SHOWN]]
    if folder is not None:
        lines.append(f"written to {save(draft, folder / f'layout_{seed}_{number}.xlsx')}")
    return "\n".join(lines)


def faithful(first: int, count: int, seed: int, kinds: Sequence[str]) -> int:
    """Read layouts in memory and from files, and tell where the two differ."""
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + count):
            draft = layout(number, seed, kinds)
            memory = judge(draft, number)
            path = Path(folder) / draft.path
            path.parent.mkdir(parents=True, exist_ok=True)
            saved = save(draft, path)
            file = judge(draft, number, opened(saved))
            if _said(memory) != _said(file):
                different += 1
                print(
                    f"{number} {draft.done}: in memory {_said(memory)[:2]}, from the file {_said(file)[:2]}"
                )
            saved.unlink()
    print(f"{count} layouts through files, {different} differ")
    return 1 if different else 0


def opened(path: Path) -> object:
    """A file opened as the library opens one."""
    try:
        from mtqg_xl.opening import open_book
    except ImportError:
        return Workbook.open(path)
    return open_book(path)


def _said(judged: Judged) -> tuple[object, ...]:
    wrong = [(one.what, one.read, one.place, one.truth) for one in judged.wrong]
    return judged.unread, len(wrong), wrong, judged.crash
