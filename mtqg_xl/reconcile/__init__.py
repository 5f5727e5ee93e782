"""Checks a submission against the rules of its forms and between them."""

from mtqg_xl.reconcile.check import check_submission

__all__ = ["check_submission"]
