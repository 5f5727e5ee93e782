"""Putting the add-in where Excel loads it from, for this user only, and taking it away again.

Excel opens at its start every file named by the values ``OPEN``, ``OPEN1``, ``OPEN2``… among its options in
the registry, and stops at the first number missing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Final, Protocol

from mtqg_xl.messages import OutputProblem

FILE: Final = "mtqg.xlam"
#: What starts the engine of this installation: the program, and on a second line the words behind it.
ENGINE_FILE: Final = "mtqg_chuong_trinh.txt"
_OPEN: Final = re.compile(r"OPEN(\d*)", re.IGNORECASE)
#: The oldest Excel that the add-in is for (2010), and the one taken when none has run yet (2016 to 365).
_OLDEST, _USUAL = 14.0, "16.0"


class Registry(Protocol):
    """The part of the registry that is needed: the settings of Office of the user."""

    def versions(self) -> list[str]:
        """The versions of Office with settings of Excel, such as ``16.0``."""

    def options(self, version: str) -> Mapping[str, str]:
        """The texts among the options of Excel of that version."""

    def set_option(self, version: str, name: str, value: str) -> None:
        """Set one of them."""

    def remove_option(self, version: str, name: str) -> None:
        """Take one of them away."""


@dataclass(frozen=True)
class Machine:
    """What installing touches: the user's folder for add-ins, the registry, and the mark of foreign files."""

    folder: Path
    registry: Registry
    unblock: Callable[[Path], None]


def install(
    machine: Machine, content: bytes, engine: Sequence[str], save: Callable[[Path, bytes], None]
) -> Path:
    """Save the add-in into the user's folder and have every Excel of the user load it; returns its place.

    ``engine`` is the program that the buttons are to start and the words behind it: no search finds a Python
    in a virtual environment. Saving twice leaves one entry. ``save`` raises :class:`OutputProblem` where a
    file cannot be written; nothing is registered then.
    """
    machine.folder.mkdir(parents=True, exist_ok=True)
    place = machine.folder / FILE
    save(place, content)
    machine.unblock(place)
    program, *words = engine
    save(machine.folder / ENGINE_FILE, f"\ufeff{program}\r\n{' '.join(words)}\r\n".encode("utf-16-le"))
    for version in _versions(machine.registry):
        _rewrite(machine.registry, version, f'"{place}"')
    return place


def uninstall(machine: Machine) -> bool:
    """Take the add-in away; whether there was anything to take away.

    Raises :class:`OutputProblem` while Excel holds the file; nothing is changed then.
    """
    found = False
    for name in (FILE, ENGINE_FILE):
        place = machine.folder / name
        if place.exists():
            try:
                place.unlink()
            except PermissionError:
                raise OutputProblem("open_elsewhere", path=str(place)) from None
            found = True
    for version in machine.registry.versions():
        found = _rewrite(machine.registry, version, None) or found
    return found


def _versions(registry: Registry) -> list[str]:
    return [version for version in registry.versions() if float(version) >= _OLDEST] or [_USUAL]


def _rewrite(registry: Registry, version: str, added: str | None) -> bool:
    """Number the entries anew without ours, then with ``added``; whether ours was among them."""
    before = {
        (int(match[1] or 0), name): value
        for name, value in registry.options(version).items()
        if (match := _OPEN.fullmatch(name))
    }
    values = [value for _, value in sorted(before.items())]
    kept = [value for value in values if not _is_ours(value)]
    wanted = kept if added is None else [*kept, added]
    names = {name.upper(): value for (_, name), value in before.items()}
    numbered = {f"OPEN{at or ''}": value for at, value in enumerate(wanted)}
    # Those that are new or different first: an entry is never missing when this is cut off.
    for name, value in numbered.items():
        if names.get(name) != value:
            registry.set_option(version, name, value)
    for _, name in before:
        if name.upper() not in numbered:
            registry.remove_option(version, name)
    return len(kept) < len(values)


def _is_ours(value: str) -> bool:
    """Whether an entry, a quoted path perhaps after ``/R``, names the add-in."""
    path = re.sub(r"^(?:/\w+\s+)*", "", value).strip().strip('"')
    return PureWindowsPath(path).name.lower() == FILE
