"""A LibreOffice without windows with the buttons of the extension, for the tests of this room."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

SIDE = Path(__file__).with_name("office_side.py")


def python_with_uno() -> str:
    """The Python that can talk to LibreOffice, or the test is skipped."""
    if shutil.which("soffice") is None:
        pytest.skip("libreoffice not installed")
    for program in (sys.executable, "/usr/bin/python3", shutil.which("python3") or ""):
        if program and not subprocess.run([program, "-c", "import uno"], capture_output=True).returncode:
            return program
    pytest.skip("libreoffice not installed: no Python has its module uno (python3-uno)")


class Calc:
    """The office: each method of ``office_side.Office`` by its name."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __getattr__(self, name: str) -> Any:
        def call(*arguments: object) -> Any:
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps({"do": name, "with": arguments}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            assert line, "the office has gone"
            answer = json.loads(line)
            assert "problem" not in answer, answer["problem"]
            return answer["result"]

        return call


@contextmanager
def running(profile: Path, modules: Path) -> Iterator[Calc]:
    """An office with a fresh profile; ``modules`` is the folder of the extension's Python."""
    process = subprocess.Popen(
        [python_with_uno(), str(SIDE), str(profile), str(modules), sys.executable],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        yield Calc(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(30)
        if process.stdout is not None:
            process.stdout.close()
