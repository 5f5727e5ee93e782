"""What turned a right figure into the written one: digits, sign, unit, comma. Pure arithmetic, no context.

Slips that show only beside other cells (a copy, a shifted block, a part left out) are told by whoever
sees those cells; here they have their kind and their words.
"""

from mtqg_xl.reconcile.slips.explain import explain
from mtqg_xl.reconcile.slips.kinds import CODES, Explanation, Kind
from mtqg_xl.reconcile.slips.origins import origins

__all__ = ["CODES", "Explanation", "Kind", "explain", "origins"]
