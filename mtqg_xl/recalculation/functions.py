"""What is known of Excel's functions: which never rest, which reach anywhere, which are vetted.

A *vetted* function gives, in every engine here, what Excel gives, as far as its arguments are of
the sorts named; only formulas made of these are believed where nothing was stored to compare with.
"""

from __future__ import annotations

from typing import Final

#: Their value changes though no cell does.
VOLATILE: Final = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO"})

#: Which cells they read is known only when they are computed.
REACHING: Final = frozenset({"INDIRECT", "OFFSET"})

#: What they give lies outside the cells: a pivot table, a cube, a server, another program.
OUTSIDE: Final = frozenset(
    {
        "GETPIVOTDATA", "CUBEKPIMEMBER", "CUBEMEMBER", "CUBEMEMBERPROPERTY", "CUBERANKEDMEMBER",
        "CUBESET", "CUBESETCOUNT", "CUBEVALUE", "RTD", "WEBSERVICE", "STOCKHISTORY", "IMAGE",
        "SQL.REQUEST", "CALL", "REGISTER.ID", "TABLE", "PY",
    }
)  # fmt: skip

#: They look whether rows are hidden.
HIDING: Final = frozenset({"SUBTOTAL", "AGGREGATE"})

#: They only ask where a cell is, not what stands in it.
PLACES: Final = frozenset({"ROW", "COLUMN", "ROWS", "COLUMNS"})

#: Adding them up sheet by sheet is adding them up.
THROUGH_SHEETS: Final = frozenset({"SUM", "COUNT", "COUNTA", "MIN", "MAX", "AVERAGE", "PRODUCT"})

#: Dates and times depend on the day from which the workbook counts.
DATED: Final = frozenset(
    {
        "DATE", "DATEVALUE", "DAY", "DAYS", "EDATE", "EOMONTH", "MONTH", "YEAR", "WEEKDAY", "WEEKNUM",
        "ISOWEEKNUM", "DATEDIF", "DAYS360", "YEARFRAC", "WORKDAY", "NETWORKDAYS", "WORKDAY.INTL",
        "NETWORKDAYS.INTL", "TEXT",
    }
)  # fmt: skip

#: What each argument of a vetted function takes: ``s`` one value, ``r`` a range as a whole, ``a``
#: anything, computed cell by cell. The letters after ``*`` repeat.
VETTED: Final[dict[str, str]] = {
    "SUM": "*r", "COUNT": "*r", "COUNTA": "*r", "COUNTBLANK": "r", "MIN": "*r", "MAX": "*r",
    "AVERAGE": "*r", "PRODUCT": "*r", "AND": "*r", "OR": "*r", "SUBTOTAL": "s*r",
    "SUMIF": "rsr", "COUNTIF": "rs", "AVERAGEIF": "rsr", "SUMIFS": "r*rs", "COUNTIFS": "*rs",
    "AVERAGEIFS": "r*rs", "SUMPRODUCT": "*a",
    "VLOOKUP": "srss", "HLOOKUP": "srss", "MATCH": "srs", "INDEX": "rss",
    "IF": "sss", "IFERROR": "ss", "IFNA": "ss", "NOT": "s", "CHOOSE": "s*s", "TRUE": "", "FALSE": "",
    "ISBLANK": "s", "ISERROR": "s", "ISERR": "s", "ISNA": "s", "ISNUMBER": "s", "ISTEXT": "s", "NA": "",
    "ABS": "s", "ROUND": "ss", "SIGN": "s", "SQRT": "s", "PI": "", "EXP": "s", "LN": "s", "LOG10": "s",
    "EVEN": "s", "ODD": "s", "FACT": "s", "DEGREES": "s", "RADIANS": "s", "SIN": "s", "COS": "s", "TAN": "s",
    "LARGE": "rs", "SMALL": "rs", "MEDIAN": "*r", "SUMSQ": "*r", "STDEV": "*r", "VAR": "*r", "VARP": "*r",
    "STDEVP": "*r", "DEVSQ": "*r", "AVEDEV": "*r", "ISLOGICAL": "s", "ISNONTEXT": "s",
    "ROW": "r", "COLUMN": "r", "ROWS": "r", "COLUMNS": "r",
    "CONCATENATE": "*s", "LEFT": "ss", "RIGHT": "ss", "MID": "sss", "UPPER": "s",
    "LOWER": "s", "TRIM": "s", "EXACT": "ss", "SUBSTITUTE": "ssss", "FIND": "sss", "SEARCH": "sss",
    "REPLACE": "ssss",
    "YEAR": "s", "MONTH": "s", "DAY": "s",
}  # fmt: skip

#: Blank cells below everything else make no difference to these, so whole columns may be cut short.
DEAF_TO_BLANKS: Final = frozenset(
    {"SUM", "COUNT", "COUNTA", "MIN", "MAX", "AVERAGE", "PRODUCT", "AND", "OR", "SUBTOTAL", "SUMIF", "SUMIFS",
     "AVERAGEIF", "AVERAGEIFS", "VLOOKUP", "MATCH", "LARGE", "SMALL", "MEDIAN", "SUMSQ", "STDEV", "VAR"}
)  # fmt: skip

#: Inside a function that computes cell by cell, these do so too.
CELL_BY_CELL: Final = frozenset(
    {"ABS", "INT", "ROUND", "MOD", "SIGN", "ISBLANK", "ISERROR", "ISNA", "ISNUMBER", "ISTEXT", "NOT", "LEN",
     "LEFT", "RIGHT", "MID", "YEAR", "MONTH", "DAY", "SUMPRODUCT"}
)  # fmt: skip


def takes(name: str, argument: int) -> str:
    """What a vetted function takes as its ``argument`` (from 0): "s", "r", "a"; "" beyond its last."""
    once, _, again = VETTED[name].partition("*")
    if argument < len(once):
        return once[argument]
    return again[(argument - len(once)) % len(again)] if again else ""
