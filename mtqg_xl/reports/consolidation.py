"""What a consolidation tells: JSON and lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtqg_xl.consolidation import Merged
from mtqg_xl.messages import say
from mtqg_xl.reports.check_text import Line
from mtqg_xl.writing.linking import NOT_A_SUM, Linked


def consolidation_object(merged: Merged, out: str) -> dict[str, Any]:
    """The consolidation as the JSON of the contract."""
    return {
        "out": out,
        "unit": merged.unit.name,
        "period": str(merged.period),
        "received": [
            {
                "unit": receipt.unit,
                "file": receipt.file,
                "sha256": receipt.sha256,
                "verdict": receipt.verdict,
            }
            for receipt in merged.received
        ],
        "missing": list(merged.missing),
        "duplicates": [
            {
                "unit": item.unit,
                "forms": list(item.forms),
                "kept": item.kept,
                "dropped": list(item.dropped),
                "rule": item.rule,
            }
            for item in merged.duplicates
        ],
        "unreadable": [{"file": item.file, "reason": item.reason} for item in merged.refused],
    }


def consolidation_lines(merged: Merged, out: str) -> Iterator[Line]:
    """The lines to show after consolidating."""
    received = len({receipt.unit for receipt in merged.received})
    expected = received + len(merged.missing)
    sent = ", ".join(merged.forms)
    yield (
        say(
            "consolidate.done",
            unit=merged.unit.name,
            period=merged.period.label,
            received=received,
            expected=expected,
            forms=sent,
            out=out,
        ),
        "bold",
    )
    if not merged.register_known:
        yield "  " + say("consolidate.no_register", unit=merged.unit.name), "yellow"
    if merged.missing:
        yield "  ! " + say("consolidate.missing", units=", ".join(merged.missing)), "yellow"
    for receipt in merged.received:
        if receipt.verdict == "invalid":
            told = say("consolidate.invalid", unit=receipt.unit, errors=receipt.errors, file=receipt.file)
            yield f"  ! {told}", "yellow"
    for item in merged.duplicates:
        forms = ", ".join(item.forms)
        values = {"unit": item.unit, "forms": forms, "kept": item.kept, "rule": item.rule}
        dropped = ", ".join(item.dropped)
        yield "  ! " + say("consolidate.duplicate", dropped=dropped, **values), "yellow"
    for refused in merged.refused:
        yield f"  ✗ {refused.file}: {refused.reason}", "red"
    if merged.differences:
        yield "  ! " + say("consolidate.differences", count=len(merged.differences)), "yellow"


def link_lines(linked: Linked, out: str) -> Iterator[Line]:
    """What became of the links to the units' workbooks."""
    if linked.cells:
        yield "  " + say("linking.done", cells=linked.cells, files=len(linked.books), out=out), ""
    else:
        yield "  ! " + say("linking.none"), "yellow"
    for code, count in linked.left.items():
        reason = say(f"linking.{code}")
        if names := linked.whole.get(code):
            reason = say("linking.files", reason=reason, files=", ".join(names))
        told = say("linking.left_line", count=count, reason=reason)
        # That lines of lists stay as they are is no loss.
        yield ("  " + told, "") if code == NOT_A_SUM else ("  ! " + told, "yellow")
