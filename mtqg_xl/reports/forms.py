"""The forms known, as JSON and lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mtqg_xl.catalogue import form_sets
from mtqg_xl.domain.forms import Form
from mtqg_xl.messages import say
from mtqg_xl.reports.check_text import Line


def forms_object(forms: Iterable[Form]) -> dict[str, Any]:
    """The forms as the JSON of the contract."""
    return {
        "forms": [
            {
                "code": form.code,
                "title": _title(form),
                "programme": form.programme,
                "mark": form.mark.value,
                "levels": list(form.levels),
                "periods": list(form.periods),
                "valid_from": form.validity.start.isoformat() if form.validity.start else None,
                "valid_to": form.validity.end.isoformat() if form.validity.end else None,
            }
            for form in forms
        ]
    }


def forms_lines(forms: Iterable[Form]) -> Iterator[Line]:
    """The forms for a person, then the sets they are handed in as."""
    for form in forms:
        yield f"{form.code:<6} {form.number}: {_title(form)}", "bold"
        periods = ", ".join(say(f"period.{kind}") for kind in form.periods)
        levels = ", ".join(say(f"level.{level}") for level in form.levels)
        told = (say(f"mark.{form.mark.value}"), form.programme, levels, periods, _span(form))
        yield "       " + " · ".join(part for part in told if part), "dim"
    yield "", ""
    yield say("run.sets"), "bold"
    for found in form_sets().values():
        yield f"  {found.name}: {found.title} ({', '.join(found.forms)})", ""


def _title(form: Form) -> str:
    return re.sub(r"\{[a-z_]+\}", "…", form.title)


def _span(form: Form) -> str:
    start, end = form.validity.start, form.validity.end
    if start and end:
        return say("run.from_until", start=f"{start:%d/%m/%Y}", end=f"{end:%d/%m/%Y}")
    return say("run.from", start=f"{start:%d/%m/%Y}") if start else ""
