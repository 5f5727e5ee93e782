"""Workbooks held by LibreOffice: formulas are computed anew as cells change.

The module ``uno`` belongs to the Python of the system; a process of that Python holds the office and is
told line by line, in JSON, what to do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.xlwings_engines.frame import name_of

SYSTEM_PYTHON = "/usr/bin/python3"
_SERVER = Path(__file__).with_name("uno_server.py")


def is_available() -> bool:
    """Whether LibreOffice and its Python bridge are installed."""
    if shutil.which("soffice") is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    )


class UnoProgram:
    """LibreOffice without a window, with a profile in ``folder``; to be closed."""

    name = "mtqg_uno"

    def __init__(self, folder: Path) -> None:
        command = [SYSTEM_PYTHON, str(_SERVER), str(folder)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
        )
        self.ask("ready")

    def ask(self, call: str, *arguments: Any) -> Any:
        """What the office answers; ``RuntimeError`` for what it refuses."""
        to, back = self._process.stdin, self._process.stdout
        assert to is not None
        assert back is not None
        to.write(json.dumps({"do": call, "with": arguments}) + "\n")
        to.flush()
        line = back.readline()
        if not line:
            raise RuntimeError("LibreOffice is gone")
        answer = json.loads(line)
        if "problem" in answer:
            raise RuntimeError(f"{call}: {answer['problem']}")
        return answer["result"]

    def open(self, path: str) -> UnoDocument:
        return UnoDocument(self, self.ask("open", path), path)

    def new(self) -> UnoDocument:
        return UnoDocument(self, self.ask("open", ""), "Book1")

    def close(self) -> None:
        """End the office."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()


class UnoDocument:
    """A workbook in the office; what is asked of it is asked there, by the same names."""

    def __init__(self, program: UnoProgram, number: int, path: str) -> None:
        self._program = program
        self.number = number
        self.fullname = path
        self.api: object = UnoApi(self)

    @property
    def name(self) -> str:
        return name_of(self.fullname)

    def __getattr__(self, call: str) -> Callable[..., Any]:
        if call.startswith("_"):
            raise AttributeError(call)
        return lambda *arguments: self._program.ask(call, self.number, *arguments)

    def names(self) -> list[tuple[str, str]]:
        return [tuple(one) for one in self._program.ask("names", self.number)]

    def copy_sheet(self, source: UnoDocument, sheet: str, at: int) -> None:
        self._program.ask("copy_sheet", self.number, source.number, sheet, at)

    def set_values(self, sheet: str, area: Sequence[int], rows: Sequence[Sequence[Any]]) -> None:
        plain = [["" if value is None else value for value in line] for line in rows]
        self._program.ask("set_values", self.number, sheet, area, plain)


class UnoApi:
    """The part of Excel's own workbook object that the code under test asks for."""

    def __init__(self, document: UnoDocument) -> None:
        self._document = document

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802 - Excel's name
        self._document.save(path)
