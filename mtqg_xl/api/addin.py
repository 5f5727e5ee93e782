"""The Excel add-in: built from its sources, installed for the user, taken away."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mtqg_xl import __version__
from mtqg_xl.addin import Container, Tables, load_sources, package_bytes, refuse_faults, sources_folder
from mtqg_xl.addin.extension import FILE as EXTENSION_FILE
from mtqg_xl.addin.extension import extension_bytes, has_extension
from mtqg_xl.addin.installing import FILE, Machine, install, uninstall
from mtqg_xl.addin.windows import this_machine
from mtqg_xl.api.results import write_bytes
from mtqg_xl.lite import lite_tables
from mtqg_xl.messages import OutputProblem

PathLike = str | os.PathLike[str]
#: The workbook with the same code, to try it in and for machines that refuse add-ins.
TRIAL_FILE = "mtqg.xlsm"


def tables() -> Tables:
    """Further hidden sheets of the add-in, as rows by the name of the sheet."""
    return lite_tables()


def addin_bytes(container: Container = Container.ADDIN, sources: PathLike | None = None) -> bytes:
    """The add-in as it would be written; the same sources give the same bytes.

    ``sources`` is a folder like ``macros/``; without it the package's own are taken. Raises
    :class:`AddinProblem`, with all that is wrong in the sources.
    """
    loaded = load_sources(sources_folder() if sources is None else sources)
    refuse_faults(loaded)
    return package_bytes(loaded, tables(), container, __version__)


def calc_extension_bytes(sources: PathLike | None = None) -> bytes:
    """The extension of LibreOffice Calc as it would be written; the same sources give the same bytes.

    ``sources`` and errors are as for :func:`addin_bytes`.
    """
    return extension_bytes(sources_folder() if sources is None else sources, __version__)


def build_addin(folder: PathLike, *, trial: bool = False, sources: PathLike | None = None) -> tuple[str, ...]:
    """Write ``mtqg.xlam`` into ``folder``, and ``mtqg.xlsm`` for ``trial``; returns the files written.

    Where the sources have an extension for LibreOffice, ``mtqg.oxt`` is written too.

    Raises :class:`AddinProblem` as :func:`addin_bytes`, and :class:`OutputProblem`.
    """
    contents = {FILE: addin_bytes(Container.ADDIN, sources)}
    if trial:
        contents[TRIAL_FILE] = addin_bytes(Container.WORKBOOK, sources)
    if has_extension(sources_folder() if sources is None else sources):
        contents[EXTENSION_FILE] = calc_extension_bytes(sources)
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputProblem("not_a_folder", path=os.fspath(folder)) from None
    for name, content in contents.items():
        write_bytes(target / name, content)
    return tuple(os.fspath(target / name) for name in contents)


def install_addin(machine: Machine | None = None) -> str:
    """Build the add-in and have the user's Excel load it; returns where it was put.

    Its buttons start the program that runs this, unless an engine lies beside the add-in.

    Raises :class:`AddinProblem` on a machine without Excel's folders, :class:`OutputProblem` while Excel
    holds the file.
    """
    machine = machine or this_machine()
    # A program of one folder is its own command line.
    words = () if getattr(sys, "frozen", False) else ("-m", "mtqg_xl")
    return os.fspath(install(machine, addin_bytes(), (sys.executable, *words), write_bytes))


def uninstall_addin(machine: Machine | None = None) -> bool:
    """Take the add-in away; whether it was there. Raises as :func:`install_addin`."""
    return uninstall(machine or this_machine())
