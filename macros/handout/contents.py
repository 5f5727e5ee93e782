"""What lies in the archive: every file by its path there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from handout.links import Places
from handout.pages import html_page
from mtqg_xl.addin.extension import has_extension
from mtqg_xl.api.addin import addin_bytes, calc_extension_bytes

#: The programs that an engine folder may hold, by the paths that the add-in looks for.
ENGINES: Final = ("mtqg_xl/mtqg_xl.exe", "python/python.exe")
READ_FIRST: Final = "DOC_TRUOC.txt"
_INSTALLER: Final = ("install.cmd", "uninstall.cmd", "install.ps1", "places.json")
_PAGES: Final = (
    "README.md",
    "docs/huong_dan.md",
    "docs/bieu_mau.md",
    "docs/quy_tac.md",
    "docs/nhap_bieu_moi.md",
    "docs/cho_don_vi_cong_nghe.md",
    "docs/thu_trong_excel.md",
)
_COPIED: Final = (
    "docs/anh/**/*.png",
    "workbook_templates/*.xlsx",
    "samples/real/*.xlsx",
    "samples/synthetic/*/*.xlsx",
)


def contents(root: Path, version: str, engine: Path | None) -> dict[str, bytes]:
    """Every file of the archive without its sums; ``engine`` is a folder holding ``mtqg_xl`` or ``python``.

    Raises :class:`ValueError` for a folder without an engine, and
    :class:`~mtqg_xl.messages.AddinProblem` when the add-in cannot be built.
    """
    sources = root / "macros"
    made = _engine(engine) if engine else {}
    made["addin/mtqg.xlam"] = addin_bytes(sources=sources)
    if has_extension(sources):
        made["addin/mtqg.oxt"] = calc_extension_bytes(sources)
    for name in _INSTALLER:
        made[name] = _for_windows((sources / "install" / name).read_bytes())
    made["LICENSE"] = (root / "LICENSE").read_bytes()
    copied = {path: path for path in sorted(_copied(root))}
    made |= {path: (root / path).read_bytes() for path in copied}
    made |= _pages(root, copied)
    told = (sources / "install" / READ_FIRST).read_text(encoding="utf-8")
    with_engine, without = "(có kèm chương trình kiểm tra)", "(không kèm chương trình kiểm tra)"
    told = told.replace("@VERSION@", version).replace("@ENGINE@", with_engine if engine else without)
    made[READ_FIRST] = _for_windows(told.encode("utf-8-sig"))
    return made


def _copied(root: Path) -> Iterator[str]:
    for pattern in _COPIED:
        for path in root.glob(pattern):
            # Excel's own files of open workbooks.
            if not path.name.startswith(("~$", ".~")):
                yield path.relative_to(root).as_posix()


def _pages(root: Path, copied: Mapping[str, str]) -> dict[str, bytes]:
    names = [*_PAGES, *sorted(path.relative_to(root).as_posix() for path in root.glob("docs/bieu_mau/*.md"))]
    pages = {name: name.removesuffix(".md") + ".html" for name in names}
    places = Places({**copied, **pages, "LICENSE": "LICENSE"})
    return {
        place: html_page(name, (root / name).read_text(encoding="utf-8"), places).encode("utf-8")
        for name, place in pages.items()
    }


def _engine(folder: Path) -> dict[str, bytes]:
    found = [program for program in ENGINES if (folder / program).is_file()]
    if not found:
        raise ValueError(f"{folder}: none of {', '.join(ENGINES)} is there")
    return {
        f"engine/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for program in found
        for path in sorted((folder / program).parent.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def _for_windows(content: bytes) -> bytes:
    """Line ends of Windows: its command interpreter misreads files without them."""
    return content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
