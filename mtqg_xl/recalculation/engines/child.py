"""An engine in a process of its own: when it hangs it is killed, when it dies nobody else does."""

from __future__ import annotations

import json
import math
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from mtqg_xl.ooxml.patching.values import CellError
from mtqg_xl.recalculation.engines.protocol import Task
from mtqg_xl.recalculation.values import ERROR_CODES, Place, Value

_WORKER: Final = Path(__file__).with_name("worker.py")


@dataclass(frozen=True)
class ChildEngine:
    """The engine of the Python package called ``name``."""

    name: str

    def compute(self, tasks: Sequence[Task], time_limit: float) -> Sequence[Mapping[Place, Value]] | None:
        """As the protocol says; None too when the package is not installed."""
        if find_spec(self.name) is None:
            return None
        with tempfile.TemporaryDirectory(prefix="mtqg_") as name:
            folder = Path(name)
            for number, task in enumerate(tasks):
                _put_down(folder, number, task)
            command = [sys.executable, "-P", str(_WORKER), self.name, str(folder)]
            try:
                subprocess.run(
                    command,
                    timeout=time_limit,
                    check=True,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                results = json.loads((folder / "values.json").read_text(encoding="utf-8"))
            except (subprocess.SubprocessError, OSError, ValueError):
                return None
        return [
            {
                place: value
                for place, raw in zip(task.places, found, strict=True)
                if (value := _value(raw)) is not None
            }
            for task, found in zip(tasks, results, strict=True)
        ]


def _put_down(folder: Path, number: int, task: Task) -> None:
    (folder / f"task{number}.xlsx").write_bytes(task.data)
    index = {name: at for at, name in enumerate(task.sheets)}
    places = [(index[sheet], row, column) for sheet, row, column in task.places]
    asked = {"sheets": task.sheets, "places": places}
    (folder / f"task{number}.json").write_text(json.dumps(asked), encoding="utf-8")


def _value(raw: Any) -> Value | None:
    if isinstance(raw, dict):
        code = raw.get("error")
        return CellError(code) if code in ERROR_CODES else None
    if isinstance(raw, bool | str):
        return raw
    if isinstance(raw, int | float):
        return float(raw) if math.isfinite(raw) else None
    return None
