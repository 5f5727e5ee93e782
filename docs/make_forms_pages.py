"""Writes ``docs/bieu_mau.md``, the index of all forms, and the page of every form in ``docs/bieu_mau``.

``python docs/make_forms_pages.py`` writes them; ``--check`` only says which are out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pages.form_page import form_page
from pages.index_page import index_page
from pages.layouts import FOLDER, INDEX, layouts
from pages.running import run


def pages() -> dict[Path, str]:
    """Every page by its place."""
    return {INDEX: index_page(), **{layout.page: form_page(layout) for layout in layouts()}}


if __name__ == "__main__":
    sys.exit(run(__doc__, pages, FOLDER))
