"""Where installing puts things: one list for this package and for the installer of the archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PureWindowsPath
from typing import Final

from mtqg_xl.addin.sources import read_source, sources_folder

_FILE: Final = "install/places.json"


@dataclass(frozen=True)
class Places:
    """Names and places on Windows; keys of the registry are below those of the user."""

    #: The file of the add-in.
    addin: str
    #: Its folder, below the user's ``%APPDATA%``.
    folder: PureWindowsPath
    #: Settings of Office, and below each version of it the options of Excel and our trusted location.
    office: str
    options: str
    trusted: str
    #: Programs that the add-in looks for beside itself, the best one first.
    engines: tuple[PureWindowsPath, ...]
    #: The file beside it in which installing from Python notes down the program to start, tried after those.
    engine_file: str
    #: The oldest version of Excel that gets it, and the one taken when none has run yet.
    oldest: str
    usual: str


def places() -> Places:
    """The list of ``macros/install``; :class:`~mtqg_xl.messages.AddinProblem` when it is not there."""
    told = json.loads(read_source(sources_folder(), _FILE))
    return Places(
        addin=told["addin"],
        folder=PureWindowsPath(told["folder"]),
        office=told["office"],
        options=told["options"],
        trusted=told["trusted"],
        engines=tuple(map(PureWindowsPath, told["engines"])),
        engine_file=told["engine_file"],
        oldest=told["oldest"],
        usual=told["usual"],
    )
