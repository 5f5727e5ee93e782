"""Saves that are killed: at a random moment, or before any single step of them.

``pull_the_plug`` can be called with any number of kills.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Final

from mtqg_xl.ooxml import save_atomically
from mtqg_xl.ooxml.patching import Patch
from tests.ooxml.patching.book import SHEET, members, packed

_LONGEST: Final = 0.03
# Forks a process for every line that comes in, so that each is there within a moment.
_FORKING: Final = """
import io, os, signal, sys
from mtqg_xl.messages import say
from mtqg_xl.ooxml import save_atomically
from mtqg_xl.ooxml.patching import Patch

say("output.backup", stem="")  # reads the texts, which takes many calls
source, target, sheet = sys.argv[1:]
patches = [Patch.open(source) for _ in range(2)]
for number, patch in enumerate(patches):
    patch.set(sheet, "A1", number)
    patch.problems()

def save_for_ever():
    while True:
        for patch in patches:
            patch.save(target)

def save_until(step, backup):
    left = step
    def count(frame, event, argument):
        nonlocal left
        # Nothing changes on the disk between the calls of the system.
        if event != "c_call":
            return
        owner = getattr(argument, "__self__", None)
        if argument.__module__ in ("posix", "fcntl") or isinstance(owner, io.IOBase):
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)
    content = patches[1].to_bytes()
    sys.setprofile(count)
    save_atomically(target, lambda stream: stream.write(content) and None, backup=backup)
    sys.setprofile(None)

for line in sys.stdin:
    order, *told = line.split()
    child = os.fork()
    if child == 0:
        if order == "save":
            save_for_ever()
        save_until(int(told[0]), told[1] == "True")
        os._exit(0)
    print(child, flush=True)
    print(os.waitpid(child, 0)[1], flush=True)
"""


class PlugError(AssertionError):
    """What a killed save must not leave."""


@dataclass
class Tally:
    """What was seen after the kills; every one of them was looked at."""

    kills: int = 0
    remains: int = 0
    contents: dict[str, int] = field(default_factory=dict)


@dataclass
class Scene:
    """A folder with a source, a target, and the contents that the target may have."""

    folder: Path
    source: Path
    target: Path
    hash: str
    complete: dict[bytes, str]

    @classmethod
    def in_folder(cls, folder: Path) -> Scene:
        """Make the source; the target is not there yet."""
        rows = "".join(
            f'<row r="{row}"><c r="A{row}"><v>9</v></c><c r="B{row}"><f>A{row}*2</f><v>18</v></c></row>'
            for row in range(1, 60)
        )
        source, target = folder / "vào" / "biểu.xlsx", folder / "ra" / "kết quả.xlsx"
        for path in (source, target):
            path.parent.mkdir(parents=True)
        source.write_bytes(packed(members(rows)))
        complete = {b"old": "old"}
        for number in range(2):
            patch = Patch.open(source)
            patch.set(SHEET, "A1", number)
            complete[patch.to_bytes()] = f"new {number}"
        return cls(folder, source, target, sha256(source.read_bytes()).hexdigest(), complete)

    def look(self, tally: Tally) -> None:
        """Note what a kill left; raises when it is not as it was or as it was to be."""
        tally.kills += 1
        content = self.target.read_bytes() if self.target.exists() else None
        if content is not None and content not in self.complete:
            raise PlugError(f"{len(content)} bytes that are neither old nor new")
        seen = "nothing" if content is None else self.complete[content]
        tally.contents[seen] = tally.contents.get(seen, 0) + 1
        if sha256(self.source.read_bytes()).hexdigest() != self.hash:
            raise PlugError("the source has changed")
        if list(self.source.parent.iterdir()) != [self.source]:
            raise PlugError("something lies beside the source")
        tally.remains += len(self.strays())

    def strays(self) -> list[Path]:
        """The files that lie beside the target."""
        return [path for path in self.target.parent.iterdir() if path != self.target]

    def save_once_more(self, content: bytes = b"old") -> None:
        """The next run; afterwards nothing may lie beside the target but backups."""
        save_atomically(self.target, lambda stream: stream.write(content) and None)
        strays = [path.name for path in self.strays() if "(bản trước" not in path.name]
        if strays or self.target.read_bytes() != content:
            raise PlugError(f"left after the next run: {strays}")


@contextmanager
def _forking(scene: Scene) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", _FORKING, str(scene.source), str(scene.target), SHEET]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def _child(process: subprocess.Popen[str], order: str) -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{order}\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def _ending(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def pull_the_plug(folder: Path, kills: int, seed: int) -> Tally:
    """Kill ``kills`` processes in the midst of saving, at moments drawn with ``seed``, and look after each.

    Raises :class:`PlugError` for a damaged target, a changed source or a stray file after the next
    run; the target is absent, old or new at the beginning by turns.
    """
    draw = random.Random(seed)
    scene, tally = Scene.in_folder(folder), Tally()
    with _forking(scene) as process:
        for number in range(kills):
            if number % 3 == 0:
                scene.target.unlink(missing_ok=True)
            elif number % 3 == 1:
                scene.save_once_more()
            child = _child(process, "save")
            time.sleep(draw.uniform(0, _LONGEST))
            os.kill(child, signal.SIGKILL)
            if _ending(process) != signal.SIGKILL:
                raise PlugError("a save failed by itself")
            scene.look(tally)
    scene.save_once_more()
    return tally


def stop_before_each_step(folder: Path, *, backup: bool) -> Tally:
    """Kill a save before its first step, then one before its second, and so on until one comes through."""
    scene, tally = Scene.in_folder(folder), Tally()
    with _forking(scene) as process:
        for step in range(10_000):
            for kept in scene.strays():
                kept.unlink()
            scene.target.write_bytes(b"old")
            _child(process, f"step {step} {backup}")
            ending = _ending(process)
            scene.look(tally)
            for kept in scene.strays():
                if "(bản trước" in kept.name and kept.read_bytes() not in scene.complete:
                    raise PlugError("a backup is damaged")
            scene.save_once_more()
            if ending == 0:
                return tally
            if ending != signal.SIGKILL:
                raise PlugError(f"a save ended with {ending}")
    raise PlugError("a save without end")
