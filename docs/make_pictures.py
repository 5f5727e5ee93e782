"""Draws the pictures of the pages from real output, into ``docs/anh``.

``python docs/make_pictures.py`` draws the pictures of the guide, those of results (the screen, the marked
workbook, the minutes, the page, the overview), and those of the kept templates that have changed since they
were drawn; needs LibreOffice (``soffice``), poppler (``pdftoppm``), Chromium and Pillow.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from pages.drawing import draw_pages, print_books
from pages.layouts import DOCS, PICTURES
from pages.manifest import left_over, record, stale
from pages.results import draw_results, page_showing

from mtqg_xl import api

GUIDE: Final = DOCS / "anh"
DISTRICTS: Final = DOCS.parent / "samples" / "synthetic" / "2024-KH"
#: The district that has not reported in the guide's example.
LATE: Final = "hoa_an_gia_lap.xlsx"
_DPI: Final = 100


class Picture(NamedTuple):
    """One page of a workbook: the first that shows ``text``; cut to a box of pixels."""

    name: str
    book: str
    text: str
    box: tuple[int, int, int, int]


WANTED: Final = (
    Picture("bieu_mau.png", "bao_lam", "Biểu số 16", (60, 40, 1060, 610)),
    Picture("tong_hop.png", "cao_bang", "Biểu số 16", (60, 40, 1060, 610)),
    Picture("tinh_hinh_nop.png", "cao_bang", "TÌNH HÌNH NỘP BÁO CÁO", (30, 30, 1110, 260)),
)


def main() -> int:
    """Draw what is asked for."""
    with tempfile.TemporaryDirectory() as place:
        draw_guide(Path(place))
    with tempfile.TemporaryDirectory() as place:
        draw_results(Path(place), GUIDE)
    with tempfile.TemporaryDirectory() as place:
        draw_templates(Path(place))
    return 0


def draw_templates(folder: Path) -> None:
    """Draw the templates whose picture is missing or out of date."""
    wanted = stale()
    missing = [layout.workbook.name for layout in wanted if not layout.workbook.exists()]
    if missing:
        sys.exit(f"not there yet: {', '.join(missing)}; run python workbook_templates/build.py")
    if wanted:
        print_books([layout.workbook for layout in wanted], folder)
    for layout in wanted:
        draw_pages(folder / f"{layout.name}.pdf", layout.picture)
        print(f"wrote {layout.picture.name}")
    for name in left_over():
        (PICTURES / name).unlink()
        print(f"removed {name}")
    record()


def draw_guide(folder: Path) -> None:
    """Draw the pictures of the guide."""
    api.write_template(["BM16", "BM11"], folder / "bao_lam.xlsx", unit="huyện Bảo Lâm", period="2024-6T")
    sent = folder / "bao_cao_huyen"
    shutil.copytree(DISTRICTS, sent, ignore=shutil.ignore_patterns(LATE))
    api.consolidate([sent], unit="tỉnh Cao Bằng", period="2024-KH").save(folder / "cao_bang.xlsx")
    print_books([folder / "bao_lam.xlsx", folder / "cao_bang.xlsx"], folder)
    for picture in WANTED:
        cut_out(picture, folder)
        print(f"wrote {picture.name}")


def cut_out(picture: Picture, folder: Path) -> None:
    """Draw one picture from the printed workbook in ``folder``."""
    printed = folder / f"{picture.book}.pdf"
    page = page_showing(picture.text, printed)
    x, y, width, height = map(str, picture.box)
    box = ["-x", x, "-y", y, "-W", width, "-H", height]
    pages = ["-png", "-singlefile", "-r", str(_DPI), "-f", page, "-l", page]
    target = GUIDE / picture.name
    subprocess.run(["pdftoppm", *pages, *box, str(printed), str(target.with_suffix(""))], check=True)


if __name__ == "__main__":
    sys.exit(main())
