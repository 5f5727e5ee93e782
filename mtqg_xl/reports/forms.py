"""The forms known, as JSON and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

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
    """The forms for a person."""
    for form in forms:
        yield f"{form.code:<6} {form.number}: {_title(form)}", "bold"
        periods = ", ".join(say(f"period.{kind}") for kind in form.periods)
        levels = ", ".join(say(f"level.{level}") for level in form.levels)
        yield (
            "       " + say(f"mark.{form.mark.value}") + f" · {form.programme} · {levels} · {periods}",
            "dim",
        )


def _title(form: Form) -> str:
    return form.title.replace("{nam}", "…")
