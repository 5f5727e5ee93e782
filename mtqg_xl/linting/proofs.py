"""Whether the rules of a form can hold together, tie nothing down unawares, and say nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from mtqg_xl.domain.forms import Form
from mtqg_xl.domain.periods import Period
from mtqg_xl.linting.formulas import line_of
from mtqg_xl.linting.notes import Note, error, remark
from mtqg_xl.linting.positions import Source
from mtqg_xl.linting.trial import Trial
from mtqg_xl.messages import MtqgError
from mtqg_xl.proving.soundness.feasibility import prove
from mtqg_xl.proving.soundness.redundancy import redundant_rules

#: Told of cells that can hold one figure only; the rest would say the same.
_CELLS = 3
#: Makes an empty workbook of a form, or raises what stops it.
Builder = Callable[[Form, Period], object]


def proof_notes(source: Source, trials: Sequence[Trial]) -> Iterator[Note]:
    """What can be proved of the rules, for the last of the periods tried and the first if it differs."""
    last, first = trials[-1].form, trials[0].form
    try:
        yield from _proved(source, last)
        if _stands_for(first) != _stands_for(last):
            yield from _proved(source, first)
    except ImportError:
        yield remark(source.line("code"), "no_solver")


def _stands_for(form: Form) -> tuple[list[str], list[str]]:
    return [row.key for row in form.rows], [rule.notation for rule in form.rules]


def template_notes(source: Source, trials: Sequence[Trial], build: Builder) -> Iterator[Note]:
    """Whether an empty workbook of the form can be made."""
    for trial in trials[-1:]:
        try:
            build(trial.form, trial.period)
        except MtqgError as problem:
            yield error(source.line("columns"), "no_template", detail=str(problem))
        except Exception as fault:
            # Whatever the writer stumbles over, it is this file that made it stumble.
            yield error(source.line("columns"), "no_template", detail=f"{type(fault).__name__}: {fault}")


def _proved(source: Source, form: Form) -> Iterator[Note]:
    proof = prove([form])
    if proof.filling is None:
        if proof.contradictory:
            line = max(line_of(source, form.code, rule) for rule in proof.contradictory)
            yield error(line, "contradictory", rules=", ".join(proof.contradictory))
        else:
            yield remark(source.line("rules" if "rules" in source.data else "columns"), "no_figures")
        return
    tied: dict[tuple[str, ...], list[str]] = {}
    for forced in proof.forced:
        if not forced.declared:
            cell = f"[{forced.cell.row};{forced.cell.column}]"
            tied.setdefault(forced.rules, []).append(cell)
    for rules, cells in tied.items():
        line = max(line_of(source, form.code, rule) for rule in rules)
        shown = ", ".join(cells[:_CELLS]) + ("…" if len(cells) > _CELLS else "")
        yield remark(line, "tied_down", cells=shown, rules=", ".join(rules))
    for redundant in redundant_rules([form]):
        line = line_of(source, form.code, redundant.rule)
        if redundant.others:
            yield remark(line, "redundant", rule=redundant.rule, others=", ".join(redundant.others))
        else:
            yield remark(line, "always_true", rule=redundant.rule)
