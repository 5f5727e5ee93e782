"""What a column computes by its printed code, held against the formulas and figures of the workbook."""

from __future__ import annotations

from collections import defaultdict

from mtqg_xl.learning.columns.codes import PrintedCode
from mtqg_xl.learning.columns.column_view import ColumnView, mark_of
from mtqg_xl.learning.model import LearntRule
from mtqg_xl.learning.naming import Described
from mtqg_xl.messages import DefinitionProblem, say
from mtqg_xl.rules.expressions import Add, Name, Node, walk
from mtqg_xl.rules.notation import parse_expression


def follow_printed(view: ColumnView, printed: PrintedCode, found: dict[int, Described]) -> bool:
    """Give the column the formula its code prints; ``False`` when that cannot be used.

    ``found`` are the formulas of the workbook. Where they say otherwise the printed code is followed
    and the difference asked about.
    """
    node = _usable(view, printed.formula)
    if printed.unread or node is None:
        view.ask("code_unread" if printed.unread else "code_unknown", code=printed.printed)
        return False
    marks = {item.mark for item in found.values()}
    own = mark_of(node)
    if own is not None and own * 100 in marks and len(marks) == 1:
        # "4=3/1" over figures in per cent: the factor is left out on paper.
        view.settle(_times_hundred(printed.formula, node), view.worked_otherwise())
        view.note("hundred", code=printed.printed, formula=next(iter(found.values())).text)
        view.ask_added_rates()
        return True
    _compare(view, printed, node, found)
    view.settle(printed.formula, view.worked_otherwise())
    if "/" in printed.formula:
        view.ask_added_rates()
    if found:
        view.ask_typed(printed.formula, view.typed())
    else:
        _test(view, printed, node)
    for at, further in enumerate(printed.further):
        if _usable(view, further) is not None:
            view.table.rules.append(
                LearntRule(
                    id=f"{view.column.key}{chr(97 + at)}",
                    rule=f"{view.column.key}={further}",
                    why=say("learning.why_code", code=printed.printed),
                )
            )
    return True


def _usable(view: ColumnView, formula: str) -> Node | None:
    """The formula parsed, if all it names are columns of the table."""
    try:
        node = parse_expression(formula)
    except DefinitionProblem:
        return None
    keys = {other.key for other in view.table.columns if not other.is_text} - {view.column.key}
    names = {part.text for part in walk(node) if isinstance(part, Name)}
    return node if names and names <= keys else None


def _compare(view: ColumnView, printed: PrintedCode, node: Node, found: dict[int, Described]) -> None:
    """Ask where the workbook computes something else than the code prints."""
    own = mark_of(node)
    marks = {item.mark for item in found.values()}
    if found and own not in marks and len(marks) == 1:
        text = f"{view.column.key}={next(iter(found.values())).text}"
        view.ask("code_or_formula", code=printed.printed, formula=text, cell=view.cells(found))
        return
    terms = node.terms if isinstance(node, Add) else ()
    names = {term.text for term in terms if isinstance(term, Name)} if len(terms) > 1 else set()
    names = names if len(names) == len(terms) else set()
    others: dict[str, list[int]] = defaultdict(list)
    for at, item in found.items():
        if item.mark != own and not view.fits(at, item, names):
            others[item.text].append(at)
    for text, rows in others.items():
        view.ask("other_formula", cells=view.cells(rows), formula=text, usual=printed.printed)


def _test(view: ColumnView, printed: PrintedCode, node: Node) -> None:
    """Compare a printed formula with the figures typed into the column."""
    verdicts = {at: view.agrees(node, at) for at in view.open}
    failing = [at for at, holds in verdicts.items() if holds is False]
    if not failing:
        return
    told = [at for at in failing if view.shown(at)]
    scaled = bool(told) and all(view.agrees(node, at, times=100) for at in told)
    if True not in verdicts.values() and scaled and view.column.formula:
        view.column.formula = _times_hundred(view.column.formula, node)
        view.ask("hundred_asked", code=printed.printed)
    else:
        view.ask("figures_disagree", code=printed.printed, count=len(failing), cells=view.cells(failing))


def _times_hundred(formula: str, node: Node) -> str:
    return f"({formula})*100" if isinstance(node, Add) else f"{formula}*100"
