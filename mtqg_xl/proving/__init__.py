"""Proofs about the rules: figures that satisfy them, examples that break them, and the register of all rules.

All but the register needs HiGHS (the package ``highspy``), which is imported when something is solved.
"""

from mtqg_xl.proving.examples import Example, all_examples, examples_between, examples_of_form
from mtqg_xl.proving.feasibility import Forced, Proof, prove
from mtqg_xl.proving.fillings import Filler, Filling, filling, random_filling
from mtqg_xl.proving.problems import NoFilling
from mtqg_xl.proving.redundancy import Redundant, redundant_rules
from mtqg_xl.proving.registry import RuleEntry, RuleKind, registry

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
