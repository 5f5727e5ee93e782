"""The figures of a run as tables of markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from mtqg_xl.domain.findings import Severity
from tests.benchmarks.lib.culprits.classes import Structure
from tests.benchmarks.lib.culprits.figures import Figures, share
from tests.benchmarks.lib.culprits.sheets import Mode

if TYPE_CHECKING:
    from tests.benchmarks.lib.culprits.results import Results


def tables(results: Results) -> str:
    """Everything as markdown."""
    return "\n\n".join(
        (
            _summary(results),
            "By the structure around the wrong cell:\n\n" + "\n".join(_cell_rows(results)),
            "By the structure of the form (what most of its cells are):\n\n" + "\n".join(_form_rows(results)),
            "Beside plainer methods, the same data:\n\n" + "\n".join(_peer_rows(results)),
            "By kind of error, all structures:\n\n" + "\n".join(_kind_rows(results)),
        )
    )


def _summary(results: Results) -> str:
    groups = len({trial.group for trial in results.trials})
    noticed = Counter(record.noticed for record in results.records)
    crashes = sum(trial.crashed for trial in results.trials)
    dirty = sum(not trial.was_clean for trial in results.trials)
    known = [trial for trial in results.trials if trial.seconds > 0.5]
    slow = share(len(known), len(results.trials))
    return (
        f"{results.errors} errors of {len(results.records)} cells on {len(results.trials)} sheets of {groups}"
        f" forms and sets; seed {results.seed}; {results.wall:.0f} s. Of these cells no relation notices"
        f" {noticed[None]}, only a warning {noticed[Severity.WARNING]}. Checks above 0.5 s of processor time:"
        f" {percent(slow)}."
        + (f" **On {crashes} sheets the check broke down.**" if crashes else "")
        + (f" {dirty} sheets broke a rule before." if dirty else "")
    )


def _cell_rows(results: Results) -> Iterator[str]:
    yield from _head("cell", _CELLS)
    for mode in Mode:
        for structure in Structure:
            yield from _row(f"{structure}, {mode}", results.of_cells(structure, mode), _CELLS)


def _form_rows(results: Results) -> Iterator[str]:
    yield from _head("form", _FORMS)
    for mode in Mode:
        for structure in Structure:
            yield from _row(f"{structure}, {mode}", results.of_forms(structure, mode), _FORMS)
        yield from _row(f"all, {mode}", results.of(lambda trial, mode=mode: trial.mode is mode), _FORMS)  # type: ignore[misc]


def _peer_rows(results: Results) -> Iterator[str]:
    yield "| form | errors | method | exact | of keystrokes, rates aside | precision | findings an error |"
    yield "|---|---|---|---|---|---|---|"
    for mode in Mode:
        for structure in (*Structure, None):
            found = results.of(
                lambda t, m=mode, s=structure: t.mode is m and (s is None or t.structure is s)  # type: ignore[misc]
            )
            if not found.records:
                continue
            methods = {
                "mtqg_xl": found.ours,
                "Scholtus 2009": found.peer(lambda t: t.scholtus, lambda r: r.by_scholtus),
                "list of failing totals": found.peer(lambda t: t.listing, lambda r: r.by_list),
            }
            errors = sum(trial.errors for trial in found.trials)
            for name, figures in methods.items():
                shares = (figures.exact, figures.of_keys, figures.precision)
                told = " | ".join([*map(percent, shares), _number(figures.findings, 2)])
                yield f"| {structure or 'all'}, {mode} | {errors} | {name} | {told} |"


def _kind_rows(results: Results) -> Iterator[str]:
    yield from _head("error", _KINDS)
    kinds = Counter(record.kind for record in results.records)
    for kind, _ in kinds.most_common():
        records = [record for record in results.records if record.kind == kind]
        yield from _row(kind, Figures(records, (), ()), _KINDS)


def percent(value: float | None) -> str:
    """A share as a percentage."""
    return "" if value is None else f"{100 * value:.1f} %"


def _number(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}"


def _ms(value: float | None) -> str:
    return "" if value is None else f"{1000 * value:.0f}"


Column = tuple[str, Callable[[Figures], str]]
_KINDS: Sequence[Column] = (
    ("cells", lambda f: str(f.seeded)),
    ("detectable", lambda f: percent(f.detectable_share)),
    ("exact", lambda f: percent(f.exact)),
    ("among first three", lambda f: percent(f.listed)),
    ("slip told right", lambda f: percent(f.slip)),
)
_CELLS: Sequence[Column] = (
    *_KINDS,
    ("exact and certain", lambda f: percent(f.claimed)),
    ("claims of certainty", lambda f: str(f.certain)),
    ("… true", lambda f: percent(f.precision)),
    ("one finding for one error", lambda f: _with_count(f.one_finding, len(f.single))),
)
_FORMS: Sequence[Column] = (
    *_CELLS,
    ("likely, right", lambda f: percent(f.likely_precision)),
    ("findings that name no wrong cell, a sheet", lambda f: _number(f.beside, 2)),
    (
        "ms of processor: median; p95; max",
        lambda f: f"{_ms(f.seconds(0.5))}; {_ms(f.seconds(0.95))}; {_ms(f.seconds(1))}",
    ),
)


def _with_count(value: float | None, count: int) -> str:
    return f"{percent(value)} of {count}" if count else ""


def _head(first: str, columns: Iterable[Column]) -> Iterator[str]:
    names = [name for name, _ in columns]
    yield f"| {first} | {' | '.join(names)} |"
    yield "|---" * (len(names) + 1) + "|"


def _row(name: str, figures: Figures, columns: Iterable[Column]) -> Iterator[str]:
    if figures.records:
        yield f"| {name} | {' | '.join(tell(figures) for _, tell in columns)} |"
