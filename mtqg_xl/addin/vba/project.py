"""A whole project as the bytes of ``vbaProject.bin``."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Final

from mtqg_xl.addin.compound import write_compound
from mtqg_xl.addin.vba.compression import compress
from mtqg_xl.addin.vba.listing import names_stream, project_stream
from mtqg_xl.addin.vba.modules import Module
from mtqg_xl.addin.vba.records import ENCODING, dir_stream

#: A cache of compiled code that no version of Office takes for its own, so that each compiles the sources
#: ([MS-OVBA] 2.3.4.1).
NO_CACHE: Final = bytes.fromhex("CC61FFFF000100")


@dataclass(frozen=True)
class Project:
    """A project: its name, and its modules in the order in which they are listed."""

    name: str
    modules: tuple[Module, ...]

    @property
    def id(self) -> str:
        """The project's id, always the same for the same name."""
        return f"{{{uuid.uuid5(uuid.NAMESPACE_DNS, f'{self.name}.vba.mtqg-xl')}}}".upper()


def project_bytes(project: Project) -> bytes:
    """``vbaProject.bin`` of a project; the same project gives the same bytes.

    Raises :class:`ValueError` where two modules share a name or a name is too long, and
    :class:`UnicodeEncodeError` for letters outside Windows-1252: sources are looked through before.
    """
    modules = project.modules
    streams = {module.name: compress(module.source.encode(ENCODING)) for module in modules}
    if len({name.upper() for name in streams}) < len(modules):
        raise ValueError("two modules of one name")
    vba = {
        **streams,
        "_VBA_PROJECT": NO_CACHE,
        "dir": compress(dir_stream(project.name, modules)),
    }
    return write_compound(
        {
            "VBA": vba,
            "PROJECT": project_stream(project.name, project.id, modules),
            "PROJECTwm": names_stream(modules),
        }
    )
