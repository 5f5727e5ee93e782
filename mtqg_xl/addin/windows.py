"""The user's own part of Windows that installing touches; no other module knows Windows."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from mtqg_xl.addin.installing import Machine
from mtqg_xl.addin.places import places
from mtqg_xl.messages import AddinProblem

_OFFICE: Final = r"Software\Microsoft\Office"
_VERSION: Final = re.compile(r"\d+\.\d+")


def this_machine() -> Machine:
    """The machine we run on; :class:`AddinProblem` when it is not Windows."""
    if sys.platform != "win32" or not os.environ.get("APPDATA"):
        raise AddinProblem("not_windows")
    folder = Path(os.environ["APPDATA"], *places().folder.parts)
    return Machine(folder, _WindowsRegistry(), _unblock)


def _unblock(path: Path) -> None:
    """Take away the mark that Windows puts on files from elsewhere."""
    with suppress(OSError):
        Path(f"{path}:Zone.Identifier").unlink()


class _WindowsRegistry:
    """The registry of the user."""

    def versions(self) -> list[str]:
        """Versions of Office that have settings of Excel."""
        found: list[str] = []
        if sys.platform == "win32":
            import winreg

            with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _OFFICE) as office:
                for at in range(winreg.QueryInfoKey(office)[0]):
                    name = winreg.EnumKey(office, at)
                    with suppress(OSError):
                        if _VERSION.fullmatch(name):
                            winreg.OpenKey(office, rf"{name}\Excel").Close()
                            found.append(name)
        return found

    def options(self, version: str) -> Mapping[str, str]:
        """The texts among the options of Excel."""
        found: dict[str, str] = {}
        if sys.platform == "win32":
            import winreg

            with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _options(version)) as options:
                for at in range(winreg.QueryInfoKey(options)[1]):
                    name, value, kind = winreg.EnumValue(options, at)
                    if kind in (winreg.REG_SZ, winreg.REG_EXPAND_SZ):
                        found[name] = str(value)
        return found

    def set_option(self, version: str, name: str, value: str) -> None:
        """Set one text."""
        if sys.platform == "win32":
            import winreg

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _options(version)) as options:
                winreg.SetValueEx(options, name, 0, winreg.REG_SZ, value)

    def remove_option(self, version: str, name: str) -> None:
        """Take one text away."""
        if sys.platform == "win32":
            import winreg

            path, access = _options(version), winreg.KEY_SET_VALUE
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, path, 0, access) as options:
                winreg.DeleteValue(options, name)


def _options(version: str) -> str:
    return rf"{_OFFICE}\{version}\Excel\Options"
