"""The engine: where it is, and one run of it in the folder of an exchange."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

NONE, BLOCKED, SILENT, STOPPED = -1, -2, -3, -4
#: Nothing takes this long; a run that does is ended, in seconds.
LONGEST_RUN = 3600.0
_PULSE = 0.05
_NOTED = "mtqg_chuong_trinh.txt"


class Engine:
    """The ways to start the engine, the best one first; ``told`` says how the last run went."""

    def __init__(self, commands: Iterable[list[str]], environment: Mapping[str, str]) -> None:
        self.commands = list(commands)
        self._environment = dict(environment)
        self.told = "–"

    def run(self, folder: str, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Answer ``request.tsv`` in the folder; the exit code, or one of the negative numbers above."""
        worst = NONE
        for command in self.commands:
            code = self._run_one(command, folder, is_stopped)
            if code == STOPPED:
                return STOPPED
            self.told = f"{Path(command[0]).name} ({code})"
            if code >= 0 and (Path(folder) / "response.tsv").is_file():
                return code
            worst = min(worst, SILENT if code >= 0 and len(command) == 1 else code if code < 0 else NONE)
        return worst

    def _run_one(self, command: list[str], folder: str, is_stopped: Callable[[], bool]) -> int:
        try:
            process = subprocess.Popen(
                [*command, "ribbon", "run", "request.tsv"],
                cwd=folder,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                # No black window on Windows.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except FileNotFoundError:
            return NONE
        except OSError:
            return BLOCKED
        until = time.monotonic() + LONGEST_RUN
        while process.poll() is None:
            if is_stopped() or time.monotonic() > until:
                process.kill()
                process.wait()
                return STOPPED
            time.sleep(_PULSE)
        # A process ended by the system tells a negative number.
        return process.returncode if process.returncode >= 0 else 3


def find_commands(
    settings: Path, environment: Mapping[str, str], windows: bool, program: str | None = None
) -> list[list[str]]:
    """The ways to start the engine on this machine.

    ``settings`` is a file whose first line names the program, kept in the user's profile of the office; the
    variable ``MTQG_XL`` does the same. Then come the folders of the installer and what the command
    ``mtqg-xl addin install`` noted down there, ``mtqg-xl`` among the programs of the machine, and Python;
    ``program`` is the Python that runs this office, if it is one.
    """
    search = environment.get("PATH")
    named = [*_lines(settings, "utf-8-sig")[:1], environment.get("MTQG_XL", "")]
    commands = [_command(path) for path in named if path]
    for home in _installed_at(environment) if windows else ():
        commands += [[str(home / "mtqg_xl" / "mtqg_xl.exe")]]
        commands += [[str(home / "python" / "python.exe"), "-m", "mtqg_xl"]]
        noted = _lines(home / _NOTED, "utf-16")
        commands += [[noted[0], *" ".join(noted[1:2]).split()]] if noted else []
    commands = [command for command in commands if Path(command[0]).is_file()]
    found = shutil.which("mtqg-xl", path=search)
    commands += [[found]] if found else []
    if program and Path(program).name.lower().startswith("python"):
        commands.append([program, "-m", "mtqg_xl"])
    for name, rest in (("py", ["-3"]), ("python3", [])):
        found = shutil.which(name, path=search)
        commands += [[found, *rest, "-m", "mtqg_xl"]] if found else []
    return [command for at, command in enumerate(commands) if command not in commands[:at]]


def clean_environment(environment: Mapping[str, str], office: str) -> dict[str, str]:
    """The variables without those by which the office leads its own Python: another one would not start."""
    kept = {name: value for name, value in environment.items() if name.upper() not in ("PYTHONHOME",)}
    if "PYTHONPATH" in kept:
        places = [
            place for place in kept["PYTHONPATH"].split(os.pathsep) if place and not _is_in(place, office)
        ]
        kept["PYTHONPATH"] = os.pathsep.join(places)
    return kept


def this_machine(settings: Path, office: str) -> Engine:
    """The engine of the machine this runs on; ``office`` is the folder of LibreOffice."""
    windows = os.name == "nt"
    environment = clean_environment(os.environ, office)
    return Engine(find_commands(settings, environment, windows, sys.executable), environment)


def _installed_at(environment: Mapping[str, str]) -> list[Path]:
    home = environment.get("APPDATA")
    return [Path(home) / "Microsoft" / "AddIns" / "mtqg", Path(home) / "Microsoft" / "AddIns"] if home else []


def _command(program: str) -> list[str]:
    is_python = Path(program).stem.lower().startswith("python")
    return [program, "-m", "mtqg_xl"] if is_python else [program]


def _lines(file: Path, encoding: str) -> list[str]:
    """The lines of a file with something on them; none of a file that is not there or broken."""
    try:
        lines = file.read_text(encoding=encoding).splitlines()
    except (OSError, ValueError):
        return []
    return [line.strip() for line in lines if line.strip()]


def _is_in(place: str, folder: str) -> bool:
    home = Path(folder).resolve()
    return bool(folder) and home in (Path(place).resolve(), *Path(place).resolve().parents)
