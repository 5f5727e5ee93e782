"""Results as tables."""

from __future__ import annotations

from tests.benchmarks.lib.binding.changes import KINDS
from tests.benchmarks.lib.binding.running import Results, Tally

_HEAD = (
    "| change | layouts | mis-bound layouts | figures mis-bound | told wrong | with anything unread |"
    " figures unread | of them untold | alone: layouts | mis-bound | figures unread |\n|"
) + "---|" * 11


def table(results: Results) -> str:
    """A line for every kind of change, then the totals."""
    lines = [_HEAD]
    order = {name: at for at, name in enumerate(KINDS)}
    for name in sorted(results.kinds, key=lambda one: (order.get(one, len(order)), one)):
        lines.append(_line(name, results.kinds[name], results.alone.get(name)))
    lines.append(_line("**all**", results.total, None))
    total = results.total
    lines.append(f"\n{total.refused} layouts refused whole, {total.crashed} ended in an exception.")
    if results.faults:
        lines.append(
            "Mis-bound by fault: " + ", ".join(f"{what} {n}" for what, n in results.faults.most_common())
        )
    return "\n".join(lines)


def _line(name: str, tally: Tally, alone: Tally | None) -> str:
    beside = f"{alone.layouts} | {alone.silent_layouts} | {_share(alone)}" if alone else "| | "
    return (
        f"| {name} | {tally.layouts} | {tally.silent_layouts} | {tally.silent} | {tally.told} |"
        f" {tally.abstained} | {_share(tally)} | {tally.untold} | {beside} |"
    )


def _share(tally: Tally) -> str:
    return f"{100 * tally.unread / tally.figures:.2f} %" if tally.figures else ""


def listed(results: Results, most: int = 60) -> str:
    """The layouts that went wrong, one line each."""
    lines = [
        f"{n} {'kept ' if kept else ''}{' '.join(done)}: {what}"
        for n, done, kept, what in results.wrong[:most]
    ]
    lines += [f"{number} EXCEPTION {what}" for number, what in results.crashes[:most]]
    return "\n".join(lines)


def unread_listed(results: Results, most: int = 60) -> str:
    """The layouts of which something was not read, one line each."""
    return "\n".join(
        f"{n} {' '.join(done)}: {unread} of {figures} unread: {why[:200]}"
        for n, done, unread, figures, why in results.unread[:most]
    )
