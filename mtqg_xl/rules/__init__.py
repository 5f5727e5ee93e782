"""Edit rules in the notation of the forms, as relations between cells: parsed once, used four ways.

``3=1+2`` gives the Excel formula of a template, the check of a submission, the candidates for a
wrong cell, and the value written into a workbook. Nothing here knows a file.
"""

from mtqg_xl.rules.bind import Relation, bind_rule, relations_of
from mtqg_xl.rules.computing import computed_values, measure_lookup
from mtqg_xl.rules.excel import excel_formula
from mtqg_xl.rules.figures import Figures
from mtqg_xl.rules.judging import judge
from mtqg_xl.rules.notation import parse_relation
from mtqg_xl.rules.solve import solve_for
from mtqg_xl.rules.wording import in_words

__all__ = [
    "Figures",
    "Relation",
    "bind_rule",
    "computed_values",
    "excel_formula",
    "in_words",
    "judge",
    "measure_lookup",
    "parse_relation",
    "relations_of",
    "solve_for",
]
