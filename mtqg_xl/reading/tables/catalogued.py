"""The forms of the catalogue as they may stand on a sheet, before its units and lines are known."""

from __future__ import annotations

from functools import lru_cache

from mtqg_xl.catalogue import all_forms, make_concrete
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit


@lru_cache(maxsize=64)
def known_forms(unit: ReportingUnit | None, period: Period) -> tuple[Form, ...]:
    """Every form in the layout of ``period``, without rows of units and lines of lists."""
    codes = dict.fromkeys(form.code for form in all_forms())
    return tuple(bare_form(code, unit, period) for code in codes)


def bare_form(code: str, unit: ReportingUnit | None, period: Period) -> Form:
    """Form ``code`` without rows of units and lines of lists."""
    first = make_concrete(code, unit, period, zone=(), lines={})
    lists = {row.key.rpartition("-")[0]: 0 for row in first.rows if row.kind is RowKind.CLOSING}
    return make_concrete(code, unit, period, zone=(), lines=lists) if lists else first
