"""Linear and integer programs, solved by HiGHS in floating point.

Nothing here is taken as true: whoever asks checks the answer exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any, Final

#: Seconds after which a limited search is cut off whatever it does.
_FUSE: Final = 20.0


@dataclass(frozen=True, slots=True)
class Row:
    """``low <= sum of coefficient * variable <= high``."""

    terms: Mapping[int, float]
    low: float = -inf
    high: float = inf


@dataclass
class Program:
    """Minimise ``costs`` over variables between ``low`` and ``high`` that satisfy ``rows``."""

    costs: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def variable(self, cost: float = 0.0, low: float = 0.0, high: float = inf, whole: bool = False) -> int:
        """A new variable; its index."""
        self.costs.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.costs) - 1


@dataclass(frozen=True, slots=True)
class Answer:
    """The best values found, what they cost, and what a unit more of each row's bound would change."""

    values: Sequence[float]
    cost: float
    duals: Sequence[float]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a limited search, the steps it took, and whether it came to its end.

    An answer without the end is good but perhaps not the best; no answer without the end means nothing.
    """

    answer: Answer | None
    steps: int
    is_finished: bool


def solve(program: Program, seconds: float = 60.0, gap: float = 0.0) -> Answer | None:
    """The best answer, to within the share ``gap`` if whole numbers are asked; ``None`` if there is none."""
    return _answer(_run(program, time_limit=seconds, mip_rel_gap=gap))


def attempt(program: Program, nodes: int, sharp: float) -> Attempt:
    """The best answer after so many branches at most: the same however fast the machine is.

    ``sharp`` is how far from whole a whole number may be.
    """
    import highspy

    engine = _run(
        program,
        # Only so that nothing hangs: far beyond what the branches take.
        time_limit=_FUSE,
        mip_max_nodes=nodes,
        mip_feasibility_tolerance=sharp,
        primal_feasibility_tolerance=sharp,
    )
    ends = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)
    steps = max(engine.getInfo().simplex_iteration_count, 0)
    return Attempt(_answer(engine), steps, engine.getModelStatus() in ends)


def _run(program: Program, **options: float) -> Any:
    """The engine after ``program`` was given to it and run."""
    import highspy
    import numpy as np

    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.costs), len(program.rows)
    model.col_cost_ = np.array(program.costs, dtype=np.double)
    model.col_lower_ = np.array(program.low, dtype=np.double)
    model.col_upper_ = np.array(program.high, dtype=np.double)
    model.row_lower_ = np.array([row.low for row in program.rows], dtype=np.double)
    model.row_upper_ = np.array([row.high for row in program.rows], dtype=np.double)
    starts, indices, values = [0], list[int](), list[float]()
    for row in program.rows:
        indices.extend(row.terms.keys())
        values.extend(row.terms.values())
        starts.append(len(indices))
    matrix: Any = model.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.array(starts)
    matrix.index_ = np.array(indices)
    matrix.value_ = np.array(values, dtype=np.double)
    if any(program.whole):
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        model.integrality_ = [kinds[whole] for whole in program.whole]
    highs: Any = highspy.Highs
    engine = highs()
    engine.setOptionValue("output_flag", False)
    engine.setOptionValue("threads", 1)
    for name, value in options.items():
        engine.setOptionValue(name, value)
    engine.passModel(model)
    engine.run()
    return engine


def _answer(engine: Any) -> Answer | None:
    solution = engine.getSolution()
    if not solution.value_valid:
        return None
    return Answer(
        list(solution.col_value), engine.getInfo().objective_function_value, list(solution.row_dual)
    )
