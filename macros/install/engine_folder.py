r"""The engine for Windows without building anything there: wheels, and Python's embeddable folder with them.

    engine_folder.py wheels -o build/wheels
    engine_folder.py python --embed python-3.11.9-embed-amd64.zip --wheels build/wheels -o build/engine

The first command needs the network and makes a folder from which ``pip install --no-index --find-links``
works on a machine without one. The second needs none and makes ``build/engine/python``, started as
``python\python.exe -m mtqg_xl``; the embeddable zip file is from python.org. Both run on any system.
Windows of 64 bits only: pandas has no wheels for 32.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
PYTHON: Final = "3.11"
_PIP: Final = (sys.executable, "-m", "pip")
_WINDOWS: Final = (
    "--platform=win_amd64", f"--python-version={PYTHON}", "--implementation=cp", "--only-binary=:all:",
)  # fmt: skip
# Markers are judged for the machine that downloads, so what only Windows needs is named: time zones for
# pandas, colours for click.
_NEEDED_ON_WINDOWS: Final = ("tzdata", "colorama")
# For scripts of analysts; the button needs neither.
_FOR_ANALYSTS: Final = ("pywin32",)
_SITE: Final = "Lib/site-packages"


def requirements(project: str) -> list[str]:
    """What is to be downloaded: the dependencies in ``project``, a pyproject.toml, and those of Windows."""
    told: list[str] = tomllib.loads(project)["project"]["dependencies"]
    plain = [line.partition(";")[0].strip() for line in told]
    return [*plain, *_NEEDED_ON_WINDOWS, *_FOR_ANALYSTS]


def make_wheels(out: Path) -> None:
    """Put the wheel of the project and all that it needs on Windows into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    _run(*_PIP, "wheel", "--quiet", "--no-deps", "--wheel-dir", str(out), str(ROOT))
    wanted = requirements((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    _run(*_PIP, "download", "--quiet", *_WINDOWS, "--dest", str(out), *wanted)


def make_python(embed: Path, wheels: Path, out: Path) -> Path:
    """Make ``out/python`` of the embeddable zip file ``embed`` and of ``wheels``; returns it."""
    folder = out / "python"
    if folder.exists():
        raise SystemExit(f"{folder} is there already; remove it first")
    with zipfile.ZipFile(embed) as archive:
        archive.extractall(folder)
    set_search_path(folder)
    asked = ["mtqg-xl", *_NEEDED_ON_WINDOWS]
    target = folder / _SITE
    _run(*_PIP, "install", "--quiet", "--no-compile", *_WINDOWS, "--no-index", "--find-links", str(wheels),
         "--target", str(target), *asked)  # fmt: skip
    # Programs made for this machine, not for Windows.
    for name in ("bin", "Scripts"):
        for script in (target / name).glob("*"):
            script.unlink()
        if (target / name).is_dir():
            (target / name).rmdir()
    return folder


def set_search_path(folder: Path) -> None:
    """Have the embeddable Python find its packages, and look nowhere else, so no other Python disturbs it."""
    (listed,) = [path for path in folder.glob("python*._pth") if re.fullmatch(r"python3\d+\._pth", path.name)]
    listed.write_text(f"{listed.stem}.zip\n.\n{_SITE}\nimport site\n", encoding="ascii")


def _run(*command: str) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise SystemExit(done.returncode)


def main(arguments: list[str]) -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    wheels = commands.add_parser("wheels", help="download the wheels for Windows")
    wheels.add_argument("-o", "--out", type=Path, required=True)
    python = commands.add_parser("python", help="make the embeddable Python with the wheels inside")
    python.add_argument("--embed", type=Path, required=True)
    python.add_argument("--wheels", type=Path, required=True)
    python.add_argument("-o", "--out", type=Path, required=True)
    given = parser.parse_args(arguments)
    if given.command == "wheels":
        make_wheels(given.out)
    else:
        print(make_python(given.embed, given.wheels, given.out))


if __name__ == "__main__":
    main(sys.argv[1:])
