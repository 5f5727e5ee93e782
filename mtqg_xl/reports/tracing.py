"""The origin of one figure: JSON and lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from mtqg_xl.domain.forms import Aggregate
from mtqg_xl.domain.numerals import format_vietnamese, plain
from mtqg_xl.domain.tracing import Traced
from mtqg_xl.messages import say
from mtqg_xl.reports.check_json import decimal_text
from mtqg_xl.reports.check_text import Line


def trace_object(traced: Traced) -> dict[str, Any]:
    """The trace as the JSON of the contract."""
    return {
        "cell": {
            "sheet": traced.sheet,
            "cell": traced.cell,
            "form": traced.key.form,
            "row": traced.key.row,
            "column": traced.key.column,
            "value": decimal_text(traced.value),
            "unit": traced.measure.code,
        },
        "aggregation": traced.aggregation,
        "contributions": [
            {
                "unit": origin.unit,
                "file": origin.file,
                "sha256": origin.sha256,
                "sheet": origin.sheet,
                "cell": origin.cell,
                "value": plain(origin.value) if isinstance(origin.value, Decimal) else origin.value,
            }
            for origin in traced.origins
        ],
        "missing": list(traced.missing),
    }


def trace_lines(traced: Traced) -> Iterator[Line]:
    """The lines to show for one traced cell."""
    decimals = max(traced.measure.decimals, 3)
    place = f"{traced.sheet}!{traced.cell}"
    column = f"{traced.key.column} “{traced.column_label}”"
    if traced.aggregation == Aggregate.TEXT:
        yield say("trace.head_text", place=place, row=traced.row_label, column=column), "bold"
    else:
        value = "…" if traced.value is None else format_vietnamese(traced.value, decimals)
        told = {"row": traced.row_label, "column": column, "value": value, "unit": traced.measure.label}
        yield say("trace.head", place=place, **told), "bold"
    if traced.formula:
        yield "  " + say("trace.formula", formula=traced.formula), "dim"
    if not traced.origins:
        yield "  " + say("trace.nothing"), ""
        return
    yield "  " + say(f"trace.{traced.aggregation}", count=len(traced.origins)), ""
    width = max((len(origin.unit) for origin in traced.origins), default=0)
    for origin in traced.origins:
        figure = (
            format_vietnamese(origin.value, decimals) if isinstance(origin.value, Decimal) else origin.value
        )
        yield f"    {origin.unit:<{width}}  {figure:>16}   {origin.file}  [{origin.sheet}!{origin.cell}]", ""
    if traced.missing:
        yield "  " + say("trace.missing", units=", ".join(traced.missing)), "yellow"
