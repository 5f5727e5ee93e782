"""Many submissions into one: what came in, what is missing, and where every figure comes from."""

from mtqg_xl.consolidation.awaited import Awaited, awaited
from mtqg_xl.consolidation.combine import combine
from mtqg_xl.consolidation.intake import Intake, intake_of
from mtqg_xl.consolidation.levels import level_findings
from mtqg_xl.consolidation.model import Contribution, Difference, Merged, Receipt, Refused, Resubmission

__all__ = [
    "Awaited",
    "Contribution",
    "Difference",
    "Intake",
    "Merged",
    "Receipt",
    "Refused",
    "Resubmission",
    "awaited",
    "combine",
    "intake_of",
    "level_findings",
]
