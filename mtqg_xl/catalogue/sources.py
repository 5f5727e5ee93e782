"""Where form files are found: those of the package, and a folder of the user's own."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from mtqg_xl.catalogue.files import folder, read
from mtqg_xl.catalogue.schema import FormText
from mtqg_xl.messages import ArgumentProblem, DefinitionProblem

#: Names the folder of the user's own forms; worker processes inherit it.
FORMS_VARIABLE = "MTQG_XL_FORMS"


def own_folder() -> Path | None:
    """The folder of the user's own forms, if one is named."""
    named = os.environ.get(FORMS_VARIABLE)
    return Path(named) if named else None


@cache
def form_files(own: Path | None = None) -> dict[str, tuple[Path, ...]]:
    """The files of every form code, the variants of a form in the order of their names.

    A form of the user's own replaces that of the package with the same code. Raises
    :class:`ArgumentProblem` when the folder is not there, :class:`DefinitionProblem` for a file
    in it that cannot be used.
    """
    found: dict[str, list[Path]] = {}
    for file in sorted(Path(str(folder("forms"))).glob("*/*.yaml"), key=lambda item: item.name):
        found.setdefault(file.stem.partition("@")[0], []).append(file)
    if own is not None:
        found.update(_own_files(own))
    return {code: tuple(found[code]) for code in sorted(found)}


def _own_files(own: Path) -> dict[str, list[Path]]:
    if not own.is_dir():
        raise ArgumentProblem("forms_folder", path=os.fspath(own))
    found: dict[str, list[Path]] = {}
    for file in sorted(path for path in own.iterdir() if path.suffix.lower() in (".yaml", ".yml")):
        found.setdefault(form_text(file).code, []).append(file)
    return found


@cache
def form_text(file: Path) -> FormText:
    """What a form file says."""
    text = read(file, FormText)
    if text.code != text.code.strip().upper() or not text.code:
        raise DefinitionProblem("bad_code", file=file.name, code=text.code)
    return text
