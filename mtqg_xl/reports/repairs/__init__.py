"""Repairs: what findings propose, put into a copy of the workbook, and told."""

from mtqg_xl.reports.repairs.applying import Mended, mend
from mtqg_xl.reports.repairs.model import Offer, Repair, RepairProblem, Skipped, Step
from mtqg_xl.reports.repairs.planning import Planner
from mtqg_xl.reports.repairs.telling import fixed_lines, fixed_object

__all__ = [
    "Mended",
    "Offer",
    "Planner",
    "Repair",
    "RepairProblem",
    "Skipped",
    "Step",
    "fixed_lines",
    "fixed_object",
    "mend",
]
