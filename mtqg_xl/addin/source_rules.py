"""What the sources of the add-in must not use, as a table: each rule has its sentence under ``addin.<code>``.

Two reasons stand behind the table. Anti-virus programs judge macros by such words, and hardened machines
forbid what they do. And what takes or gives text through the machine's old code page turns Vietnamese names
into question marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Rule:
    """Something not to be used: the code of its sentence, and how it looks in code or in texts."""

    code: str
    in_code: re.Pattern[str] | None = None
    in_texts: re.Pattern[str] | None = None


def _rule(code: str, in_code: str = "", in_texts: str = "") -> Rule:
    patterns = [re.compile(text, re.IGNORECASE) if text else None for text in (in_code, in_texts)]
    return Rule(code, *patterns)


#: Not a member of something, so a statement or function of the language itself.
_OWN: Final = r"(?<![\w.])"
_NOT_A_CALL: Final = r"(?!(?:As|Is|And|Or|Then|To|Like|Mod|Not)\b)"

RULES: Final = (
    _rule("uses_declare", rf"^(?:(?:Public|Private)\s+)?{_OWN}Declare\s+(?:PtrSafe\s+)?(?:Sub|Function)\b"),
    _rule(
        "uses_auto_run",
        r"\bSub\s+(?:Auto_(?:Open|Close|Activate|Deactivate|Exec|Exit)|AutoExec|AutoOpen|AutoClose"
        r"|Workbook_\w+|Document_\w+)\b",
    ),
    _rule("uses_editor", r"\.\s*(?:VBProject|VBProjects|VBComponents|VBE|CodeModule)\b", r"\bVBIDE\b"),
    _rule("uses_adodb", r"\bADODB\b", r"\bADODB\b"),
    _rule("uses_network", r"\b(?:XMLHTTP|WinHttp\w*|URLDownloadToFile\w*)\b", r"XMLHTTP|WinHttp|^https?://"),
    _rule("uses_shell", rf"{_OWN}Shell\$?\s*\(|(?:^|:\s*|Then\s+|Call\s+){_OWN}Shell\s+{_NOT_A_CALL}[\w\"]"),
    _rule(
        "uses_console", "", r"\b(?:cmd(?:\.exe)?\s+/[ck]|powershell|wscript\.exe|cscript|mshta|regsvr32)\b"
    ),
    _rule("uses_keys", rf"(?:{_OWN}|\bApplication\.)SendKeys\b"),
    _rule("uses_msgbox", rf"{_OWN}MsgBox\b"),
    _rule("uses_inputbox", rf"{_OWN}InputBox\b"),
    _rule("uses_dir", rf"{_OWN}Dir\$?\s*\("),
    _rule("uses_environ", rf"{_OWN}Environ\b"),
    _rule(
        "uses_file_statement",
        r"(?:^|:\s*|Then\s+|Else\s+)(?:Open\s+.+\sFor\s+(?:Input|Output|Append|Binary|Random)\b"
        rf"|(?:Kill|MkDir|RmDir|ChDir|ChDrive|FileCopy|SetAttr)\s+{_NOT_A_CALL}[\w\"(]"
        r"|Name\s+.+\sAs\s+|Line\s+Input\b|Print\s+#|Write\s+#)"
        rf"|{_OWN}(?:FileLen|FileDateTime|GetAttr|CurDir|FreeFile)\s*\$?\(",
    ),
    _rule("uses_strconv", rf"{_OWN}StrConv\s*\("),
)
