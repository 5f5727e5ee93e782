"""The names that VBA and Excel themselves give meaning to ([MS-VBAL] 3.3.5 and 6.1), in small letters."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Words of the language; none may be the name of something declared.
RESERVED: Final = _words("""
    abs addressof and any array as attribute boolean byref byte byval call case cbool cbyte ccur cdate
    cdbl cdec cint circle clng clnglng clngptr close const csng cstr currency cvar cverr date debug
    declare defbool dim do doevents double each else elseif empty end endif enum eqv erase event exit
    false fix for friend function get global gosub goto if imp implements in input inputb int integer is
    lbound len lenb let like lock long longlong longptr loop lset me mod new next not nothing null on
    open option optional or paramarray preserve print private pset public put raiseevent redim rem
    resume return rset scale seek select set sgn shared single spc static stop string sub tab then to
    true type typeof ubound unlock until variant wend while with withevents write xor
""")
#: Functions and objects of the language, and words that have a meaning in some places only.
LANGUAGE: Final = _words("""
    asc ascw atn beep callbyname choose chr chrw collection cos createobject dateadd datediff datepart
    dateserial datevalue day ddb err error exp filter format formatcurrency formatdatetime formatnumber
    formatpercent fv getobject hex hour iif instr instrb instrrev ipmt irr isarray isdate isempty
    iserror ismissing isnull isnumeric isobject iunknown join lcase left leftb log ltrim mac mid midb
    minute mirr month monthname now nper npv object oct partition pmt ppmt property pv qbcolor randomize
    rate replace rgb right rightb rnd round rtrim second sin sln space split sqr step str strcomp
    strreverse switch syd tan time timer timeserial timevalue trim typename ucase val vartype vba vba6
    vba7 weekday weekdayname win32 win64 year
""")
#: What Excel and Office put beside it: what can be named without saying of what, and their types.
EXCEL: Final = _words("""
    activecell activechart activesheet activewindow activeworkbook addin application areas border
    borders calculate cells chart charts columns comment comments evaluate excel filedialog font
    hyperlink hyperlinks interior intersect iribboncontrol iribbonui listobject names office pagesetup
    range rows run selection shape shapes sheets stdole style styles thisworkbook union validation
    window windows workbook workbooks worksheet worksheetfunction worksheets
""")
#: Names with a meaning that the table of what must not be used tells of.
REFUSED_ELSEWHERE: Final = _words("""
    adodb chdir chdrive curdir declare dir environ filecopy filedatetime filelen freefile getattr inputbox
    kill line mkdir msgbox name rmdir sendkeys setattr shell strconv
""")
_CONSTANT: Final = re.compile(
    r"vb(?:cr|lf|crlf|tab|newline|nullstring|nullchar|true|false|usedefault|yes|no|ok|okonly|okcancel|cancel|yesno|yesnocancel"
    r"|question|critical|exclamation|information|binarycompare|textcompare|black|white|red|green|blue|yellow"
    r"|string|integer|long|double|single|boolean|empty|null|object|error|date|decimal|currency|byte|variant"
    r"|array|objecterror|sunday|monday|method|get|let|set)|(?:xl|mso)[a-z]\w*"
)


def is_known(name: str) -> bool:
    """Whether VBA, Excel or Office gives meaning to ``name``; any case."""
    own = name.lower()
    tables = (RESERVED, LANGUAGE, EXCEL, REFUSED_ELSEWHERE)
    return any(own in table for table in tables) or _CONSTANT.fullmatch(own) is not None
