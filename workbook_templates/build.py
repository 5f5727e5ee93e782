"""Builds the ready-to-fill workbooks of every form, and of every set of forms, from the catalogue.

``python workbook_templates/build.py`` writes them; ``--check`` only says which are out of date.
For another unit or period: ``mtqg-xl template``.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

from mtqg_xl.api.templates import TemplateRequest, template_book
from mtqg_xl.catalogue import form_sets, variants
from mtqg_xl.catalogue.schema import SetText
from mtqg_xl.catalogue.sources import form_files, form_text
from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period, PeriodKind
from mtqg_xl.domain.units import Level

HERE = Path(__file__).resolve().parent
#: The years that the kept templates are for, the first in which a form is in force: the year that a
#: workbook is made in must not change it.
YEARS = (2024, 2019, 2026)
KINDS = (PeriodKind.HALF_YEAR, PeriodKind.YEAR, PeriodKind.PLAN, PeriodKind.MONTH)
_JUNE = 6


def main() -> int:
    """Write all templates, or with ``--check`` compare them with what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    only_check = parser.parse_args().check
    wanted = {HERE / f"{name}.xlsx": content for name, content in books()}
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


def books() -> Iterator[tuple[str, bytes]]:
    """Every template by name: ``BM16``, an earlier layout ``BM16_2016``, a set ``bo_ra-soat-ho-ngheo``."""
    for code, files in form_files().items():
        names = {form_text(file).valid.from_: file.stem.replace("@", "_") for file in files}
        for form in variants(code):
            yield names[form.validity.start], template_of(form)
    for found in form_sets().values():
        yield f"bo_{found.name}", template_of_set(found)


def template_of(form: Form) -> bytes:
    """The bytes of the template of one form."""
    level = "huyen" if "huyen" in form.levels else form.levels[0]
    return template_book([form.code], TemplateRequest(period=str(example_period(form)), level=level))


def template_of_set(found: SetText) -> bytes:
    """The bytes of the template of a set: for a province, which files every form."""
    period = _period(YEARS[0], found.periods[0])
    return template_book([], TemplateRequest(period=str(period), level=Level.PROVINCE, set_name=found.name))


def example_period(form: Form) -> Period:
    """The period that the kept template of ``form`` is for."""
    fitting = (
        period
        for period in (_period(year, kind) for year, kind in product(YEARS, KINDS))
        if period.kind.value in form.periods and form.validity.holds(period.day)
    )
    return next(fitting)


def _period(year: int, kind: PeriodKind) -> Period:
    return Period(year, kind, _JUNE if kind is PeriodKind.MONTH else None)


def _is_current(path: Path, content: bytes) -> bool:
    return path.exists() and path.read_bytes() == content


if __name__ == "__main__":
    sys.exit(main())
