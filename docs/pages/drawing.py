"""Pictures of workbooks as they come out of the printer. Needs LibreOffice, poppler and Pillow."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

#: A4 across at this resolution is a little more than a page of the documentation is wide.
_DPI: Final = 110
#: Printed forms have few colours; a small palette keeps the pictures small.
_COLOURS: Final = 24
_EDGE: Final = (160, 160, 160)
_DESK: Final = (235, 235, 235)
_GAP: Final = 8


def print_books(books: Iterable[Path], folder: Path) -> None:
    """Print workbooks to PDF files of the same names in ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, books)], check=True, capture_output=True)


def draw_pages(printed: Path, target: Path) -> None:
    """Draw all pages of a PDF file, one below the other, into the picture ``target``."""
    place = printed.with_suffix("")
    subprocess.run(["pdftoppm", "-png", "-r", str(_DPI), str(printed), str(place)], check=True)
    files = sorted(printed.parent.glob(f"{place.name}-*.png"))
    sheets = [ImageOps.expand(Image.open(file).convert("RGB"), 1, _EDGE) for file in files]
    height = sum(sheet.height for sheet in sheets) + _GAP * (len(sheets) - 1)
    whole = Image.new("RGB", (max(sheet.width for sheet in sheets), height), _DESK)
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height + _GAP
    few = whole.quantize(_COLOURS, dither=Image.Dither.NONE)
    target.parent.mkdir(parents=True, exist_ok=True)
    few.save(target, optimize=True)
