"""A person installs the extension, opens a workbook and clicks a button: on a screen that nobody sees."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

from tests.extension.calc import python_with_uno

SAMPLE = Path(__file__).parents[2] / "samples" / "real" / "kon_ray_2023-6T.xlsx"
LOOK = Path(__file__).with_name("window_side.py")
NOBODY = 65534
#: Programs this needs, and the packages of Debian that bring them.
NEEDED = {"Xvfb": "xvfb", "openbox": "openbox", "xdotool": "xdotool", "unopkg": "libreoffice-calc"}
PATIENCE = 90.0
T = TypeVar("T")
pytestmark = [pytest.mark.libreoffice, pytest.mark.xdist_group("extension")]


@contextmanager
def started(*command: str, **options: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # type: ignore[call-overload]
    try:
        yield process
    finally:
        # The office is a family of processes.
        for one in subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True
        ).stdout.split():
            subprocess.run(["kill", "-9", one], capture_output=True)
        process.kill()
        process.wait()


def until(found: Callable[[], T], what: str) -> T:
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        if result := found():
            return result
        time.sleep(0.25)
    raise AssertionError(f"no {what}")


def test_a_click_on_the_button_shows_the_dialog_and_paints_the_cells(package: bytes) -> None:
    if missing := [
        f"{program} ({packed})" for program, packed in NEEDED.items() if not shutil.which(program)
    ]:
        pytest.skip(f"not installed: {', '.join(missing)}")
    python = python_with_uno()
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        book = home / "Kon Rẫy & 100% “quý”.xlsx"
        shutil.copy(SAMPLE, book)
        profile = f"-env:UserInstallation={home.as_uri()}/profile"
        install(package, home, profile)
        display = screen(stack, home)
        # The Python of the tests must not be taken for that of the office.
        paths = [
            path for path in os.environ["PATH"].split(os.pathsep) if Path(path) != Path(sys.executable).parent
        ]
        env = {**os.environ, "DISPLAY": display, "PATH": os.pathsep.join(paths), "MTQG_XL": sys.executable}
        env.pop("VIRTUAL_ENV", None)
        stack.enter_context(started("openbox", env=env))
        pipe = f"mtqg_click_{os.getpid()}"
        accept = f"--accept=pipe,name={pipe};urp;"
        stack.enter_context(
            started("soffice", "--norestore", "--nologo", profile, accept, "--calc", str(book), env=env)
        )

        def asked(*question: str) -> object:
            told = subprocess.run(
                [python, str(LOOK), pipe, *question],
                capture_output=True,
                text=True,
                env=env,
                timeout=PATIENCE,
            )
            return json.loads(told.stdout) if told.returncode == 0 else None

        def click(name: str) -> None:
            x, y, height = until(lambda: asked("button", name), "button")  # type: ignore[misc]
            window = mouse("search", "--onlyvisible", "--name", "LibreOffice Calc$")[0]
            geometry = mouse("getwindowgeometry", "--shell", window)
            whole = next(int(line.partition("=")[2]) for line in geometry if line.startswith("HEIGHT="))
            y += whole - height
            # The window has to see the mouse come before it takes a click.
            for order in (f"{x + 8}", f"{x}"):
                mouse("mousemove", "--window", window, order, f"{y}")
                time.sleep(0.4)
            mouse("click", "1")

        def mouse(*order: str) -> list[str]:
            return subprocess.run(["xdotool", *order], capture_output=True, text=True, env=env).stdout.split()

        click("Kiểm tra")
        window = until(lambda: mouse("search", "--onlyvisible", "--name", "^Báo cáo MTQG$"), "dialog")
        picture(env, "hop_thoai.png")
        assert asked("cell", "KR02", "E13") == {"fill": "FFC7CE", "note": "[F1] Sai: lẽ ra 26.844"}
        for right in ("E12", "E14"):
            assert asked("cell", "KR02", right)["fill"] is None, right  # type: ignore[index]
        mouse("key", "--window", window[0], "Return")
        mouse("key", "Return")
        until(lambda: not mouse("search", "--onlyvisible", "--name", "^Báo cáo MTQG$"), "end of the dialog")
        click("Lỗi sau")
        until(lambda: asked("selected") == "KR02.E13", "selected cell")


def install(package: bytes, home: Path, profile: str) -> None:
    """As an ordinary user does it; the administrator of the machine is refused."""
    file = home / "mtqg.oxt"
    file.write_bytes(package)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        os.chown(home, NOBODY, NOBODY)
    command = ["unopkg", "add", "-f", "-s", str(file), profile]
    told = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "HOME": str(home)}, **user
    )
    assert told.returncode == 0, told.stderr
    settings = home / "profile" / "user" / "registrymodifications.xcu"
    quiet = (
        '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">'
        "<value>false</value></prop></item></oor:items>"
    )
    settings.write_text(settings.read_text("utf-8").replace("</oor:items>", quiet), "utf-8")


def screen(stack: ExitStack, home: Path) -> str:
    """A screen of its own, its number chosen by the server."""
    reading, writing = os.pipe()
    stack.enter_context(
        started("Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", pass_fds=(writing,))
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        return f":{told.readline().strip()}"


def picture(env: dict[str, str], name: str) -> None:
    """For the guide: kept where MTQG_XL_PICTURES says."""
    folder = os.environ.get("MTQG_XL_PICTURES")
    if folder and shutil.which("import"):
        time.sleep(1)
        subprocess.run(["import", "-window", "root", str(Path(folder) / name)], env=env, check=True)
