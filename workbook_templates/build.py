"""Builds the ready-to-fill workbooks of every form from the catalogue.

``python workbook_templates/build.py`` writes them; ``--check`` only says which are out of date.
For another unit or period: ``mtqg-xl template``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from mtqg_xl.api.templates import TemplateRequest, template_book
from mtqg_xl.catalogue import all_forms
from mtqg_xl.domain.forms import Form

HERE = Path(__file__).resolve().parent
#: The year that the kept templates are for, as the year a workbook is made in must not change it.
YEAR = 2024
_PREFERENCE = ("6T", "N", "KH")


def main() -> int:
    """Write all templates, or with ``--check`` compare them with what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    wanted = {HERE / f"{form.code}.xlsx": template_of(form) for form in all_forms()}
    stale = [path for path, content in wanted.items() if not _is_current(path, content)]
    left_over = [path for path in HERE.glob("*.xlsx") if path not in wanted]
    for path in [*stale, *left_over]:
        print(f"{'stale' if only_check else 'wrote'} {path.name}")
    if only_check:
        return 1 if stale or left_over else 0
    for path in stale:
        path.write_bytes(wanted[path])
    for path in left_over:
        path.unlink()
    return 0


def template_of(form: Form) -> bytes:
    """The bytes of the template of one form."""
    kind = next(kind for kind in _PREFERENCE if kind in form.periods)
    level = "huyen" if "huyen" in form.levels else form.levels[0]
    return template_book([form.code], TemplateRequest(period=f"{YEAR}-{kind}", level=level))


def _is_current(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
