"""What every script beside this package does: write its pages, or say which are out of date."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path


def run(description: str, pages: Callable[[], Mapping[Path, str]], folder: Path | None = None) -> int:
    """Write ``pages``, or with ``--check`` compare them with what is there; returns the exit code.

    In ``folder`` no other pages may stand: those left over are taken away.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--check", action="store_true", help="only say which pages are out of date")
    only_check = parser.parse_args().check
    wanted = pages()
    stale = [path for path, text in wanted.items() if not _is_current(path, text)]
    left_over = [path for path in folder.glob("*.md") if path not in wanted] if folder else []
    for path in [*stale, *left_over]:
        print(f"{'stale' if only_check else 'wrote'} {path.name}")
    if only_check:
        return 1 if stale or left_over else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8", newline="\n")
    for path in left_over:
        path.unlink()
    return 0


def _is_current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text(encoding="utf-8") == text
