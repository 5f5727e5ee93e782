"""Which template each picture shows, by checksum, so that a stale picture is found without drawing it."""

from __future__ import annotations

import hashlib
import json
from typing import Final

from pages.layouts import PICTURES, Layout, layouts

MANIFEST: Final = PICTURES / "manifest.json"


def checksum(layout: Layout) -> str:
    """The SHA-256 of the kept template of ``layout``; empty when it is not there."""
    if not layout.workbook.exists():
        return ""
    return hashlib.sha256(layout.workbook.read_bytes()).hexdigest()


def shown() -> dict[str, str]:
    """The checksums of the templates that the pictures show, by name of the layout."""
    if not MANIFEST.exists():
        return {}
    known: dict[str, str] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return known


def stale() -> list[Layout]:
    """The layouts whose picture is missing or shows another template than the kept one."""
    known = shown()
    return [
        layout
        for layout in layouts()
        if not layout.picture.exists() or known.get(layout.name) != checksum(layout)
    ]


def left_over() -> list[str]:
    """The names of pictures that belong to no layout."""
    wanted = {layout.picture for layout in layouts()}
    return sorted(path.name for path in PICTURES.glob("*.png") if path not in wanted)


def record() -> None:
    """Write down what the pictures show now."""
    now = {layout.name: checksum(layout) for layout in layouts()}
    MANIFEST.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8", newline="\n")
