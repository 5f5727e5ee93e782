"""The forms of the catalogue as they may stand on a sheet, before its units and lines are known."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from mtqg_xl.catalogue import all_forms, make_concrete, own_forms
from mtqg_xl.domain.forms import Form, RowKind
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit

#: A form without anything dated is the same in every period.
ANY_PERIOD: Final = Period.parse("2000-N")
_PLACEHOLDER = re.compile(r"\{[a-z_]+\}")


def undated_forms(unit: ReportingUnit | None) -> tuple[Form, ...]:
    """The forms of a folder of one's own that are the same in every period."""
    own = (form for form in own_forms() if form.bind == "headings" and not _is_dated(form))
    return tuple(bare_form(form.code, unit, ANY_PERIOD) for form in own)


def _is_dated(form: Form) -> bool:
    """Whether the headings or rows of a form depend on the period."""
    texts = [text for column in form.columns for text in (*column.headings, column.title)]
    texts += [row.label for row in form.rows]
    return any(_PLACEHOLDER.search(text) for text in texts)


def known_forms(unit: ReportingUnit | None, period: Period) -> tuple[Form, ...]:
    """Every form in the layout of ``period``, without rows of units and lines of lists."""
    return _known(all_forms(), unit, period)


@lru_cache(maxsize=64)
def _known(forms: tuple[Form, ...], unit: ReportingUnit | None, period: Period) -> tuple[Form, ...]:
    """The same of the ``forms`` known at the time: a folder of one's own may be given or taken away."""
    codes = dict.fromkeys(form.code for form in forms)
    return tuple(bare_form(code, unit, period) for code in codes)


def bare_form(code: str, unit: ReportingUnit | None, period: Period) -> Form:
    """Form ``code`` without rows of units and lines of lists."""
    first = make_concrete(code, unit, period, zone=(), lines={})
    lists = {row.key.rpartition("-")[0]: 0 for row in first.rows if row.kind is RowKind.CLOSING}
    return make_concrete(code, unit, period, zone=(), lines=lists) if lists else first
