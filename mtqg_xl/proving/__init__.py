"""Proofs about the rules: figures that satisfy them, examples that break them, and the register of all rules.

All but the register needs HiGHS (the package ``highspy``), which is imported when something is solved.
"""

from mtqg_xl.proving.filling.fillings import Filler, Filling, filling, random_filling
from mtqg_xl.proving.problems import NoFilling
from mtqg_xl.proving.rulebook.registry import RuleEntry, RuleKind, registry
from mtqg_xl.proving.soundness.examples import Example, all_examples, examples_between, examples_of_form
from mtqg_xl.proving.soundness.feasibility import Forced, Proof, prove
from mtqg_xl.proving.soundness.redundancy import Redundant, redundant_rules

__all__ = [
    "Example",
    "Filler",
    "Filling",
    "Forced",
    "NoFilling",
    "Proof",
    "Redundant",
    "RuleEntry",
    "RuleKind",
    "all_examples",
    "examples_between",
    "examples_of_form",
    "filling",
    "prove",
    "random_filling",
    "redundant_rules",
    "registry",
]
