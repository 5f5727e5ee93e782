"""The formulas of a workbook compared with what the form expects."""

from mtqg_xl.reconcile.formulas.faults import Fault, FaultKind
from mtqg_xl.reconcile.formulas.finding import formula_faults
from mtqg_xl.reconcile.formulas.overwriting import overwritten
from mtqg_xl.reconcile.formulas.telling import formula_findings

__all__ = ["Fault", "FaultKind", "formula_faults", "formula_findings", "overwritten"]
