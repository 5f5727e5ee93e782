"""The sources of the add-in as they lie in a folder: modules, the two ribbon files, texts."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from mtqg_xl.addin.vba import Kind, Module
from mtqg_xl.messages import AddinProblem

RIBBON_2010: Final = "ribbon/customUI14.xml"
RIBBON_2007: Final = "ribbon/customUI.xml"
TEXTS: Final = "texts.vi.toml"
_KINDS: Final = {".bas": Kind.STANDARD, ".cls": Kind.CLASS}


@dataclass(frozen=True)
class SourceFile:
    """One file of VBA: ``label`` names it in what is said of it."""

    label: str
    content: bytes

    @property
    def name(self) -> str:
        """The name of its module."""
        return Path(self.label).stem

    @property
    def kind(self) -> Kind:
        """What module it is, by the ending of the file."""
        return _KINDS[Path(self.label).suffix.lower()]

    @property
    def text(self) -> str:
        """Its text, line ends as they come; anything beyond ASCII is refused elsewhere."""
        return self.content.decode("ascii", "replace")

    @property
    def module(self) -> Module:
        """The module as it goes into the project."""
        return Module.parse(self.name, self.kind, self.text)


@dataclass(frozen=True)
class Sources:
    """All that the add-in is made from."""

    files: tuple[SourceFile, ...]
    ribbon_2010: bytes
    ribbon_2007: bytes
    texts: dict[str, str]


def sources_folder() -> Path:
    """Where the sources are: in the checkout, or in the installed package; else :class:`AddinProblem`."""
    package = Path(str(resources.files("mtqg_xl")))
    for folder in (package / "_macros", package.parent / "macros"):
        if (folder / "vba").is_dir():
            return folder
    raise AddinProblem("no_sources")


def load_sources(folder: str | os.PathLike[str]) -> Sources:
    """The sources in ``folder``; :class:`AddinProblem` names the file that is missing or cannot be read."""
    root = Path(folder)
    paths = sorted((root / "vba").glob("*"), key=lambda path: path.name.lower())
    files = tuple(
        SourceFile(f"vba/{path.name}", read_source(root, f"vba/{path.name}"))
        for path in paths
        if path.suffix.lower() in _KINDS
    )
    if not files:
        raise AddinProblem("no_modules", path=str(root / "vba"))
    # Line ends depend on how the sources were fetched; what is built must not.
    new, old = (read_source(root, name).replace(b"\r\n", b"\n") for name in (RIBBON_2010, RIBBON_2007))
    return Sources(files, new, old, read_texts(root))


def read_texts(root: Path, name: str = TEXTS) -> dict[str, str]:
    """The texts in a file of the folder by their keys; :class:`AddinProblem` when it cannot be read."""
    try:
        told = tomllib.loads(read_source(root, name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AddinProblem("texts_broken", path=str(root / name), detail=str(error)) from error
    texts = dict(_flat(told))
    if bad := [key for key, text in texts.items() if not isinstance(text, str)]:
        raise AddinProblem("texts_no_text", path=str(root / name), key=bad[0])
    return {key: str(text) for key, text in texts.items()}


def _flat(table: dict[str, object], before: str = "") -> list[tuple[str, object]]:
    """Keys and texts; a key of a section is ``section.key``."""
    flat: list[tuple[str, object]] = []
    for key, value in table.items():
        flat += _flat(value, f"{before}{key}.") if isinstance(value, dict) else [(before + key, value)]
    return flat


def read_source(root: Path, name: str) -> bytes:
    """The content of a file of the folder; :class:`AddinProblem` when it cannot be read."""
    try:
        return (root / name).read_bytes()
    except OSError as error:
        raise AddinProblem("file_missing", path=str(root / name)) from error
