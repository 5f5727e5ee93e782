"""Pictures of results: the screen, the marked workbook, the minutes, the page in the browser, the overview.

Needs LibreOffice, poppler, Pillow and Chromium, and a system with terminals as Linux has them.
"""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from pages.drawing import print_books

_EDGE: Final = (160, 160, 160)
_DPI: Final = 100
_MARGIN: Final = 14
_FAINT: Final = 12
#: What a terminal shows without scrolling back.
_LINES: Final = 30
_COLUMNS: Final = 116
_ROOT: Final = Path(__file__).resolve().parents[2]
_PERIOD: Final = "2023-N"


def draw_results(folder: Path, target: Path) -> None:
    """Draw all of them into ``target``; ``folder`` is for what lies between."""
    report = folder / "kon_ray_2023-6T.xlsx"
    shutil.copyfile(_ROOT / "samples" / "real" / report.name, report)
    _draw_screen(report, target / "man_hinh.png")
    marked, minutes, page = folder / "danh_dau.xlsx", folder / "bien_ban.docx", folder / "ket_qua.html"
    for out in (marked, minutes, page):
        _mtqg(folder, "check", report.name, "--format", out.suffix[1:], "-o", out.name, "--quiet")
    province = folder / "cao_bang_nam.xlsx"
    sent = os.fspath(_ROOT / "samples" / "synthetic" / _PERIOD)
    unit = ("--unit", "tỉnh Cao Bằng", "--period", _PERIOD)
    _mtqg(folder, "consolidate", sent, *unit, "-o", province.name, "--quiet")
    print_books([marked, minutes, province], folder)
    _draw_page(marked.with_suffix(".pdf"), "Phụ lục 02", target / "danh_dau.png")
    _draw_page(marked.with_suffix(".pdf"), "Lẽ ra", target / "trang_kiem_tra.png")
    _draw_page(minutes.with_suffix(".pdf"), "BIÊN BẢN", target / "bien_ban.png", whole=True)
    _draw_page(province.with_suffix(".pdf"), "TỔNG QUAN", target / "tong_quan.png")
    _photograph(page, target / "trang_ket_qua.png", 1180, 1000)


def _mtqg(folder: Path, *arguments: str) -> str:
    """Run the command as its users do, in ``folder``; what it says on the screen."""
    environment = {**os.environ, "PYTHONPATH": os.fspath(_ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "mtqg_xl", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode("utf-8"))
    return done.stdout.decode("utf-8")


def _draw_screen(report: Path, target: Path) -> None:
    """The terminal after a check, in the colours it has there."""
    from rich.console import Console
    from rich.text import Text

    with (report.parent / "screen.txt").open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=_COLUMNS, file=nowhere)
        console.print(Text(f"$ mtqg-xl check {report.name}", style="bold"))
        lines = Text.from_ansi(_at_a_terminal(report.parent, "check", report.name)).split("\n")
        for line in lines:
            line.rstrip()  # blanks at the end of a line would be drawn as wide gaps between its letters
        while not lines[-1].plain:
            lines.pop()
        # The most important comes last, as it does for those who read at a terminal.
        last = len(lines) - _LINES
        for line in [lines[0], Text("…"), *lines[last:]] if last > 1 else lines:
            console.print(line)
        picture = report.parent / "man_hinh.svg"
        picture.write_text(_without_network(console.export_svg(title="mtqg-xl")), encoding="utf-8")
    _photograph(picture, target, 1450, 1000)


def _at_a_terminal(folder: Path, *arguments: str) -> str:
    """What the command writes when it speaks to a person."""
    near, far = pty.openpty()
    termios.tcsetwinsize(far, (200, _COLUMNS))
    environment = {**os.environ, "PYTHONPATH": os.fspath(_ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "mtqg_xl", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=far, stderr=subprocess.DEVNULL):
        os.close(far)
        told = bytearray()
        with suppress(OSError):  # how Linux says that the other side is gone
            while piece := os.read(near, 65536):
                told += piece
    os.close(near)
    return told.decode("utf-8").replace("\r\n", "\n")


def _without_network(svg: str) -> str:
    """The drawing with a font that has every Vietnamese letter; nothing is fetched."""
    start, end = svg.find("@font-face"), svg.rfind("@font-face")
    end = svg.find("}", end) + 1
    return (
        (svg[:start] + svg[end:])
        .replace("Fira Code, monospace", "DejaVu Sans")
        .replace("Fira Code", "DejaVu Sans")
        if start >= 0
        else svg
    )


def _draw_page(printed: Path, text: str, target: Path, *, whole: bool = False) -> None:
    """The first page that shows ``text``, ``whole`` or without its blank margins."""
    pages = [
        "-png",
        "-singlefile",
        "-r",
        str(_DPI),
        "-f",
        (number := page_showing(text, printed)),
        "-l",
        number,
    ]
    subprocess.run(["pdftoppm", *pages, str(printed), str(target.with_suffix(""))], check=True)
    _finish(target, whole=whole, foot=0.93)


def page_showing(text: str, printed: Path) -> str:
    """The number of the first page that shows ``text``."""
    told = subprocess.run(["pdftotext", "-layout", str(printed), "-"], check=True, capture_output=True)
    pages = told.stdout.decode("utf-8").split("\f")
    return str(next(number for number, shown in enumerate(pages, start=1) if text in shown))


def _photograph(page: Path, target: Path, width: int, height: int) -> None:
    """What the browser shows of a page."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no browser: install chromium")
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={page.parent / 'browser'}",
        f"--window-size={width},{height}",
        f"--screenshot={target}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True)
    _finish(target, whole=page.suffix == ".html")


def _finish(target: Path, *, whole: bool, foot: float = 1) -> None:
    """Frame the picture and keep it small; unless ``whole``, without its margins.

    Below the share ``foot`` of the height stands only the number of the page.
    """
    picture = Image.open(target).convert("RGB")
    if not whole:
        body = picture.crop((0, 0, picture.width, int(picture.height * foot)))
        ink = ImageOps.invert(body.convert("L")).point(lambda light: 255 if light > _FAINT else 0)
        left, top, right, bottom = ink.getbbox() or (0, 0, *body.size)
        corners = max(left - _MARGIN, 0), max(top - _MARGIN, 0), right + _MARGIN, bottom + _MARGIN
        picture = picture.crop(
            (*corners[:2], min(corners[2], picture.width), min(corners[3], picture.height))
        )
    framed = ImageOps.expand(picture, 1, _EDGE)
    framed.quantize(48, dither=Image.Dither.NONE).save(target, optimize=True)
