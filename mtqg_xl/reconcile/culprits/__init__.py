"""Which cells are wrong, what they should hold, and how sure that is.

The smallest set of cells whose change makes every relation hold (Fellegi and Holt, 1976), all such
sets compared, and inside them the likeliest slip (Scholtus, *Automatic correction of simple typing
errors in numerical data with balance edits*, Statistics Netherlands 2009).
"""

from mtqg_xl.reconcile.culprits.certainty import MOST, share
from mtqg_xl.reconcile.culprits.model import Candidate, Root
from mtqg_xl.reconcile.culprits.scene import Scene
from mtqg_xl.reconcile.culprits.search import find_roots

__all__ = ["MOST", "Candidate", "Root", "Scene", "find_roots", "share"]
