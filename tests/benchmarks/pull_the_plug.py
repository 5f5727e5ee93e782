"""Nothing is damaged or left behind when a process that saves workbooks is killed at random moments.

Method: a process changes a cell and saves, again and again; after a time drawn by chance (seed below) it
is killed without warning (SIGKILL). Three inputs take turns, a small workbook, one of 16 sheets, and one
with 4 MB of pictures so that writing takes its time; over an older file, or where none stood; with and
without a backup. After each kill the output must be byte for byte one of the files that were to be saved,
or the older one; likewise every backup; the input must be as it was. Then one save is let through, and
nothing but what was asked for may be in the folder.

Run: ``python tests/benchmarks/pull_the_plug.py [--kills N]`` (not on Windows). The last table is in
``RESULTS.md``.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT))

import xlsxwriter  # noqa: E402

from mtqg_xl.ooxml.patching import Patch  # noqa: E402
from tests.benchmarks.lib.big_workbook import make  # noqa: E402

SEED = 20261121
#: The longest time a process is left alone, as a multiple of what one save takes.
LONGEST = 3.0
SHEET, CELL = "Biểu 01 - Huyện", "D6"


class Case:
    """An input, the files that may come of it, and how long one save takes."""

    def __init__(self, name: str, source: Path) -> None:
        self.name = name
        self.source = source
        self.mark = fingerprint(source)
        self.older = b"older " + source.read_bytes()
        start = time.perf_counter()
        self.versions = [self.patch(value).to_bytes() for value in (1, 2)]
        self.patch(1).save(source.with_name("warm.xlsx"))
        self.seconds = (time.perf_counter() - start) / 2
        self.kills = 0
        self.found: Counter[str] = Counter()

    def patch(self, value: int) -> Patch:
        """The input with one figure changed."""
        patch = Patch.open(self.source)
        patch.set(SHEET, CELL, value)
        return patch

    def row(self) -> str:
        """A line of the table."""
        told = ("killed while writing", "output damaged", "backup damaged", "input changed", "left behind")
        return f"| {' | '.join(map(str, (self.name, self.kills, *(self.found[item] for item in told))))} |"


def fingerprint(path: Path) -> tuple[str, int]:
    """What a file holds and when it was written."""
    return hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns


def small(path: Path) -> Path:
    """A workbook of one sheet."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(SHEET)
        for row in range(20):
            sheet.write_row(row, 0, [row, "Xã Đăk Tờ Re", 1.5, row * 2])
    return path


def with_pictures(source: Path, path: Path) -> Path:
    """The workbook with 4 MB beside its sheets that do not shrink."""
    content = io.BytesIO(source.read_bytes())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/media/image1.png", random.Random(SEED).randbytes(4_000_000))
    path.write_bytes(content.getvalue())
    return path


def save_for_ever(case: Case, target: Path, backup: bool, ready: int) -> None:
    """Change and save until somebody pulls the plug."""
    os.write(ready, b"!")
    for value in itertools.cycle((1, 2)):
        case.patch(value).save(target, backup=backup)


def kill_once(case: Case, folder: Path, chance: random.Random, *, older: bool, backup: bool) -> None:
    """One process, one kill, and a look at what it left."""
    target = folder / "Kết quả.xlsx"
    if older:
        target.write_bytes(case.older)
    waiting, ready = os.pipe()
    child = os.fork()
    if not child:
        try:
            save_for_ever(case, target, backup, ready)
        finally:
            # Reached only when a save fails; nothing of the parent's may run here.
            os._exit(1)
    os.read(waiting, 1)
    time.sleep(chance.uniform(0, LONGEST * case.seconds))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    os.close(waiting)
    os.close(ready)
    assert os.WIFSIGNALED(status), "a save failed by itself"
    case.kills += 1
    look_at(case, folder, target, older=older)
    case.patch(1).save(target)
    case.found["output damaged"] += target.read_bytes() != case.versions[0]
    case.found["left behind"] += any(path != target and path.suffix != ".xlsx" for path in folder.iterdir())


def look_at(case: Case, folder: Path, target: Path, *, older: bool) -> None:
    """Count what is wrong in the folder after a kill."""
    whole = [*case.versions, *([case.older] if older else [])]
    if target.exists():
        case.found["output damaged"] += target.read_bytes() not in whole
    else:
        case.found["output damaged"] += older
    others = [path for path in folder.iterdir() if path != target]
    case.found["killed while writing"] += any(path.suffix == ".tmp" for path in others)
    backups = [path for path in others if path.suffix == ".xlsx"]
    case.found["backup damaged"] += sum(path.read_bytes() not in whole for path in backups)
    case.found["input changed"] += fingerprint(case.source) != case.mark


def main() -> int:
    """Kill, look and print the table; 1 when anything was damaged."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=1000)
    kills = parser.parse_args().kills
    chance = random.Random(SEED)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        sources = root / "inputs"
        sources.mkdir()
        make(sources / "big.xlsx")
        cases = [
            Case("one sheet", small(sources / "small.xlsx")),
            Case("16 sheets", sources / "big.xlsx"),
            Case("16 sheets and pictures", with_pictures(sources / "big.xlsx", sources / "pictures.xlsx")),
        ]
        for number in range(kills):
            folder = root / "out"
            folder.mkdir()
            older, backup = number % 3 != 0, number % 4 == 0
            kill_once(cases[number % len(cases)], folder, chance, older=older, backup=backup)
            shutil.rmtree(folder)
    print("| input | kills | killed while writing | ", end="")
    print("output damaged | backup damaged | input changed | left behind after the next save |")
    print("|---|---|---|---|---|---|---|")
    for case in cases:
        print(case.row())
    wrong = ("output damaged", "backup damaged", "input changed", "left behind")
    return int(any(case.found[item] for case in cases for item in wrong))


if __name__ == "__main__":
    raise SystemExit(main())
