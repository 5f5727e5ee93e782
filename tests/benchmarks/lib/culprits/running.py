"""The whole run, in slices, over one process or several."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.benchmarks.lib.culprits.groups import Group, groups
from tests.benchmarks.lib.culprits.results import Results
from tests.benchmarks.lib.culprits.sheets import Mode, sheet_of
from tests.benchmarks.lib.culprits.trial import Trial, trial

SEED = 20261121
#: A form that takes no errors after so many sheets in a row takes none at all.
_IDLE_SHEETS = 3


def run(errors: int, seed: int = SEED, forms: Iterable[str] | None = None, jobs: int = 1) -> Results:
    """Sow about ``errors`` errors, evenly over forms and modes, and judge the answers.

    ``forms`` limits it to the groups whose names begin so: ``BM07``, ``set giam``.
    """
    start = time.perf_counter()
    wanted = tuple(forms or ("",))
    chosen = [n for n, group in enumerate(groups()) if group.name.startswith(wanted)]
    if not chosen:
        raise ValueError(f"no form or set is called so: {', '.join(wanted)}")
    each = -(-errors // (len(Mode) * len(chosen)))
    # The largest first, so that no process is left with one at the end.
    chosen.sort(key=lambda n: -sum(len(form.rows) * len(form.columns) for form in groups()[n].forms))
    tasks = [(number, each, seed) for number in chosen]
    if jobs == 1:
        found = [_trials(task) for task in tasks]
    else:
        with ProcessPoolExecutor(jobs, mp_context=get_context("fork")) as pool:
            found = list(pool.map(_trials, tasks))
    order = sorted(range(len(found)), key=lambda at: tasks[at][0])
    return Results([one for at in order for one in found[at]], seed, time.perf_counter() - start)


def again(name: str, mode: str, number: int, seed: int = SEED) -> Trial | None:
    """One trial of a run once more."""
    (group,) = [group for group in groups() if group.name == name]
    return trial(sheet_of(group, Mode(mode), number), seed)


def _trials(task: tuple[int, int, int]) -> list[Trial]:
    number, each, seed = task
    group = groups()[number]
    return [one for mode in Mode for one in _until(group, mode, each, seed)]


def _until(group: Group, mode: Mode, wanted: int, seed: int) -> Iterator[Trial]:
    sown = number = idle = 0
    while sown < wanted and idle < _IDLE_SHEETS:
        one = trial(sheet_of(group, mode, number), seed)
        number += 1
        idle = idle + 1 if one is None else 0
        if one is not None:
            sown += one.errors
            yield one
