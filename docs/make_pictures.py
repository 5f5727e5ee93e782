"""Draws the pictures of the guide from real output, into ``docs/anh``.

``python docs/make_pictures.py``; needs LibreOffice (``soffice``) and poppler (``pdftoppm``).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from mtqg_xl import api

HERE: Final = Path(__file__).resolve().parent
PICTURES: Final = HERE / "anh"
DISTRICTS: Final = HERE.parent / "samples" / "synthetic" / "2024-KH"
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
    Picture("bieu_mau.png", "bao_lam", "Biểu số 16", (130, 45, 930, 589)),
    Picture("tong_hop.png", "cao_bang", "Biểu số 16", (130, 45, 930, 589)),
    Picture("tinh_hinh_nop.png", "cao_bang", "TÌNH HÌNH NỘP BÁO CÁO", (30, 30, 1110, 260)),
)


def main() -> int:
    """Draw all pictures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        api.write_template(["BM16", "BM11"], folder / "bao_lam.xlsx", unit="huyện Bảo Lâm", period="2024-6T")
        sent = folder / "bao_cao_huyen"
        shutil.copytree(DISTRICTS, sent, ignore=shutil.ignore_patterns(LATE))
        api.consolidate([sent], unit="tỉnh Cao Bằng", period="2024-KH").save(folder / "cao_bang.xlsx")
        for book in ("bao_lam", "cao_bang"):
            command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", place]
            subprocess.run([*command, str(folder / f"{book}.xlsx")], check=True, capture_output=True)
        for picture in WANTED:
            draw(picture, folder)
            print(f"wrote {picture.name}")
    return 0


def draw(picture: Picture, folder: Path) -> None:
    """Draw one picture from the printed workbook in ``folder``."""
    printed = folder / f"{picture.book}.pdf"
    page = page_showing(picture.text, printed)
    x, y, width, height = map(str, picture.box)
    box = ["-x", x, "-y", y, "-W", width, "-H", height]
    pages = ["-png", "-singlefile", "-r", str(_DPI), "-f", page, "-l", page]
    target = PICTURES / picture.name
    subprocess.run(["pdftoppm", *pages, *box, str(printed), str(target.with_suffix(""))], check=True)


def page_showing(text: str, printed: Path) -> str:
    """The number of the first page that shows ``text``."""
    told = subprocess.run(["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True)
    pages = told.stdout.decode("utf-8").split("\f")
    return str(next(number for number, shown in enumerate(pages, start=1) if text in shown))


if __name__ == "__main__":
    sys.exit(main())
