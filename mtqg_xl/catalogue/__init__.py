"""The catalogue: every form, rule between forms, unit, measure, term and parameter, as text files.

The files are the truth; this package only loads and checks them.
"""

from mtqg_xl.catalogue.concrete import make_concrete
from mtqg_xl.catalogue.crossing import cross_rules
from mtqg_xl.catalogue.loader import all_forms, form_codes, load_form, own_forms, variants
from mtqg_xl.catalogue.measures import find_measure_label, measures
from mtqg_xl.catalogue.register import unit_register
from mtqg_xl.catalogue.sets import form_set, form_sets
from mtqg_xl.catalogue.vocabulary import words
from mtqg_xl.catalogue.wording import aliases, opposites, totals

__all__ = [
    "aliases",
    "all_forms",
    "cross_rules",
    "find_measure_label",
    "form_codes",
    "form_set",
    "form_sets",
    "load_form",
    "make_concrete",
    "measures",
    "opposites",
    "own_forms",
    "totals",
    "unit_register",
    "variants",
    "words",
]
