"""Why a sheet that looks like a form was not taken for it."""

from __future__ import annotations

from mtqg_xl.catalogue import make_concrete
from mtqg_xl.domain.periods import Period
from mtqg_xl.domain.submissions import ReportingUnit
from mtqg_xl.messages import say
from mtqg_xl.ooxml import Sheet
from mtqg_xl.reading.anchors import CodeRow, find_code_row, in_layout


def why_refused(sheet: Sheet, only: str | None, unit: ReportingUnit | None, period: Period) -> str | None:
    """A sentence, or ``None`` when the sheet shows nothing of a form; ``only`` is the recorded one."""
    found = find_code_row(sheet, only)
    if isinstance(found, CodeRow):
        form = make_concrete(found.form.code, unit, period)
        if in_layout(found, form) is None:
            return say("reading.other_layout", form=form.number, period=period.label)
        return say("reading.rows_lost", form=form.code, rows="…")
    return found or (say("reading.codes_lost", form=only, codes="…") if only else None)
