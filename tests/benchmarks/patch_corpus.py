"""Anybody's workbooks patched: what changed besides the cells named, and does LibreOffice see the same.

Method: in every .xlsx and .xlsm of the folders cells are chosen by chance (seed in ``lib/choosing.py``):
a number, a text, a place without a cell, a value stored under a formula, a cell to colour, one to hang a
note on. Each edit is made alone, then all at once. What was written is looked over by code that shares
nothing with the library: zip members byte by byte (packed bytes, checksums, dates, flags, order); the
sheet, less the cells named, as canonical XML (its extent and the hints of rows with new cells may
follow); formats and notes, which may only be appended. Where a cell may not take the edit (a heading of
a table, the inside of a merge), the next is tried; a file is refused when no cell takes it.

openpyxl makes the same change beside it: the number, or else the text, or else the new cell.

LibreOffice then opens every original, patched and peer's file; and of files in which values that are
there already were written again (with a colour, a note, and recalculation asked for) it computes every
cell anew, to be compared with the original. Files with formulas that change by themselves are left out.

Every file is worked on in a process of its own, with a time limit.
Run: ``python tests/benchmarks/patch_corpus.py FOLDER... [--limit N] [--no-office] [--all] [--keep FOLDER]``.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

from tests.benchmarks.lib.children import LostError, in_child  # noqa: E402
from tests.benchmarks.lib.choosing import KINDS  # noqa: E402
from tests.benchmarks.lib.comparing import Seen, look  # noqa: E402
from tests.benchmarks.lib.edits import Edit, Outcome, work_on  # noqa: E402
from tests.benchmarks.lib.peer import Loss, change, rewrite  # noqa: E402

#: Seconds for the edits in one file, and for the peer's.
LIMIT, PEERS_LIMIT = 120, 60
#: What the peer is asked to do: the first of these that the file had a cell for.
PEERS = ("number", "text", "new cell")


@dataclass
class Result:
    """All that is known of one file."""

    path: Path
    stem: str
    outcome: Outcome = field(default_factory=Outcome)
    lost: str = ""
    loss: Loss | None = None
    peer_failed: str = ""

    @property
    def edited(self) -> bool:
        """Whether anything could be changed in it."""
        return self.outcome.together.target is not None

    @property
    def edits(self) -> list[Edit]:
        """Every edit that was made."""
        return [edit for edit in (*self.outcome.edits.values(), self.outcome.together) if edit.target]


def process(path: Path, stem: str, scratch: Path) -> Result:
    """Our edits and the peer's in one file."""
    result = Result(path, stem)
    name = stem + path.suffix.lower()
    shutil.copyfile(path, scratch / "before" / name)
    try:
        result.outcome = in_child(
            work_on, path, scratch / "patched" / name, scratch / "same" / name, seconds=LIMIT
        )
    except LostError as error:
        result.lost = str(error)
        return result
    for kind in PEERS:
        edit = result.outcome.edits.get(kind)
        if edit is not None and edit.target is not None:
            try:
                out = scratch / "theirs" / name
                result.loss = in_child(change, path, kind, edit.target, out, seconds=PEERS_LIMIT)
                in_child(rewrite, path, edit.target, scratch / "theirs_same" / name, seconds=PEERS_LIMIT)
            except LostError as error:
                result.peer_failed = str(error)
            break
    return result


def report_edits(results: list[Result]) -> None:
    """One row for each kind of edit."""
    print("\n| edit | files with such a cell | patched | refused | members wrong | sheet wrong | ms |")
    print("|---|---|---|---|---|---|---|")
    for kind in KINDS:
        edits = [result.outcome.edits[kind] for result in results if kind in result.outcome.edits]
        _row(kind, edits)
    _row("all at once", [result.outcome.together for result in results if result.outcome.edits])


def _row(name: str, edits: list[Edit]) -> None:
    done = [edit for edit in edits if edit.target is not None]
    times = [edit.milliseconds for edit in done if edit.milliseconds]
    cells = (name, len(edits), len(done), len(edits) - len(done), sum(bool(edit.members) for edit in done),
             sum(bool(edit.sheet) for edit in done), f"{median(times):.1f}" if times else "")  # fmt: skip
    print(f"| {' | '.join(map(str, cells))} |")


def report(results: list[Result], seen: Seen | None) -> None:
    """The table: ours, and the peer's beside it."""
    opened = [result for result in results if not result.outcome.unopened]
    done = [result for result in opened if result.edited]
    asked = [result for result in done if result.loss is not None or result.peer_failed]
    saved = [result for result in asked if result.loss is not None]
    losses = [result.loss for result in saved if result.loss is not None]
    rows: list[tuple[str, object, object]] = [
        ("files", len(results), len(results)),
        ("openable", len(opened), len(asked)),
        ("patched (saved)", len(done), len(saved)),
        ("refused (failed)", len(opened) - len(done), len(asked) - len(saved)),
        (
            "all other members identical",
            sum(not any(edit.members for edit in result.edits) for result in done),
            sum(not (loss.lost or loss.changed) for loss in losses),
        ),
        ("… files with members lost", 0, sum(bool(loss.lost) for loss in losses)),
        ("… members lost", 0, sum(len(loss.lost) for loss in losses)),
        ("… members changed", 0, sum(len(loss.changed) for loss in losses)),
        (
            "sheet otherwise equal",
            sum(not any(edit.sheet for edit in result.edits) for result in done),
            sum(not loss.sheet for loss in losses),
        ),
        ("stored values lost", 0, sum(max(loss.cached, 0) for loss in losses)),
    ]
    if seen is not None:
        changing = sum(result.outcome.volatile for result in done)
        empty = sum(not result.outcome.rewritten and not result.outcome.volatile for result in done)
        rows += seen.rows()
        rows.append(("… left out: values change by themselves; no values", f"{changing}; {empty}", ""))
    print("\n| | ours | openpyxl |\n|---|---|---|")
    for name, ours, theirs in rows:
        print(f"| {name} | {ours} | {theirs} |")


def details(results: list[Result], seen: Seen | None, *, everything: bool) -> None:
    """What is behind the figures: everything wrong, everything refused."""
    cells: Counter[str] = Counter()
    for result in results:
        name, outcome = result.path.name, result.outcome
        if outcome.unopened or result.lost:
            print(f"not opened: {name}: {outcome.unopened or result.lost}")
        for kind, edit in (*outcome.edits.items(), ("all at once", outcome.together)):
            cells.update(refusal.split(" [")[0] for refusal in edit.refusals)
            if edit.refusals and edit.target is None:
                print(f"refused: {name}: {kind}: {edit.refusals[0]}")
            for wrong in (*edit.members, *edit.sheet):
                where = f"{edit.target.sheet}!{edit.target.address}" if edit.target else ""
                print(f"WRONG: {name}: {kind} in {where}: {wrong}")
        if everything and result.peer_failed:
            print(f"peer failed: {name}: {result.peer_failed}")
    print("cells that took no edit, the next was tried:", dict(cells.most_common()) or "none")
    if seen is not None:
        seen.details({result.stem: result.path.name for result in results}, everything=everything)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--limit", type=int, help="no more files than this, spread over the folders")
    parser.add_argument("--no-office", action="store_true", help="leave LibreOffice out")
    parser.add_argument("--all", action="store_true", help="name the peer's failures and differences too")
    parser.add_argument("--keep", type=Path, help="leave the files written in this folder")
    told = parser.parse_args()
    paths = sorted(path for folder in told.folders for path in folder.rglob("*.xls[xm]"))
    if told.limit and told.limit < len(paths):
        paths = [paths[number * len(paths) // told.limit] for number in range(told.limit)]
    scratch = told.keep or Path(tempfile.mkdtemp(prefix="mtqg_corpus_"))
    start = time.monotonic()
    try:
        for name in ("before", "patched", "same", "theirs", "theirs_same"):
            (scratch / name).mkdir(parents=True, exist_ok=True)
        results = []
        for number, path in enumerate(paths):
            results.append(process(path, f"{number:05d}", scratch))
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        print(f"{len(paths)} files, {time.monotonic() - start:.0f} s, largest process {peak} MB", flush=True)
        report_edits(results)
        seen = None
        if not told.no_office:
            done = [result.stem for result in results if result.edited]
            steady = {result.stem for result in results if not result.outcome.volatile}
            seen = look(
                scratch, done, steady & {result.stem for result in results if result.outcome.rewritten}
            )
        report(results, seen)
        print()
        details(results, seen, everything=told.all)
    finally:
        if not told.keep:
            shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
