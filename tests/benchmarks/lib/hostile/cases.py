"""Numbered cases: which file is taken, and what is done to it, follow from the number alone."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Final

from tests.benchmarks.lib.hostile import container, markup, raw

_ZIP: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError)
#: Parts that reading goes through, so that most changes are made where they are met.
_READ: Final = (
    b"workbook.xml",
    b".rels",
    b"sharedStrings.xml",
    b"styles.xml",
    b"sheet",
    b"app.xml",
    b"core.xml",
)
_DRESSED: Final = "encoding, document type, comments"
_RAW_INSIDE: Final = "bytes inside a part"


@dataclass(frozen=True)
class Case:
    """One file to be read: ``kind`` says what was done to ``source``."""

    number: int
    kind: str
    source: Path
    data: bytes


def make_case(seed: int, number: int, sources: tuple[Path, ...]) -> Case:
    """The case ``number`` of a run with ``seed`` over ``sources``."""
    chance = Random(f"{seed}:{number}")
    source = chance.choice(sources)
    data = _bytes_of(source)
    try:
        layout = container.taken_apart(data) if data.startswith(b"PK") else None
    except _ZIP:
        layout = None
    if layout is None or not layout.members or chance.random() < 0.1:
        kind = chance.choice(sorted(raw.KINDS))
        return Case(number, kind, source, raw.KINDS[kind](data, chance))
    share = chance.random()
    if share < 0.3:
        kind = chance.choice(sorted(container.LIES))
        container.LIES[kind](layout, chance)
        return Case(number, kind, source, layout.written())
    parts = [member for member in layout.members if any(mark in member.name for mark in _READ)]
    member = chance.choice(parts or layout.members)
    if share < 0.36:
        kind = _DRESSED
        member.content = markup.dressed(member.content, chance)
    elif share < 0.42:
        kind = _RAW_INSIDE
        member.content = raw.KINDS[chance.choice(sorted(raw.KINDS))](member.content, chance)
    else:
        kind = chance.choice(sorted(markup.CHANGES))
        member.content = markup.changed(member.content, kind, chance)
    return Case(number, kind, source, layout.written())


@lru_cache(maxsize=64)
def _bytes_of(path: Path) -> bytes:
    return path.read_bytes()
