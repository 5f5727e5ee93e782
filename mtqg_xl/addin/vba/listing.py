"""What a project says of itself in lines: the ``PROJECT`` stream, and ``PROJECTwm`` with names in UTF-16.

[MS-OVBA] 2.3.1 and 2.3.3.
"""

from __future__ import annotations

from typing import Final

from mtqg_xl.addin.vba.encryption import encrypt
from mtqg_xl.addin.vba.modules import Kind, Module
from mtqg_xl.addin.vba.records import ENCODING

_EDITOR: Final = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"
#: What is hidden, and the seed it is hidden with: nothing is protected, there is no password, all is visible.
_STATES: Final = (("CMG", bytes(4), 0x5D), ("DPB", bytes(1), 0x7F), ("GC", b"\xff", 0x9B))


def project_stream(name: str, project_id: str, modules: tuple[Module, ...]) -> bytes:
    """The ``PROJECT`` stream of a project called ``name``; ``project_id`` is written ``{…}``."""
    states = [f'{key}="{encrypt(content, project_id, seed)}"' for key, content, seed in _STATES]
    lines = [
        f'ID="{project_id}"',
        *(_listed(module) for module in modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *states,
        "",
        "[Host Extender Info]",
        _EDITOR,
        "",
        "[Workspace]",
        # Windows of the editor: all closed.
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(ENCODING)


def names_stream(modules: tuple[Module, ...]) -> bytes:
    """The ``PROJECTwm`` stream: every name in both codings."""
    names = (
        module.name.encode(ENCODING) + b"\0" + module.name.encode("utf-16-le") + b"\0\0" for module in modules
    )
    return b"".join(names) + b"\0\0"


def _listed(module: Module) -> str:
    if module.kind.is_document:
        return f"Document={module.name}/&H00000000"
    return f"{'Class' if module.kind is Kind.CLASS else 'Module'}={module.name}"
