"""LibreOffice as an engine, where it is installed: slow to start, and the best arbiter."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mtqg_xl.messages import FileProblem
from mtqg_xl.recalculation.book import Book
from mtqg_xl.recalculation.engines.protocol import Task
from mtqg_xl.recalculation.values import Place, Value

#: 0 is "always": formulas are computed anew on loading, whatever results the file carries.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""
_USUAL_PLACES: Final = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)


def program() -> str | None:
    """The command of LibreOffice, or None where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _USUAL_PLACES if Path(place).exists()), None)


@dataclass(frozen=True)
class LibreOffice:
    """LibreOffice without a window, with a profile of its own for each call."""

    name: str = "libreoffice"

    def compute(self, tasks: Sequence[Task], time_limit: float) -> Sequence[Mapping[Place, Value]] | None:
        """As the protocol says; None too when it is not installed."""
        command = program()
        if command is None:
            return None
        with tempfile.TemporaryDirectory(prefix="mtqg_", ignore_cleanup_errors=True) as name:
            folder = Path(name)
            (folder / "profile" / "user").mkdir(parents=True)
            settings = folder / "profile" / "user" / "registrymodifications.xcu"
            settings.write_text(_SETTINGS, encoding="utf-8")
            paths = [folder / f"task{number}.xlsx" for number in range(len(tasks))]
            for path, task in zip(paths, tasks, strict=True):
                path.write_bytes(task.data)
            (out := folder / "out").mkdir()
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            convert = [command, "--headless", profile, "--convert-to", "xlsx", "--outdir", str(out)]
            if not _finishes([*convert, *map(str, paths)], time_limit):
                return None
            try:
                return [_values(out / path.name, task) for path, task in zip(paths, tasks, strict=True)]
            except (FileProblem, OSError):
                return None


def _values(path: Path, task: Task) -> dict[Place, Value]:
    book = Book(path.read_bytes())
    found: dict[Place, Value] = {}
    for place in task.places:
        sheet = book.sheet_called(place[0])
        if sheet is not None and (value := book.stored((sheet, *place[1:]))) is not None:
            found[place] = value
    return found


def _finishes(command: list[str], time_limit: float) -> bool:
    """Run ``command``; when time is up, end it with all that it started."""
    options: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **options,
    ) as process:
        try:
            return process.wait(time_limit) == 0
        except subprocess.TimeoutExpired:
            with contextlib.suppress(OSError):
                # The command is a small script that waits for the real program.
                if os.name == "posix":
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
            return False
