"""The check on paper: *Biên bản kiểm tra số liệu*, a document as Nghị định 30/2020/NĐ-CP lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from mtqg_xl.domain.findings import FileReport
from mtqg_xl.messages import say
from mtqg_xl.reports.minutes.appendices import appendices, has_appendices
from mtqg_xl.reports.minutes.closing import closing
from mtqg_xl.reports.minutes.document import written
from mtqg_xl.reports.minutes.facts import Heading
from mtqg_xl.reports.minutes.findings_part import findings_part
from mtqg_xl.reports.minutes.opening import opening

__all__ = ["minutes"]


def minutes(
    reports: Iterable[FileReport],
    *,
    day: date,
    place: str | None = None,
    number: str | None = None,
    authority: str | None = None,
    office: str | None = None,
    deadline: date | None = None,
    missing: Sequence[str] = (),
) -> bytes:
    """The minute of checking ``reports`` as a Word document, ready to be completed by hand and signed.

    ``day`` and ``place`` stand at its head, ``number`` before its sign (or whole, as ``12/BB-UBND``);
    ``authority`` is the office above and ``office`` the one that checks; ``deadline`` is until when errors
    are to be corrected; ``missing`` are the units that sent nothing. What is not given is left as a dotted
    line. Paper, margins, fonts and the order of the parts follow Nghị định 30/2020/NĐ-CP, Phụ lục I. The
    same arguments give the same bytes.
    """
    told = list(reports)
    heading = Heading(day, place or "", number or "", authority or "", office or "", deadline)
    upright = [*opening(told, heading), *findings_part(told, missing), *closing(told, heading)]
    across = appendices(told, heading) if has_appendices(told) else ()
    return written(upright, across, day, say("minutes.title"))
