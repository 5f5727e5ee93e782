"""No office stays behind when its tests are broken off."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from tests.macros.calc import Calc, python_with_uno

pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("macros in Calc")]


def offices(profile: Path) -> list[str]:
    """The processes that work with a profile."""
    given = profile.as_uri().encode()
    running = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes()
        except OSError:
            continue  # ended meanwhile
        if given in words:
            running.append(process.name)
    return running


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes cannot be listed here")
def test_an_office_ends_with_the_process_that_holds_it(tmp_path: Path) -> None:
    python = python_with_uno()
    if python is None:
        pytest.skip("libreoffice not installed (soffice, and python3-uno)")
    calc = Calc(python, tmp_path / "profile")
    assert offices(tmp_path / "profile")
    calc.end(signal.SIGTERM)
    until = time.monotonic() + 20
    while offices(tmp_path / "profile") and time.monotonic() < until:
        time.sleep(0.1)
    assert offices(tmp_path / "profile") == []
